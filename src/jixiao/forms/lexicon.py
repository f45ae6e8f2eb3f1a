"""The words of the forms: which standard label, dimension or category a cell's text is.

The words themselves are data (`labels.toml`); a text that is none of them is somebody's content.
"""

from __future__ import annotations

import functools
import importlib.resources
import re
import tomllib
import unicodedata
from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar

LONGEST_LABEL = 48
"""Characters; a longer text is content without a look-up."""

_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|〔[^〔〕]*〕|\([^()]*$")
_NUMBERING = re.compile(r"^(?:[一二三四五六七八九十]{1,3}、|[0-9]{1,2}[、.](?![0-9])|(?:其中|含)(?=.))+")
_BLANKS = re.compile(r"[\s?\u200b-\u200f\ufeff\u00ad_·…*★☆●]+")
_MONTH = re.compile(r"^(?:截至|截止)?([0-9]{1,2})月(?:底|末|份)?(?:前|累计)?(?:支出比例|支出进度)?$")
_QUARTER = re.compile(r"^第?([一二三四1-4])季度[末底]?$")
_PERIOD = re.compile(r"^(?:截至)?([0-9]{1,2})[-—–~至到]{1,2}([0-9]{1,2})月份?(?:底|末)?")
_PERIOD_WANTED = "待填月"
"""Begins a label whose months are still to be filled in."""
_MONEY_UNIT = re.compile(r"[(:\s]?(亿元|万元|千元|元|万)\s*[)]?")
_PUNCTUATION = str.maketrans("", "", ":;,。.、'\"“”‘’|!《》<>")


_Told = TypeVar("_Told")


class _Memory(dict[str, _Told | None]):
    """What a reader said of short texts; full, it begins anew. A text that it knows costs a look into a dict."""

    def __init__(self, reader: Callable[[str], _Told | None], longest: int, kept: int) -> None:
        super().__init__()
        self._reader, self._longest, self._kept = reader, longest, kept

    def __missing__(self, text: str) -> _Told | None:
        if not text or len(text) > self._longest:
            return None
        if len(self) >= self._kept:
            self.clear()
        told = self[text] = self._reader(text)
        return told


def remembered(
    longest: int, kept: int = 1 << 12
) -> Callable[[Callable[[str], _Told | None]], Callable[[str], _Told | None]]:
    """Remember what a reader says of short texts; it says nothing of longer ones, and they leave nothing behind."""
    return lambda reader: _Memory(reader, longest, kept).__getitem__


class Label(NamedTuple):
    """A standard label with what its bracket or head said beside it.

    Attributes:
        name: the standard word (a key of `labels.toml`), or `月底` for the month of a spending plan.
        month: 1-12 where the label is a month.
        money_unit: 元, 万元 … where the label names it (`项目资金（万元）`).
        period: months of a monitoring period, `1-7`, where the label names one (`1-7月执行数`).
    """

    name: str
    month: int | None = None
    money_unit: str | None = None
    period: str | None = None


class Level(NamedTuple):
    """A first- or second-level word of the indicator tree.

    Attributes:
        name: standard words. written: the label as written, blanks and points taken out.
        dimension: the first level that a second-level word belongs to by itself.
    """

    name: str
    written: str
    dimension: str


@functools.cache
def _words() -> dict[str, Any]:
    source = importlib.resources.files(__package__).joinpath("labels.toml")
    return tomllib.loads(source.read_text(encoding="utf-8"))


@functools.cache
def _simplify() -> tuple[re.Pattern[str], dict[int, int]]:
    table = _words()["simplified"]
    return re.compile(f"[{table['traditional']}]"), str.maketrans(table["traditional"], table["simplified"])


@functools.cache
def label_words() -> dict[str, str]:
    """Every way to write a label, in plain form, with its standard word."""
    found: dict[str, str] = {}
    for standard, synonyms in _words()["labels"].items():
        for word in (standard, *synonyms):
            found[plain(word)] = standard
    return found


@functools.cache
def dimension_words() -> dict[str, str]:
    """Every way to write a first-level word, in plain form, with its standard word."""
    return {
        plain(word): standard for standard, synonyms in _words()["dimensions"].items() for word in (standard, *synonyms)
    }


@functools.cache
def category_words() -> dict[str, str]:
    """Every way to write a second-level word, in plain form, with its standard word."""
    return {
        plain(word): standard
        for standard, (_, *synonyms) in _words()["categories"].items()
        for word in (standard, *synonyms)
    }


@functools.cache
def dimension_of_category(standard: str) -> str | None:
    """The first level that a standard second-level word belongs to where no first level stands beside it."""
    entry = _words()["categories"].get(standard)
    return entry[0] or None if entry else None


def simplified(text: str) -> str:
    """A text with the characters of labels in simplified script; every character keeps its place."""
    # Looking for one is far cheaper than putting every character into its place, and hardly a text has any.
    traditional, table = _simplify()
    return text.translate(table) if traditional.search(text) else text


def plain(text: str) -> str:
    """A label's text without what paper adds to it: blanks, brackets with content, punctuation, numbers before it."""
    text = unicodedata.normalize("NFKC", text)
    text = _BLANKS.sub("", text)
    text = _BRACKETS.sub("", text)
    text = _NUMBERING.sub("", text.replace("其中:", "其中"))
    return simplified(text.translate(_PUNCTUATION))


@remembered(LONGEST_LABEL, 1 << 15)
def label_of(text: str) -> Label | None:
    """The label that a cell's text is, or None where it is content."""
    word = plain(text)
    if not word:
        return None
    month = _MONTH.match(word)
    if month and 1 <= int(month[1]) <= 12:
        return Label("月底", month=int(month[1]))
    if quarter := _QUARTER.match(word):
        return Label("月底", month=3 * ("一二三四1234".index(quarter[1]) % 4 + 1))
    period = None
    if span := _PERIOD.match(word):
        period, word = f"{int(span[1])}-{int(span[2])}", "期间" + word[span.end() :].removeprefix("预算")
    elif word.startswith(_PERIOD_WANTED):
        word = "期间" + word.removeprefix(_PERIOD_WANTED)
    standard = label_words().get(word)
    if standard is None and word.startswith("截至"):
        standard = label_words().get(word[2:])
    if standard is None:
        return None
    return Label(standard, money_unit=money_unit_of(text), period=period)


def names_rate(text: str) -> bool:
    """Whether a text names the rate of execution, which a self-evaluation lists as a row among the indicators."""
    return "行率" in text and (label := label_of(text)) is not None and label.name == "执行率"


@remembered(LONGEST_LABEL)
def money_unit_of(text: str) -> str | None:
    """The money unit that a label or a unit line names in brackets or after a colon: 元, 万元 …"""
    text = simplified(unicodedata.normalize("NFKC", text))
    for bracket in re.findall(r"\(([^()]*)\)|单位:?\s*(\S{1,4})", text):
        for part in bracket:
            if (unit := _MONEY_UNIT.fullmatch(part.strip())) or (
                unit := re.fullmatch(r"单位:?(亿元|万元|千元|元)", part)
            ):
                return "万元" if unit[1] == "万" else unit[1]
    return None


@remembered(LONGEST_LABEL, 1 << 14)
def dimension_of(text: str) -> Level | None:
    """The first-level word that a text is, or None."""
    word = plain(text)
    standard = dimension_words().get(word)
    return Level(standard, _written(text), standard) if standard else None


@remembered(LONGEST_LABEL, 1 << 14)
def category_of(text: str) -> Level | None:
    """The second-level word that a text is, or None."""
    word = plain(text)
    standard = category_words().get(word)
    return Level(standard, _written(text), dimension_of_category(standard) or "") if standard else None


def _written(text: str) -> str:
    """The label as written, without blanks, padding marks, its number and points in brackets."""
    text = unicodedata.normalize("NFKC", text)
    return _NUMBERING.sub("", _BLANKS.sub("", _BRACKETS.sub("", text))).strip(":")
