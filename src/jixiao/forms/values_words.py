"""The words of `values.toml` as patterns and tables: operators, units, qualities. Leaves their use to the readers."""

from __future__ import annotations

import functools
import importlib.resources
import re
import tomllib
from collections.abc import Iterable
from typing import Any, get_args

from jixiao.model.indicator import Operator
from jixiao.units import PERCENT_WORDS


def either(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first."""
    return "(?:" + "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word)))) + ")"


def _by_word(table: dict[str, list[str]]) -> dict[str, Operator]:
    return {word: operator for operator in get_args(Operator) for word in table.get(operator, ())}


def _words() -> dict[str, Any]:
    source = importlib.resources.files("jixiao.forms").joinpath("values.toml")
    return tomllib.loads(source.read_text(encoding="utf-8"))


_WORDS = _words()
_COUNTING = frozenset(_WORDS["units"]["counting"])
_KNOWN = _COUNTING | frozenset(_WORDS["units"]["others"])
_SCALE = "[十百千万亿萬億]{0,3}"

NOTHING = frozenset([*_WORDS["nothing"], ""])
QUALITIES = frozenset(_WORDS["qualities"])
BEFORE = _by_word(_WORDS["before"])
AFTER = _by_word(_WORDS["after"])
COLUMN = BEFORE | _by_word(_WORDS["column"])
FILLERS = either(_WORDS["fillers"])
ABOUT = either(_WORDS["about"])
DEEDS = either(_WORDS["deeds"])
SYMBOLS = either(word for word in BEFORE if not word[0].isalnum())
SYMBOL_SIGNS = re.escape("".join(sorted({sign for word in BEFORE for sign in word if not sign.isalnum()})))
COUNTERS = either(_COUNTING)
# Words that give way to a more exact operator beside them: 达到95%以上, 控制在≤5%.
WEAK = frozenset({"达到", "达", "控制在", "控制到"})

_DEED = re.compile(DEEDS)
_PLAIN_UNIT = re.compile(rf"{_SCALE}{either(_KNOWN)}|[十百千万亿萬億]{{1,3}}")
_RATE = r"(?:[/／·*＊×•每](?:[0-9]{1,3}(?![0-9]))?[^\s0-9,;:，。；：、]{1,10})"
_UNIT = re.compile(
    rf"(?:{_SCALE}{either(_KNOWN)}[\u4e00-\u9fff]{{0,4}}|[A-Za-zμΩ°℃][A-Za-z0-9²³]{{0,5}}|{_SCALE}[\u4e00-\u9fff]{{1,2}})"
    rf"(?:\([\u4e00-\u9fffA-Za-z%]{{1,6}}\))?{_RATE}?"
)


@functools.lru_cache(maxsize=1024)
def known_unit(text: str) -> str | None:
    """The text as a unit of measure that the tables know; words for percent become `%`."""
    if text.startswith("(") and text.endswith(")"):
        text = text[1:-1]
    if text.lower() in PERCENT_WORDS:
        return "%"
    plain = _PLAIN_UNIT.match(text)
    if not plain or (plain.end() < len(text) and not re.fullmatch(_RATE, text[plain.end() :])):
        return None
    return text


@functools.lru_cache(maxsize=1024)
def unit_behind(text: str) -> str | None:
    """What stands behind a number, if it can be a unit: a known one, or a short noun in which nothing is done."""
    known = known_unit(text)
    if known or not _UNIT.fullmatch(text) or _DEED.search(text) or text in QUALITIES:
        return known
    return text
