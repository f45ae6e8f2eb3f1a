"""Puts the paragraphs of a Word 97-2003 file together: cells, rows, tables, tables in tables. Gives finished blocks."""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain

import msgspec

from jixiao.documents.blocks import Cell, Paragraph, Role, Table
from jixiao.documents.doc_paragraphs import Item
from jixiao.documents.limits import Limits
from jixiao.documents.table_grid import RowShape, even_shape, spots, unmerged
from jixiao.errors import LimitExceeded
from jixiao.language import text as message

_USUAL_WIDTH = 1000


class _Draft(msgspec.Struct):
    """A table in the making: whole rows, and what the open row and cell hold so far (`line` 0: no cell is open)."""

    rows: list[tuple[RowShape, list[tuple[str, int]]]] = []
    nested: list[_Draft] = []
    cells: list[tuple[str, int]] = []
    words: list[str] = []
    line: int = 0
    row_nested: list[_Draft] = []


class Assembler:
    """Takes paragraphs one by one.

    Attributes:
        items: the blocks so far. hidden: words, with their lines, that merged cells hide.
    """

    def __init__(self, name: str, limits: Limits, shape: Callable[[bytes], RowShape | None]) -> None:
        self.items: list[Paragraph | Table] = []
        self.hidden: list[tuple[str, int]] = []
        self._name, self._limits, self._shape = name, limits, shape
        self._open: list[_Draft] = []
        self._tables = self._cells = 0

    def add(self, item: Item, line: int, role: Role) -> None:
        """Take the next paragraph; outside tables a blank one is passed over."""
        depth = item.style.depth
        if depth > self._limits.depth:
            raise self._exceeded("depth", depth, self._limits.depth, "JIXIAO_MAX_DEPTH")
        if len(self._open) != depth:
            self.close(depth)
            while len(self._open) < depth:
                self._open.append(_Draft())
        if self._open:
            self._add_to_table(self._open[-1], item, line)
        elif item.text.strip():
            self.items.append(Paragraph(item.text, line, role=role))

    def close(self, depth: int = 0) -> None:
        """Finish all tables nested deeper than this."""
        while len(self._open) > depth:
            draft = self._open.pop()
            if draft.cells or draft.line:
                self._end_row(draft, None)
            if self._open:
                self._open[-1].row_nested.append(draft)
            else:
                self._finish(draft, None)

    def _add_to_table(self, draft: _Draft, item: Item, line: int) -> None:
        if not item.style.row_end:
            draft.line = draft.line or line
            if item.text and not item.text.isspace():
                draft.words.append(item.text)
            if item.cell_end:
                _end_cell(draft)
        elif item.deleted:
            draft.cells, draft.words, draft.line, draft.row_nested = [], [], 0, []
        else:
            self._end_row(draft, self._shape(item.style.row))

    def _end_row(self, draft: _Draft, shape: RowShape | None) -> None:
        if draft.line:
            _end_cell(draft)
        if draft.cells:
            draft.rows.append((_fitting(shape, len(draft.cells)), draft.cells))
        draft.nested += draft.row_nested
        draft.cells, draft.row_nested = [], []

    def _finish(self, draft: _Draft, parent: int | None) -> None:
        self._tables += 1
        number = self._tables
        if draft.rows:
            found, width = spots(tuple(shape for shape, _ in draft.rows))
            self._cells += len(found)
            if self._cells > self._limits.cells:
                raise self._exceeded("cells", self._cells, self._limits.cells, "JIXIAO_MAX_CELLS")
            cells = []
            for spot in found:
                text, line = _content(draft.rows[spot.row][1], spot.cell)
                cells.append(Cell(spot.row, spot.column, text, spot.rows, spot.columns, line))
            self.hidden += _unseen(draft, cells)
            self.items.append(Table(number, tuple(cells), len(draft.rows), width, parent=parent))
        for nested in draft.nested:
            self._finish(nested, number)

    def _exceeded(self, what: str, found: int, limit: int, setting: str) -> LimitExceeded:
        return LimitExceeded(self._name, what=message(f"limits.{what}"), found=found, limit=limit, setting=setting)


def _content(row: list[tuple[str, int]], cell: int | None) -> tuple[str, int | None]:
    """The text and first line of a cell of a row; the row may have lost its last cells."""
    return row[cell] if cell is not None and cell < len(row) else ("", None)


def _unseen(draft: _Draft, cells: list[Cell]) -> list[tuple[str, int]]:
    """Words with their lines that a merge hides: those of cells that only continue another."""
    if sum(map(len, (row for _, row in draft.rows))) == len(cells):
        return []
    seen = {cell.line for cell in cells}
    return [(text, line) for _, row in draft.rows for text, line in row if text and line not in seen]


def _end_cell(draft: _Draft) -> None:
    draft.cells.append(("\n".join(draft.words).strip(), draft.line))
    draft.words, draft.line = [], 0


def _fitting(shape: RowShape | None, count: int) -> RowShape:
    """The shape of a row with this many cells; cells that the file forgot to describe are added at the right."""
    if shape is None:
        return even_shape(count)
    missing = count - len(shape.across)
    if missing <= 0:
        return shape
    added = range(shape.edges[-1] + _USUAL_WIDTH, shape.edges[-1] + _USUAL_WIDTH * missing + 1, _USUAL_WIDTH)
    return RowShape(tuple(chain(shape.edges, added)), shape.across + unmerged(missing), shape.down + unmerged(missing))
