"""Where goals stand that a form writes in several rows of which the reader kept the first. Leaves all other places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import UNSET

from jixiao.documents.blocks import Blocks, Table
from jixiao.model import Document, Place


def goal_places(document: Document, blocks: Blocks | None) -> Mapping[str, Place]:
    """The places of the goals that do not stand in the cell they are given to, by path."""
    return dict(_found(document, {table.number: table for table in blocks.tables()})) if blocks else {}


def _found(document: Document, tables: Mapping[int, Table]) -> Iterator[tuple[str, Place]]:
    for path, goals in _goal_lists(document):
        for number, goal in enumerate(goals):
            held = document.at.get(f"{path}[{number}]")
            table = tables.get(held.table) if held and held.table is not None else None
            if number and held and table and goal not in held.quote:
                cell = next((one for one in table.cells if one.row + 1 > (held.row or 0) and goal in one.text), None)
                if cell:
                    yield f"{path}[{number}]", table.place(cell)


def _goal_lists(document: Document) -> Iterator[tuple[str, Sequence[str]]]:
    for number, project in enumerate(document.projects):
        yield f"projects[{number}].goals", project.goals
    if document.department is not UNSET:
        yield "department.goals", document.department.goals
