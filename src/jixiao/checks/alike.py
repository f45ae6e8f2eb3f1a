"""How alike two short texts are, and which of two lists belong together. Knows nothing of budgets."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Hashable, Sequence
from typing import TypeVar

_SIGNS = re.compile(r"[\W_]+")
_CACHED = 16384

L = TypeVar("L")
R = TypeVar("R")


@functools.lru_cache(maxsize=_CACHED)
def plain(text: str) -> str:
    """The text without blanks and punctuation, signs in their narrow form: what remains equal is the same words.

    >>> plain("“ 残疾人（补助）” ")
    '残疾人补助'
    """
    return _SIGNS.sub("", unicodedata.normalize("NFKC", text)).lower()


@functools.lru_cache(maxsize=_CACHED)
def pieces(text: str) -> frozenset[str]:
    """The pairs of neighbouring signs of the plain text; a text of one sign is its own piece."""
    words = plain(text)
    return frozenset(words[i : i + 2] for i in range(len(words) - 1)) or frozenset({words} - {""})


def alike(one: str, other: str) -> float:
    """Share of pieces that two texts have in common (Dice), 0 to 1; 0 where one of them is empty."""
    if one == other:
        return 1.0 if one else 0.0
    left, right = pieces(one), pieces(other)
    return 2 * len(left & right) / (len(left) + len(right)) if left and right else 0.0


def matched(
    left: Sequence[L],
    right: Sequence[R],
    keys: Sequence[tuple[Callable[[L], Hashable], Callable[[R], Hashable]]],
    texts: tuple[Callable[[L], str], Callable[[R], str]],
    least: float,
) -> list[tuple[L | None, R | None]]:
    """Which of two lists belong together, by content, never by position.

    First by equal keys, one pair of key functions after the other (a key of None or one that stands twice decides
    nothing), then by the likeness of texts, the most alike first, down to `least`. Linear but for common pieces.

    Returns:
        Pairs in the order of `left`; those of `left` alone among them, those of `right` alone at the end.
    """
    partner: dict[int, int] = {}
    for of_left, of_right in keys:
        if len(partner) < min(len(left), len(right)):
            _by_key(left, right, of_left, of_right, partner)
    taken = set(partner.values())
    rest_left = [i for i in range(len(left)) if i not in partner]
    rest_right = [j for j in range(len(right)) if j not in taken]
    _by_likeness(
        {i: pieces(texts[0](left[i])) for i in rest_left},
        {j: pieces(texts[1](right[j])) for j in rest_right},
        least,
        partner,
    )
    taken = set(partner.values())
    pairs: list[tuple[L | None, R | None]] = [
        (item, right[partner[i]] if i in partner else None) for i, item in enumerate(left)
    ]
    return pairs + [(None, item) for j, item in enumerate(right) if j not in taken]


def _by_key(
    left: Sequence[L],
    right: Sequence[R],
    of_left: Callable[[L], Hashable],
    of_right: Callable[[R], Hashable],
    partner: dict[int, int],
) -> None:
    lefts, rights = _by_own_key(left, of_left, partner.keys()), _by_own_key(right, of_right, {*partner.values()})
    partner.update({i: rights[key] for key, i in lefts.items() if key in rights})


def _by_own_key(items: Sequence[L], key_of: Callable[[L], Hashable], taken: Collection[int]) -> dict[Hashable, int]:
    """Where the items stand that have a key which no other has, those taken left out."""
    found: dict[Hashable, int] = {}
    twice: set[Hashable] = {None}
    for i, item in enumerate(items):
        if i not in taken:
            key = key_of(item)
            if key in found:
                twice.add(key)
            found[key] = i
    return {key: i for key, i in found.items() if key not in twice}


def _by_likeness(
    lefts: dict[int, frozenset[str]], rights: dict[int, frozenset[str]], least: float, partner: dict[int, int]
) -> None:
    holders: dict[str, list[int]] = defaultdict(list)
    for j, other in rights.items():
        for piece in other:
            holders[piece].append(j)
    found = []
    for i, one in lefts.items():
        shared = Counter(j for piece in one for j in holders.get(piece, ()))
        for j, count in shared.items():
            likeness = 2 * count / (len(one) + len(rights[j]))
            if likeness >= least:
                found.append((-likeness, i, j))
    taken: set[int] = set()
    for _, i, j in sorted(found):
        if i not in partner and j not in taken:
            partner[i] = j
            taken.add(j)
