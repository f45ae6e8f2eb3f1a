"""Services that change the rows of a draft's lists: projects, indicators, goals, safeguards.

A list is known by its path and the shape that the person's page was made for; the row is found where it stands now.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Literal

import msgspec
from django.db import transaction

from jixiao import api
from jixiao.model import Document, Indicator
from jixiao_web.accounts.policy import Person
from jixiao_web.filings.errors import NothingThere, RowGone, RowsFixed
from jixiao_web.filings.models import REPORTS, Filing, RowChange
from jixiao_web.filings.shape import LISTS, rebased
from jixiao_web.filings.store import document_of, log, open_filing, put_changed

Kind = Literal["added", "deleted", "moved"]

MOST_ROWS = 500
"""Rows that a list may hold: a form is printed and read by people."""

_FIRST_ROWS = (
    ("产出指标", "数量指标"),
    ("产出指标", "质量指标"),
    ("产出指标", "时效指标"),
    ("产出指标", "成本指标"),
    ("效益指标", "社会效益指标"),
    ("满意度指标", "服务对象满意度指标"),
)


def rows_of(document: Document, path: str) -> Sequence[object]:
    """The rows of a list.

    Raises:
        RowGone: no such list.
    """
    if not LISTS.fullmatch(path):
        raise RowGone
    if not path.endswith(".indicators"):
        return tuple(getattr(document, path))
    number = int(path[len("projects[") : path.index("]")])
    if number >= len(document.projects):
        raise RowGone
    return document.projects[number].indicators


def rows_open(filing_id: uuid.UUID, person: Person) -> Filing:
    """A filing whose rows this person may change.

    Raises:
        RowsFixed: a report has the rows of its plan.
    """
    filing = open_filing(filing_id, person)
    if filing.kind in REPORTS:
        raise RowsFixed
    return filing


def row_add(*, person: Person, filing_id: uuid.UUID, path: str, position: int, shape: int) -> tuple[Filing, str]:
    """Put an empty row into a list before a position; returns the path of the new row, as `row_move`.

    Raises:
        PermissionDenied, MovedOn: as `draft_save`. RowGone: the list is not there any more.
    """
    with transaction.atomic():
        filing = rows_open(filing_id, person)
        document = document_of(filing)
        path, position = place_now(filing, document, path, position, shape, is_between=True)
        if len(rows_of(document, path)) >= MOST_ROWS:
            raise RowGone
        changed = _begun(api.with_row(document, path, position), path, position)
        _keep(filing, person, changed, RowChange(path=path, kind="added", position=position))
    return filing, f"{path}[{position}]"


def row_delete(*, person: Person, filing_id: uuid.UUID, path: str, position: int, shape: int) -> tuple[Filing, str]:
    """Take a row out of a list; the last indicator of a project leaves an empty one behind. `row_restore` undoes it."""
    with transaction.atomic():
        filing = rows_open(filing_id, person)
        document = document_of(filing)
        path, position = place_now(filing, document, path, position, shape)
        removed = msgspec.json.encode(rows_of(document, path)[position]).decode()
        changed = whole(api.without_row(document, path, position))
        _keep(filing, person, changed, RowChange(path=path, kind="deleted", position=position, removed=removed))
    return filing, path.removesuffix(".indicators")


def row_move(
    *, person: Person, filing_id: uuid.UUID, path: str, position: int, to: int, shape: int
) -> tuple[Filing, str]:
    """Put a row of a list elsewhere in it; a place beyond an end is the end."""
    with transaction.atomic():
        filing = rows_open(filing_id, person)
        document = document_of(filing)
        step = to - position
        path, position = place_now(filing, document, path, position, shape)
        to = min(max(position + step, 0), len(rows_of(document, path)) - 1)
        if to != position:
            changed = api.with_row_moved(document, path, position, to)
            _keep(filing, person, changed, RowChange(path=path, kind="moved", position=position, to=to))
    return filing, f"{path}[{to}]"


def row_restore(*, person: Person, filing_id: uuid.UUID, number: int | None = None) -> tuple[Filing, str]:
    """Put back a row that was deleted, where it stood: below the row that was above it, at the end if that is gone too.

    Args:
        number: of the deletion, as `deleted_rows` tells it; None for the last change, where that was one.
    Raises:
        NothingThere: there is none, or it is back already. RowGone: its project is gone, or the list is full.
    """
    with transaction.atomic():
        filing = rows_open(filing_id, person)
        number = filing.shape if number is None else number
        gone = filing.row_changes.filter(number=number, kind="deleted", restored=False).first()
        if gone is None:
            raise NothingThere
        document = document_of(filing)
        later = tuple(filing.row_changes.filter(number__gt=number))
        path, position = _place_back(document, gone, later)
        change = RowChange(path=path, kind="added", position=position, removed=gone.removed)
        changed = _with(api.with_row(document, path, position), path, position, gone.removed)
        put_changed(filing, changed, person, shape=change)
        filing.row_changes.filter(number=number).update(restored=True)
        log(filing, person, "row_restored", path=path, position=position)
    return filing, f"{path}[{position}]"


def _place_back(document: Document, gone: RowChange, later: Sequence[RowChange]) -> tuple[str, int]:
    """Where a deleted row belongs now: its list, and the place in it."""
    path = rebased(gone.path, later) if gone.path.endswith(".indicators") else gone.path
    if path is None:
        raise RowGone
    end = len(rows_of(document, path))
    if end >= MOST_ROWS:
        raise RowGone
    if not gone.position:
        return path, 0
    above = rebased(f"{gone.path}[{gone.position - 1}]", later)
    return path, int(above.rstrip("]").rpartition("[")[2]) + 1 if above else end


def whole(document: Document) -> Document:
    """The document with a row for indicators in every project: a form is never without one."""
    projects = tuple(
        each if each.indicators else msgspec.structs.replace(each, indicators=(Indicator(),))
        for each in document.projects
    )
    return msgspec.structs.replace(document, projects=projects)


def blank(document: Document) -> Document:
    """A document with an empty project, goal and safeguard to begin with."""
    for path in ("overall_goals", "safeguards", "projects"):
        if not getattr(document, path):
            document = _begun(api.with_row(document, path, 0), path, 0)
    return document


def _begun(document: Document, path: str, position: int) -> Document:
    """A new row with what it surely holds: a project its usual indicators, an indicator the levels of the one above."""
    if path == "projects":
        rows = tuple(Indicator(dimension=dimension, category=category) for dimension, category in _FIRST_ROWS)
        own = msgspec.structs.replace(document.projects[position], indicators=rows)
        return _with(document, path, position, msgspec.json.encode(own).decode())
    if path.endswith(".indicators") and position:
        above = rows_of(document, path)[position - 1]
        assert isinstance(above, Indicator)
        own_row = Indicator(dimension=above.dimension, category=above.category)
        return _with(document, path, position, msgspec.json.encode(own_row).decode())
    return document


def _with(document: Document, path: str, position: int, row: str) -> Document:
    """The document with a row replaced by one of JSON; its number stays that of its place."""
    raw = msgspec.to_builtins(document)
    at = raw
    if path.endswith(".indicators"):
        at, path = raw["projects"][int(path[len("projects[") : path.index("]")])], "indicators"
    rows = list(at[path])
    own = msgspec.json.decode(row)
    rows[position] = own | ({"ordinal": position + 1} if "ordinal" in own else {})
    at[path] = rows
    return msgspec.convert(raw, type=Document)


def place_now(
    filing: Filing, document: Document, path: str, position: int, shape: int, *, is_between: bool = False
) -> tuple[str, int]:
    """A list's path and a position in it, as they are now; `is_between` allows the end."""
    changes = tuple(filing.row_changes.filter(number__gt=shape))
    if is_between and position and (above := rebased(f"{path}[{position - 1}]", changes)):
        now, shift = above, 1
    else:
        now, shift = rebased(f"{path}[{position}]", changes) or "", 0
    path, _, number = now.rstrip("]").rpartition("[")
    if not number.isdigit():
        raise RowGone
    place = int(number) + shift
    if place >= len(rows_of(document, path)) + is_between:
        raise RowGone
    return path, place


def _keep(filing: Filing, person: Person, document: Document, change: RowChange) -> None:
    put_changed(filing, document, person, shape=change)
    log(filing, person, f"row_{change.kind}", path=change.path, position=change.position, to=change.to)
