"""A document as any office program holds it: lines and grids. Knows nothing of jixiao, so that makers of test files
cannot share its faults.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple


class Line(NamedTuple):
    """A paragraph; level 1, 2 … makes it a heading."""

    text: str
    level: int = 0


class Cell(NamedTuple):
    """A rectangle of a grid, known by its upper left corner, counted from 0."""

    row: int
    column: int
    text: str
    rows: int = 1
    columns: int = 1


class Grid(NamedTuple):
    """A table; `cells` fill it in reading order. Positions that no cell covers stay open: the row breaks off there."""

    cells: tuple[Cell, ...]
    height: int
    width: int

    def rows(self) -> Iterator[list[tuple[Cell, bool]]]:
        """Row by row the cells that reach into it; True where the cell begins in this row."""
        for row in range(self.height):
            inside = [cell for cell in self.cells if cell.row <= row < cell.row + cell.rows]
            yield [(cell, cell.row == row) for cell in sorted(inside, key=lambda cell: cell.column)]


Paper = list[Line | Grid]
