"""Words made fit for plain text and markup, and broken into lines of equal width.

A line is broken where it is full, not before closing punctuation nor inside a Latin word or number where that can be
helped.
"""

from __future__ import annotations

import re

from jixiao.documents.columns import width_of

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_CLOSING = frozenset("，。、；：！？”’）》〉】」』〕,.;:!?)]%％")
_OPENING = frozenset("（“‘《〈【「『〔(")
_LETTERS = re.compile(r"[A-Za-z0-9.,%/_-]")


def clean(text: str) -> str:
    """The words with `\\n` for every manner of line end and without control characters, which no file may hold.

    >>> clean("甲\\r\\n乙\\x07")
    '甲\\n乙'
    """
    return _CONTROLS.sub("", _LINE_ENDS.sub("\n", text))


def wrap(text: str, width: int) -> list[str]:
    """The text in pieces of at most `width` columns, which joined give the text again.

    >>> wrap("加强支出管理，做好绩效自评。", 12)
    ['加强支出管', '理，做好绩效', '自评。']
    """
    pieces: list[str] = []
    begin = 0
    while True:
        end = _full(text, begin, width)
        if end == len(text):
            return [*pieces, text[begin:]]
        end = _good_end(text, begin, end)
        pieces.append(text[begin:end])
        begin = end


def _full(text: str, begin: int, width: int) -> int:
    """Index behind the last character that fits, one at the least."""
    used = 0
    for index in range(begin, len(text)):
        used += width_of(text[index])
        if used > width:
            return max(index, begin + 1)
    return len(text)


def _good_end(text: str, begin: int, end: int) -> int:
    """The last index up to `end` at which a line may end, or `end` where none is in the line's second half."""
    for index in range(end, begin + (end - begin) // 2, -1):
        before, after = text[index - 1], text[index]
        if before in _OPENING or after in _CLOSING or before == " " or after == " ":
            continue
        if not (_LETTERS.match(before) and _LETTERS.match(after)) and width_of(after):
            return index
    return end
