"""The lights of monitoring: red, yellow, green, blue for a row, for the execution, for a project.

Practice seen in other systems, not law; the thresholds are dated data. Leaves to the caller which month it is.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from decimal import Decimal, localcontext
from typing import Literal

import msgspec

from jixiao.law import Law
from jixiao.model import Checkpoint, Indicator, TargetValue
from jixiao.scoring.amounts import Pair, compared
from jixiao.scoring.marks import EXACT, ZERO
from jixiao.scoring.qualitative import tier_of
from jixiao.scoring.rows import sense_of
from jixiao.scoring.terms import Terms

Light = Literal["red", "yellow", "green", "blue"]
Nature = Literal["progress", "year_end", "milestone"]
"""按进度: it grows with the year; 年末: only the end of the year tells; 节点: it is held against the whole target."""

WORST_FIRST: tuple[Light, ...] = ("red", "yellow", "green", "blue")
_TIERS: tuple[Light, ...] = ("green", "yellow", "red")
_MONTHS, _HUNDRED = Decimal(12), Decimal(100)


class LightTerms(msgspec.Struct, frozen=True, kw_only=True):
    """Where the lights change, percent points of what was to be reached by now.

    Attributes:
        floors: yellow, green and blue begin here; below the first it is red.
        prorated: second levels that grow over the year; the others are held against the whole target.
        year_end: second levels, and words of names and targets, of which only the end of the year tells.
        milestone: words of names that mean a day by which something is done.
    """

    floors: tuple[Decimal, ...]
    prorated: tuple[str, ...]
    year_end: tuple[str, ...] = ()
    milestone: tuple[str, ...] = ()


def light_terms_of(law: Law) -> LightTerms:
    """The thresholds in force."""
    return LightTerms(
        floors=law.decimals("monitoring.light_floors_percent"),
        prorated=law.words("monitoring.prorated_categories"),
        year_end=law.words("monitoring.year_end_words"),
        milestone=law.words("monitoring.milestone_words"),
    )


def nature_of(indicator: Indicator, lights: LightTerms) -> Nature:
    """What an indicator's nature seems to be, by its target, its name and its second level: for a person to confirm."""
    target, name, category = indicator.target, indicator.name or "", indicator.category or ""
    if (target is not None and target.dates) or any(word in name for word in lights.milestone):
        return "milestone"
    words = (name, category, target.text if target else "")
    if any(word in each for word in lights.year_end for each in words):
        return "year_end"
    grows = target is None or (target.operator not in ("<", "≤", "定性") and target.amount != 0)
    is_growing = category in lights.prorated and grows
    return "progress" if is_growing else "milestone"


def expected_percent(month: int, plan: Sequence[Checkpoint] = ()) -> Decimal:
    """Share of the year's budget that should be spent by the end of a month, percent points.

    By the project's own spending plan, straight lines between its checkpoints; by twelfths where it has none.

    >>> plan = [Checkpoint(month=month, cumulative_percent=Decimal(percent)) for month, percent in ((3, 30), (12, 90))]
    >>> expected_percent(6), expected_percent(6, plan)
    (Decimal('50'), Decimal('50'))
    """
    known = {point.month: point.cumulative_percent for point in plan if point.cumulative_percent is not None}
    with localcontext(EXACT):
        if not known:
            return month * _HUNDRED / _MONTHS
        points = [(0, ZERO), *sorted(known.items())]
        for (start, low), (end, high) in itertools.pairwise(points):
            if start <= month <= end:
                return low + (high - low) * (month - start) / (end - start)
        return points[-1][1]


def row_light(
    indicator: Indicator,
    actual: TargetValue | None,
    month: int,
    lights: LightTerms,
    terms: Terms,
    nature: Nature | None = None,
) -> Light | None:
    """The light of a row at the end of a month; None where it cannot be told, or not yet.

    Quantities and benefits of which more is better are held against their share of the year; quality, time, cost,
    satisfaction, and everything of which less is better against the whole target.

    Args:
        nature: as a person chose it, in place of what the second level says. What only the end of the year tells, and
            what has a later day, is told before only where it is reached already.
    """
    light = _whole_light(indicator, actual, month, lights, terms, nature)
    target = indicator.target
    is_early = nature == "year_end" and month < 12 or nature == "milestone" and month < _month_of(target)
    return None if is_early and light not in ("green", "blue") else light


def _month_of(target: TargetValue | None) -> int:
    """The last month that a target names; 0 where it names none."""
    dates = target.dates if target is not None and target.dates else ()
    months = [int(parts[1]) for each in dates if len(parts := each.lstrip("-").split("-")) > 1 and each[:2] != "--"]
    months += [int(each[2:4]) for each in dates if each.startswith("--")]
    return max(months, default=0)


def _whole_light(
    indicator: Indicator,
    actual: TargetValue | None,
    month: int,
    lights: LightTerms,
    terms: Terms,
    nature: Nature | None,
) -> Light | None:
    target = indicator.target
    if target is None or actual is None or not actual.text:
        return None
    if target.operator == "定性":
        tier = tier_of(actual, target, terms)
        return None if tier is None else _TIERS[tier]
    pair = compared(actual, target)
    if not isinstance(pair, Pair):
        return None
    sense = sense_of(indicator, target, terms)
    if sense == "open":
        return None
    if sense == "down":
        kept = pair.actual < pair.target if target.operator == "<" else pair.actual <= pair.target
        return "green" if kept else "red"
    if pair.target == 0 and sense == "equal":
        return "green" if pair.actual == 0 else "red"
    if nature != "progress" if nature else indicator.category not in lights.prorated:
        return "green" if pair.actual >= pair.target else "red"
    if pair.target <= 0:
        return None
    with localcontext(EXACT):
        return _by_floors(pair.actual / (pair.target * month / _MONTHS) * _HUNDRED, lights.floors)


def execution_light(rate_percent: Decimal, expected: Decimal, lights: LightTerms) -> Light | None:
    """The light of the execution: the rate against what was to be spent by now. It is never blue."""
    if expected <= 0:
        return None
    light = _by_floors(EXACT.divide(rate_percent * _HUNDRED, expected), lights.floors)
    return "green" if light == "blue" else light


def project_light(lights: Iterable[Light | None]) -> Light | None:
    """The worst of a project's lights; None where none could be told."""
    known = set(lights)
    return next((light for light in WORST_FIRST if light in known), None)


def _by_floors(percent: Decimal, floors: tuple[Decimal, ...]) -> Light:
    """Half-open: a floor belongs to the light that begins there."""
    return WORST_FIRST[sum(percent >= floor for floor in floors)]
