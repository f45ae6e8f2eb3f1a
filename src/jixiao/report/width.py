"""How wide words stand on a terminal, and where a line of Chinese and Latin letters may be broken.

A Chinese character takes two columns. Characters whose width depends on the terminal (quotes, ≥, box lines) count one,
as terminals of today have it.
"""

from __future__ import annotations

import functools
import re
import unicodedata

_OPENING = "（“‘《〈【「『〔(["
_CLOSING = "，。、；：！？”’）》〉】」』〕,.;:!?)]%％"
_UNIT = re.compile(
    rf"[{re.escape(_OPENING)}]*(?:[A-Za-z0-9#-/<-@^-`{{-~≥≤]+|[^\s])[{re.escape(_CLOSING)}]*|\s+", re.DOTALL
)


def clean(text: str) -> str:
    """The words on one line: blanks run together, and nothing left that could steer a terminal."""
    kept = (" " if character.isspace() else character for character in text)
    return " ".join("".join(c for c in kept if unicodedata.category(c) not in ("Cc", "Cf", "Cs")).split())


@functools.lru_cache(maxsize=8192)
def _character_width(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def display_width(text: str) -> int:
    """Columns that the text takes.

    >>> display_width("绩效2025")
    8
    """
    return len(text) if text.isascii() else sum(map(_character_width, text))


def pad(text: str, width: int) -> str:
    """The text with blanks behind it up to the given columns."""
    return text + " " * (width - display_width(text))


def wrap(text: str, width: int) -> list[str]:
    """The text in lines of at most `width` columns; no line begins with closing or ends with opening punctuation.

    Always at least one line, empty for an empty text.

    >>> wrap("加强支出管理，做好绩效自评。", 14)
    ['加强支出管', '理，做好绩效', '自评。']
    """
    lines: list[str] = []
    line, used = "", 0
    for unit in _units(text, width):
        size = display_width(unit)
        if used + size > width and line:
            lines.append(line.rstrip())
            line, used = "", 0
            if unit.isspace():
                continue
        line, used = line + unit, used + size
    return [*lines, line.rstrip()]


def _units(text: str, width: int) -> list[str]:
    """Stretches that are kept on one line; one that is wider than a line falls into its characters."""
    units = _UNIT.findall(text)
    return [part for unit in units for part in (unit if display_width(unit) > width else (unit,))]
