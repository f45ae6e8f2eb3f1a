"""The texts of a document as one string, so that a pattern runs over it once. Knows nothing of what is wrong.

Texts with the same words stand in it once. They are parted by a sign that no document holds; patterns use no dot and no
anchor, so they stay inside a text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from itertools import accumulate

from msgspec import Struct

from jixiao.checks.dossier import Dossier
from jixiao.checks.once import once
from jixiao.checks.texts import Text

END = "\x00"
"""Stands between two texts; also the sign to look for at the end of a text, or at its beginning."""


class Joined(Struct, frozen=True, dict=True):
    """Texts in reading order, their different words as one string, and who holds which of them.

    Attributes:
        starts: where in `words` the words of each group of holders begin, the sign before them included.
        holders: the numbers of the texts that have these words.
    """

    texts: tuple[Text, ...]
    words: str
    starts: tuple[int, ...]
    holders: tuple[list[int], ...]

    def finds(self, pattern: re.Pattern[str], quick: re.Pattern[str] | None = None) -> list[tuple[Text, re.Match[str]]]:
        """Every match with each text that holds it, in reading order.

        Args:
            quick: a pattern that begins with few signs and is found in every text that the other is found in; searching
                for it is many times faster.
        """
        found: list[tuple[int, int, re.Match[str]]] = []
        for match in self._matches(pattern, quick):
            for number in self.holders[self._group(match.start())]:
                found.append((number, match.start(), match))
        found.sort(key=lambda entry: entry[:2])
        return [(self.texts[number], match) for number, _, match in found]

    def holds(self, words: str) -> bool:
        """Whether these words stand in any text."""
        return self._signs.issuperset(words) and words in self.words

    @cached_property
    def _signs(self) -> frozenset[str]:
        """Every sign that stands in the texts: most words that are looked for have one that does not."""
        return frozenset(self.words)

    def holding(self, pattern: re.Pattern[str]) -> list[Text]:
        """The texts in which a pattern is found, in reading order."""
        return [self.texts[number] for number in self.numbers(pattern)]

    def numbers(self, pattern: re.Pattern[str]) -> list[int]:
        """The numbers of the texts in which a pattern is found, in reading order."""
        groups = {self._group(match.start()) for match in pattern.finditer(self.words)}
        return sorted(number for group in groups for number in self.holders[group])

    def _matches(self, pattern: re.Pattern[str], quick: re.Pattern[str] | None) -> Iterator[re.Match[str]]:
        if quick is None:
            yield from pattern.finditer(self.words)
            return
        last = -1
        for hint in quick.finditer(self.words):
            group = self._group(hint.start())
            if group != last:
                last = group
                ends = self.starts[group + 1] + 1 if group + 1 < len(self.starts) else len(self.words)
                yield from pattern.finditer(self.words, self.starts[group], ends)

    def _group(self, position: int) -> int:
        return max(bisect_right(self.starts, position) - 1, 0)


@once
def everything(dossier: Dossier) -> Joined:
    """All texts but those of a contents list."""
    texts = tuple(text for text in dossier.texts if text.role != "contents")
    return whole(dossier) if len(texts) == len(dossier.texts) else _joined(texts)


@once
def whole(dossier: Dossier) -> Joined:
    """All texts, those of a contents list too."""
    return _joined(dossier.texts)


def _joined(texts: tuple[Text, ...]) -> Joined:
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for number, text in enumerate(texts):
        holders[text.words].append(number)
    words = END.join(["", *holders, ""])
    starts = tuple(accumulate((len(one) + 1 for one in holders), initial=0))[: len(holders)]
    return Joined(texts, words, starts, tuple(holders.values()))


def has_true_blanks(dossier: Dossier) -> bool:
    """Whether the blanks are the author's: reading a PDF puts in blanks of its own."""
    return dossier.blocks is None or dossier.blocks.kind != "pdf"
