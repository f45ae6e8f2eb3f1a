"""What a form's own standard takes off: 每降5%扣1分, 每延迟1天扣0.5分, 每发生一起扣2分, 未完成不得分.

Leaves every other sentence of a standard to people: what is not wholly understood is not applied.
"""

from __future__ import annotations

import re
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal, localcontext
from typing import Literal

import msgspec

from jixiao.scoring.marks import EXACT, ZERO, Mark, Step, plain, two_places
from jixiao.units import NUMBER, chinese_number, narrow, written

Side = Literal["short", "excess", "late"]

_SIDES: dict[Side, str] = {
    "late": "延迟|延期|逾期|推迟|拖延|滞后|晚|迟",
    "short": "降低|下降|降|低于|低|减少|少于|少|缺少|缺|差|未完成",
    "excess": "增加|增长|增|超过|超出|超支|超|高于|多于|多|发生|出现",
}
_STEPS: dict[Side, str] = {"short": "deducted_short", "excess": "deducted_excess", "late": "deducted_late"}
_SIDE = "|".join(f"(?P<{side}>{words})" for side, words in _SIDES.items())
_COUNT = rf"(?P<step>{NUMBER}|[一二两三四五六七八九十百]+)"
_RULE = re.compile(
    rf"每(?:{_SIDE})(?:目标值|标准|计划|预算)?的?{_COUNT}(?P<unit>%|个?百分点|[\u4e00-\u9fff]{{0,3}}?)(?:的)?[,，]?"
    rf"扣(?:减|除)?(?P<points>{NUMBER})分"
)
_ROUND_UP = re.compile(r"不足[^,，。；;]{1,12}按")


class Deduction(msgspec.Struct, frozen=True, kw_only=True):
    """For every whole `step` that the outcome is short, in excess or late, `points` are taken off.

    Attributes:
        percent: the step is in percent: points of a percent target, or a share of any other.
        started: a step that has only begun counts whole (不足1天按1天计).
        quote: the words of the standard that say so.
    """

    side: Side
    step: Decimal
    points: Decimal
    percent: bool
    started: bool
    quote: str


def deduction_of(standard: str) -> Deduction | None:
    """The one deduction by steps that a standard names; None where it names none, or several.

    >>> rule = deduction_of("群众满意率90%以上得10分，每降5%扣1分")
    >>> rule.side, rule.step, rule.points
    ('short', Decimal('5'), Decimal('1'))
    """
    found = list(_RULE.finditer(narrow(standard)))
    if len(found) != 1:
        return None
    rule = found[0]
    step = chinese_number(rule["step"]) if not rule["step"][0].isascii() else None
    amount = Decimal(step) if step is not None else written(rule["step"]) if rule["step"][0].isascii() else ZERO
    if amount <= 0:
        return None
    side = next(side for side in _SIDES if rule[side])
    return Deduction(
        side=side,
        step=amount,
        points=written(rule["points"]),
        percent="%" in rule["unit"] or "百分点" in rule["unit"],
        started=bool(_ROUND_UP.search(standard)),
        quote=rule[0],
    )


def deducted_mark(gap: Decimal, rule: Deduction, weight: Decimal, unit: str) -> Mark:
    """All points less those of every step of the gap, never below 0.

    Args:
        gap: by how much the outcome misses the target on the rule's side, > 0.
    """
    with localcontext(EXACT):
        steps = (gap / rule.step).to_integral_value(ROUND_CEILING if rule.started else ROUND_FLOOR)
        off = steps * rule.points
        points = two_places(max(weight - off, ZERO))
        values = {
            "quote": rule.quote,
            "gap": plain(gap) + unit,
            "off": plain(off),
            "weight": plain(weight),
            "points": plain(points),
        }
        return Mark(weight=weight, points=points, steps=(Step(_STEPS[rule.side], values),))
