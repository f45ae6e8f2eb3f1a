"""Where everything of a section lies on its sheet: columns, rows and their heights. Knows no workbook.

All grids of a sheet share its columns: those are the borders of all of them, and boxes are merged over several.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from math import ceil

import msgspec

from jixiao.documents.writing.looks import Looks, Page, looks
from jixiao.documents.writing.paper import Box, Chart, Grid, Line, Section
from jixiao.documents.writing.xlsx_wrap import line_count

PIXELS = 96 / 25.4
"""Pixels of a millimetre; a workbook measures columns in them."""
POINTS = 72 / 96
_PADDING = 5
"""Pixels of a cell that an office program leaves empty, both sides together."""
_NEAR = 3
"""Borders of different grids so many pixels apart are one column."""
_HIGHEST, _PIECE = 400, 200
"""Points: no row may be higher than 409; a cell that must be is merged over several rows of about `_PIECE`."""
_GAP = 4
"""Height in points of the empty row that parts a grid from what stands above and below it."""
_LEADING = ("part", "title", "under_title", "heading1", "heading2", "heading3", "table_line")
"""Styles of lines that stay with what follows."""
_ALONE = 1000
_CLOSE = 1.35
"""From line to line within a cell, in sizes of the typeface."""
_FREE = 1.6
"""Widths of the page that a sheet has which is no form: it is read on a screen, and printed smaller."""
_NARROW_MARGIN = 15
_NARROWEST = 2
"""Characters of a column below which a form gets narrower margins than the standard's."""


class PlacedLine(msgspec.Struct, frozen=True, kw_only=True):
    """Words over the whole width of a sheet.

    Attributes:
        style: a key of `looks.toml`.
        split: column where the words at the right edge begin.
        entry: number of the line among those of the contents that it leads to.
        link, anchor: where the whole line leads, and what leads to it.
    """

    text: str
    style: str
    row: int
    rows: int
    right: str = ""
    split: int = 0
    is_open: bool = False
    missing: bool = False
    entry: int | None = None
    link: str = ""
    anchor: str = ""


class PlacedChart(msgspec.Struct, frozen=True):
    """A chart on a sheet: the row that its upper edge is in; width and height in pixels."""

    chart: Chart
    row: int
    width: int
    height: int


class PlacedGrid(msgspec.Struct, frozen=True):
    """A grid on a sheet: sheet rows and sheet columns at which its own rows and columns begin, and end."""

    grid: Grid
    rows: list[int]
    columns: list[int]


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """A sheet.

    Attributes:
        margin: millimetres left and right where they are narrower than those of the page.
        columns: widths in pixels. heights: of the rows, points.
        breaks: rows that begin a page. joined: how bad it would be for a page to begin with a row: one
            for each cell that would be cut, more for a heading left alone.
        outlined: rows of the lines that the contents list, in their order.
    """

    section: Section
    page: Page
    margin: float | None
    columns: list[int]
    heights: list[float] = []
    items: list[PlacedLine | PlacedGrid | PlacedChart] = []
    breaks: set[int] = set()
    joined: Counter[int] = msgspec.field(default_factory=Counter)
    outlined: list[int] = []


