"""Whether a name is a phrase instead of a thing that can be measured. The words lie in `words/nam.toml`.

Leaves names that begin with spending (用于 …) to be told apart by `spends`, so that each name is named once.
"""

from __future__ import annotations

import functools
import re
import unicodedata

from jixiao.checks.rules.nam.words_of_slots import bare, counted, end_of, in_money
from jixiao.checks.words import words
from jixiao.model import TargetValue

_CACHED = 16384
_LONG = 16
_STOPS = re.compile(r"[，。；,;]")
_ADVERBS = "(?:持续|不断|有效|进一步|逐步|全面|切实|积极|大力|显著|明显|稳步|有力|努力|更好地?|充分)?"


@functools.cache
def _verb() -> re.Pattern[str]:
    return re.compile(f"{_ADVERBS}(?:{'|'.join(sorted(words('nam.verbs'), key=len, reverse=True))})(?=.)")


@functools.cache
def _half_verb() -> re.Pattern[str]:
    return re.compile(f"{_ADVERBS}(?:{'|'.join(words('nam.half_verbs'))})(?=..)")


@functools.cache
def _pattern(key: str) -> re.Pattern[str]:
    return re.compile("|".join(words(key)))


@functools.lru_cache(maxsize=_CACHED)
def spends(name: str) -> str | None:
    """The words by which a name speaks of spending: “用于” at its beginning, or the whole phrase; else None."""
    said = bare(name)
    for start in words("nam.spending_starts"):
        if said.startswith(start):
            return start
    return said if _pattern("nam.spending_phrases").fullmatch(said) else None


@functools.lru_cache(maxsize=_CACHED)
def does(name: str) -> bool:
    """Whether a name says what work is done (加强队伍建设), not what comes of it."""
    return _pattern("nam.doing_phrases").fullmatch(bare(name)) is not None


def is_phrase(name: str, target: TargetValue | None) -> bool:
    """Whether a name is a verb phrase or a sentence (促进经济发展, 村容村貌明显改善).

    A number of things or of money as the value makes a measure of a phrase (带动就业 300人), but not of a sentence
    (对困难家庭进行扶助 71人).
    """
    return end_of(name, "deed_sentences") is not None or (
        _is_phrase(name) and not (counted(target) or in_money(target))
    )


@functools.lru_cache(maxsize=_CACHED)
def _is_phrase(name: str) -> bool:
    said = bare(name)
    if len(said) > _LONG and _STOPS.search(unicodedata.normalize("NFKC", name)):
        return True
    if end_of(name, "sentence_ends"):
        return True
    if _ends(said, "measure_ends") and not _ends(said, "not_measure_ends"):
        return False
    if _verb().match(said):
        return not _ends(said, "change_ends")
    return bool(_half_verb().match(said)) and not _ends(said, "half_nouns")


def _ends(said: str, key: str) -> bool:
    return said.endswith(words(f"nam.{key}"))
