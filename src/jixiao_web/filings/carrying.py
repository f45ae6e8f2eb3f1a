"""Numbers carried over from last year's plan: each is confirmed or changed before the plan is handed in.

A draft keeps them by path with the words that were carried and whether somebody confirmed them. What was changed since
is no longer carried; what was only confirmed is shown to reviewers.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple

import msgspec
from msgspec import UNSET

from jixiao.model import Document
from jixiao_web.filings.cells import Cell, cells_of
from jixiao_web.filings.models import Filing, RowChange
from jixiao_web.filings.shape import rebased


class Carried(NamedTuple):
    """A number as it was carried over."""

    words: str
    is_confirmed: bool = False


def carried_of(filing: Filing) -> dict[str, Carried]:
    """The carried numbers of a draft, by path."""
    return msgspec.json.decode(filing.carried, type=dict[str, Carried]) if filing.carried else {}


def text_of(carried: Mapping[str, Carried]) -> str:
    """Carried numbers as a draft keeps them."""
    return msgspec.json.encode(carried).decode() if carried else ""


def open_in(filing: Filing) -> Collection[str]:
    """The paths of numbers that nobody has confirmed or changed."""
    return {path for path, each in carried_of(filing).items() if not each.is_confirmed}


def begun_from(document: Document) -> Document:
    """Last year's plan as the beginning of a new one: what the form does not show of the old year is left behind."""
    return msgspec.structs.replace(
        document, itemized_goals=(), passages=UNSET, doubts=UNSET, notes=UNSET, unread=(), at={}
    )


def numbers_in(document: Document) -> dict[str, Carried]:
    """The numbers of a plan: amounts, the spending plan, target values."""
    return {path: Carried(cell.text) for path, cell in cells_of(document).items() if cell.text and _is_number(cell)}


def _is_number(cell: Cell) -> bool:
    return cell.kind in ("amount", "percent", "points") or cell.path.endswith(".target")


def kept(filing: Filing, document: Document, change: RowChange | None) -> str:
    """What of a draft's carried numbers still stands in a changed document."""
    if not filing.carried:
        return ""
    cells = cells_of(document)
    still = {}
    for path, each in carried_of(filing).items():
        now = rebased(path, [change] if change else [])
        if now in cells and cells[now].text == each.words:
            still[now] = each
    return text_of(still)


def confirmed(filing: Filing, within: str) -> tuple[str, int]:
    """The carried numbers with those at a path or below it confirmed, and how many those are."""
    carried = carried_of(filing)
    paths = [
        path
        for path, each in carried.items()
        if not each.is_confirmed and (path == within or path.startswith((f"{within}.", f"{within}[")))
    ]
    return text_of(carried | {path: carried[path]._replace(is_confirmed=True) for path in paths}), len(paths)