def planned(section: Section, listed: Sequence[Line]) -> Plan:
    """The sheet of a section.

    Args:
        listed: all lines of the paper that stand in its contents.
    """
    look = looks()
    page = look.page_landscape if section.landscape else look.page
    grids = [item for item in section.items if isinstance(item, Grid)]
    paper_width = look.page.height if section.landscape else look.page.width
    room = min(map(_thinnest, grids), default=1.0) * page.text_width * PIXELS - _PADDING
    margin = _NARROW_MARGIN if room * POINTS < _NARROWEST * look.table.size else None
    total = round((paper_width - 2 * margin if margin else page.text_width) * PIXELS * (_FREE if section.free else 1))
    borders = [_borders(grid, total) for grid in grids]
    splits = [
        max(total // 4, total - _wide(item, look)) for item in section.items if isinstance(item, Line) and item.right
    ]
    parted = [_parted(split, borders, total) for split in splits]
    column_of, columns = _columns([*borders, *parted] or [[0, total]])
    plan = Plan(section=section, page=page, margin=margin, columns=columns)
    _Rows(plan, listed, look, [[column_of[edge] for edge in edges] for edges in borders]).fill(
        [column_of[split] for split in splits]
    )
    return plan


def _thinnest(grid: Grid) -> float:
    """Share of the width that the narrowest box with words has."""
    edges = [0.0, *accumulate(grid.widths)]
    return min((edges[box.column + box.columns] - edges[box.column] for box in grid.boxes if box.text), default=1.0)


def _wide(line: Line, look: Looks) -> int:
    """Pixels of the words at the right edge, and one character more."""
    return ceil((len(line.right) + 1) * look.styles[line.style].size / POINTS) + _PADDING


def _parted(split: int, borders: list[list[int]], total: int) -> list[int]:
    """Columns of a line with words at both edges: those at the left are merged over some, which marks it as a line."""
    inner = [edge for edges in borders for edge in edges if _NEAR < edge < split - _NEAR]
    return [0, split, total] if inner else [0, split // 2, split, total]


def _borders(grid: Grid, total: int) -> list[int]:
    """Pixels at which the columns of a grid begin, and end; none is without width."""
    edges = [0]
    for share in accumulate(grid.widths):
        edges.append(max(edges[-1] + 1, round(share * total)))
    return edges


def _columns(rows: Iterable[list[int]]) -> tuple[dict[int, int], list[int]]:
    """The column that begins at each border, and the widths of all columns."""
    rows = list(rows)
    apart = {right for edges in rows for left, right in zip(edges, edges[1:], strict=False) if right - left <= _NEAR}
    column_of: dict[int, int] = {}
    begins: list[int] = []
    for edge in sorted({edge for edges in rows for edge in edges}):
        if not begins or edge > begins[-1] + _NEAR or edge in apart:
            begins.append(edge)
        column_of[edge] = len(begins) - 1
    return column_of, [right - left for left, right in zip(begins, begins[1:], strict=False)]


class _Rows:
    """Fills a plan from above."""

    def __init__(self, plan: Plan, listed: Sequence[Line], look: Looks, columns: list[list[int]]) -> None:
        self._plan, self._listed, self._look = plan, listed, look
        self._grid_columns = iter(columns)
        self._width = sum(plan.columns)
        self._lone = False
        """Whether what stands above must be parted from what follows."""

    def fill(self, splits: Iterable[int]) -> None:
        """Place all items of the section."""
        plan = self._plan
        split = iter(splits)
        for item in plan.section.items:
            self._part(isinstance(item, Grid) or isinstance(item, Line) and bool(item.right))
            if isinstance(item, Grid):
                self._grid(item)
            elif isinstance(item, Line):
                if item.new_page and plan.heights:
                    plan.breaks.add(len(plan.heights))
                if item.outline:
                    plan.outlined.append(len(plan.heights))
                # Only what is told in sentences is a clerk's to change, and what still waits to be filled in.
                is_open = item.style == "body" or item.missing
                at = next(split) if item.right else 0
                # A cell leads to one place only.
                link = item.links[0].to if len(item.links) == 1 else ""
                self._words(
                    item.text, item.style, right=item.right, split=at, is_open=is_open, missing=item.missing,
                    link=link, anchor=item.anchor,
                )  # fmt: skip
            elif isinstance(item, Chart):
                self._chart(item)
            else:
                self._words(item.title, "contents_title")
                for number, line in enumerate(self._listed):
                    self._words(" ".join(line.text.split("\n")), f"contents{line.outline}", entry=number)

    def _part(self, lone: bool) -> None:
        if self._plan.heights and (lone or self._lone):
            row = len(self._plan.heights)
            self._plan.joined[row + 1] += self._plan.joined[row]
            self._plan.joined[row] += 1
            self._plan.heights.append(_GAP)
        self._lone = lone

    def _words(
        self,
        text: str,
        style: str,
        *,
        right: str = "",
        split: int = 0,
        is_open: bool = False,
        missing: bool = False,
        entry: int | None = None,
        link: str = "",
        anchor: str = "",
    ) -> None:
        look = self._look.styles[style]
        # A cell can only be indented as a whole.
        indent, right_indent = "\u3000" * int(look.indent), "\u3000" * int(look.right_indent)
        text = indent + text.replace("\n", f"{right_indent}\n") + right_indent
        room = (self._width - _PADDING) * POINTS
        pitch = look.pitch or self._look.page.line_pitch
        count = line_count(text, room - len(right) * look.size, look.size)
        row = len(self._plan.heights)
        # The standard's pitch is that of single lines: within a cell, lines follow as close as the typeface lets them.
        rows = self._add(look.before + pitch + (count - 1) * look.size * _CLOSE + look.after)
        self._join(row, row + rows)
        if style in _LEADING:
            self._plan.joined[row + rows] += _ALONE
        self._plan.items.append(
            PlacedLine(
                text=text, style=style, row=row, rows=rows, right=right, split=split,
                is_open=is_open, missing=missing, entry=entry, link=link, anchor=anchor,
            )
        )  # fmt: skip

    def _chart(self, chart: Chart) -> None:
        row = len(self._plan.heights)
        height = chart.height * PIXELS
        rows = self._add(height * POINTS)
        self._join(row, row + rows)
        self._plan.joined[row + rows] += _ALONE
        self._plan.items.append(PlacedChart(chart, row, self._width, round(height)))

    def _grid(self, grid: Grid) -> None:
        columns = next(self._grid_columns)
        first = len(self._plan.heights)
        rows = [first, *(first + rows for rows in accumulate(map(self._add, self._heights(grid, columns))))]
        self._join(first, rows[-1])
        for box in grid.boxes:
            if box.rows > 1:
                self._join(rows[box.row], rows[box.row + box.rows])
        self._plan.items.append(PlacedGrid(grid, rows, columns))

    def _heights(self, grid: Grid, columns: list[int]) -> list[float]:
        """Points of each row, so that every box holds its text."""
        table = self._look.table
        heights = [table.row_height * PIXELS * POINTS] * grid.height
        edges = [0, *accumulate(self._plan.columns)]
        tall: list[tuple[int, Box, float]] = []
        for box in grid.boxes:
            if not box.text:
                continue
            room = edges[columns[box.column + box.columns]] - edges[columns[box.column]] - _PADDING
            lines = line_count(box.text, room * POINTS, table.size)
            need = lines * table.pitch + 2 * table.padding_above * PIXELS * POINTS
            if box.rows == 1:
                heights[box.row] = max(heights[box.row], need)
            else:
                tall.append((box.row + box.rows, box, need))
        # A box over several rows widens its last one, when what ends above it is settled.
        for end, box, need in sorted(tall, key=lambda each: each[0]):
            heights[end - 1] += max(0.0, need - sum(heights[box.row : end]))
        return heights

    def _join(self, row: int, end: int) -> None:
        self._plan.joined.update(range(row + 1, end))

    def _add(self, height: float) -> int:
        """Rows of so many points together, each of whole pixels as a screen has them."""
        pieces = ceil(height / _PIECE) if height > _HIGHEST else 1
        self._plan.heights.extend([int(height / pieces / POINTS) * POINTS] * pieces)
        return pieces


def boxes_of(placed: PlacedGrid) -> Iterator[tuple[Box, int, int, int, int]]:
    """The boxes of a grid with their first row, first column, last row and last column on the sheet."""
    rows, columns = placed.rows, placed.columns
    for box in placed.grid.boxes:
        yield (
            box,
            rows[box.row],
            columns[box.column],
            rows[box.row + box.rows] - 1,
            columns[box.column + box.columns] - 1,
        )
