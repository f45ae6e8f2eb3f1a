"""The text of the file that a draft was read from, line by line, with what was understood of each and what was not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import msgspec

from jixiao import api
from jixiao.language import text
from jixiao.model import Document, Place
from jixiao.model.document import Doubt, Unread
from jixiao_web.filings.cells import Cell, cells_of, stable
from jixiao_web.filings.intake import lines_of
from jixiao_web.filings.models import Filing, Source
from jixiao_web.filings.shape import rebased
from jixiao_web.filings.sheet import name_of

_Key = tuple[int | None, ...]


class Understood(NamedTuple):
    """A value that was read from a line: its name and words, and the anchor of its cell now, empty where it is gone."""

    label: str
    words: str
    anchor: str
    doubt: str


class OriginalLine(NamedTuple):
    """A paragraph or a row of a table of the original.

    Attributes:
        parts: its words, cell by cell. page: of a PDF or workbook. unread: why parts of it could not be read.
        is_table: whether it is a row of a table.
    """

    parts: tuple[str, ...]
    page: int | None
    is_table: bool
    understood: tuple[Understood, ...]
    unread: tuple[str, ...]
    anchor: str

    @property
    def is_marked(self) -> bool:
        """Whether anything in it asks for a look."""
        return bool(self.unread) or any(each.doubt for each in self.understood)


class OriginalText(NamedTuple):
    """The original: its lines, those that ask for a look, and what was noted without a place in them."""

    lines: list[OriginalLine]
    marked: list[OriginalLine]
    elsewhere: list[str]


class _Noted(msgspec.Struct):
    unread: tuple[Unread, ...] = ()
    doubts: tuple[Doubt, ...] = ()


def original_of(source: Source, filing: Filing) -> OriginalText:
    """The original of a draft. What was understood is told as it was read, before anybody changed it."""
    first = filing.revisions.order_by("number").values_list("content", flat=True).first() or filing.draft
    document = api.load(first.encode(), source.name)
    noted = msgspec.json.decode(source.reading or "{}", type=_Noted)
    values = _values(document, noted, tuple(filing.row_changes.all()))
    unread: defaultdict[_Key, list[str]] = defaultdict(list)
    for each in noted.unread:
        unread[_key(each.at)].append(text(f"tree.unread.{each.reason}"))
    lines: list[OriginalLine] = []
    for keys, parts, page in _rows(source):
        told = tuple(dict.fromkeys(value for key in keys for value in values.get(key, ())))
        lost = tuple(dict.fromkeys(reason for key in keys for reason in unread.pop(key, ())))
        lines.append(OriginalLine(parts, page, keys[0][0] is not None, told, lost, f"o-{len(lines) + 1}"))
    elsewhere = [
        f"{each.text or each.at.quote}：{text(f'tree.unread.{each.reason}')}"
        for each in noted.unread
        if _key(each.at) in unread
    ]
    return OriginalText(lines, [line for line in lines if line.is_marked], elsewhere)


def _rows(source: Source) -> list[tuple[list[_Key], tuple[str, ...], int | None]]:
    """The original's lines, the cells of one row of a table together."""
    rows: list[tuple[list[_Key], list[str], int | None]] = []
    last: tuple[int | None, int | None] | None = None
    for line in lines_of(source.lines):
        table, row, _column, _line, page = line.place
        if table is None or (table, row) != last:
            rows.append(([], [], page))
        last = (table, row)
        rows[-1][0].append(line.place)
        rows[-1][1].append(line.text)
    return [(keys, tuple(parts), page) for keys, parts, page in rows]


def _values(document: Document, noted: _Noted, changes: Sequence[Any]) -> dict[_Key, list[Understood]]:
    """The values that were read, by the place that they were read from."""
    cells = {**cells_of(document), **_fixed(document)}
    doubts = {stable(each.subject, document): text(f"tree.doubt.{each.reason}", count=1) for each in noted.doubts}
    values: defaultdict[_Key, list[Understood]] = defaultdict(list)
    for path, place in [*_of_part_one(document), *document.at.items()]:
        own = _cell(stable(path, document), cells)
        if own is None or not own.text:
            continue
        now = rebased(own.path, changes)
        anchor = f"c-{name_of(now)}" if now else ""
        words = own.text if len(own.text) <= 80 else f"{own.text[:80]}…"
        values[_key(place)].append(Understood(own.label, words, anchor, doubts.get(own.path, "")))
    return values


def _of_part_one(document: Document) -> Iterator[tuple[str, Place]]:
    """The goals and safeguards of the whole unit, and the places that they bear themselves."""
    for number, goal in enumerate(document.overall_goals):
        if goal.at:
            yield from ((f"overall_goals[{number}].{name}", goal.at) for name in ("heading", "text"))
    for number, safeguard in enumerate(document.safeguards):
        if safeguard.at:
            yield f"safeguards[{number}].text", safeguard.at


def _fixed(document: Document) -> dict[str, Cell]:
    return {
        f"unit.{name}": Cell("", "单位名称", words)
        for name in ("code", "name")
        if (words := getattr(document.unit, name))
    }


def _cell(path: str, cells: dict[str, Cell]) -> Cell | None:
    """The cell of a value, or the one that holds it."""
    while path and path not in cells:
        end = max(path.rfind("."), path.rfind("["))
        path = path[:end] if end > 0 else ""
    return cells.get(path)


def _key(place: Place) -> _Key:
    return (place.table, place.row, place.column, place.line, place.page)
