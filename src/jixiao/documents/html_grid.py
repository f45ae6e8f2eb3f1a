"""The grid of an HTML table: cells put where their spans leave room, as a browser would."""

from __future__ import annotations

import msgspec

from jixiao.documents.blocks import Cell, Table

_MOST_COLUMNS = 1_000  # the bound of the HTML standard
_PLAUSIBLE_SPAN = 100


class OpenCell(msgspec.Struct, gc=False):
    """A cell while its content is being read."""

    row: int
    column: int
    rows: int
    columns: int
    line: int
    paragraphs: list[str] = []


class Grid:
    """A table while its rows are being read.

    Attributes:
        outer: the cell that holds this table, or null.
        inner: tables nested in this one, in the order of their numbers.
    """

    def __init__(self, number: int, outer: OpenCell | None, parent: int | None) -> None:
        self.number = number
        self.outer = outer
        self.parent = parent
        self.inner: list[Table] = []
        self.cells: list[OpenCell] = []
        self._row = -1
        self._column = 0
        self._taken_until: list[int] = []

    def start_row(self) -> None:
        self._row += 1
        self._column = 0

    def start_cell(self, rows: int, columns: int, line: int) -> OpenCell:
        """The next cell of the row, right of all cells that reach down into it.

        Args:
            rows, columns: the spans as the file has them; 0 rows means down to the end of the table.
        """
        taken, row, column = self._taken_until, max(self._row, 0), self._column
        self._row = row
        while column < len(taken) and taken[column] > row:
            column += 1
        until = row + rows if rows > 0 else 1 << 31
        end = column + 1
        if columns > 1:
            last = column + min(columns, _MOST_COLUMNS)
            while end < last and not (end < len(taken) and taken[end] > row):
                end += 1
        if end > len(taken):
            taken += [0] * (end - len(taken))
        if until > row + 1:
            taken[column:end] = [until] * (end - column)
        self._column = end
        cell = OpenCell(row, column, until - row, end - column, line)
        self.cells.append(cell)
        return cell

    def area(self) -> int:
        """Number of cells that the finished table will have, holes filled."""
        height, width = self._size()
        covered = sum(min(cell.rows, height - cell.row) * min(cell.columns, width - cell.column) for cell in self.cells)
        return len(self.cells) + height * width - covered

    def finish(self) -> Table:
        """The table; positions that no cell of the file covers get an empty cell."""
        height, width = self._size()
        done = [
            Cell(
                cell.row,
                cell.column,
                "\n".join(cell.paragraphs).strip(),
                min(cell.rows, height - cell.row),
                min(cell.columns, width - cell.column),
                cell.line,
            )
            for cell in self.cells
        ]
        if sum(cell.rows * cell.columns for cell in done) < height * width:
            covered = {
                (row, column)
                for cell in done
                for row in range(cell.row, cell.row + cell.rows)
                for column in range(cell.column, cell.column + cell.columns)
            }
            spots = ((row, column) for row in range(height) for column in range(width))
            done += [Cell(*spot, "") for spot in spots if spot not in covered]
            done.sort(key=lambda cell: (cell.row, cell.column))
        return Table(self.number, tuple(done), height, width, parent=self.parent)

    def _size(self) -> tuple[int, int]:
        """Height and width; a span beyond reason does not widen the table."""
        plain = [cell.column + cell.columns for cell in self.cells if cell.columns <= _PLAUSIBLE_SPAN]
        starts = [cell.column + 1 for cell in self.cells]
        return self._row + 1, max(plain + starts, default=0)
