"""Monitoring: the lights of rows and projects, the nature of indicators, the periods of a place."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Literal, NamedTuple

from jixiao.api.findings import source_words
from jixiao.forms.values import parse_target
from jixiao.law import Law, NotInForce
from jixiao.model import Indicator
from jixiao.scoring import Light, Nature, light_terms_of, nature_of, project_light, row_light, terms_of

__all__ = ["Light", "Nature", "Period", "indicator_light", "indicator_nature", "periods", "worst_light"]


class Period(NamedTuple):
    """A monitoring period of a place: its last month, and the day by which its report is handed in, if one is set.

    Attributes:
        basis: `place` its own rule, `plan` a checkpoint of its spending plans, `elsewhere` seen in other places only.
        source: where that is set, in words.
    """

    month: int
    due: date | None
    basis: Literal["place", "plan", "elsewhere"] = "place"
    source: str = ""


def indicator_light(indicator: Indicator, month: int, law: Law, nature: Nature | None = None) -> Light | None:
    """The light of a row by its actual value at the end of a month; None where it cannot be told, or not yet."""
    actual = parse_target(indicator.actual)[0] if indicator.actual else None
    return row_light(indicator, actual, month, light_terms_of(law), terms_of(law), nature)


def indicator_nature(indicator: Indicator, law: Law) -> Nature:
    """What an indicator's nature seems to be: for a person to confirm."""
    return nature_of(indicator, light_terms_of(law))


def worst_light(lights: Iterable[Light | None]) -> Light | None:
    """The worst of some lights; None where none could be told."""
    return project_light(lights)


def periods(law: Law, year: int) -> tuple[Period, ...]:
    """The periods that a place monitors in a year, then those that end with a checkpoint of its spending plans, then
    those of other places; each month once.
    """
    own = _months(law, "monitoring.round_end_months")
    days = {} if own else dict(zip(_months(law, _PERIODS), _days(law), strict=False))
    told: dict[int, Period] = {}
    for key, basis in _BASES.items():
        for month in () if own and key == _PERIODS else _months(law, key):
            due = date.fromisoformat(f"{year}-{days[month]}") if basis == "place" and month in days else None
            told.setdefault(month, Period(month, due, basis, source_words(law, key)))
    return tuple(told.values())


_PERIODS = "monitoring.period_end_months"
_BASES: dict[str, Literal["place", "plan", "elsewhere"]] = {
    "monitoring.round_end_months": "place",
    _PERIODS: "place",
    "spending_plan.checkpoint_months": "plan",
    "monitoring.local_end_months": "elsewhere",
}


def _months(law: Law, key: str) -> tuple[int, ...]:
    try:
        return law.integers(key)
    except NotInForce:
        return ()


def _days(law: Law) -> tuple[str, ...]:
    try:
        return law.words("monitoring.report_dates")
    except NotInForce:
        return ()
