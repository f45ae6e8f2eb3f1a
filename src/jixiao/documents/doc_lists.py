"""Automatic numbers of a Word 97-2003 file: list definitions ([MS-DOC] 2.9.150, 2.9.148) and their running count."""

from __future__ import annotations

import re
import struct

import msgspec

from jixiao.documents import numbering
from jixiao.documents.doc_file import LIST_USES, LISTS, WordFile

_LEVELS = 9
_LIST_SIZE, _USE_SIZE, _LEVEL_SIZE, _OVERRIDE_SIZE = 28, 16, 28, 8
_NO_LIST = 0x7FF
"""List uses from here on mean that a paragraph was taken out of its list."""

_FORMATS = {
    1: "upperRoman", 2: "lowerRoman", 3: "upperLetter", 4: "lowerLetter", 10: "ideographDigital",
    11: "japaneseCounting", 14: "decimalFullWidth", 16: "japaneseLegal", 17: "japaneseDigitalTenThousand",
    18: "decimalEnclosedCircle", 19: "decimalFullWidth2", 22: "decimalZero", 23: "bullet",
    26: "decimalEnclosedFullstop", 27: "decimalEnclosedParen", 28: "decimalEnclosedCircleChinese",
    29: "ideographEnclosedCircle", 30: "ideographTraditional", 31: "ideographZodiac", 33: "taiwaneseCounting",
    34: "ideographLegalTraditional", 35: "taiwaneseCountingThousand", 36: "taiwaneseDigital", 37: "chineseCounting",
    38: "chineseLegalSimplified", 39: "chineseCountingThousand", 255: "none",
}  # fmt: skip


class _Level(msgspec.Struct, frozen=True):
    start: int
    form: str
    legal: bool
    pattern: str


class _Use(msgspec.Struct, frozen=True):
    """One use of a list; `starts` has the levels that begin anew with it."""

    series: int
    starts: dict[int, int]
    levels: dict[int, _Level]


class Lists:
    """Gives every numbered paragraph its number, in reading order."""

    def __init__(self, levels: dict[int, list[_Level]], uses: list[_Use]) -> None:
        self._levels, self._uses = levels, uses
        self._counters = numbering.Counters()

    def next_number(self, use: int, level: int) -> str:
        """The number of the next paragraph of a list use (counted from 1), empty where it shows none."""
        if not 0 < use < _NO_LIST or use > len(self._uses):
            return ""
        found = self._uses[use - 1]
        levels = list(self._levels.get(found.series, ()))
        for at, changed in found.levels.items():
            levels[at : at + 1] = [changed]
        if level >= len(levels):
            return ""
        starts = [found.starts.get(at, known.start) for at, known in enumerate(levels)]
        restart = use if level in found.starts else None
        values = self._counters.advance(found.series, level, starts, restart)
        forms = [known.form for known in levels[: level + 1]]
        return numbering.label(levels[level].pattern, values, forms, legal=levels[level].legal)


def read_lists(file: WordFile) -> Lists:
    """The lists of a file; broken ones raise what the parsing of bytes raises."""
    return Lists(_lists(file), _uses(file))


def _lists(file: WordFile) -> dict[int, list[_Level]]:
    part = file.tail(LISTS)
    if not part:
        return {}
    (count,) = struct.unpack_from("<H", part)
    lists: dict[int, list[_Level]] = {}
    at = 2 + _LIST_SIZE * count
    for number in range(count):
        (series, simple) = struct.unpack_from("<i22xB", part, 2 + _LIST_SIZE * number)
        levels = []
        for _ in range(1 if simple & 1 else _LEVELS):
            level, at = _level(part, at)
            levels.append(level)
        lists[series] = levels
    return lists


def _level(part: bytes, at: int) -> tuple[_Level, int]:
    start, code, flags, characters, paragraph = struct.unpack_from("<iBB18xBB2x", part, at)
    at += _LEVEL_SIZE + characters + paragraph
    (length,) = struct.unpack_from("<H", part, at)
    text = part[at + 2 : at + 2 + 2 * length].decode("utf-16-le", "replace")
    pattern = re.sub("[\x00-\x08]", lambda match: f"%{ord(match[0]) + 1}", text)
    return _Level(start, _FORMATS.get(code, "decimal"), bool(flags & 4), pattern), at + 2 + 2 * length


def _uses(file: WordFile) -> list[_Use]:
    part = file.part(LIST_USES)
    if not part:
        return []
    (count,) = struct.unpack_from("<I", part)
    at = 4 + _USE_SIZE * count
    uses = []
    for number in range(count):
        series, overridden = struct.unpack_from("<i8xB", part, 4 + _USE_SIZE * number)
        at += 4
        use = _Use(series, {}, {})
        for _ in range(overridden):
            start, flags = struct.unpack_from("<iI", part, at)
            at += _OVERRIDE_SIZE
            level = flags & 15
            if flags & 32:
                use.levels[level], at = _level(part, at)
                start = use.levels[level].start
            if flags & 16:
                use.starts[level] = start
        uses.append(use)
    return uses
