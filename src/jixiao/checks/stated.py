"""Amounts that a sentence states, with what rounding may hide: the ground of `stated_sums` and `stated_changes`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from jixiao.units import NUMBER, written

_WIDE = str.maketrans("０１２３４５６７８９．％", "0123456789.%")
_DIGIT = re.compile("[0-9０-９]")
_SCALES = {"": 1, "百": 100, "千": 1000, "万": 10**4, "十万": 10**5, "百万": 10**6, "千万": 10**7, "亿": 10**8}
_UNITS = (
    "元|人次|户次|家次|辆次|车次|批次|人|户|名|位|家|公里|千米|平方米|立方米|平方公里|米|亩|公顷|吨|公斤|千克|次|场|期|件|处|台|套|条|项|辆|座|所"
    "|份|册|本|株|棵|盏|块|张|只|头|间|栋|眼|口|宗|起|例|支|站|村|个百分点|个|天|课时|小时|%"
)
_AMOUNT = re.compile(rf"(?<![0-9.,—–\-~〔\[(])({NUMBER})\s?([十百千]?万|亿|千|百)?({_UNITS})(?![〕\])])")
_VAGUE_BEFORE = re.compile(r"(?:约|近|逾|超|超过|不足|不少于|不低于|不超过|至少|最多|达到?约|≥|≤|>|<|第)\s?$")
_VAGUE_AFTER = re.compile(r"左右|以上|以下|以内|上下|余|多|/|每|的")


class Amount(Struct, frozen=True):
    """A number with its unit.

    Attributes:
        value: in the bare unit (万元 multiplied out).
        slack: half of the last written decimal, or percent; 0 for a whole number, taken for exact.
        loose: half of the last written digit, even of a whole number; 0 for things counted.
        start, end: where it stands in its sentence.
    """

    value: Decimal
    slack: Decimal
    loose: Decimal
    unit: str
    start: int
    end: int

    def loosened(self) -> Amount:
        """The same, with a whole number taken for a rounded one."""
        return replace(self, slack=self.loose)

    @property
    def low(self) -> Decimal:
        """The least that it may have been before rounding."""
        return self.value - self.slack

    @property
    def high(self) -> Decimal:
        """The most that it may have been before rounding."""
        return self.value + self.slack


class Sentence(Struct, frozen=True):
    """A sentence with the exact amounts in it; `words` are as long as what stands in the document.

    Attributes:
        raw: the sentence as it stands in the document.
    """

    raw: str
    words: str
    amounts: tuple[Amount, ...]


def sentences(text: str, ends: str = "。！？!?\n", least: int = 2) -> Iterator[Sentence]:
    """The sentences of a text that hold so many amounts or more, at least one."""
    for raw in re.split(f"[{ends}]", text):
        if not _DIGIT.search(raw):
            continue
        words = raw.translate(_WIDE)
        amounts = tuple(_amounts(words))
        if len(amounts) >= least:
            yield Sentence(raw, words, amounts)


def _amounts(words: str) -> Iterator[Amount]:
    for found in _AMOUNT.finditer(words):
        number, scale, unit = found.groups()
        if unit != "%" and (
            _VAGUE_BEFORE.search(words[max(found.start() - 8, 0) : found.start()])
            or _VAGUE_AFTER.match(words, found.end())
        ):
            continue
        value = written(number)
        factor = Decimal(_SCALES[scale or ""])
        digit = Decimal(1).scaleb(int(value.as_tuple().exponent)) * factor
        loose = Decimal(0) if unit not in ("元", "%") and digit >= 1 and not scale else digit / 2
        slack = loose if "." in number or unit == "%" else Decimal(0)
        yield Amount(value * factor, slack, loose, unit, found.start(), found.end())


def spoken(value: Decimal, like: str) -> str:
    """A value in the scale and unit that an amount of the sentence is written in.

    >>> spoken(Decimal(500000), "30.5万元")
    '50万元'
    """
    found = _AMOUNT.search(like)
    scale, unit = (found[2] or "", found[3]) if found else ("", "")
    number = value / _SCALES[scale]
    return f"{number.normalize():f}{scale}{unit}"
