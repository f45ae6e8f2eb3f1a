"""Ruling lines of a page to grids whose cells are rectangles. Leaves the text to `pdf_tables`.

Lines that touch belong to one grid. A missing inner line merges cells; the outer edges count as drawn, because many
tables leave their sides open. A line that hangs free (an underline, a rule below a header) makes no grid.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from typing import NamedTuple

from jixiao.documents.pdf_paths import Drawing, Rule

TOUCH = 3.0
"""Points within which two lines meet."""

SAME = 2.5
"""Points within which edges count as one."""

SMALL = 16.0
"""Points: a single box up to this size is a tick box, no table."""

MAX_POSITIONS = 100_000
"""Grid positions of one table on one page; above, the lines are a drawing."""

MAX_CROSSINGS = 4_000_000
"""Level times upright lines of one page; above, they are a drawing."""

MAX_GRIDS = 300
"""Grids of one page; above, they are a drawing."""

Rectangle = tuple[int, int, int, int]
"""Row, column, rows, columns of a cell."""


class Grid(NamedTuple):
    """A table's grid on one page.

    Attributes:
        xs, ys: edges of columns and rows, one more than there are of them.
        cells: in reading order.
        owner: for each row, the index of the cell at each column.
        open_top, open_bottom: the outer rule above or below is missing though the sides go on.
    """

    xs: list[float]
    ys: list[float]
    cells: list[Rectangle]
    owner: list[list[int]]
    open_top: bool
    open_bottom: bool


class Lattice(NamedTuple):
    """The grids of a page from top to bottom; `loose` are level lines of no grid, `skipped` grids were too large."""

    grids: list[Grid]
    loose: list[Rule]
    skipped: int


def lattice_of(drawing: Drawing, page_area: float) -> Lattice:
    """The grids that the ruling lines of a page form.

    Args:
        page_area: square points; a single box over most of the page is its border.
    """
    level, upright = _joined(drawing.level), _joined(drawing.upright)
    if len(level) * len(upright) > MAX_CROSSINGS:
        return Lattice([], [], 1)
    grids: list[Grid] = []
    loose: list[Rule] = []
    skipped = 0
    for across, down in _groups(level, upright):
        if len(across) + len(down) < 3 or not down or not across:
            loose += across
            continue
        grid = _grid(across, down)
        if grid is None:
            skipped += 1
        elif len(grid.cells) > 1 or _is_box(across, down, page_area):
            grids.append(grid)
    if len(grids) > MAX_GRIDS:
        return Lattice([], loose, skipped + 1)
    grids.sort(key=lambda grid: (grid.ys[0], grid.xs[0]))
    return Lattice(_without_frames(grids), loose, skipped)


def _joined(rules: Iterable[Rule]) -> list[Rule]:
    """Pieces of one line as one: programs draw a border cell by cell."""
    joined: list[Rule] = []
    heads: list[list[float]] = []
    for position, start, end in sorted(rules, key=lambda rule: (round(rule[0] / 1.5), rule[1])):
        if heads and abs(heads[-1][0] - position) <= 1.5 and start <= heads[-1][2] + TOUCH:
            heads[-1][2] = max(heads[-1][2], end)
        else:
            heads.append([position, start, end])
    joined += [(position, start, end) for position, start, end in heads]
    return joined


def _groups(level: list[Rule], upright: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Lines that touch each other, directly or through others."""
    leader = list(range(len(level) + len(upright)))

    def find(index: int) -> int:
        while leader[index] != index:
            leader[index] = leader[leader[index]]
            index = leader[index]
        return index

    ordered = sorted(range(len(level)), key=lambda index: level[index][0])
    heights = [level[index][0] for index in ordered]
    for number, (across, top, bottom) in enumerate(upright, len(level)):
        for position in range(bisect_left(heights, top - TOUCH), len(heights)):
            if heights[position] > bottom + TOUCH:
                break
            index = ordered[position]
            if level[index][1] - TOUCH <= across <= level[index][2] + TOUCH:
                leader[find(index)] = find(number)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for index, rule in enumerate(level + upright):
        groups.setdefault(find(index), ([], []))[index >= len(level)].append(rule)
    return list(groups.values())


def _edges(positions: Iterable[float]) -> list[float]:
    """Nearly equal positions as one."""
    edges: list[float] = []
    first = float("-inf")
    for position in sorted(positions):
        if position - first > SAME:
            edges.append(position)
            first = position
    return edges


