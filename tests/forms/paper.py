"""Prints a form's picture as a table with given texts, for tests: the opposite way of reading."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from jixiao.documents.blocks import Cell, Table
from jixiao.forms.description import Form, PictureCell, with_periods


def printed(form: Form, slots: Mapping[str, str], records: Sequence[Mapping[str, str]], period: str = "1-7") -> Table:
    """The form's table with `slots` filled in and each repeating row once a record that has one of its slots."""
    cells: list[Cell] = []
    height = 0
    first_printed: dict[int, int] = {}
    for number, row in enumerate(form.rows):
        first_printed[number] = height
        entries: Sequence[Mapping[str, str]] = [slots]
        if row.repeats:
            own = {cell.slot for cell in row.cells if cell.slot}
            entries = [record for record in records if own & set(record)] or [{}]
        for entry in entries:
            cells += [_cell(cell, height, entry, period) for cell in row.cells]
            height += 1
    return Table(1, tuple(_stretched(cells, form, first_printed, height)), height, 42)


def _cell(cell: PictureCell, row: int, entry: Mapping[str, str], period: str) -> Cell:
    text = with_periods(cell.text, {"{period}": period, "{mid.period}": ""})
    if cell.slot:
        text = text.replace("{" + cell.slot + "}", entry.get(cell.slot, ""))
    return Cell(row, cell.left, text, cell.rows, cell.right - cell.left)


def _stretched(cells: list[Cell], form: Form, first: dict[int, int], height: int) -> list[Cell]:
    """Cells that go on over a repeating row reach over all of its entries."""
    ends = [*(first[number] for number in range(1, len(form.rows))), height]
    out = []
    pictures = {(first[cell.row], cell.left): cell for row in form.rows for cell in row.cells}
    for cell in cells:
        picture = pictures.get((cell.row, cell.column))
        if picture and picture.rows > 1:
            rows = ends[picture.row + picture.rows - 1] - cell.row
            cell = Cell(cell.row, cell.column, cell.text, rows, cell.columns)
        out.append(cell)
    return sorted(out, key=lambda cell: (cell.row, cell.column))
