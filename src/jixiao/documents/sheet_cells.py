"""What the readers of .xlsx and .xls hand over: sheets of cells with text, their merges, and rows inside borders."""

from __future__ import annotations

import msgspec

from jixiao.documents.limits import Limits
from jixiao.errors import LimitExceeded
from jixiao.language import text


class Sheet(msgspec.Struct):
    """A worksheet; rows and columns count from 0.

    Attributes:
        rows: text of the cells that have some, by row and column.
        merges: first row, first column, last row, last column of merged cells.
        bordered: first and last column of the cells with a border, by row: empty, they still belong to a table.
    """

    name: str
    hidden: bool
    rows: dict[int, dict[int, str]] = {}
    merges: list[tuple[int, int, int, int]] = []
    bordered: dict[int, tuple[int, int]] = {}

    def border(self, row: int, column: int) -> None:
        """Note a cell with a border."""
        first, last = self.bordered.get(row, (column, column))
        self.bordered[row] = min(first, column), max(last, column)


class Budget:
    """Counts cells against the limit while they are read."""

    def __init__(self, name: str, limits: Limits) -> None:
        self._name, self._limit = name, limits.cells
        self._spent = 0

    def spend(self, cells: int) -> None:
        """Count some more cells.

        Raises:
            LimitExceeded: there are more than the limit allows.
        """
        self._spent += cells
        if self._spent > self._limit:
            raise LimitExceeded(
                self._name, what=text("limits.cells"), found=self._spent, limit=self._limit, setting="JIXIAO_MAX_CELLS"
            )
