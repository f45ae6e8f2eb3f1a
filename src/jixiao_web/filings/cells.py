"""The cells of a filing's form as pages and services know them: every value once, under a path that stays.

The core's form joins equal neighbours (一级指标) and numbers the points of a spending plan as they come to be; here
every row has its own cell, and a point is known by its month, so that a page's path means the same after a save.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

from jixiao import api
from jixiao.model import Document
from jixiao_web.filings.filled import holders_of, is_filled, is_report, whole_of

_POINT = re.compile(r"projects\[(?P<project>\d+)\]\.spending_plan\[(?P<point>\d+)\]")
_PART = re.compile(r"(?P<head>(?:projects\[(?P<project>\d+)\]|department)\.execution\.parts)\[(?P<part>\d+)\]")
_ROW = re.compile(r"(?P<head>(?:projects\[\d+\]|department)\.indicators\[)(?P<row>\d+)(?P<tail>\].*)")
_TICK = "√"
_FIXED = ("unit",)
"""Values that the filing itself settles: nobody enters them on the form."""


class Cell(NamedTuple):
    """A value that a person may enter: see `Entry` of the core's form."""

    path: str
    label: str
    text: str
    kind: str = "text"
    choices: tuple[str, ...] = ()
    required: bool = False
    longest: int | None = None


class Spot(NamedTuple):
    """A rectangle of a table, counted from 0; `cell` where a person may enter something.

    Attributes:
        settled: the kind of a value that nobody enters here: it comes from the approved plan or from the books.
    """

    row: int
    column: int
    rows: int
    columns: int
    text: str
    role: str
    align: str
    frame: bool
    missing: bool
    cell: Cell | None
    settled: str = ""


class Sheet(NamedTuple):
    """A table of a form. widths: shares of the whole."""

    spots: tuple[Spot, ...]
    height: int
    widths: tuple[float, ...]


def stable(path: str, document: Document) -> str:
    """A path of the model with points of spending plans known by their month, rows of money by their words."""
    if part := _PART.match(path):
        holder = document.projects[int(part["project"])] if part["project"] else whole_of(document)
        rows = (holder.execution.parts if holder and holder.execution else ()) or ()
        return f"{part['head']}[?label={rows[int(part['part'])].label}]{path[part.end() :]}"
    found = _POINT.match(path)
    if not found:
        return path
    plan = document.projects[int(found["project"])].spending_plan
    month = plan[int(found["point"])].month
    return f"projects[{found['project']}].spending_plan[?month={month}]{path[found.end() :]}"


def sheets_of(document: Document, paper: api.Paper | None = None) -> list[list[Sheet]]:
    """The tables of every project's form, or of the whole department's, each row with cells of its own.

    Args:
        paper: the document's form, where that is at hand.
    """
    number = len(holders_of(document))
    if not number:
        return []
    sections = (paper or api.form_paper(document)).sections[-number:]
    unit = api.form_money_unit(document)
    return [[_sheet(item, document, unit) for item in section.items if hasattr(item, "boxes")] for section in sections]


def cells_of(document: Document) -> dict[str, Cell]:
    """Every cell that may be filled in, by its path."""
    return cells_in(document, sheets_of(document))


def cells_in(document: Document, projects: Iterable[Iterable[Sheet]]) -> dict[str, Cell]:
    """As `cells_of`, where the tables of the projects are at hand."""
    spots = (spot for sheets in projects for sheet in sheets for spot in sheet.spots)
    part_one = (*passage_cells(document), *goal_cells(document), *safeguard_cells(document))
    every = [*part_one, *(spot.cell for spot in spots if spot.cell)]
    return {cell.path: cell for cell in every}


def passage_cells(document: Document) -> Iterator[Cell]:
    """The sentences around the goals that the form prints; an empty one where it has none before them."""
    if is_report(document):
        return
    passages = api.passages_of(document)
    if "前言" not in passages.values():
        yield Cell(f"passages[{len(document.passages or ())}].text", "前言", "")
    for number, label in passages.items():
        yield Cell(f"passages[{number}].text", label, (document.passages or ())[number].text)


