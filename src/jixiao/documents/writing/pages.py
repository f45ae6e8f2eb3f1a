"""On which page every line and grid of a paper will stand, estimated for its contents.

No office program is asked: lines are counted from widths of characters, pages from heights. What a page holds in the
end is up to the program and the fonts that show it.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator

import msgspec

from jixiao.documents.writing.looks import StyleLook, TableLook, looks, table_look
from jixiao.documents.writing.paper import APART, Box, Chart, Contents, Grid, Line, Paper, Section, is_apart

_POINTS_A_MM = 72 / 25.4


class Fit(msgspec.Struct, frozen=True):
    """How a grid lies on the pages.

    Attributes:
        kept: for each row whether it stands on the page of the next one.
        broken: rows below the head reach a further page, or come so near to it that they may.
        parted: a page ends right above the head, or may.
        close: rows stand closer, which saves a page.
    """

    kept: tuple[bool, ...]
    broken: bool
    parted: bool
    close: bool = False


class Pages(msgspec.Struct, frozen=True):
    """Where the items of a paper stand.

    Attributes:
        starts: the number of the page on which each item of each section begins.
        above: points of blank paper above each section, which put it in the middle of the page where it shall be.
        first: the number of the first page of each section.
        fits: how the grids lie, by section and item.
    """

    starts: tuple[tuple[int, ...], ...]
    above: tuple[float, ...]
    first: tuple[int, ...]
    fits: dict[tuple[int, int], Fit]


def pages_of(paper: Paper) -> Pages:
    """The pages of a paper, counted from 1 at the first numbered section; those without number count for themselves."""
    outlined = [item for item in paper.items() if isinstance(item, Line) and item.outline]
    numbered = plain = 0
    starts: list[tuple[int, ...]] = []
    first: list[int] = []
    above: list[float] = []
    fits: dict[tuple[int, int], Fit] = {}
    for index, section in enumerate(paper.sections):
        flow, pages = _flowed(section, outlined)
        begin = (numbered if section.numbered else plain) + 1
        starts.append(tuple(begin + page for page in pages))
        first.append(begin)
        above.append(flow.blank() / 2 if section.centred else 0.0)
        fits |= {(index, item): fit for item, fit in flow.fits.items()}
        if section.numbered:
            numbered = begin + flow.page
        else:
            plain = begin + flow.page
    return Pages(tuple(starts), tuple(above), tuple(first), fits)


def _flowed(section: Section, outlined: list[Line]) -> tuple[_Flow, list[int]]:
    """The pages of a section: with its rows closer where they may be and that saves a page, or surely keeps to it."""
    flow = _Flow(section, outlined)
    pages = [*flow.run()]
    if section.may_close and (flow.page or flow.is_nearly_full()):
        closer = _Flow(section, outlined, close=True)
        closer_pages = [*closer.run()]
        if closer.page < flow.page or flow.is_nearly_full():
            return closer, closer_pages
    return flow, pages


# ---- the width of words ----

_LATIN_WIDTHS = dict.fromkeys(" .,:;'|!ilj/tf()[]I", 0.28) | dict.fromkeys("ABCDEFGHJKLMNOPQRSTUVXYZ&", 0.7)
_LATIN_WIDTHS |= {"m": 0.78, "w": 0.72, "W": 0.94, "M": 0.89, "%": 0.83, "@": 0.92, ">": 0.56, "<": 0.56}
_CLUSTER = re.compile(r"[（《〈【〔“‘「『]*(?:[!-~\u00c0-\u024f]+|.)[）》〉】〕”’」』、，。；：！？…%]*", re.DOTALL)
"""What no line break may part: an opening mark, a Latin word or one character, the closing marks."""
_HANGING = "、，。；：！？"


@functools.lru_cache(maxsize=8192)
def lines_of(text: str, width: float, first: float = 0.0) -> int:
    """Lines that a paragraph takes.

    Args:
        width: of a line, in characters of the text's size. first: characters that the first line is indented by.
    """
    if "\n" in text:
        parts = text.split("\n")
        return lines_of(parts[0], width, first) + sum(lines_of(part, width) for part in parts[1:])
    if first + len(text) <= width:
        return 1
    lines, at = 1, first
    for cluster in _CLUSTER.findall(text):
        wide = width_of(cluster)
        needed = wide - 1 if cluster[-1] in _HANGING else wide
        if at + needed > width + 0.01 and at > 0:
            lines += 1
            at = 0.0
        at += wide
        if at > width + 1:
            lines += int(at / width)
            at %= width
    return lines


def width_of(words: str) -> float:
    """Width in characters of the text's size."""
    return sum(_LATIN_WIDTHS.get(sign, 0.5) if sign < "\u0250" else 1.0 for sign in words)


