"""Words of the form inside text without borders: a tree of all words, the longest at each place.

Which of them are meant as words of the form is `stream_glued.py`'s.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import NamedTuple

from jixiao.forms.lexicon import category_words, dimension_words, label_words

_SKIPPED = frozenset(":：、，,.。")
_REMARK = re.compile(r"\((?:[^()]{0,3}(?:元|%|分|年|整)[^()]{0,4}|[A-Z/÷×*%0-9]{0,8}|盖章|签字)\)")
_INNER_REMARK = re.compile(r"\([A-Za-z\u4e00-\u9fff]{1,4}\)")


class Word(NamedTuple):
    """A word of the form inside the squeezed text; `short` where a level stands without 指标 (`数量`)."""

    start: int
    end: int
    standard: str
    level: bool
    short: bool = False


class _Node:
    """A sign of the tree of words: what may follow it, and the word that ends here (standard word, level, short)."""

    __slots__ = ("following", "word")

    def __init__(self) -> None:
        self.following: dict[str, _Node] = {}
        self.word: tuple[str, bool, bool] | None = None


@functools.cache
def _tree() -> _Node:
    """Every word of the form, sign by sign."""
    root = _Node()
    words = {word: (standard, False, False) for word, standard in label_words().items()}
    for table in (dimension_words(), category_words()):
        words |= {word: (standard, True, not word.endswith(("指标", "满意程度"))) for word, standard in table.items()}
    for word, value in words.items():
        node = root
        for sign in word:
            node = node.following.setdefault(sign, _Node())
        node.word = value
    return root


def words_in(text: str) -> Iterator[Word]:
    """The words of the form in the text, each the longest at its place, none inside another."""
    position = 0
    while position < len(text):
        word = longest_word(text, position)
        if word is None:
            position += 1
        else:
            yield word
            position = word.end


def longest_word(text: str, start: int) -> Word | None:
    """The longest word that begins here; a remark in brackets may stand inside or behind it."""
    node = _tree()
    best: Word | None = None
    index = start
    while index < len(text):
        if index > start and (remark := _INNER_REMARK.match(text, index)):
            index = remark.end()
            continue
        sign = text[index]
        if sign in _SKIPPED and index > start and sign not in node.following:
            index += 1
            continue
        following = node.following.get(sign)
        if following is None:
            break
        node, index = following, index + 1
        if node.word:
            remark = _REMARK.match(text, index)
            best = Word(start, remark.end() if remark else index, *node.word)
    return best