def goal_cells(document: Document) -> Iterator[Cell]:
    """The cells of the overall goals: heading and text of each in turn."""
    for number, goal in enumerate(() if is_report(document) else document.overall_goals):
        path = f"overall_goals[{number}]"
        yield Cell(f"{path}.heading", f"总体绩效目标{number + 1}·标题", goal.heading, required=True)
        yield Cell(f"{path}.text", f"总体绩效目标{number + 1}·内容", goal.text)


def safeguard_cells(document: Document) -> Iterator[Cell]:
    """The cells of the safeguards."""
    for number, safeguard in enumerate(() if is_report(document) else document.safeguards):
        yield Cell(f"safeguards[{number}].text", f"工作保障措施{number + 1}", safeguard.text, required=True)


def _sheet(grid: Any, document: Document, unit: str) -> Sheet:
    spots = [spot for boxes in _ticked(grid.boxes) for spot in _spots(boxes, document, unit)]
    return Sheet(tuple(sorted(spots, key=lambda spot: (spot.row, spot.column))), grid.height, grid.widths)


def _ticked(boxes: Iterable[Any]) -> Iterator[list[Any]]:
    """Boxes one by one; those among which one is ticked together: they are one value."""
    group: list[Any] = []
    for box in boxes:
        is_next = bool(group) and _is_tick(box) and _is_tick(group[-1]) and box.entry.path == group[-1].entry.path
        if group and not is_next:
            yield group
            group = []
        group.append(box)
    if group:
        yield group


def _is_tick(box: Any) -> bool:
    return box.entry is not None and box.entry.choices == (_TICK,)


def _spots(boxes: list[Any], document: Document, unit: str) -> Iterator[Spot]:
    """A box as the spots of its rows, where it joins the cells of several; boxes to tick one of as one spot."""
    box, entry = boxes[0], boxes[0].entry
    path = stable(entry.path, document) if entry and entry.path not in _FIXED else ""
    open_path = path if path and is_filled(document, path) else ""
    row = _ROW.match(path)
    words = in_yuan(box.text, unit) if entry and entry.kind == "amount" else _label_in_yuan(box.text, unit)
    if len(boxes) > 1:
        words = next((_last(each.entry.label) for each in boxes if each.text), "")
    for step in range(box.rows if row else 1):
        yield Spot(
            box.row + step,
            box.column,
            1 if row else box.rows,
            sum(each.columns for each in boxes),
            words,
            box.role,
            box.align,
            box.frame,
            box.missing,
            _cell(boxes, row, step, open_path, unit) if open_path else None,
            entry.kind if entry and not open_path else "",
        )


def _cell(boxes: list[Any], row: re.Match[str] | None, step: int, path: str, unit: str) -> Cell:
    entry = boxes[0].entry
    number = int(row["row"]) + step if row else 0
    label = re.sub(r"^第\d+行", f"第{number + 1}行", entry.label) if row else entry.label
    path = f"{row['head']}{number}{row['tail']}" if row else path
    label = _label_in_yuan(label, unit)
    if len(boxes) > 1:
        choices = tuple(_last(each.entry.label) for each in boxes)
        ticked = next((name for name, each in zip(choices, boxes, strict=True) if each.text), "")
        return Cell(
            path, label.rpartition("·")[0], ticked, "choice", choices, any(each.entry.required for each in boxes)
        )
    text = in_yuan(entry.text, unit) if entry.kind == "amount" else entry.text
    return Cell(path, label, text, entry.kind, entry.choices, entry.required, entry.longest)


def _last(label: str) -> str:
    return label.rpartition("·")[2]


def in_yuan(words: str, unit: str) -> str:
    """The words of an amount on a form, in 元, exact: what pages reckon with; words that are no amount stay.

    >>> in_yuan("12.345678", "万元"), in_yuan("0.01", "万元"), in_yuan("60000.00", "元")
    ('123456.78', '100.00', '60000.00')
    """
    if unit == "元" or not words:
        return words
    try:
        number = (Decimal(words.replace(",", "")) * 10_000).normalize()
    except InvalidOperation:
        return words
    exponent = number.as_tuple().exponent
    return format(number, f".{max(2, -exponent) if isinstance(exponent, int) else 2}f")


def _label_in_yuan(words: str, unit: str) -> str:
    return words if unit == "元" else words.replace(f"（{unit}）", "（元）")
