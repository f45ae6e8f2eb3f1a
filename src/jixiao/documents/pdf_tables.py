"""The text of a page into the cells of its grids. Leaves tables that go on over a page to `pdf_joins`."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from operator import itemgetter

import msgspec

from jixiao.documents.pdf_lattice import Grid, contains
from jixiao.documents.pdf_lines import Line, lines_of, paragraphs_of
from jixiao.documents.pdf_runs import Run

_LEFT, _RIGHT = itemgetter(0), itemgetter(2)

_LEFT_EMPTY, _RIGHT_EMPTY = frozenset("（《“‘「【〔"), frozenset("，。；：、！？）》”’」】〕")
"""Signs of which one half has no ink; at the edge of a cell typesetters let it reach into the padding."""

MAX_PADDING = 9.0
"""Points between a cell's edge and its text, at the most."""


class PieceCell(msgspec.Struct, gc=False):
    """A cell of a table's part on one page; `last` is its lowest line, known in the last row, with the edges
    `left` and `right` of its text."""

    row: int
    column: int
    rows: int
    columns: int
    text: str
    page: int
    last: Line | None = None
    left: float = 0.0
    right: float = 0.0


@dataclass(slots=True)
class Piece:
    """A table, or the part of one that stands on one page.

    Attributes:
        xs, ys: edges of columns and rows in points of that page.
        cells: in reading order.
        ragged: told apart by alignment, without ruling lines.
        inner: tables nested in a cell of this one.
    """

    page: int
    xs: list[float]
    ys: list[float]
    cells: list[PieceCell]
    open_top: bool = False
    open_bottom: bool = False
    ragged: bool = False
    inner: list[Piece] = field(default_factory=list)

    @property
    def height(self) -> int:
        """Number of rows."""
        return len(self.ys) - 1

    @property
    def width(self) -> int:
        """Number of columns."""
        return len(self.xs) - 1


def filled(grids: list[Grid], runs: list[Run], page: int, has_marks: bool = False) -> tuple[list[Piece], list[Run]]:
    """The grids as pieces with their text, nested ones inside their outer ones, and the runs that are in no grid."""
    contents: list[list[list[Run]]] = [[[] for _ in grid.cells] for grid in grids]
    # The innermost grid takes a run: smaller ones are asked first.
    order = sorted(
        range(len(grids)),
        key=lambda number: (grids[number].ys[-1] - grids[number].ys[0]) * (grids[number].xs[-1] - grids[number].xs[0]),
    )
    bounds = [(grids[n].xs[0], grids[n].xs[-1], grids[n].ys[0], grids[n].ys[-1], grids[n], contents[n]) for n in order]
    free: list[Run] = []
    for run in runs:
        across, down = (run[0] + run[2]) / 2, (run[1] + run[3]) / 2
        for left, right, top, bottom, grid, cells in bounds:
            if left <= across <= right and top <= down <= bottom:
                row = min(bisect_right(grid.ys, down), len(grid.ys) - 1) - 1
                column = min(bisect_right(grid.xs, across), len(grid.xs) - 1) - 1
                cells[grid.owner[row][column]].append(run)
                break
        else:
            free.append(run)
    piece = _marked if has_marks else _piece
    pieces = [piece(grid, cells, page) for grid, cells in zip(grids, contents, strict=True)]
    return _nested(grids, pieces, order), free


def _piece(grid: Grid, contents: list[list[Run]], page: int) -> Piece:
    xs = grid.xs
    padding = MAX_PADDING
    for (_, column, _, columns), runs in zip(grid.cells, contents, strict=True):
        if runs:
            first, last = min(runs, key=_LEFT), max(runs, key=_RIGHT)
            left, right = first[0] - xs[column], xs[column + columns] - last[2]
            if left < padding and first[4][0] in _LEFT_EMPTY:
                left += (first[3] - first[1]) / 2
            if right < padding and last[4].rstrip()[-1:] in _RIGHT_EMPTY:
                right += (last[3] - last[1]) / 2
            padding = min(padding, left, right)
    padding = max(padding, 0.0)
    height = len(grid.ys) - 1
    cells = []
    for (row, column, rows, columns), runs in zip(grid.cells, contents, strict=True):
        cell = PieceCell(row, column, rows, columns, "", page)
        cells.append(cell)
        if len(runs) == 1 and row + rows < height:
            cell.text = runs[0][4].strip()
        elif runs:
            cell.left, cell.right = xs[column] + padding, xs[column + columns] - padding
            lines = lines_of(runs, " ")
            cell.last = lines[-1]
            cell.text = "\n".join(paragraphs_of(lines, cell.left, cell.right)).strip()
    return Piece(page, xs, grid.ys, cells, grid.open_top, grid.open_bottom)


def _marked(grid: Grid, contents: list[list[Run]], page: int) -> Piece:
    """A piece whose runs say themselves what stands between them, in the order in which they were written."""
    cells = [
        PieceCell(*rectangle, "".join([run[4] for run in runs]), page)
        for rectangle, runs in zip(grid.cells, contents, strict=True)
    ]
    return Piece(page, grid.xs, grid.ys, cells, grid.open_top, grid.open_bottom)


def _nested(grids: list[Grid], pieces: list[Piece], order: list[int]) -> list[Piece]:
    """Hang a table that lies inside another one into it; `order` runs from the smallest to the largest."""
    if len(grids) < 2:
        return pieces
    inside = set()
    for position, number in enumerate(order):
        for other in order[position + 1 :]:
            if contains(grids[other], grids[number]):
                pieces[other].inner.append(pieces[number])
                inside.add(number)
                break
    return [piece for number, piece in enumerate(pieces) if number not in inside]
