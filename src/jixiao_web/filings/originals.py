"""The text of the file that a draft was read from, line by line, with what was understood of each and what was not.

What was understood wrongly is corrected beside its line: `original_of` lays out the inputs of lines that ask for it.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import msgspec
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from jixiao import api
from jixiao.api import text
from jixiao.model import Document, Place
from jixiao.model.document import Doubt, Unread
from jixiao_web.filings.cells import Cell, cells_of, stable
from jixiao_web.filings.drafts import draft_of
from jixiao_web.filings.editing import is_by_project
from jixiao_web.filings.intake import lines_of
from jixiao_web.filings.models import Filing, Source
from jixiao_web.filings.returning import is_locked, returned_of
from jixiao_web.filings.shape import rebased
from jixiao_web.filings.sheet import Beside, input_markup, name_of

_Key = tuple[int | None, ...]


class Understood(NamedTuple):
    """A value that was read from a line: its name and words.

    Attributes:
        path: of its cell now, empty where that is gone; address: of that cell on the edit page.
        now: what stands there, where it was changed since.
    """

    label: str
    words: str
    address: str = ""
    doubt: str = ""
    path: str = ""
    now: str = ""


class OriginalLine(NamedTuple):
    """A paragraph or a row of a table of the original.

    Attributes:
        parts: its words, cell by cell. page: of a PDF or workbook. unread: why parts of it could not be read.
        is_table: whether it is a row of a table. inputs: of the cells that can be corrected in it, by their names.
        above: the address of the cell that was read last before it, where nothing was read from it.
    """

    parts: tuple[str, ...]
    page: int | None
    is_table: bool
    understood: tuple[Understood, ...]
    unread: tuple[str, ...]
    anchor: str
    inputs: tuple[tuple[str, SafeString], ...] = ()
    above: str = ""

    @property
    def is_marked(self) -> bool:
        """Whether anything in it asks for a look."""
        return bool(self.unread) or any(each.doubt for each in self.understood)

    @property
    def may_correct(self) -> bool:
        """Whether anything in it stands in a cell now."""
        return any(value.path for value in self.understood)


class OriginalText(NamedTuple):
    """The original: its lines, those that ask for a look, and what was noted without a place in them."""

    lines: list[OriginalLine]
    marked: list[OriginalLine]
    elsewhere: list[str]


class _Noted(msgspec.Struct):
    unread: tuple[Unread, ...] = ()
    doubts: tuple[Doubt, ...] = ()


def original_of(source: Source, filing: Filing, *, may_edit: bool = False, correct: str = "") -> OriginalText:
    """The original of a draft. What was understood is told as it was read, before anybody changed it.

    Args:
        may_edit: whether lines that ask for a look have inputs. correct: the anchor of another line that has.
    """
    first = filing.revisions.order_by("number").values_list("content", flat=True).first() or filing.draft
    document = api.load(first.encode(), source.name)
    noted = msgspec.json.decode(source.reading or "{}", type=_Noted)
    draft = draft_of(filing)
    cells = draft.cells
    values = _values(document, noted, tuple(filing.row_changes.all()), cells, is_by_project(draft.document))
    unread: defaultdict[_Key, list[str]] = defaultdict(list)
    for each in noted.unread:
        unread[_key(each.at)].append(text(f"tree.unread.{each.reason}"))
    lines: list[OriginalLine] = []
    last = ""
    for keys, parts, page in _rows(source):
        told = tuple(dict.fromkeys(value for key in keys for value in values.get(key, ())))
        lost = tuple(dict.fromkeys(reason for key in keys for reason in unread.pop(key, ())))
        line = OriginalLine(parts, page, keys[0][0] is not None, told, lost, f"o-{len(lines) + 1}")
        if may_edit and (line.is_marked or line.anchor == correct):
            line = line._replace(inputs=_inputs(line, cells, filing))
        if line.may_correct:
            last = next(value.address for value in line.understood if value.address)
        elif line.unread:
            line = line._replace(above=last)
        lines.append(line)
    elsewhere = [
        f"{each.text or each.at.quote}：{text(f'tree.unread.{each.reason}')}"
        for each in noted.unread
        if _key(each.at) in unread
    ]
    return OriginalText(lines, [line for line in lines if line.is_marked], elsewhere)


def _inputs(line: OriginalLine, cells: Mapping[str, Cell], filing: Filing) -> tuple[tuple[str, SafeString], ...]:
    """The inputs of a line: of the cells that were read from it; where something was not read, of those beside them."""
    paths = dict.fromkeys(value.path for value in line.understood if value.path in cells)
    if line.unread:
        holders = {path.rpartition(".")[0] for path in paths}
        paths |= dict.fromkeys(path for path in cells if path.rpartition(".")[0] in holders and "." in path)
    beside = Beside({}, {}, is_locked=functools.partial(is_locked, filing) if returned_of(filing) else None)
    return tuple(
        (
            cells[path].label.rpartition("·")[2] + "（元）" * (cells[path].kind == "amount"),
            mark_safe(input_markup(cells[path], beside).replace(' id="c-', f' id="{line.anchor}-', 1)),  # escaped there
        )
        for path in paths
    )


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


def _values(
    document: Document, noted: _Noted, changes: Sequence[Any], cells_now: Mapping[str, Cell], by_project: bool
) -> dict[_Key, list[Understood]]:
    """The values that were read, by the place that they were read from."""
    cells = {**cells_of(document), **_fixed(document)}
    doubts = {stable(each.subject, document): text(f"tree.doubt.{each.reason}", count=1) for each in noted.doubts}
    values: defaultdict[_Key, list[Understood]] = defaultdict(list)
    for path, place in [*_of_part_one(document), *document.at.items()]:
        own = _cell(stable(path, document), cells)
        if own is None or not own.text:
            continue
        now = rebased(own.path, changes) or ""
        address = _address(now, by_project) if now else ""
        changed = cells_now[now].text if now in cells_now and cells_now[now].text != own.text else ""
        told = Understood(own.label, _short(own.text), address, doubts.get(own.path, ""), now, _short(changed))
        values[_key(place)].append(told)
    for place, words in _elsewhere_in(document):
        if _key(place) not in values:
            values[_key(place)].append(Understood("", words))
    return values


def _address(path: str, by_project: bool) -> str:
    """A cell's place on the edit page: of a large plan every project has a page."""
    number = int(path[len("projects[") : path.index("]")]) + 1 if path.startswith("projects[") else 0
    return f"?project={number}" * by_project + f"#c-{name_of(path)}"


def _short(words: str) -> str:
    return words if len(words) <= 80 else f"{words[:80]}…"


def _elsewhere_in(document: Document) -> Iterator[tuple[Place, str]]:
    """Lines that fill no cell, and why: the narrative of projects is written anew from their tables."""
    for path, place in document.at.items():
        if path.startswith("itemized_goals["):
            yield place, gettext("分项绩效目标由项目表生成，以项目表为准")
    for passage in document.passages or ():
        yield passage.at, gettext("其他文字，没有填进表里")


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
