"""The looks of cells as formats of XlsxWriter, each made once for a workbook."""

from __future__ import annotations

from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from jixiao.documents.writing.looks import looks
from jixiao.documents.writing.paper import Box
from jixiao.documents.writing.xlsx_numbers import TEXT

_ALIGN = {"left": "left", "centre": "center", "right": "right", "justify": "left"}
"""Office programs justify a cell by tearing words apart, so those lines are left ragged."""
_CHINESE_CHARACTERS = 134
"""The character set by which an office program picks a substitute for a typeface that it lacks (GB 2312)."""
_TINT = "#FFF8E1"
BASE: dict[str, Any] = {"font_name": "宋体", "font_size": 12, "font_charset": _CHINESE_CHARACTERS}
"""The typeface of the workbook itself, in whose digits it measures its columns. At this size a digit has 8 pixels on
every screen and printer; at others they round, and columns come out narrower than their texts were measured for."""


class Formats:
    """Gives the formats of lines and boxes."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[object, Format] = {}
        self._look = looks()
        self.empty = book.add_format({"bg_color": _TINT})
        self.missing = book.add_format({"font_color": f"#{self._look.table.missing.colour}"})

    def line(self, style: str, *, is_open: bool, at_right: bool = False, is_long: bool = False) -> Format:
        """The format of a line outside grids; `at_right` for the words at its right edge, `is_long` over some rows."""
        look = self._look.styles[style]
        align = "right" if at_right else _ALIGN[look.align]
        valign = "bottom" if look.before > look.after else "top" if look.after or is_long else "vcenter"
        key = (style, is_open, align, valign)
        if key not in self._made:
            self._made[key] = self._format(look.family, look.size, align, is_open, bold=look.bold, valign=valign)
        return self._made[key]

    def box(self, box: Box, code: str, *, is_number: bool) -> Format:
        """The format of a box. One for numbers is never wrapped: an office program would show crosses instead."""
        is_open = box.role == "value"
        key = (is_open, box.align, box.frame, code, is_number, bool(box.link))
        if key not in self._made:
            table = self._look.table
            family = (table.value if is_open else table.label).family
            frame: dict[str, Any] = {"border": 1} if box.frame else {}
            if box.link:
                frame["font_color"] = f"#{self._look.link.colour}"
            self._made[key] = self._format(
                family, table.size, _ALIGN[box.align], is_open, code=code, shrink=is_number, **frame
            )
        return self._made[key]

    def _format(
        self,
        family: str,
        size: float,
        align: str,
        is_open: bool,
        *,
        code: str = TEXT,
        shrink: bool = False,
        valign: str = "vcenter",
        **more: Any,
    ) -> Format:
        name = self._look.families[family].names[0]
        fit = {"shrink": True} if shrink else {"text_wrap": True}
        font = {"font_name": name, "font_size": size, "font_charset": _CHINESE_CHARACTERS}
        return self._book.add_format(
            {**font, "align": align, "valign": valign, "num_format": code, "locked": not is_open, **fit, **more}
        )
