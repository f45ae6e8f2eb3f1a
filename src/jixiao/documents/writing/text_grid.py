"""A grid drawn with signs of the keyboard, so that merged cells, empty ones and line breaks are read back exactly.

The manner is told in `jixiao.documents.text_drawn`. Box-drawing signs are not used: they are two columns wide in
Chinese fonts and one in others, so that a drawing made for the one falls apart in the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate, groupby

import msgspec

from jixiao.documents.columns import columns
from jixiao.documents.text_drawn import BREAK
from jixiao.documents.writing.paper import Box, Grid
from jixiao.documents.writing.text_words import clean, wrap

_NARROWEST = 5
"""Columns from line to line of a cell of one Chinese character with a blank on either side."""

_LIKE_A_RULE = re.compile(r"[|.'+:][-=|.'+: ]*[-=][-=|.'+: ]*")
_OUTSIDE = -1

Owners = list[list[int]]
"""For every row and column the number of the box that covers it."""


class _Placed(msgspec.Struct):
    """A box as it is drawn: its inner width in columns, its lines, and the line of the drawing at which they begin."""

    align: str
    width: int
    lines: list[str]
    begin: int = 0

    def shown(self, line: int) -> str:
        """What stands between the bars on a line of the drawing."""
        index = line - self.begin
        text = self.lines[index] if 0 <= index < len(self.lines) else ""
        free = self.width - 2 - columns(text)
        before = {"left": 0, "centre": max(free // 2, 0), "right": max(free, 0)}[self.align]
        return f" {' ' * before}{text}{' ' * max(free - before, 0)} "


def drawn(grid: Grid, width: int) -> Iterator[str]:
    """The lines of the drawing.

    Args:
        width: columns that the table takes, more where its narrow cells need it.
    """
    places = _places(grid, width)
    placed = [_placed(box, places) for box in grid.boxes]
    starts = [0, *accumulate(_heights(grid, placed))]
    for box, one in zip(grid.boxes, placed, strict=True):
        free = starts[box.row + box.rows] - starts[box.row] - len(one.lines)
        one.begin = starts[box.row] + free // 2
    owners = _owners(grid)
    unseen = _unseen_columns(owners)
    for row in range(grid.height):
        yield _rule(owners, row, places, unseen)
        order = [placed[number] for number, _ in groupby(owners[row])]
        for line in range(starts[row], starts[row + 1]):
            yield f"|{'|'.join(one.shown(line) for one in order)}|"
    yield _rule(owners, grid.height, places, unseen)


def _places(grid: Grid, width: int) -> list[int]:
    """Columns of the drawing at which the vertical lines stand."""
    starts_of: dict[int, int] = {}
    for box in grid.boxes:
        end = box.column + box.columns
        starts_of[end] = max(starts_of.get(end, 0), box.column)
    places = [0]
    for column, share in enumerate(accumulate(grid.widths), 1):
        nearest = places[-1] + 2
        if column in starts_of:
            nearest = max(nearest, places[starts_of[column]] + _NARROWEST)
        places.append(max(round(share * width), nearest))
    return places


def _placed(box: Box, places: list[int]) -> _Placed:
    width = places[box.column + box.columns] - places[box.column] - 1
    paragraphs = [[_guarded(piece) for piece in wrap(text, width - 2)] for text in clean(box.text).strip().split("\n")]
    for pieces in paragraphs[:-1]:
        pieces[-1] += BREAK
    return _Placed(box.align, width, [piece for pieces in paragraphs for piece in pieces])


def _guarded(piece: str) -> str:
    r"""The piece with its bars escaped, and a `\` where a blank, a sign or a whole rule would be taken for drawing."""
    begins = piece.startswith((" ", "\\")) or _LIKE_A_RULE.fullmatch(piece)
    ends = piece.endswith((" ", "\\", BREAK))
    return "\\" * bool(begins) + piece.replace("|", "\\|") + "\\" * ends


def _heights(grid: Grid, placed: list[_Placed]) -> list[int]:
    """Lines of every row; a box over several rows that needs more makes its last one higher."""
    heights = [1] * grid.height
    for box, one in sorted(zip(grid.boxes, placed, strict=True), key=lambda pair: pair[0].row + pair[0].rows):
        last = box.row + box.rows - 1
        heights[last] = max(heights[last], len(one.lines) - sum(heights[box.row : last]))
    return heights


def _owners(grid: Grid) -> Owners:
    owners = [[_OUTSIDE] * len(grid.widths) for _ in range(grid.height)]
    for number, box in enumerate(grid.boxes):
        for row in range(box.row, box.row + box.rows):
            owners[row][box.column : box.column + box.columns] = [number] * box.columns
    return owners


def _unseen_columns(owners: Owners) -> set[int]:
    """Columns at whose left edge no row has a line."""
    return {column for column in range(1, len(owners[0])) if all(row[column - 1] == row[column] for row in owners)}


def _rule(owners: Owners, row: int, places: list[int], unseen: set[int]) -> str:
    """The line above a row: rules where boxes end, a sign wherever a vertical line begins, ends or goes on."""
    width = len(places) - 1
    outside = [_OUTSIDE] * width
    above = owners[row - 1] if row else outside
    below = owners[row] if row < len(owners) else outside
    fill = "-" if 0 < row < len(owners) else "="
    ruled = [False, *(one != other for one, other in zip(above, below, strict=True)), False]
    passing = "|" if any(ruled) else ":"
    signs = []
    for column in range(width + 1):
        up = row > 0 and (column in (0, width) or above[column - 1] != above[column])
        down = row < len(owners) and (column in (0, width) or below[column - 1] != below[column])
        if ruled[column] or ruled[column + 1]:
            signs.append("+" if up and down else "." if down else "'" if up else ":" if column in unseen else fill)
        else:
            signs.append(passing if up else " ")
        if column < width:
            signs.append((fill if ruled[column + 1] else " ") * (places[column + 1] - places[column] - 1))
    return "".join(signs)
