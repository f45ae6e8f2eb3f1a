"""The rows of a flat list that state a unit's amount above the amounts of its projects. Leaves comparing to AMT03."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from jixiao.checks.dossier import Dossier
from jixiao.checks.items import Item, Part
from jixiao.checks.rules.amt.written import number_of
from jixiao.documents.blocks import Cell, Table
from jixiao.units import NUMBER, decimal_of

_UNIT = re.compile(r"\s*(?P<code>[0-9]{3,12})\s?[-—－]?\s?[\u4e00-\u9fff]")
_AMOUNT = re.compile(rf"\s*{NUMBER}\s*")


class UnitRow(NamedTuple):
    """A unit's amount and those of the projects below it; `alone` where no project stands outside of its table."""

    spot: Item
    yuan: Decimal
    words: str
    parts: Sequence[tuple[Item, Decimal]]
    alone: bool


class _Row(NamedTuple):
    code: str
    cell: Cell


def unit_rows(dossier: Dossier) -> Iterator[UnitRow]:
    """Rows such as 327-某某街道办事处 · 476,000.00, whose other cells are empty, above rows of projects."""
    amounts = [(p.field("funds.budget_yuan"), p.project.funds.budget_yuan) for p in dossier.projects]
    known = [(spot, yuan) for spot, yuan in amounts if yuan is not None]
    by_column: dict[tuple[int | None, int | None], dict[int, tuple[Item, Decimal]]] = {}
    for spot, yuan in known:
        by_column.setdefault((spot.at.table, spot.at.column), {})[spot.at.row or 0] = (spot, yuan)
    columns = Counter(table for table, _ in by_column)
    tables = dossier.blocks.tables() if dossier.blocks and len(known) == len(amounts) else ()
    of_number = {table.number: table for table in tables}
    for (number, column), held in by_column.items():
        if number in of_number and columns[number] == 1:
            yield from _of_table(dossier, of_number[number], held, column or 0, alone=len(by_column) == 1)


def _of_table(
    dossier: Dossier, table: Table, held: Mapping[int, tuple[Item, Decimal]], column: int, *, alone: bool
) -> Iterator[UnitRow]:
    rows = list(_rows(table, held, column))
    for number, (code, cell) in enumerate(rows):
        ends = (other.cell.row for other in rows[number + 1 :] if not other.code.startswith(code))
        end = next(ends, table.height)
        parts = [held[row] for row in sorted(held) if cell.row + 1 < row <= end]
        scale = _scale(parts)
        written = decimal_of(cell.text)
        if scale is not None and written is not None:
            spot = Part("", table.place(cell), dossier.places)
            yield UnitRow(spot, written * scale, cell.text.strip(), parts, alone)


def _rows(table: Table, held: Mapping[int, tuple[Item, Decimal]], column: int) -> Iterator[_Row]:
    """Rows that hold nothing but a unit with its code and, in the column of the amounts, an amount."""
    in_column = [cell for cell in table.cells if cell.column + 1 == column and cell.row + 1 not in held]
    amounts = {cell.row: cell for cell in in_column if _AMOUNT.fullmatch(cell.text)}
    filled: dict[int, list[Cell]] = {row: [] for row in amounts}
    for cell in table.cells if amounts else ():
        if cell.row in filled and cell.text.strip():
            filled[cell.row].append(cell)
    for row, cells in filled.items():
        named = _UNIT.match(cells[0].text) if len(cells) == 2 and cells[1] is amounts[row] else None
        if named:
            yield _Row(named["code"], amounts[row])


def _scale(parts: Sequence[tuple[Item, Decimal]]) -> Decimal | None:
    """What 1 is worth in this column, yuan, by an amount that was read from it."""
    for spot, yuan in parts:
        number = decimal_of(number_of(spot, yuan) or "")
        if number:
            return yuan / number
    return None
