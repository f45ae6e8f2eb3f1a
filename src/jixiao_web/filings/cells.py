"""The cells of a filing's form as pages and services know them: every value once, under a path that stays.

The core's form joins equal neighbours (一级指标) and numbers the points of a spending plan as they come to be; here
every row has its own cell, and a point is known by its month, so that a page's path means the same after a save.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from jixiao import api
from jixiao.model import Document

_POINT = re.compile(r"projects\[(?P<project>\d+)\]\.spending_plan\[(?P<point>\d+)\]")
_ROW = re.compile(r"(?P<head>projects\[\d+\]\.indicators\[)(?P<row>\d+)(?P<tail>\].*)")
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
    """A rectangle of a table, counted from 0; `cell` where a person may enter something."""

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


class Sheet(NamedTuple):
    """A table of a form. widths: shares of the whole."""

    spots: tuple[Spot, ...]
    height: int
    widths: tuple[float, ...]


def stable(path: str, document: Document) -> str:
    """A path of the model with points of spending plans known by their month."""
    found = _POINT.match(path)
    if not found:
        return path
    plan = document.projects[int(found["project"])].spending_plan
    month = plan[int(found["point"])].month
    return f"projects[{found['project']}].spending_plan[?month={month}]{path[found.end() :]}"


def sheets_of(document: Document) -> list[list[Sheet]]:
    """The tables of every project's form, each row with cells of its own."""
    if not document.projects:
        return []
    sections = api.form_paper(document).sections[-len(document.projects) :]
    return [[_sheet(item, document) for item in section.items if hasattr(item, "boxes")] for section in sections]


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
    passages = api.passages_of(document)
    if "前言" not in passages.values():
        yield Cell(f"passages[{len(document.passages or ())}].text", "前言", "")
    for number, label in passages.items():
        yield Cell(f"passages[{number}].text", label, (document.passages or ())[number].text)


def goal_cells(document: Document) -> Iterator[Cell]:
    """The cells of the overall goals: heading and text of each in turn."""
    for number, goal in enumerate(document.overall_goals):
        path = f"overall_goals[{number}]"
        yield Cell(f"{path}.heading", f"总体绩效目标{number + 1}·标题", goal.heading, required=True)
        yield Cell(f"{path}.text", f"总体绩效目标{number + 1}·内容", goal.text)


def safeguard_cells(document: Document) -> Iterator[Cell]:
    """The cells of the safeguards."""
    for number, safeguard in enumerate(document.safeguards):
        yield Cell(f"safeguards[{number}].text", f"工作保障措施{number + 1}", safeguard.text, required=True)


def _sheet(grid: Any, document: Document) -> Sheet:
    spots = [spot for box in grid.boxes for spot in _spots(box, document)]
    return Sheet(tuple(sorted(spots, key=lambda spot: (spot.row, spot.column))), grid.height, grid.widths)


def _spots(box: Any, document: Document) -> Iterator[Spot]:
    """A box as the spots of its rows, where it joins the cells of several."""
    entry = box.entry
    path = stable(entry.path, document) if entry and entry.path not in _FIXED else ""
    row = _ROW.match(path)
    for step in range(box.rows if row else 1):
        cell = None
        if path:
            number = int(row["row"]) + step if row else 0
            cell = Cell(
                f"{row['head']}{number}{row['tail']}" if row else path,
                re.sub(r"^第\d+行", f"第{number + 1}行", entry.label) if row else entry.label,
                entry.text,
                entry.kind,
                entry.choices,
                entry.required,
                entry.longest,
            )
        rows = 1 if row else box.rows
        yield Spot(
            box.row + step, box.column, rows, box.columns, box.text, box.role, box.align, box.frame, box.missing, cell
        )
