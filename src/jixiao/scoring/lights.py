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

WORST_FIRST: tuple[Light, ...] = ("red", "yellow", "green", "blue")
_TIERS: tuple[Light, ...] = ("green", "yellow", "red")
_MONTHS, _HUNDRED = Decimal(12), Decimal(100)


class LightTerms(msgspec.Struct, frozen=True, kw_only=True):
    """Where the lights change, percent points of what was to be reached by now.

    Attributes:
        floors: yellow, green and blue begin here; below the first it is red.
        prorated: second levels that grow over the year; the others are held against the whole target.
    """

    floors: tuple[Decimal, ...]
    prorated: tuple[str, ...]


def light_terms_of(law: Law) -> LightTerms:
    """The thresholds in force."""
    return LightTerms(
        floors=law.decimals("monitoring.light_floors_percent"),
        prorated=law.words("monitoring.prorated_categories"),
    )


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
    indicator: Indicator, actual: TargetValue | None, month: int, lights: LightTerms, terms: Terms
) -> Light | None:
    """The light of a row at the end of a month; None where it cannot be told.

    Quantities and benefits of which more is better are held against their share of the year; quality, time, cost,
    satisfaction, and everything of which less is better against the whole target.
    """
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
    if indicator.category not in lights.prorated:
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
