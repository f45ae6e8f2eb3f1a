"""Lines outside tables to paragraphs, over page breaks too, with headings and contents lists told apart."""

from __future__ import annotations

import re
from collections import Counter
from statistics import median
from typing import NamedTuple

from jixiao.documents.blocks import Paragraph, Role
from jixiao.documents.pdf_furniture import Layout
from jixiao.documents.pdf_lines import ITEM_REACH, Line, begins_item, fills, is_item, joint, units
from jixiao.documents.pdf_marks import is_closed

_PAGE_NUMBER = re.compile(r"([0-9]{1,4}|[ivxIVX]{1,5})\Z")
_LEADER_SIGNS = " \t.…·．‥_-"
_CONTENTS_TITLE = re.compile(r"目\s*[录錄次]|contents", re.IGNORECASE)

LARGER = 1.15
"""A line whose characters are so many times as wide as those of the body is a heading, if it is short."""


class Column(NamedTuple):
    """Edges of the text column on pages of one size, and the size of most of its characters."""

    left: float
    right: float
    em: float


def columns_of(layouts: list[Layout]) -> dict[tuple[int, int], Column]:
    """The text column for each size of page."""
    pages: dict[tuple[int, int], list[Line]] = {}
    for layout in layouts:
        lines = pages.setdefault(size_of(layout), [])
        lines += (item for item in layout.items if isinstance(item, Line) and not contents_entry(item.text))
    return {size: _column(lines, float(size[0])) for size, lines in pages.items()}


def size_of(layout: Layout) -> tuple[int, int]:
    """Width and height in whole points."""
    return round(layout.width), round(layout.height)


def _column(lines: list[Line], width: float) -> Column:
    long = [line for line in lines if units(line.text) >= 15]
    if not long:
        left = min((line.left for line in lines), default=0.0)
        return Column(left, width - left, median([line.em for line in lines] or [10.5]))
    lefts, rights = sorted(line.left for line in long), sorted(line.right for line in long)
    sizes: Counter[float] = Counter()
    for line in long:
        sizes[round(line.em * 2) / 2] += len(line.text)
    return Column(lefts[len(lefts) // 10], rights[(len(rights) * 9) // 10], max(sizes.most_common(1)[0][0], 1.0))


def contents_entry(text: str) -> tuple[str, str] | None:
    """Title and page number of a line that leads by dots to a page number."""
    number = _PAGE_NUMBER.search(text)
    if number is None:
        return None
    before = text[: number.start()]
    title = before.rstrip(_LEADER_SIGNS)
    leader = before[len(title) :]
    dots = len(leader.replace(" ", "").replace("\t", "")) + 2 * (leader.count("…") + leader.count("‥"))
    return (title, number[1]) if dots >= 4 else None


class Prose:
    """Collects lines and gives paragraphs back; a table or the end of the file closes the open one."""

    def __init__(self, has_marks: bool = False) -> None:
        self.has_marks = has_marks
        self.lines: list[Line] = []
        self.page = 0
        self.last_page = 0
        self.parts: list[str] = []
        self.column = Column(0.0, 0.0, 10.5)
        self.out: list[Paragraph] = []

    def add(self, line: Line, layout: Layout, column: Column) -> None:
        """Add a line below the last one."""
        if self.lines and not self._goes_on(line, column, layout.number):
            self.close()
        if self.lines:
            self.parts += ("" if self.has_marks else joint(self.lines[-1].text, line.text), line.text)
        else:
            self.parts, self.page = [line.text], layout.number
        self.lines.append(line)
        self.column = column
        self.last_page = layout.number

    def close(self) -> None:
        """End the open paragraph."""
        if self.lines:
            text = "".join(self.parts).strip()
            self.out.append(Paragraph(text, page=self.page, role=self._role(len(text))))
            self.lines = []

    def drained(self) -> list[Paragraph]:
        """All paragraphs since the last call; ends the open one."""
        self.close()
        done, self.out = self.out, []
        return _contents_marked(done)

    def _goes_on(self, line: Line, column: Column, page: int) -> bool:
        last = self.lines[-1]
        if page > self.last_page + 1:
            return False
        if contents_entry(last.text) or contents_entry(line.text):
            return False
        if self.has_marks:
            return not is_closed(last.runs[-1][4])
        if "\t" in last.text or "\t" in line.text:
            return False
        if _other_size(last, line):
            return False
        if not fills(last, line.text, self.column.left, self.column.right):
            return False
        if begins_item(line, [*self.lines[-ITEM_REACH:], line]):
            return False
        if page == self.last_page and line.top - last.bottom > 1.6 * (last.bottom - last.top):
            return False
        return not self._indented(line, last, column)

    def _indented(self, line: Line, last: Line, column: Column) -> bool:
        """Whether the line starts a paragraph by its indent; lines below a list number may hang."""
        step, em = line.left - last.left, last.em
        if is_item(last.text) and len(self.lines) == 1 and 0 < step <= 3.5 * em:
            return False
        if step > 1.2 * em:
            return True
        own = line.left - column.left
        return 1.5 * em < own < 2.6 * em and abs(step) < 0.5 * em and len(self.lines) == 1

    def _role(self, length: int) -> Role:
        em = max((line.em for line in self.lines if line.is_chinese), default=0.0)
        return "heading" if em >= LARGER * self.column.em and length <= 60 else "body"


def _other_size(last: Line, line: Line) -> bool:
    """Whether two lines are of different sizes: both by their height and by the width of their characters.

    Justified lines widen their characters, other fonts of the same size are higher; neither alone says enough.
    """
    if 1 / LARGER < _height(line) / _height(last) < LARGER:
        return False
    return line.is_chinese and last.is_chinese and not 1 / LARGER < line.em / last.em < LARGER


def _height(line: Line) -> float:
    """Height of the longest word: single signs often come from a font of their own."""
    _, top, _, bottom, _ = max(line.runs, key=lambda run: len(run[4]))
    return bottom - top


def _contents_marked(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """Contents lists: title, tab, page number. A title's first half on a line of its own is joined to the second."""
    marked: list[Paragraph] = []
    for number, paragraph in enumerate(paragraphs):
        entry = contents_entry(paragraph.text)
        last = marked[-1] if marked and marked[-1].role == "contents" else None
        if entry:
            title = entry[0]
            if last and "\t" not in last.text and not _CONTENTS_TITLE.fullmatch(last.text):
                title = last.text + joint(last.text, title) + title
                marked.pop()
            marked.append(Paragraph(f"{title}\t{entry[1]}", page=paragraph.page, role="contents"))
        elif (last or _CONTENTS_TITLE.fullmatch(paragraph.text)) and _is_followed(paragraphs, number):
            marked.append(Paragraph(paragraph.text, page=paragraph.page, role="contents"))
        else:
            marked.append(paragraph)
    return marked


def _is_followed(paragraphs: list[Paragraph], number: int) -> bool:
    return number + 1 < len(paragraphs) and contents_entry(paragraphs[number + 1].text) is not None
