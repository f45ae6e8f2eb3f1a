"""From rows of cells with measured edges to one grid of rectangles. Knows neither files nor text.

Rows of one table may have different numbers of cells: the edges of all rows together are the columns of the grid.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Literal

import msgspec

MergeState = Literal["none", "starts", "continues"]

_NEAR = 20
_NEAR_OUTSIDE = 150
"""Edges this near are one edge; the outer edges of pasted rows differ by more, but never by a column of text."""


class RowShape(msgspec.Struct, frozen=True):
    """Edges of a row's cells from left to right, one more than cells, and how each cell merges."""

    edges: tuple[int, ...]
    across: tuple[MergeState, ...]
    down: tuple[MergeState, ...]


class Spot(msgspec.Struct, gc=False):
    """A rectangle of the grid and which cell of its first row fills it; null for a gap beside a short row."""

    row: int
    column: int
    rows: int
    columns: int
    cell: int | None


class _Strip(msgspec.Struct, gc=False):
    """A cell of one row, merged across: from which edge to which, and its part in a merge down."""

    cell: int
    left: int
    right: int
    down: MergeState


def even_shape(count: int) -> RowShape:
    """The shape of a row that tells only how many cells it has."""
    return RowShape(tuple(range(0, 1000 * (count + 1), 1000)), unmerged(count), unmerged(count))


def unmerged(count: int) -> tuple[MergeState, ...]:
    """So many cells that merge with none."""
    none: MergeState = "none"
    return (none,) * count


@lru_cache(maxsize=256)
def spots(shapes: tuple[RowShape, ...]) -> tuple[list[Spot], int]:
    """All rectangles of a table in reading order, and the width of the grid; tables repeat, so the last are kept.

    >>> halves, whole = RowShape((0, 50, 100), ("none",) * 2, ("none",) * 2), RowShape((0, 100), ("none",), ("none",))
    >>> [(spot.row, spot.column, spot.columns) for spot in spots((halves, whole))[0]]
    [(0, 0, 1), (0, 1, 1), (1, 0, 2)]
    """
    strips: dict[RowShape, list[_Strip]] = {}
    for shape in shapes:
        if shape not in strips:
            strips[shape] = _strips(shape)
    _align(list(strips.values()))
    columns, width = _columns(strips.values())
    return _merged_down([strips[shape] for shape in shapes], columns, width), width


def _strips(shape: RowShape) -> list[_Strip]:
    strips: list[_Strip] = []
    left = shape.edges[0]
    for at, edge in enumerate(shape.edges[1:]):
        # A cell without width still holds text: it gets the least width there is.
        right = max(edge, left + 1)
        if shape.across[at] == "continues" and strips:
            strips[-1].right = right
        else:
            strips.append(_Strip(at, left, right, shape.down[at]))
        left = right
    return strips


def _align(rows: list[list[_Strip]]) -> None:
    leftmost = min(row[0].left for row in rows)
    rightmost = max(row[-1].right for row in rows)
    for row in rows:
        first, last = row[0], row[-1]
        if first.left - leftmost <= _NEAR_OUTSIDE < first.right - first.left:
            first.left = leftmost
        if rightmost - last.right <= _NEAR_OUTSIDE < last.right - last.left:
            last.right = rightmost


def _columns(rows: Iterable[list[_Strip]]) -> tuple[dict[int, int], int]:
    edges: set[int] = set()
    kept_apart: set[int] = set()
    for row in rows:
        for strip in row:
            edges.update((strip.left, strip.right))
            if strip.right - strip.left <= _NEAR:
                kept_apart.add(strip.right)
    columns: dict[int, int] = {}
    column, reach = -1, min(edges) - 1
    for edge in sorted(edges):
        if edge > reach or edge in kept_apart:
            column += 1
            reach = edge + _NEAR
        columns[edge] = column
    return columns, column


def _merged_down(rows: list[list[_Strip]], columns: dict[int, int], width: int) -> list[Spot]:
    found: list[Spot] = []
    above: dict[tuple[int, int], int] = {}
    for number, row in enumerate(rows):
        here: dict[tuple[int, int], int] = {}
        column = 0
        for strip in row:
            left, right = columns[strip.left], columns[strip.right]
            if left > column:
                found.append(Spot(number, column, 1, left - column, None))
            column = right
            place = above.get((left, right)) if strip.down == "continues" else None
            if place is None:
                place = len(found)
                found.append(Spot(number, left, 1, right - left, strip.cell))
            else:
                found[place].rows += 1
            if strip.down != "none":
                here[left, right] = place
        if column < width:
            found.append(Spot(number, column, 1, width - column, None))
        above = here
    return found
