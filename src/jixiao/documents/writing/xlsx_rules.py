"""What a clerk is told and held to while filling in a workbook: lists to choose from, bounds, tints of empty cells.

Wording follows the language of the paper, not that of the program: the file goes to people who never saw it.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_range, xl_range_abs
from xlsxwriter.worksheet import Worksheet

from jixiao.documents.writing.paper import Entry, EntryKind
from jixiao.language import LANGUAGES, Words

_Range = tuple[int, int, int, int]

_REQUIRED = Words("必填。", "Required. ")
_ASK: dict[str, Words] = {
    "amount": Words("请填数字，不写单位。", "A number without unit."),
    "percent": Words("请填百分数，如25%。", "A percentage such as 25%."),
    "plain percent": Words("请填百分数的数字，如25，不写%。", "Percent points such as 25, without the sign."),
    "points": Words("请填分数。", "Points."),
    "choice": Words("请从下拉列表中选择。", "Choose from the list."),
    "text": Words("最多{longest}个字。", "At most {longest} characters."),
}
_REFUSE: dict[str, Words] = {
    "number": Words("本栏应填不小于0的数字，不写单位。", "This cell takes a number not below 0, without unit."),
    "choice": Words("本栏只能填下拉列表中的内容。", "This cell takes only what the list offers."),
    "text": Words("本栏最多{longest}个字，请删减后再填。", "This cell takes at most {longest} characters."),
}
_REFUSED = Words("填写有误", "Not accepted")
_TITLE_LIMIT, _LIST_LIMIT, _TEXT_LIMIT = 32, 255, 255
_AREAS = 400
"""Areas of one rule; office programs get slow, and old ones fail, at thousands."""


class _Rule(NamedTuple):
    kind: EntryKind
    choices: tuple[str, ...]
    longest: int | None
    required: bool
    label: str
    has_sign: bool


class Lists:
    """Lists too long for a rule, on a sheet that no menu shows. The sheet is made when it is needed."""

    def __init__(self, book: Workbook, name: str) -> None:
        self._book, self._name = book, name
        self._sheet: Worksheet | None = None
        self._columns: dict[tuple[str, ...], int] = {}

    def source(self, choices: tuple[str, ...]) -> list[str] | str:
        """The choices as a rule takes them: themselves, or where they stand."""
        joined = ",".join(choices)
        # A comma parts choices; an equals sign would begin a formula, a quotation mark end the list.
        if len(joined.encode("utf-16-le")) // 2 <= _LIST_LIMIT and not any(set(each) & set(',="') for each in choices):
            return list(choices)
        if self._sheet is None:
            self._sheet = self._book.add_worksheet(self._name)
            self._sheet.very_hidden()
        if choices not in self._columns:
            column = self._columns[choices] = len(self._columns)
            for row, choice in enumerate(choices):
                self._sheet.write_string(row, column, choice)
        column = self._columns[choices]
        return f"='{self._name}'!{xl_range_abs(0, column, len(choices) - 1, column)}"


class Rules:
    """Gathers the cells of a sheet by what holds for them."""

    def __init__(self, language: str) -> None:
        self._language = LANGUAGES.index("zh" if language.startswith("zh") else "en")
        self._rules: dict[_Rule, list[_Range]] = {}
        self._empty: list[_Range] = []
        self._missing: dict[str, list[_Range]] = {}

    def add(self, text: str, missing: bool, entry: Entry | None, code: str, place: tuple[int, int]) -> None:
        """Note a cell that takes a value; `place` is its upper left corner, where a merged cell has its content."""
        if missing:
            _put(self._missing.setdefault(text[:_TEXT_LIMIT], []), place)
        _put(self._empty, place)
        if entry is not None and (entry.kind != "text" or entry.required or entry.longest or entry.choices):
            kind = "choice" if entry.choices else entry.kind
            rule = _Rule(kind, entry.choices, entry.longest, entry.required, entry.label, code.endswith("%"))
            _put(self._rules.setdefault(rule, []), place)

    def apply(self, sheet: Worksheet, lists: Lists, empty: Format, missing: Format) -> None:
        """Write what was gathered."""
        for rule, ranges in self._rules.items():
            options = self._options(rule, lists)
            for areas in _parts(ranges):
                sheet.data_validation(*areas[0], {**options, "other_cells": [list(area) for area in areas[1:]]})
        for text, ranges in self._missing.items():
            quoted = text.replace('"', '""')
            _tint(sheet, ranges, {"type": "cell", "criteria": "==", "value": f'"{quoted}"', "format": missing})
        _tint(sheet, self._empty, {"type": "blanks", "format": empty})

    def _options(self, rule: _Rule, lists: Lists) -> dict[str, Any]:
        options: dict[str, Any] = {"validate": "any"}
        refuse = None
        if rule.choices:
            options, refuse = {"validate": "list", "source": lists.source(rule.choices)}, "choice"
        elif rule.kind in ("amount", "percent", "points"):
            options, refuse = {"validate": "decimal", "criteria": ">=", "value": 0}, "number"
        elif rule.longest:
            options, refuse = {"validate": "length", "criteria": "<=", "value": rule.longest}, "text"
        ask = "plain percent" if rule.kind == "percent" and not rule.has_sign else rule.kind
        said = self._say(_REQUIRED) if rule.required else ""
        if ask != "text" or rule.longest:
            said += self._say(_ASK[ask], longest=rule.longest)
        options["input_message"] = said
        if rule.label:
            options["input_title"] = _beginning(rule.label)
        if refuse:
            message = self._say(_REFUSE[refuse], longest=rule.longest)
            options |= {"error_title": self._say(_REFUSED), "error_message": message}
        return options

    def _say(self, words: Words, **holes: object) -> str:
        return words[self._language].format(**holes)


def _beginning(label: str) -> str:
    """A label as far as a title holds it; characters outside the basic plane count twice there."""
    return label.encode("utf-16-le")[: 2 * _TITLE_LIMIT].decode("utf-16-le", "ignore")


def _put(ranges: list[_Range], place: tuple[int, int]) -> None:
    """Add a cell, to the area above it where there is one."""
    row, column = place
    for at in range(len(ranges) - 1, max(-1, len(ranges) - 20), -1):
        top, left, bottom, _ = ranges[at]
        if left == column and bottom == row - 1:
            ranges[at] = top, left, row, column
            return
    ranges.append((row, column, row, column))


def _parts(ranges: list[_Range]) -> list[list[_Range]]:
    return [ranges[at : at + _AREAS] for at in range(0, len(ranges), _AREAS)]


def _tint(sheet: Worksheet, ranges: list[_Range], options: dict[str, Any]) -> None:
    # Formulas count from the corner of the first area, or of all areas: the corner of the sheet, put first, is both.
    for areas in _parts(ranges):
        where = " ".join(["A1", *(xl_range(*area) for area in areas)])
        sheet.conditional_format(0, 0, 0, 0, {**options, "multi_range": where})
