"""Rows that were deleted from a draft and can be put back, in words."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import NamedTuple

import msgspec
from django.utils.translation import gettext as _

from jixiao.model import Document
from jixiao_web.filings.models import Filing, RowChange
from jixiao_web.filings.returning import is_locked
from jixiao_web.filings.shape import rebased

MOST_TOLD = 12
_LONGEST = 40


class DeletedRow(NamedTuple):
    """A row that can be put back: number of its deletion, what it was, in which project, and when it went."""

    number: int
    what: str
    name: str
    within: str
    at: datetime


def deleted_rows(filing: Filing, document: Document) -> list[DeletedRow]:
    """The rows that were deleted last and are not back, the last first; none whose project is gone."""
    changes = list(filing.row_changes.order_by("number"))
    told: list[DeletedRow] = []
    for each in reversed([each for each in changes if each.kind == "deleted" and each.removed and not each.restored]):
        now = rebased(each.path, [later for later in changes if later.number > each.number])
        within = _within(now, document)
        is_kept = is_locked(filing, f"{now}[0]") or (each.path == "projects" and bool(filing.returned))
        if within is not None and not is_kept and len(told) < MOST_TOLD:
            told.append(DeletedRow(each.number, _what(each), _name(each.removed), within, _moment(each)))
    return told


def _within(path: str | None, document: Document) -> str | None:
    """The project that a list of indicators belongs to; nothing for other lists, None where it is gone."""
    if path is None or not path.endswith(".indicators"):
        return "" if path else None
    number = int(path[len("projects[") : path.index("]")])
    if number >= len(document.projects):
        return None
    return document.projects[number].name or f"{number + 1}."


def _what(gone: RowChange) -> str:
    names = {"projects": _("项目"), "overall_goals": _("总体绩效目标"), "safeguards": _("工作保障措施")}
    return names.get(gone.path, _("指标"))


def _name(removed: str) -> str:
    row = msgspec.json.decode(removed)
    words = row.get("name") or row.get("heading") or row.get("text") or ""
    words = words or (row.get("target") or {}).get("text") or row.get("category") or _("（空行）")
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"


def _moment(gone: RowChange) -> datetime:
    """When it was deleted: keys are UUIDs of version 7, which begin with the milliseconds since 1970."""
    return datetime.fromtimestamp((gone.pk.int >> 80) / 1000, UTC)
