"""Marks by which a PDF of ours says where its texts end and where blanks stand, which no page of print tells.

A line that ends looks like one that is full, a merged cell over a page break like two. So the sign before each end and
before each blank is set larger by some thousandths of a point: nothing to be seen, nothing to be copied, but the font
size in the file tells it. A box without words bears a white square. Leaves finding them in a page to `pdf_pdfium`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from itertools import chain, product

MANNER = "jixiao-1"
"""The keyword of a file that bears these marks."""

END, HEAD, LAST = "\u2029", "\u2028", "\x85"
"""The end of a text; of one in the head of a table, which may stand again on the next page; of a table's last one. All
are blanks to Python: no word on a page holds them, and they go when a text is stripped."""

STEP = 0.001
"""Points by which sizes of signs differ from mark to mark."""

GRAIN = 0.5
"""Points: sizes of signs without a mark are multiples of it."""

SIDE = 0.3
"""Points: side of the square for `END`; twice and three times as much for the others."""

CLOSING = frozenset("，。．、：；！？）》〉」』】〕〗］｝”’…")
"""Signs that never begin a line. A row of them bears one mark together: the typesetter sets them closer as one."""

ENDS = (END, HEAD, LAST)
_SIGNS = " \n\t\u3000"
_BLANKS = (
    *ENDS,
    *map("".join, chain.from_iterable(product(_SIGNS, repeat=count) for count in (1, 2))),
    *(sign * count for sign in _SIGNS for count in range(4, 9)),
    *("\n" + sign * count for sign in " \u3000" for count in (3, 4)),
    *map("".join, product(_SIGNS, repeat=3)),
)
_CODES = {blanks: code for code, blanks in enumerate(_BLANKS, 1)}
_WITHOUT = dict.fromkeys(map(ord, ENDS))
_INSIDE = dict.fromkeys(map(ord, ENDS), "\t") | {ord("\n"): None}


def belongs(sign: str) -> bool:
    """Whether a sign shares the mark of the one before it where both have the same."""
    return sign in CLOSING or unicodedata.category(sign) in ("Mn", "Mc", "Me", "Cf")


def more(blanks: str, number: int) -> float:
    """Points by which a sign is larger that these blanks or this end follow.

    Args:
        blanks: rows of them that have no mark of their own stand as one line break or one blank.
        number: of the mark in its text; two in a row are never alike.
    """
    code = _CODES.get(blanks) or _CODES["\n" if "\n" in blanks else " "]
    return round((2 * code + number % 2) * STEP, 3)


def side(end: str) -> float:
    """Side of the square in a box without words."""
    return round((ENDS.index(end) + 1) * SIDE, 1)


def end_of(width: float, height: float) -> str | None:
    """The end that a small shape stands for."""
    for end in ENDS:
        if abs(width - side(end)) < SIDE / 10 and abs(height - side(end)) < SIDE / 10:
            return end
    return None


def marks_of(text: str, sizes: Sequence[float]) -> dict[int, str]:
    """What stands after each sign that bears a mark.

    Args:
        text: of a page. sizes: of each sign of it.
    """
    steps = [round(size % GRAIN / STEP) for size in sizes]
    found = {}
    for index, step in enumerate(steps):
        if step < 2 or step // 2 > len(_BLANKS) or text[index].isspace():
            continue
        if steps[index + 1 : index + 2] == [step] and belongs(text[index + 1]):
            continue
        found[index] = _BLANKS[step // 2 - 1]
    return found


def is_closed(text: str) -> bool:
    """Whether a text has come to its end, so that nothing more of it can follow."""
    return any(end in text for end in ENDS)


def words_of(text: str) -> str:
    """The text of a whole cell without its marks."""
    return text.translate(_WITHOUT).strip()


def line_of(parts: Sequence[str]) -> str:
    """The text of a line outside tables, blanks that the next one follows included.

    A tab stands where one text ends and another begins.
    """
    text = "".join(parts)
    words = text.rstrip()
    blanks = text[len(words) :]
    return words.translate(_INSIDE) + ("" if is_closed(blanks) else blanks)
