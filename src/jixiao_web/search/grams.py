"""Words taken apart so that any two neighbouring characters can be looked up: grams. Knows no database.

Chinese is not parted by blanks and its words mostly have two characters, so the index is of pairs. Letters and digits
have triples as well, else a project's code would be looked up by digits that stand everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

MOST_WORDS = 8
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_RUN = re.compile(r"[^\W_]+")
_AROUND = 30


class Wanted(NamedTuple):
    """What a person looks for.

    Attributes:
        words: every one of them, folded, must stand in the text. grams: that such a text has all.
        beginnings: single characters: a gram must begin with each.
        is_exact: a text with these grams has the words; else its words must be read.
    """

    words: tuple[str, ...]
    grams: tuple[str, ...]
    beginnings: tuple[str, ...]
    is_exact: bool


def folded(text: str) -> str:
    """A text without the differences that nobody looks for: case, and letters and signs of full width.

    As long as the text itself, so that what was found can be marked in it.

    >>> folded("ＱＳＺ47＝95％")
    'qsz47=95%'
    """
    small = text.translate(_WIDE)
    low = small.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in small)


def grams_of(text: str) -> set[str]:
    """The grams of a text: pairs of neighbours, triples of letters and digits, and the last of every run alone.

    >>> sorted(grams_of("青石镇，A1b"))
    ['1b', 'a1', 'a1b', 'b', '石镇', '镇', '青石']
    """
    found: set[str] = set()
    for run in _RUN.findall(folded(text)):
        found.update(map("".join, zip(run, run[1:], strict=False)))
        found.update(_triples(run))
        found.add(run[-1])
    return found


def wanted_of(words: str) -> Wanted | None:
    """What a person's words look for; None where they hold neither letter nor digit.

    >>> wanted_of("青石 QSZ4")
    Wanted(words=('青石', 'qsz4'), grams=('qsz', 'sz4', '青石'), beginnings=(), is_exact=False)
    """
    parts = tuple(dict.fromkeys(folded(words).split()))[:MOST_WORDS]
    grams: set[str] = set()
    beginnings: set[str] = set()
    for run in (run for part in parts for run in _RUN.findall(part)):
        if len(run) == 1:
            beginnings.add(run)
        grams.update(_looked_up(run))
    if not grams and not beginnings:
        return None
    known = grams | beginnings
    return Wanted(parts, tuple(sorted(grams)), tuple(sorted(beginnings)), all(part in known for part in parts))


def _triples(run: str) -> Iterator[str]:
    return (run[at : at + 3] for at in range(len(run) - 2) if run[at : at + 3].isascii())


def _looked_up(run: str) -> Iterator[str]:
    """The grams by which a run is found: no pair that lies in a triple."""
    for at in range(len(run) - 1):
        pair = run[at : at + 2]
        if not (pair.isascii() and (run[at : at + 3] != pair and run[at : at + 3].isascii() or _ends_triple(run, at))):
            yield pair
    yield from _triples(run)


def _ends_triple(run: str, at: int) -> bool:
    return at > 0 and run[at - 1 : at + 2].isascii()


def holds(text: str, words: Iterable[str]) -> bool:
    """Whether a text holds every one of some folded words."""
    low = folded(text)
    return all(word in low for word in words)


def marked(text: str, words: Iterable[str], around: int | None = _AROUND) -> SafeString:
    """A text as markup with the words marked, cut to what stands around the first of them.

    >>> marked("青石镇<1>", ("石",))
    '青<mark>石</mark>镇&lt;1&gt;'
    """
    low = folded(text)
    spots = sorted((spot.start(), spot.end()) for word in words if word for spot in re.finditer(re.escape(word), low))
    start, end = _cut(spots[0][0] if spots else 0, len(text), around)
    out, at = ["…" if start else ""], start
    for begin, stop in spots:
        if begin >= at and stop <= end:
            out += [escape(text[at:begin]), "<mark>", escape(text[begin:stop]), "</mark>"]
            at = stop
    out += [escape(text[at:end]), "…" if end < len(text) else ""]
    return mark_safe("".join(out))  # escaped above


def _cut(first: int, length: int, around: int | None) -> tuple[int, int]:
    if around is None or length <= 4 * around:
        return 0, length
    start = max(min(first - around, length - 4 * around), 0)
    return start, min(start + 4 * around, length)
