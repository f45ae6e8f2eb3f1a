"""Two numbers brought to one unit, and both as words. Leaves judging them to the formulas."""

from __future__ import annotations

import re
from decimal import Decimal

import msgspec
from msgspec import UNSET

from jixiao.model import TargetValue
from jixiao.scoring.marks import EXACT, Reason, plain

_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
_SCALED = re.compile(rf"([{''.join(_SCALES)}]*)(.*)", re.DOTALL)
_TIMES = str.maketrans({"*": "·", "•": "·", "×": "·", "＊": "·", "／": "/"})
# Once a month is not once a year; a year is what the whole form speaks of.
_A_TIME = re.compile(r"[/／每·](?:个?月|周|日|天|旬|季度?)")
# Units of different kinds cannot stand for each other; words that count things (次, 场, 人, 名) can.
_KINDS = ("%", "‰", "元", "天", "日", "小时", "月", "季度", "年")


class Pair(msgspec.Struct, frozen=True, kw_only=True):
    """Actual value and target in the target's unit. `converted`: the actual was written in another unit."""

    actual: Decimal
    target: Decimal
    unit: str
    written: str
    converted: bool

    def shown(self, value: Decimal) -> str:
        """A number with the unit of both."""
        return plain(value) + self.unit


def compared(actual: TargetValue, target: TargetValue) -> Pair | Reason:
    """Both numbers in the target's unit, or why they cannot be compared.

    An actual value without unit is in the target's; 0.9万元 beside 元 is converted; 次 beside 场 is taken as the same.
    """
    if target.amount is None:
        return "not_comparable"
    if actual.amount is None:
        return "words_for_number" if actual.dates is UNSET else "not_comparable"
    if actual.upper is not UNSET:
        return "range_for_number"
    factor = _factor(actual.unit, target.unit)
    if factor is None:
        return "unit_differs"
    return Pair(
        actual=EXACT.multiply(actual.amount, factor),
        target=target.amount,
        unit=target.unit or actual.unit or "",
        written=plain(actual.amount) + (actual.unit or ""),
        converted=factor != 1,
    )


def same_unit(one: str, other: str) -> bool:
    """Whether two units are one, but for its scale: 元 and 万元, 元/户 and 元/户·年; 次 and 场 are two."""
    left, right = _parted(one)[1], _parted(other)[1]
    return {one, other} == {"%", "‰"} or left.startswith(right) or right.startswith(left)


def _factor(given: str | None, wanted: str | None) -> Decimal | None:
    """By what a number in one unit is multiplied to stand in another; None where that makes no sense."""
    if not given or not wanted or given == wanted:
        return Decimal(1)
    if {given, wanted} == {"%", "‰"}:
        return Decimal("0.1") if given == "‰" else Decimal(10)
    if len({bool(_A_TIME.search(unit.translate(_TIMES))) for unit in (given, wanted)}) > 1:
        return None
    given_scale, given_base = _parted(given)
    wanted_scale, wanted_base = _parted(wanted)
    alike = given_base.startswith(wanted_base) or wanted_base.startswith(given_base)
    if not alike and (given_base.startswith(_KINDS) or wanted_base.startswith(_KINDS)):
        return None
    return EXACT.divide(given_scale, wanted_scale)


def _parted(unit: str) -> tuple[Decimal, str]:
    if unit.startswith(("百分", "个")):
        return Decimal(1), "%" if "百分" in unit else unit
    found = _SCALED.fullmatch(unit.translate(_TIMES))
    scale = Decimal(1)
    for sign in found[1] if found else "":
        scale *= _SCALES[sign]
    return scale, found[2] if found else unit