# ---- the height of things ----


class _Flow:
    """Fills the pages of one section.

    Attributes:
        page: the pages before the current one. fits: how the grids lie, by item.
    """

    def __init__(self, section: Section, outlined: list[Line], *, close: bool = False) -> None:
        field = looks().page_landscape if section.landscape else looks().page
        self._items = section.items
        self._outlined = outlined
        self._width, self._height = field.text_width * _POINTS_A_MM, field.text_height * _POINTS_A_MM
        self._at = 0.0
        self._close = close
        self.page = 0
        self.fits: dict[int, Fit] = {}
        self._rows = {
            index: _rows_of(item, self._width, self._height, table_look(close))
            for index, item in enumerate(section.items)
            if isinstance(item, Grid)
        }

    def run(self) -> Iterator[int]:
        """The page of every item."""
        least = self._least()
        for index, item in enumerate(self._items):
            begins_page = isinstance(item, Line) and item.new_page
            if self._at and (begins_page or self._at + least[index] > self._height + 0.5):
                self._turn()
            yield self.page
            if self._at and index and is_apart(self._items[index - 1], item):
                self._at += APART
            if isinstance(item, Line):
                self._add_line(item, looks().styles[item.style])
            elif isinstance(item, Grid):
                self._add_grid(index, item)
            elif isinstance(item, Chart):
                self._at += item.height * _POINTS_A_MM
            else:
                self._add_contents(item)

    def blank(self) -> float:
        """Points of blank paper below the items, where they fill no page."""
        return 0.0 if self.page else max(self._height - self._at, 0.0)

    def is_nearly_full(self) -> bool:
        """Whether the last page is so full that an office program's own measures may begin another."""
        return self._at > self._height * _NEARLY

    def _turn(self) -> None:
        self.page += 1
        self._at = 0.0

    def _least(self) -> list[float]:
        """What must stand on the page on which an item begins: headings never stand alone."""
        found = [0.0] * (len(self._items) + 1)
        for index in range(len(self._items) - 1, -1, -1):
            item = self._items[index]
            if isinstance(item, Line):
                look = looks().styles[item.style]
                lines = self._lines(item, look)
                kept = item.outline > 0 or item.style in KEPT_WITH_NEXT
                found[index] = look.before + (lines if kept or lines < 4 else 2) * _pitch(look)
                if kept:
                    found[index] += look.after + found[index + 1]
            elif isinstance(item, Grid):
                found[index] = _together(self._rows[index].heights, self._rows[index].kept, 0)
            elif isinstance(item, Chart):
                found[index] = item.height * _POINTS_A_MM + found[index + 1]
            if found[index] > self._height:
                found[index] = 0.0
        return found

    def _lines(self, line: Line, look: StyleLook) -> int:
        width = self._width / advance(look) - look.right_indent
        words = f"{line.text}  {line.right}" if line.right else line.text
        return lines_of(words, width, look.indent)

    def _add_line(self, line: Line, look: StyleLook) -> None:
        pitch = _pitch(look)
        lines = self._lines(line, look)
        if self._at:
            self._at += look.before
        elif line.new_page or not self.page:
            self._at = look.before
        room = int((self._height - self._at + 0.5) / pitch)
        while lines > room:
            # Two lines at least on either side of a page's end.
            lines -= max(min(room, lines - 2), 0)
            self._turn()
            room = int(self._height / pitch)
        self._at += lines * pitch + look.after

    def _add_contents(self, contents: Contents) -> None:
        self._add_line(Line(text=contents.title), looks().styles["contents_title"])
        for line in self._outlined:
            look = looks().styles[f"contents{line.outline}"]
            self._add_line(Line(text=f"{line.text.replace(chr(10), ' ')}  {self.page}"), look)

    def _add_grid(self, index: int, grid: Grid) -> None:
        heights, kept = self._rows[index].heights, self._rows[index].kept
        repeated = sum(heights[slice(*grid.head)])
        is_broken, is_parted, together = False, False, 0.0
        for row, height in enumerate(heights):
            if row == 0 or not kept[row - 1]:
                together = _together(heights, kept, row)
                if together + repeated > self._height:
                    together = height
            if 0 < row == grid.head[0]:
                is_parted = self._at + _together(heights, kept, row) > self._height - _UNSURE
            if self._at and self._at + max(together, height) > self._height:
                is_below = row >= grid.head[1]
                is_broken |= is_below
                self._turn()
                self._at = repeated if is_below else 0.0
            together -= height
            self._at += height
            while self._at > self._height:
                is_broken |= row >= grid.head[1]
                self.page += 1
                self._at -= self._height
        is_near = self._at > self._height - _UNSURE
        if grid.head[0] and not is_parted:
            kept[grid.head[0] - 1] = True
        self.fits[index] = Fit(tuple(kept), is_broken or is_near, is_parted, self._close)


