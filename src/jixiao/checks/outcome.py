"""The three answers of a rule: passed with a count, failed with findings, not applicable with a reason."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence, Sized
from typing import Protocol

import msgspec

from jixiao.checks.rule import Level
from jixiao.language import Words
from jixiao.model import Place


class Spot(Protocol):
    """Something with a path in `read --json` and a place in the document."""

    @property
    def subject(self) -> str: ...

    @property
    def at(self) -> Place: ...


class Draft(msgspec.Struct, frozen=True):
    """A finding as a rule states it: not yet worded, folded or lowered by doubt."""

    spot: Spot
    holes: dict[str, object]
    found: str | None
    expected: str | None
    related: tuple[Spot, ...]
    cause: Hashable
    level: Level | None
    message: Words | None
    many: Words | None
    hint: Words | None


class Outcome(msgspec.Struct, frozen=True):
    """What a rule answers.

    Attributes:
        checked: how many things were judged; 0 where the rule is not applicable.
        findings: empty where it passed.
        reason: why it is not applicable, else None.
    """

    checked: int
    findings: tuple[Draft, ...] = ()
    reason: Words | None = None


def judged(checked: Sized | int, findings: Iterable[Draft], without: Words) -> Outcome:
    """Passed or failed; not applicable for the reason `without` where there was nothing to judge."""
    count = checked if isinstance(checked, int) else len(checked)
    return Outcome(count, tuple(findings)) if count else Outcome(0, reason=without)


def not_applicable(reason: Words) -> Outcome:
    """The rule has nothing to say here, and why."""
    return Outcome(0, reason=reason)


def found(
    spot: Spot,
    /,
    *,
    found: str | None = None,
    expected: str | None = None,
    related: Sequence[Spot] = (),
    cause: Hashable = None,
    level: Level | None = None,
    message: Words | None = None,
    many: Words | None = None,
    hint: Words | None = None,
    **holes: object,
) -> Draft:
    """A finding at a spot.

    Args:
        found: the words or number that are wrong, as they stand in the document; marked in the quoted line.
        expected: what would be right, where it can be said.
        related: other spots that the finding leans on.
        cause: findings of one rule with the same cause are one finding with many members; None stands alone.
        level, message, many, hint: instead of the rule's.
        holes: values of the named holes of message and hint; `found` and `expected` may be named there too.
    """
    return Draft(spot, holes, found, expected, tuple(related), cause, level, message, many, hint)
