"""Amounts as the document writes them: the number in the cell, and how exact it is.

Leaves comparing amounts to the rules.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from jixiao.checks.items import Item
from jixiao.units import NUMBER, narrow, written

_NUMBER = re.compile(NUMBER)
_SCALES = (Decimal(1), Decimal(10_000), Decimal(1_000), Decimal(100_000_000))
_UNITS = dict(zip(_SCALES, ("元", "万元", "千元", "亿元"), strict=True))
_CENT = Decimal("0.01")
_TEN_THOUSAND = Decimal(10_000)
_MOST_FURTHER, _THOUSAND_DIGITS = 8, 3


def number_of(spot: Item, yuan: Decimal) -> str | None:
    """The number in the spot's quote that makes this amount, as written (`20,000.00`); None where none does."""
    found = _scaled(spot, yuan)
    return found[0] if found else None


def last_place_yuan(spot: Item, yuan: Decimal) -> Decimal:
    """What one unit of the last digit written is worth: 100 for 8.66 万元, 0.01 for 20000.00 元.

    A cent where the words do not show it.
    """
    found = _scaled(spot, yuan)
    if found is None:
        return _CENT
    number, scale = found
    return scale.scaleb(-len(number.partition(".")[2]))


def rounding_yuan(*amounts: tuple[Item, Decimal]) -> Decimal:
    """By how much a sum of these amounts may differ from its parts by rounding alone: half a last place for each."""
    return sum((last_place_yuan(spot, yuan) for spot, yuan in amounts), Decimal(0)) / 2


def ten_thousand_times(one: Decimal, other: Decimal) -> bool:
    """Whether one amount is exactly ten thousand times the other: 元 taken for 万元."""
    return one != 0 and (one == _TEN_THOUSAND * other or other == _TEN_THOUSAND * one)


def sums_with(total: Decimal, further: Sequence[Decimal]) -> set[Decimal]:
    """The sums that a total makes with any choice of further amounts; of many, the first few only."""
    sums = {total}
    for yuan in further[:_MOST_FURTHER]:
        sums |= {known + yuan for known in sums}
    return sums


def takes_separators(number: str) -> bool:
    """Whether a number is long enough to be written with separators of thousands."""
    return len(number.partition(".")[0].replace(",", "")) > _THOUSAND_DIGITS


def plainly(yuan: Decimal) -> str:
    """An amount for a message: 20000元, 8.5元."""
    return f"{yuan.normalize():f}元"


def shortly(yuan: Decimal) -> str:
    """An amount for a message so that its size is seen at once: 196万元, 8.5元."""
    return f"{(yuan / _TEN_THOUSAND).normalize():f}万元" if yuan >= _TEN_THOUSAND else plainly(yuan)


def told(yuan: Decimal, beside: tuple[Item, Decimal]) -> str:
    """An amount for a message in the unit that another amount is written in: 242.5万元 beside 212.50."""
    scaled = _scaled(*beside)
    scale = scaled[1] if scaled else _SCALES[0]
    return f"{(yuan / scale).normalize():f}{_UNITS[scale]}"


def _scaled(spot: Item, yuan: Decimal) -> tuple[str, Decimal] | None:
    for match in _NUMBER.finditer(narrow(spot.at.quote)):
        value = written(match[0])
        for scale in _SCALES:
            if value * scale == yuan:
                return match[0], scale
    return None
