"""Headers, footers and page numbers: the outermost lines of pages that repeat at the same height are taken away."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from jixiao.documents.pdf_lines import Line
from jixiao.documents.pdf_tables import Piece

HEADER_SHARE, FOOTER_SHARE = 0.09, 0.91
"""Of the page's height: repeated lines above and below."""

APART = 0.7
"""Of a line's height: the least distance of a header or footer from the text; a title stands closer to its text."""

MAX_HEIGHT = 20.0
"""Points: a higher line is a title."""

MARGIN_LINES = 3

NUMBER_SHARE = 0.87
"""Of the page's height: a bare number below is a page number even if it stands on this page only."""

_PAGE_NUMBER = re.compile(
    r"[\s—–\-－―·~～/|]*(?:第?\s*(?:\d{1,4}|[ivxlIVXL]{1,6}|[一二三四五六七八九十百]{1,4})\s*页?)"
    r"(?:\s*[/,，、;；]?\s*(?:共|of)?\s*\d{1,4}\s*页?)?[\s—–\-－―·~～|]*"
)
_DIGITS = re.compile(r"\d+|(?<=第)[一二三四五六七八九十百]+(?=页)")


@dataclass(slots=True)
class Layout:
    """A page taken apart: lines and tables from top to bottom. `picture_share` is of 1."""

    number: int
    width: float
    height: float
    items: list[Line | Piece] = field(default_factory=list)
    picture_share: float = 0.0
    shapes: int = 0


def without_furniture(layouts: list[Layout]) -> None:
    """Take headers, footers and page numbers out of the pages."""
    for layout in layouts:
        _drop_number(layout, last=True)
        _drop_number(layout, last=False)
    seen: Counter[tuple[bool, int, str]] = Counter()
    for layout in layouts:
        for last in (False, True):
            seen.update({_key(line, last) for line in _outer(layout, last)})
    needed = 2 if len(layouts) == 2 else 3
    for layout in layouts:
        for last in (False, True):
            for line in _outer(layout, last):
                if sum(seen[_key(line, last, shift)] for shift in (-1, 0, 1)) < needed:
                    break
                layout.items.pop(-1 if last else 0)


def _drop_number(layout: Layout, last: bool) -> None:
    if not layout.items:
        return
    line = layout.items[-1 if last else 0]
    if isinstance(line, Piece) or not _PAGE_NUMBER.fullmatch(line.text):
        return
    if line.top > NUMBER_SHARE * layout.height if last else line.bottom < HEADER_SHARE * layout.height:
        layout.items.pop(-1 if last else 0)


def _outer(layout: Layout, last: bool) -> list[Line]:
    """Up to three lines of the upper or lower margin, from the outside inwards, well apart from the page's text."""
    lines: list[Line] = []
    items = layout.items[: -MARGIN_LINES - 2 : -1] if last else layout.items[: MARGIN_LINES + 1]
    for item in items:
        if isinstance(item, Piece) or not _in_margin(item, layout.height, last):
            break
        lines.append(item)
    while lines and len(lines) < len(items):
        inner = items[len(lines)]
        top, bottom = (inner.top, inner.bottom) if isinstance(inner, Line) else (inner.ys[0], inner.ys[-1])
        gap = lines[-1].top - bottom if last else top - lines[-1].bottom
        if gap > APART * (lines[-1].bottom - lines[-1].top):
            break
        lines.pop()
    return lines


def _in_margin(line: Line, height: float, last: bool) -> bool:
    if line.bottom - line.top > MAX_HEIGHT:
        return False
    return line.top > FOOTER_SHARE * height if last else line.bottom < HEADER_SHARE * height


def _key(line: Line, last: bool, shift: int = 0) -> tuple[bool, int, str]:
    return last, round(line.top / 5) + shift, _DIGITS.sub("#", "".join(line.text.split()))