_UNSURE = 6.0
"""Points from the end of a page where an estimate is no longer sure."""
_NEARLY = 0.94
"""Share of a page beyond which a little more height may begin another."""
_MOST_BLANK = 1 / 3
"""Share of a page that may stay blank for the sake of a head."""
_MOST_MERGED = 1 / 8
"""Share of a page that may stay blank for the sake of a merged cell: two rows or three."""

_SMALL = 1 / 4
"""Share of a page up to which a list with a head is not parted."""

KEPT_WITH_NEXT = frozenset(("part", "title", "under_title", "heading1", "heading2", "heading3", "table_line"))
"""Styles whose lines stand on the page of what follows."""


def _pitch(look: StyleLook) -> float:
    return looks().page.line_pitch if look.pitch is None else look.pitch


def advance(look: StyleLook) -> float:
    """From character to character: the page grid's where the style keeps to it."""
    page = looks().page
    grid = page.text_width * _POINTS_A_MM / page.characters - looks().styles["body"].size
    return look.size + (grid if look.pitch is None else 0)


class _Rows(msgspec.Struct, frozen=True):
    """The rows of a grid: how high they are in points, and which stand on the page of the next one."""

    heights: list[float]
    kept: list[bool]


def _rows_of(grid: Grid, width: float, page: float, table: TableLook) -> _Rows:
    """The rows of a grid between margins of this width on a page of this height."""
    heights = [table.row_height * _POINTS_A_MM] * grid.height
    merged = []
    for box, needed in _needs(grid, width, table):
        if box.rows > 1:
            merged.append((box, needed))
        elif needed > heights[box.row]:
            heights[box.row] = needed
    for box, needed in merged:
        last = box.row + box.rows
        heights[last - 1] += max(needed - sum(heights[box.row : last]), 0.0)
    kept = _kept(grid, heights, merged, page)
    if _is_small(grid, heights, page):
        kept = [True] * (grid.height - 1) + [False]
    return _Rows(heights, kept)


def is_small(grid: Grid, width: float, page: float) -> bool:
    """Whether a grid is a list so short that it stands on one page, between margins of this width in points."""
    return _is_small(grid, _rows_of(grid, width, page, looks().table).heights, page)


def _is_small(grid: Grid, heights: list[float], page: float) -> bool:
    return grid.head[0] == 0 < grid.head[1] and sum(heights) <= page * _SMALL


def _needs(grid: Grid, width: float, table: TableLook) -> Iterator[tuple[Box, float]]:
    """The boxes with more than a line of words or more than a row, and the height that their words need."""
    beside, above = 2 * table.padding * _POINTS_A_MM, 2 * table.padding_above * _POINTS_A_MM + table.line
    edges = [0.0, *(share * width for share in itertools.accumulate(grid.widths))]
    for box in grid.boxes:
        characters = max((edges[box.column + box.columns] - edges[box.column] - beside) / table.size, 1.0)
        if box.rows > 1 or len(box.text) > characters or "\n" in box.text:
            yield box, lines_of(box.text, characters) * table.pitch + above


def _together(heights: list[float], kept: list[bool], row: int) -> float:
    """The height of a row and of those that it may not be parted from."""
    end = row
    while kept[end] and end < len(kept) - 1:
        end += 1
    return sum(heights[row : end + 1])


def _kept(grid: Grid, heights: list[float], merged: list[tuple[Box, float]], page: float) -> list[bool]:
    """Heads stay with the row below them, and rows with one another that a merged cell holds together.

    A merged cell so high that it would leave too much of a page blank may break, but not within its words.
    """
    first, last = grid.head
    if sum(heights[: last + 1]) <= page * _MOST_BLANK:
        first = 0
    kept = [first <= row < last for row in range(grid.height)]
    # A first row without a frame is a line above the table.
    kept[0] |= not grid.boxes[0].frame
    for box, needed in merged:
        end = box.row + box.rows - 1
        if sum(heights[box.row : end + 1]) > page * _MOST_MERGED:
            reached = itertools.accumulate(heights[box.row : end])
            end = box.row + sum(height + looks().table.line < needed for height in reached)
        kept[box.row : end] = [True] * (end - box.row)
    return kept
