"""Words as data for `pdf_look.typ`: where overlong ones may break, which signs bear the marks of `pdf_marks.py`."""

from __future__ import annotations

import re
from collections.abc import Iterable

from jixiao.documents.pdf_marks import CLOSING, END, belongs, more, side
from jixiao.documents.writing.paper import Link

WIDEST = 0.75
"""Of the size: width of a Latin letter, at the most."""

DIGIT = 0.56
"""Of the size: width of a digit, at the most."""

_HAN, _OPENING = "\u4e00-\u9fff", "（《〈【〔「『"
_CLOSING = "".join(sorted(CLOSING - set("”’…")))
# Where the typesetter may end a line for certain. Straight quotes and signs such as + glue words together.
_BREAK = re.compile(
    rf"(?<=[{_HAN}0-9A-Za-z{_CLOSING}%/<>=&—:.,)~!])(?=[{_HAN}])"
    rf"|(?<=[{_HAN}{_CLOSING}])(?=[0-9A-Za-z])|(?<=[{_HAN}0-9A-Za-z{_CLOSING}])(?=[{_OPENING}])"
    rf"|(?<=\s)(?=[{_HAN}0-9A-Za-z{_OPENING}])|(?<=\n)|(?=\n)"
)
_ANYWHERE = re.compile(rf"(?<![(\[{{“‘{_OPENING}])(?![\s,.:;!?)\]}}%”’…{_CLOSING}])(?!^|$)")
_BETWEEN = re.compile(r"(?<=\S)(?=\S)")
_CONTROL = {code: None for code in range(32) if chr(code) not in "\t\n"}
_SHOWN = {ord("\t"): "\u2003"}
_WORD = re.compile(r"(^\s*)?(\S+)(\s*)")

Words = list[tuple[str, float]]
"""Parts of a text, and by how many points each is larger than the others; no words but points: the side of a square."""


def set_words(text: str, width: float | None = None, end: str = END) -> Words:
    """The text with leave to break words that may be wider than their line, if its width in characters is given.

    Control characters are left out; a tab is a wide blank.
    """
    shown = text.translate(_CONTROL)
    if width is not None:
        shown = "".join([_breakable(part, width) for part in _BREAK.split(shown)])
    found = list(_WORD.finditer(shown))
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


def linked_words(text: str, links: Iterable[Link], width: float) -> list[tuple[str, Words]]:
    """The text in pieces, each with where it leads; nothing for those that lead nowhere."""
    text = text.replace("\u200b", " ")
    if not text.translate(_CONTROL).strip():
        return [("", set_words(text))]
    parts = iter(set_words(text, width))
    rest, larger = "", 0.0
    pieces: list[tuple[str, Words]] = []
    at = 0
    for end, to in _ends(text, links):
        piece: Words = []
        # A control character is in the text and not among its parts.
        wanted = len(text[at:end].translate(_CONTROL))
        while wanted > 0:
            if not rest:
                rest, larger = next(parts)
            taken = _first(rest, wanted)
            piece.append((rest[:taken], larger))
            wanted -= taken - rest[:taken].count("\u200b")
            rest = rest[taken:]
        pieces.append((to, piece))
        at = end
    return pieces


def _ends(text: str, links: Iterable[Link]) -> list[tuple[int, str]]:
    """Where the pieces of a text end, and lead."""
    ends = [each for link in links for each in ((link.start, ""), (link.end, link.to))]
    return [*ends, (len(text), "")]


def _first(text: str, wanted: int) -> int:
    """How much of a text holds so many characters, leaves to break not counted."""
    for index, sign in enumerate(text):
        if sign != "\u200b":
            wanted -= 1
            if wanted < 0:
                return index
    return len(text)


def _breakable(word: str, width: float) -> str:
    """A word that no line may end in, with leave to end one in it where it is too wide for a line."""
    if len(word) <= width or _wide(word) <= width:
        return word
    parts = _ANYWHERE.split(word)
    return "\u200b".join(_BETWEEN.split(word) if any(_wide(part) > width for part in parts) else parts)


def _wide(word: str) -> float:
    """Width in Chinese characters, at the most."""
    return sum(DIGIT if sign.isdecimal() else WIDEST if sign < "\u0100" else 1.0 for sign in word)


def _mark_start(word: str) -> int:
    """Where the last sign of a word begins: with what belongs to it, or with a whole row of closing signs."""
    start = len(word) - 1
    while start and belongs(word[start]) and word[start] not in CLOSING:
        start -= 1
    while start and word[start] in CLOSING and word[start - 1] in CLOSING:
        start -= 1
    return start
