"""Which rows of a table hold the words of another row: time under 成本, cost under 时效, and the like.

What that means for a row is left to NAM05, NAM06 and NAM07.
"""

from __future__ import annotations

from jixiao.checks.items import IndicatorItem
from jixiao.checks.rule import Level
from jixiao.checks.rules.nam.words_of_slots import (
    COST,
    COSTS,
    ECOLOGICAL,
    ECONOMIC,
    QUALITY,
    QUANTITY,
    SOCIAL,
    TIME,
    counted,
    end_of,
    in_money,
    in_time,
    speaks,
)

_ENDS = {QUALITY: "time_ends", **dict.fromkeys((ECONOMIC, SOCIAL, ECOLOGICAL), "own_time_ends")}
_CLEAR = (("满意度指标", "satisfaction_ends"), ("质量指标", "quality_ends"))


def belongs_instead_of_time(row: IndicatorItem) -> str | None:
    """Under which second level the name of a 时效 row belongs; None where it may speak of time."""
    if in_time(row.target) or speaks(row.name, "time_hints"):
        return None
    if end_of(row.name, "cost_ends") or end_of(row.name, "cost_limits"):
        return COST
    for category, ends in _CLEAR:
        if end_of(row.name, ends):
            return category
    return None


def belongs_instead_of_cost(row: IndicatorItem) -> str | None:
    """Under which second level the name of a 成本 row belongs; None where it may speak of cost."""
    if in_money(row.target) or speaks(row.name, "cost_hints"):
        return None
    if speaks(row.name, "time"):
        return TIME
    for category, ends in _CLEAR:
        if end_of(row.name, ends):
            return category
    return None


def partner(row: IndicatorItem, rows: list[IndicatorItem]) -> IndicatorItem | None:
    """The row of the same table with which a row of time or cost has changed places; None where more than two could."""
    times = [one for one in rows if one.category == TIME and belongs_instead_of_time(one) == COST]
    costs = [one for one in rows if one.category in COSTS and belongs_instead_of_cost(one) == TIME]
    if len(times) != 1 or len(costs) != 1:
        return None
    return costs[0] if row.category == TIME else times[0]


def level_of_time_elsewhere(row: IndicatorItem) -> Level | None:
    """How sure it is that a row under another label measures time; None where it may stand there."""
    if row.category == QUANTITY and end_of(row.name, "time_ends") and not counted(row.target):
        return Level.ERROR
    ends = _ENDS.get(row.category)
    return Level.WARNING if ends and end_of(row.name, ends) else None