def _grid(level: list[Rule], upright: list[Rule]) -> Grid | None:
    left, right = min(rule[1] for rule in level), max(rule[2] for rule in level)
    top, bottom = min(rule[1] for rule in upright), max(rule[2] for rule in upright)
    sides = [across for across, _, _ in upright]
    left, right = min(left, *sides), max(right, *sides)
    level = _held(level, [*sides, left, right])
    heights = [down for down, _, _ in level]
    if not heights:
        return None
    top, bottom = min(top, *heights), max(bottom, *heights)
    upright = _held(upright, [*heights, top, bottom])
    xs = _edges([left, right, *(rule[0] for rule in upright)])
    ys = _edges([top, bottom, *heights])
    if len(xs) < 2 or len(ys) < 2 or (len(xs) - 1) * (len(ys) - 1) > MAX_POSITIONS:
        return None
    cells, owner = _cells(len(ys) - 1, len(xs) - 1, _masks(level, ys, xs), _masks(upright, xs, ys))
    return Grid(xs, ys, cells, owner, min(heights) - top > TOUCH, bottom - max(heights) > TOUCH)


def _held(rules: list[Rule], positions: list[float]) -> list[Rule]:
    """The lines that both begin and end at one of the positions."""
    held = sorted(positions)
    count = len(held)
    kept = []
    for rule in rules:
        begin, end = bisect_left(held, rule[1] - TOUCH), bisect_left(held, rule[2] - TOUCH)
        if begin < count and end < count and held[begin] <= rule[1] + TOUCH and held[end] <= rule[2] + TOUCH:
            kept.append(rule)
    return kept


def _masks(rules: list[Rule], positions: list[float], crossings: list[float]) -> list[int]:
    """For each edge, which of its stretches between two crossings are drawn, as bits."""
    masks = [0] * len(positions)
    middles = [(start + end) / 2 for start, end in zip(crossings, crossings[1:], strict=False)]
    for position, start, end in rules:
        edge = bisect_left(positions, position - SAME)
        masks[edge] |= (1 << bisect_left(middles, end)) - (1 << bisect_left(middles, start))
    return masks


def _cells(height: int, width: int, level: list[int], upright: list[int]) -> tuple[list[Rectangle], list[list[int]]]:
    """Grow each free position to the right, then down, until a drawn edge stops it."""
    cells: list[Rectangle] = []
    owner = [[0] * width for _ in range(height)]
    # As bits of a row: positions taken, and positions with an upright edge on their left.
    taken = [0] * height
    walls = [0] * height
    for edge, rows in enumerate(upright[:width]):
        for row in range(height):
            walls[row] |= (rows >> row & 1) << edge
    for row in range(height):
        for column in range(width):
            if taken[row] >> column & 1:
                continue
            stop = (walls[row] | taken[row]) >> (column + 1)
            free = (stop & -stop).bit_length() - 1 if stop else width - column - 1
            end = min(column + 1 + free, width)
            span = (1 << end) - (1 << column)
            inner = span & ~(1 << column)
            below = row + 1
            while below < height and not (level[below] & span or taken[below] & span or walls[below] & inner):
                below += 1
            for covered in range(row, below):
                taken[covered] |= span
                owner[covered][column:end] = [len(cells)] * (end - column)
            cells.append((row, column, below - row, end - column))
    return cells, owner


def _is_box(level: list[Rule], upright: list[Rule], page_area: float) -> bool:
    """Whether a grid of one cell is a text in a box: not a tick box, two axes of a chart or the border of a page."""
    width = max(rule[2] - rule[1] for rule in level)
    height = max(rule[2] - rule[1] for rule in upright)
    closed = len(level) > 1 and len(upright) > 1
    return closed and width > SMALL and height > SMALL / 2 and width * height < page_area / 2


def _without_frames(grids: list[Grid]) -> list[Grid]:
    """Leave out a frame around other tables: the border of a page, the outer line of a double border."""
    return [
        grid
        for grid in grids
        if len(grid.cells) > 1 or not any(other is not grid and contains(grid, other) for other in grids)
    ]


def contains(outer: Grid, inner: Grid) -> bool:
    """Whether one grid lies within the other."""
    return (
        outer.xs[0] <= inner.xs[0]
        and inner.xs[-1] <= outer.xs[-1]
        and outer.ys[0] <= inner.ys[0]
        and inner.ys[-1] <= outer.ys[-1]
    )
