"""The cells of a grid as data for `pdf_look.typ`: their words, what stays on one page, which frames are open."""

from __future__ import annotations

import math
from typing import Any

from jixiao.documents.pdf_marks import END, HEAD, LAST
from jixiao.documents.writing.looks import Looks, Page, table_look
from jixiao.documents.writing.pages import is_small
from jixiao.documents.writing.paper import Box, Grid
from jixiao.documents.writing.pdf_words import WIDEST, Words, set_words

MILLIMETRE = 72 / 25.4

KEPT_TOGETHER = 6
"""Lines of a text beside several rows that stay on one page."""

Data = dict[str, Any]
CellData = tuple[str, Words, int, int, str, str, bool, str, str]
"""Kind, words, columns, rows, alignment, frame, whether it stays on one page, link, anchor."""


class _Cells:
    """The cells of one grid in the making."""

    def __init__(self, grid: Grid, page: Page, look: Looks) -> None:
        self.grid = grid
        self.look = look
        self.width = page.text_width * MILLIMETRE
        head = grid.head[1] - grid.head[0]
        self.room = page.text_height * MILLIMETRE - (head + 1) * 2 * look.table.pitch
        self.own = {box.row for box in grid.boxes if box.rows == 1} | set(range(*grid.head))
        self.words = {box.row for box in grid.boxes if box.text and box.rows == 1}
        self.tall = self._tall_rows()
        self.last = next((box for box in reversed(grid.boxes) if box.frame), None)

    def _inner(self, box: Box) -> float:
        share = sum(self.grid.widths[box.column : box.column + box.columns])
        return share * self.width - 2 * self.look.table.padding * MILLIMETRE

    def _lines(self, box: Box) -> int:
        """How many lines the text takes at the most."""
        room = max(self._inner(box) / self.look.table.size - 1, 1)
        return sum(max(1, math.ceil(_units(part) / room)) for part in box.text.split("\n"))

    def _tall_rows(self) -> set[int]:
        """Rows that may not fit on a page."""
        most = self.room / self.look.table.pitch
        return {
            row
            for box in self.grid.boxes
            if len(box.text) > most and self._lines(box) > most
            for row in range(box.row, box.row + box.rows)
        }

    def data(self, box: Box, rows: int, frame: str, end: str = END) -> CellData:
        """A box, or its part in the head or below it, where the words stand; `end` is empty for one without them."""
        text = box.text if end else ""
        last = box is self.last and end
        kind: str = "missing" if box.missing else box.role if box.frame else "value"
        if not text and box.row not in self.words and rows == 1:
            kind = "strut"
        row = box.row + box.rows - rows if end else box.row
        whole = row not in self.tall if rows == 1 else self._lines(box) <= KEPT_TOGETHER
        inner = self._inner(box) / self.look.table.size
        words = set_words(text, inner, LAST if last else end) if end else []
        link, anchor = (box.link, box.anchor) if end else ("", "")
        return kind, words, box.columns, rows, box.align, frame, whole, link, anchor


def _units(text: str) -> float:
    """Width in Chinese characters, at the most."""
    return sum(WIDEST if sign < "\u0100" else 1.0 for sign in text)


def grid_data(grid: Grid, page: Page, look: Looks, *, close: bool = False) -> Data:
    """The cells before the head, in it and after it; a box that begins in the head and goes on below is cut in two."""
    first, end = grid.head
    cells = _Cells(grid, page, look)
    before: list[CellData] = []
    head: list[CellData] = []
    after: list[tuple[int, int, CellData]] = []
    for box in grid.boxes:
        frame = "all" if box.frame else "bare"
        if box.row < first:
            before.append(cells.data(box, box.rows, frame))
        elif box.row >= end:
            after.append((box.row, box.column, cells.data(box, box.rows, frame)))
        elif box.row + box.rows <= end:
            head.append(cells.data(box, box.rows, frame, HEAD))
        else:
            above, below = ("open-below", "open-above") if box.frame else ("bare", "bare")
            head.append(cells.data(box, end - box.row, above, ""))
            after.append((end, box.column, cells.data(box, box.row + box.rows - end, below)))
    after.sort(key=lambda cell: cell[:2])
    return {
        "kind": "grid",
        "widths": grid.widths,
        "heights": [None if row in cells.own else table_look(close).row_height for row in range(grid.height)],
        "first": first,
        "whole": is_small(grid, cells.width, page.text_height * MILLIMETRE),
        "before": before,
        # The typesetter cannot tag merged cells of a head inside a table that moves to the next page as a whole.
        "apart": bool(before) and any(rows > 1 for _, _, _, rows, *_ in head),
        "head": head,
        "after": [cell for _, _, cell in after],
    }
