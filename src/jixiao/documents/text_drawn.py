r"""Tables drawn with signs, read back as the grids that they show, merged cells and all.

Two manners of drawing are known. Box-drawing signs (`┌┬┐`), as old files have them, and the manner in which this
project writes plain text:

    .======.=============.     `.` a vertical line begins below, `'` one ends, `+` one goes on; `:` in a rule is a
    | 金额 | 500万元     |     column that no line shows, a row of `:` a row that no line shows
    |      +------.------+
    |      | 按季 | 甲↵  |     the end of a line means nothing, `↵` breaks the line
    |      |      | \|乙 |     `\|` is a bar that is written; `\` at either end guards blanks and `\` there
    '======'======'======'

How wide the words stand is of no matter to reading: the signs say which lines go on, and places are counted along the
rules only. What does not add up is no drawn table, and left to `text_tables.py`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

import msgspec

from jixiao.documents.blocks import Cell, Table
from jixiao.documents.columns import columns, width_of
from jixiao.documents.text_tables import Line

BREAK = "↵"
"""Ends a line of a cell where the text breaks."""

_TOP = re.compile(r"\.(?:=+[.:])+")
_RULE = re.compile(r"[|.'+:](?:(?: +|-+|=+)[|.'+:])+")
_BAR = re.compile(r"(?<!\\)\|")
_BOX_SIGNS = str.maketrans(
    dict.fromkeys("┌┬┐┏┳┓╔╦╗", ".")
    | dict.fromkeys("└┴┘┗┻┛╚╩╝", "'")
    | dict.fromkeys("├┼┤┣╋┫╠╬╣", "+")
    | dict.fromkeys("│┃║", "|")
    | dict.fromkeys("─━═", "-")
)
_BOX_TOP = re.compile(r"[┌┏╔][─━═┬┳╦]+[┐┓╗]")
_BOX_MARK = re.compile(r"[┌┬┐┏┳┓╔╦╗└┴┘┗┻┛╚╩╝├┼┤┣╋┫╠╬╣│┃║]")
_BOX_LINE = re.compile(r"[─━═]")
_BOX_BAR = re.compile(r"[│┃║]")
_UP, _DOWN = "+'|", "+.|"
_LETTER = re.compile(r"[A-Za-z0-9]")
_ROOM_LEFT = 4
"""Columns that a line would have filled, had the next one been its continuation."""


class Drawn(NamedTuple):
    """A table and the index of the line behind it."""

    table: Table
    end: int


class _Rule(NamedTuple):
    """A line that ends or begins rows: its marks with their places, and what stands between them (null: a rule)."""

    marks: str
    places: list[int]
    between: list[str | None]


class _Open(msgspec.Struct):
    """A cell while the lines below it are awaited; `right` and `left` are places of vertical lines."""

    row: int
    left: int
    right: int
    line: Line
    parts: list[Line] = []
    rows: int = 0


class _Misdrawn(Exception):
    """The lines do not add up to a grid."""


def drawn_table(lines: Sequence[Line], start: int) -> Drawn | None:
    """The table whose upper edge is the line at `start`, or null; it bears number 1."""
    edge = lines[start].text.strip()
    if edge[:1] == "." and _TOP.fullmatch(edge):
        return _read(lines, start, _own_rule, _own_cells, _own_text)
    if _BOX_TOP.fullmatch(edge):
        for width in (2, 1):  # a box-drawing sign takes two columns in Chinese fonts and one in others
            found = _read(lines, start, _box_rule(width), _box_cells, _box_text(width))
            if found:
                return None if _is_list(lines, found) else found
    return None


def _is_list(lines: Sequence[Line], found: Drawn) -> bool:
    """Whether there is a rule below the head at most, so that below it every line is a row."""
    last = lines[found.end - 3 : found.end - 1]
    return found.table.height <= 2 and not any(_BOX_LINE.search(line.text) for line in last)


def _read(
    lines: Sequence[Line],
    start: int,
    rule_of: Callable[[str], _Rule | None],
    cells_of: Callable[[str], list[str]],
    text_of: Callable[[_Open], str],
) -> Drawn | None:
    drawing = _Drawing()
    try:
        for index in range(start, len(lines)):
            line = lines[index]
            text = line.text.strip()
            rule = rule_of(text)
            if rule is None:
                drawing.add(line, cells_of(text))
            elif drawing.cross(line, rule):
                return Drawn(drawing.table(text_of), index + 1)
    except _Misdrawn:
        pass
    return None


class _Drawing:
    """A table while its lines are read: the vertical lines that reach down, and the cells between them."""

    def __init__(self) -> None:
        self.rows = -1
        self.done: list[_Open] = []
        self.open: list[_Open] = []
        self._verticals: list[int] = []
        self._places: set[int] = set()
        self._ends: set[int] = set()

    def add(self, line: Line, texts: list[str]) -> None:
        """A line of words."""
        if len(texts) != len(self.open):
            raise _Misdrawn
        for cell, text in zip(self.open, texts, strict=True):
            if text:
                cell.parts.append(line._replace(text=text))

    def cross(self, line: Line, rule: _Rule) -> bool:
        """A rule: cells end above it, begin below it or go on; whether it is the lower edge of the table."""
        self.rows += 1
        self._ends.add(rule.places[-1])
        ups = [index for index, mark in enumerate(rule.marks) if mark in _UP]
        downs = [index for index, mark in enumerate(rule.marks) if mark in _DOWN]
        if len(ups) != len(self._verticals) or len(self._ends) > 1:
            raise _Misdrawn
        places = rule.places
        for index, vertical in zip(ups, self._verticals, strict=True):
            places[index] = vertical  # a line that goes on stands where it stood
        self._places.update(places)
        going_on = self._end_cells(line, rule, ups)
        self.open = []
        for left, right in pairwise(downs):
            if all(part is None for part in rule.between[left:right]):
                self.open.append(_Open(self.rows, places[left], places[right], line))
            elif right == left + 1 and left in going_on:
                self.open.append(going_on.pop(left))
            else:
                raise _Misdrawn
        if going_on:
            raise _Misdrawn
        self._verticals = [places[index] for index in downs]
        return not downs

    def _end_cells(self, line: Line, rule: _Rule, ups: list[int]) -> dict[int, _Open]:
        """Ends the cells above the rule; those that it does not cut, by their left mark."""
        going_on = {}
        for cell, (left, right) in zip(self.open, pairwise(ups), strict=True):
            between = rule.between[left:right]
            if all(part is None for part in between):
                cell.rows = self.rows - cell.row
                self.done.append(cell)
            elif len(between) == 1:
                going_on[left] = cell
                if between[0]:
                    cell.parts.append(line._replace(text=between[0]))
            else:
                raise _Misdrawn
        return going_on

    def table(self, text_of: Callable[[_Open], str]) -> Table:
        column = {place: index for index, place in enumerate(sorted(self._places))}
        cells = []
        for cell in self.done:
            left, right = column[cell.left], column[cell.right]
            first = cell.parts[0] if cell.parts else cell.line
            if right <= left or not cell.rows:
                raise _Misdrawn
            cells.append(Cell(cell.row, left, text_of(cell), cell.rows, right - left, first.number, first.page))
        cells.sort(key=lambda cell: (cell.row, cell.column))
        if self.rows * (len(column) - 1) != sum(cell.rows * cell.columns for cell in cells):
            raise _Misdrawn
        return Table(1, tuple(cells), self.rows, len(column) - 1)


def _own_rule(text: str) -> _Rule | None:
    is_unseen = text[:1] == ":"
    if not _RULE.fullmatch(text) or not (is_unseen or "-" in text or "=" in text):
        return None
    if is_unseen:
        text = text.replace(":", "|")
    places = [index for index, sign in enumerate(text) if sign in "|.'+:"]
    between = [None if text[left + 1] != " " else "" for left, _ in pairwise(places)]
    return _Rule("".join(text[place] for place in places), places, between)


def _own_cells(text: str) -> list[str]:
    return [cell.strip(" ") for cell in _between_bars(_BAR.split(text))]


def _between_bars(pieces: list[str]) -> list[str]:
    if len(pieces) < 3 or pieces[0] or pieces[-1]:
        raise _Misdrawn
    return pieces[1:-1]


def _own_text(cell: _Open) -> str:
    words = []
    for part in cell.parts:
        text = part.text
        breaks = text.endswith(BREAK)
        text = text.removesuffix(BREAK).removeprefix("\\").removesuffix("\\").replace("\\|", "|")
        words.append(f"{text}\n" if breaks else text)
    return "".join(words).strip()


def _box_rule(width: int) -> Callable[[str], _Rule | None]:
    def rule_of(text: str) -> _Rule | None:
        signs = text.translate(_BOX_SIGNS)
        if not signs or signs[0] not in "|.'+" or "-" not in signs or signs.strip("|.'+-") == signs:
            return None
        marks: list[str] = []
        places: list[int] = []
        between: list[str | None] = []
        place = begin = 0
        for index, sign in enumerate(text):
            if _BOX_MARK.match(sign):
                if marks:
                    part = signs[begin:index]
                    between.append(None if part and not part.strip("-") else text[begin:index].strip())
                marks.append(signs[index])
                places.append(place)
                begin = index + 1
            place += width if signs[index] in "|.'+-" and text[index] != signs[index] else width_of(sign)
        return _Rule("".join(marks), places, between) if None in between else None

    return rule_of


def _box_cells(text: str) -> list[str]:
    return [cell.strip() for cell in _between_bars(_BOX_BAR.split(text))]


def _box_text(width: int) -> Callable[[_Open], str]:
    """Lines of a cell: a full one goes on in the next, any other ends a paragraph."""

    def text_of(cell: _Open) -> str:
        room = cell.right - cell.left - width
        words = [part.text for part in cell.parts[:1]]
        for before, part in pairwise(cell.parts):
            if room - columns(before.text) >= _ROOM_LEFT:
                words.append("\n")
            elif _LETTER.match(before.text[-1]) and _LETTER.match(part.text):
                words.append(" ")
            words.append(part.text)
        return "".join(words)

    return text_of
