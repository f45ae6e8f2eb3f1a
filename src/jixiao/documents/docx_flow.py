"""What a walk through WordprocessingML gathers: paragraphs, cells, and tables made grids of rectangles.

Knows no markup; `docx_walk` says what opens, closes and merges.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from jixiao.documents.blocks import Cell, Paragraph, Table

MOST_COLUMNS = 63
"""What Word allows in a row; a span beyond it is a fault of the file."""


class Grid(msgspec.Struct, frozen=True):
    """A table that has no number yet, with the tables in its cells."""

    cells: tuple[Cell, ...]
    height: int
    width: int
    nested: tuple[Grid, ...]


class Flow:
    """Paragraphs and tables one below the other: the body, a cell, a text box or a footnote.

    Attributes:
        line: number of the first paragraph.
        columns, down, across, removed: how a cell lies in its row, without meaning for other flows. `down` and
            `across` say `restart` or `continue` where the cell is merged.
        carried: words of paragraphs whose mark was deleted: they begin the next paragraph.
    """

    columns = 1
    down: str | None = None
    across: str | None = None
    removed = False
    has_tables = False
    carried = ""
    carried_line = 0

    def __init__(self, outer: Flow | None = None, line: int = 1) -> None:
        self.outer = outer
        self.line = line
        self.items: list[Paragraph | Grid] = []

    def add(self, items: Iterable[Paragraph | Grid]) -> None:
        """Append what another flow or a table has gathered."""
        for item in items:
            self.items.append(item)
            self.has_tables |= isinstance(item, Grid)

    def carry(self, text: str, line: int) -> None:
        """Keep the words of a paragraph that runs on into the next."""
        if text and not self.carried:
            self.carried_line = line
        self.carried += text

    def joined(self, text: str, line: int) -> tuple[str, int]:
        """The words of a paragraph with those carried over from before, and the line where they begin."""
        if not self.carried:
            return text, line
        text, self.carried = self.carried + text, ""
        return text, self.carried_line

    def close(self) -> None:
        """End the last paragraph, where none follows that it could run on into."""
        if self.carried:
            text, line = self.joined("", 0)
            self.items.append(Paragraph(text, line))

    def words(self) -> str:
        """The flow's own paragraphs as the text of a cell."""
        items = self.items
        if len(items) == 1 and isinstance(items[0], Paragraph):
            return items[0].text.strip()
        return "\n".join(item.text for item in items if isinstance(item, Paragraph)).strip()


class Row:
    """A row while its cells come in.

    Attributes:
        before: number of columns that it leaves out on the left.
        has_begun: its properties are over, its first cell has begun.
    """

    before = 0
    removed = False
    hidden = False
    has_begun = False

    def __init__(self, outer: Row | None) -> None:
        self.outer = outer
        self.cells: list[Flow] = []


class TableBuilder:
    """A table while its rows come in."""

    def __init__(self, outer: TableBuilder | None) -> None:
        self.outer = outer
        self.cells: list[Cell] = []
        self._nested: list[Grid] = []
        self._ends: list[int] = []
        self._above: dict[int, int] = {}
        self._heights: dict[int, int] = {}

    def add_row(self, row: Row) -> list[Flow]:
        """Place the cells of a row; gives back those that a merge hides although they hold words of their own."""
        hidden = _merged_across(row)
        at, column, cells = len(self._ends), row.before, self.cells
        if column:
            cells.append(Cell(at, 0, "", 1, column))
        below: dict[int, int] = {}
        for flow in row.cells:
            text = flow.words()
            above = self._above.get(column) if flow.down == "continue" else None
            if above is not None and cells[above].columns == flow.columns:
                self._heights[above] = at + 1 - cells[above].row
                below[column] = above
                if text and text != cells[above].text:
                    hidden.append(flow)
            else:
                if flow.down:
                    below[column] = len(cells)
                cells.append(Cell(at, column, text, 1, flow.columns, flow.line))
            if flow.has_tables:
                self._nested += (item for item in flow.items if isinstance(item, Grid))
            column += flow.columns
        self._above = below
        self._ends.append(column)
        return hidden

    def finish(self) -> Grid:
        """The table as a grid without gaps: what a short row leaves out on the right is one empty cell."""
        cells = self.cells
        for index, rows in self._heights.items():
            cells[index] = msgspec.structs.replace(cells[index], rows=rows)
        width = max(self._ends, default=0)
        gaps = [Cell(row, end, "", 1, width - end) for row, end in enumerate(self._ends) if end < width]
        if gaps:
            cells = sorted(cells + gaps, key=lambda cell: (cell.row, cell.column))
        return Grid(tuple(cells), len(self._ends), width, tuple(self._nested))


def numbered_tables(items: Iterable[Paragraph | Grid]) -> Iterator[Paragraph | Table]:
    """The items with their tables numbered, a nested one right behind the one that holds it."""
    number = 0
    for item in items:
        if isinstance(item, Paragraph):
            yield item
            continue
        waiting: list[tuple[Grid, int | None]] = [(item, None)]
        while waiting:
            grid, parent = waiting.pop()
            number += 1
            yield Table(number, grid.cells, grid.height, grid.width, parent=parent)
            waiting.extend((nested, number) for nested in reversed(grid.nested))


def _merged_across(row: Row) -> list[Flow]:
    """Widen the cells that old files merge sideways by marks; gives back the merged ones that hold words."""
    if not any(flow.across for flow in row.cells):
        return []
    kept: list[Flow] = []
    hidden = []
    for flow in row.cells:
        if flow.across != "continue" or not kept:
            kept.append(flow)
            continue
        kept[-1].columns += flow.columns
        if flow.words():
            hidden.append(flow)
    row.cells = kept
    return hidden
