"""What all imports of tables share: judged lines, a preview with its digest, doing what was seen."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Generic, Protocol, TypeVar

from django.db import transaction

from jixiao_web.accounts.errors import ChangedMeanwhile
from jixiao_web.accounts.policy import Person
from jixiao_web.accounts.selectors import managed_county
from jixiao_web.audit.log import log_append

GOOD = ("new", "changed", "role")
"""Kinds of lines that change something; the others are `same` and `refused`."""


class Judged(Protocol):
    """A line with what it would do."""

    @property
    def kind(self) -> str:
        """One of `GOOD`, `same` or `refused`."""

    @property
    def told(self) -> list[Any]:
        """All that it would write."""


Row = TypeVar("Row", bound=Judged)
Done = TypeVar("Done")


@dataclass(frozen=True)
class Preview(Generic[Row]):
    """What a table would do."""

    rows: tuple[Row, ...]

    @cached_property
    def digest(self) -> str:
        """Two previews of one digest do the same."""
        told = [[each.kind, *each.told] for each in self.rows if each.kind in GOOD]
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()

    @property
    def by_kind(self) -> dict[str, list[Row]]:
        """The lines of every kind."""
        return {kind: self.of(kind) for kind in (*GOOD, "same", "refused")}

    def of(self, *kinds: str) -> list[Row]:
        """The lines of some kinds."""
        return [row for row in self.rows if row.kind in kinds]

    @property
    def good(self) -> int:
        """How many lines would change something."""
        return len(self.of(*GOOD))


def table_import(
    *,
    person: Person,
    seen: str,
    kind: str,
    preview_of: Callable[[], Preview[Row]],
    put: Callable[[str, Preview[Row]], Done],
    detail: Callable[[Preview[Row]], dict[str, Any]],
) -> Done:
    """Do what is good of a table, in one transaction with its entry.

    Args:
        seen: the digest of the preview that the person saw. kind: of what is imported: units, regions, accounts.
    Raises:
        PermissionDenied: the person manages no county.
        ChangedMeanwhile: the table would do something else now.
    """
    with transaction.atomic():
        county, preview = managed_county(person), preview_of()
        if preview.digest != seen:
            raise ChangedMeanwhile
        done = put(county, preview)
        log_append(
            county_code=county,
            actor=person.user.username,
            action=f"{kind}_imported",
            object_kind=kind,
            object_key=county,
            detail=detail(preview),
        )
    return done
