"""Writes what a plan says onto a worksheet: words, boxes, links."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from jixiao.documents.writing.paper import Box, EntryKind
from jixiao.documents.writing.xlsx_looks import Formats
from jixiao.documents.writing.xlsx_numbers import TEXT, UNSET, Number, number_of
from jixiao.documents.writing.xlsx_plan import PlacedChart, PlacedGrid, PlacedLine, Plan, boxes_of
from jixiao.documents.writing.xlsx_rules import Rules
from jixiao.errors import UsageError
from jixiao.language import Words

_LONGEST = 32_767
"""Characters of a cell, counted as office programs do."""
_TOO_LONG = Words(
    "电子表格的一个单元格最多容纳{limit}个字，以“{text}…”开头的内容有{found}个字。请改用文档格式，或先删减。",
    "a cell of a workbook holds {limit} characters; the text that begins with “{text}…” has {found}. Write another "
    "format, or shorten the text.",
)
_UNWRITABLE = re.compile("[\ud800-\udfff\ufffe\uffff]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")


class Cells:
    """A worksheet while it is written.

    Args:
        links: where the lines of the contents lead to, as `'sheet'!A1`. places: the same of anchors.
    """

    def __init__(
        self,
        sheet: Worksheet,
        plan: Plan,
        formats: Formats,
        rules: Rules,
        links: Sequence[str],
        places: Mapping[str, str],
    ) -> None:
        self._sheet, self._plan, self._formats, self._rules = sheet, plan, formats, rules
        self._links, self._places = links, places
        self._last = len(plan.columns) - 1
        self._codes: dict[EntryKind, str] = {}

    def write(self) -> None:
        """Write all items of the plan."""
        numbers = {
            id(box): number
            for item in self._plan.items
            if isinstance(item, PlacedGrid)
            for box in item.grid.boxes
            if box.entry is not None and (number := number_of(box.text, box.entry)) is not None
        }
        for item in self._plan.items:
            if isinstance(item, PlacedLine):
                self._words(item)
                continue
            if isinstance(item, PlacedChart):
                continue
            for box, *area in boxes_of(item):
                self._box(box, area, numbers.get(id(box)))

    def _words(self, words: PlacedLine) -> None:
        last = words.row + words.rows - 1
        form = self._formats.line(words.style, is_open=words.is_open, is_long=words.rows > 1)
        left = words.split - 1 if words.right else self._last
        self._text([words.row, 0, last, left], words.text, form)
        if words.right:
            at_right = self._formats.line(words.style, is_open=words.is_open, at_right=True)
            self._text([words.row, words.split, last, self._last], words.right, at_right)
        if words.entry is not None:
            self._sheet.write_url(words.row, 0, f"internal:{self._links[words.entry]}", form, string=plain(words.text))
        elif words.link:
            self._lead((words.row, 0), words.link, form, words.text)
        if words.is_open and not self._plan.section.free:
            self._rules.add(words.text, words.missing, None, TEXT, (words.row, 0))

    def _box(self, box: Box, area: list[int], number: Number | None) -> None:
        entry = box.entry
        is_number = entry is not None and entry.kind in UNSET and not (box.text and number is None and not box.missing)
        code = TEXT
        if entry is not None and is_number:
            if number is not None:
                code = number.code
                self._codes[entry.kind] = code
            else:
                code = self._codes.get(entry.kind, UNSET[entry.kind])
        form = self._formats.box(box, code, is_number=is_number)
        if box.link and not _is_merged(area):
            self._lead((area[0], area[1]), box.link, form, box.text)
        if number is not None:
            if _is_merged(area):
                self._sheet.merge_range(*area, "", form)
            self._sheet.write_number(area[0], area[1], number.value, form)
        else:
            self._text(area, box.text, form)
        if box.role == "value" and not self._plan.section.free:
            self._rules.add(box.text, box.missing, entry, code, (area[0], area[1]))

    def _lead(self, cell: tuple[int, int], link: str, form: Format, text: str) -> None:
        """Let a cell lead somewhere; what stands in it may be written over again."""
        to = f"internal:{self._places[link[1:]]}" if link.startswith("#") else link
        self._sheet.write_url(*cell, to, form, string=plain(text))

    def _text(self, area: list[int], text: str, form: Format) -> None:
        text = _writable(text) if text else ""
        if _is_merged(area):
            self._sheet.merge_range(*area, text, form)
        elif text:
            self._sheet.write_string(area[0], area[1], text, form)
        else:
            self._sheet.write_blank(area[0], area[1], None, form)


def _is_merged(area: list[int]) -> bool:
    return area[0] < area[2] or area[1] < area[3]


def plain(text: str) -> str:
    """A text that stands elsewhere than in a cell, where XlsxWriter escapes no control characters."""
    return _CONTROL.sub("\ufffd", _writable(text))


def _writable(text: str) -> str:
    """A text without what XML cannot hold; XlsxWriter escapes control characters itself."""
    text = _UNWRITABLE.sub("\ufffd", text)
    if len(text) > _LONGEST // 2 and (found := len(text.encode("utf-16-le")) // 2) > _LONGEST:
        raise UsageError(_TOO_LONG.say(limit=_LONGEST, text=text[:20].strip(), found=found))
    # XlsxWriter takes such a text for markup of its own; the blank is one that readers trim.
    return text + " " if text.startswith("<r>") and text.endswith("</r>") else text
