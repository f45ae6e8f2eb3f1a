"""Words as data for `pdf_look.typ`: where overlong ones may break, which signs bear the marks of `pdf_marks.py`."""

from __future__ import annotations

import re

from jixiao.documents.pdf_marks import CLOSING, END, belongs, more, side

WIDEST = 0.75
"""Of the size: width of a Latin letter, at the most."""

_LATIN = re.compile(r"[!-~]{8,}")
_CONTROL = {code: None for code in range(32) if chr(code) not in "\t\n"}
_SHOWN = {ord("\t"): "\u2003"}
_WORD = re.compile(r"(^\s*)?(\S+)(\s*)")

Words = list[tuple[str, float]]
"""Parts of a text, and by how many points each is larger than the others; no words but points: the side of a square."""


def set_words(text: str, width: float | None = None, end: str = END) -> Words:
    """The text with leave to break words that may be wider than their line, if its width in characters is given.

    Control characters are left out; a tab is a wide blank.
    """
    longest = len(text) if width is None else max(int(width / WIDEST), 1)
    broken = _LATIN.sub(lambda word: "\u200b".join(word[0]) if len(word[0]) > longest else word[0], text)
    found = list(_WORD.finditer(broken.translate(_CONTROL)))
    parts: Words = []
    for number, part in enumerate(found):
        before, word, blanks = part.groups("")
        start = _mark_start(word)
        follows = blanks if number + 1 < len(found) else end
        parts += [
            (before.translate(_SHOWN) + word[:start], 0),
            (word[start:], more(follows, number)),
            (blanks.translate(_SHOWN), 0),
        ]
    return [part for part in parts if part[0]] or [("", side(end))]


def _mark_start(word: str) -> int:
    """Where the last sign of a word begins: with what belongs to it, or with a whole row of closing signs."""
    start = len(word) - 1
    while start and belongs(word[start]) and word[start] not in CLOSING:
        start -= 1
    while start and word[start] in CLOSING and word[start - 1] in CLOSING:
        start -= 1
    return start
