"""The lights of goals, summed: projects of a unit's year by the newest light that a report of monitoring told.

Written with the standings of reports, in a row of its own: who fills in a report must not wait for who enters spending.
"""

from __future__ import annotations

import uuid
from collections import Counter
from typing import Any, NamedTuple

from django.db.models import QuerySet, Sum

from jixiao_web.common.prepared import Prepared, Slot
from jixiao_web.filings.models import Filing
from jixiao_web.monitoring.models import Standing
from jixiao_web.overview.models import GoalLights
from jixiao_web.overview.selectors import MOST_CHARTED, Place


class Lights(NamedTuple):
    """How many projects have each light."""

    red: int = 0
    yellow: int = 0
    green: int = 0
    blue: int = 0

    @property
    def has_any(self) -> bool:
        """Whether a goal has a light."""
        return any(self)


def goals_summed(filing: Filing) -> None:
    """Sum the lights of a unit's year after the standings of a report were written.

    Must be called inside the transaction that writes them. Whoever sums holds the row, so that two reports of a unit
    that are saved at once are both counted.
    """
    about: dict[str, Any] = {"county_code": filing.county_code, "unit_id": filing.unit_id, "year": filing.year}
    GoalLights.objects.get_or_create(**about)
    own = GoalLights.objects.select_for_update(of=("self",)).get(**about)
    found = goals_of(filing.county_code, filing.unit_id, filing.year)
    if found != told_by(own):
        GoalLights.objects.filter(pk=own.pk).update(**found._asdict())


def goals_of(county_code: str, unit_id: uuid.UUID, year: int) -> Lights:
    """What the standings of a unit's year come to."""
    own = {"county_code": county_code, "ledger__unit_id": unit_id, "ledger__year": year}
    told = Standing.objects.filter(**own).exclude(goals="").order_by("month", "filing__created_at")
    newest = dict(told.values_list("ledger_id", "goals"))
    return Lights(**Counter(newest.values()))


def told_by(row: GoalLights) -> Lights:
    """A row's numbers."""
    return Lights(row.red, row.yellow, row.green, row.blue)


def goals_at(place: Place, year: int | None) -> Lights:
    """The lights of goals of a place's year, in one query."""
    if year is None:
        return Lights()
    unit = (place.unit.pk,) if place.unit else ()
    return next((Lights._make(row) for row in _SUMS.rows((place.county_code, year, *unit))), Lights())


def units_by_goals(place: Place, year: int) -> list[tuple[str, int, int, int, int]]:
    """The units of a county with the most red lights of goals, as charts want them."""
    rows = GoalLights.objects.filter(county_code=place.county_code, year=year).exclude(red=0, yellow=0, green=0, blue=0)
    told = rows.order_by("-red", "-yellow", "unit__code").select_related("unit")[:MOST_CHARTED]
    return [(row.unit.name, *told_by(row)) for row in told]


def _sums(county: Slot, year: Slot, *unit: Slot) -> QuerySet[GoalLights, tuple[int, int, int, int]]:
    rows = GoalLights.objects.filter(county_code=county, year=year)
    rows = rows.filter(unit_id=unit[0]) if unit else rows
    sums = {f"all_{name}": Sum(name) for name in Lights._fields}
    return rows.order_by().values("year").annotate(**sums).values_list(*sums)


_SUMS = Prepared(_sums)
