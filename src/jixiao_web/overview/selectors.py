"""What dashboards show: each selector takes the person, reads roll-ups, and asks as much for many rows as for few."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Avg, Count, F, Q, QuerySet
from django.http import Http404

from jixiao_web.accounts.models import Region, Unit
from jixiao_web.accounts.policy import Action, Person
from jixiao_web.evaluation.models import Result
from jixiao_web.monitoring.models import Standing
from jixiao_web.overview.models import Summary, SummaryMonth
from jixiao_web.spending.models import Ledger
from jixiao_web.spending.selectors import Row, rate_of, row_of

ORDERS: Mapping[str, tuple[str, ...]] = {
    "rate": ("rate", "unit__code"),
    "lights": ("-red", "-yellow", "unit__code"),
    "budget": ("-adjusted_fen", "unit__code"),
    "unit": ("unit__code",),
}
MOST_RISKS, MOST_CHARTED = 10, 15
_HUNDREDTH = Decimal("0.01")


class Point(NamedTuple):
    """A month of the curve: its own spending and the sums by its end; shares of the whole budget, percent points."""

    month: int
    fen: int
    planned_fen: int
    spent_fen: int
    planned: Decimal | None
    spent: Decimal | None
    is_over: bool


class UnitLine(NamedTuple):
    """A unit in the league: its sums, shares, and the mean of its self-evaluation's marks where there are any."""

    summary: Summary
    rate: Decimal | None
    planned: Decimal | None
    marks: Decimal | None


class ProjectLine(NamedTuple):
    """A project of a unit: its ledger, its light now, its monitored standings by month, its own mark."""

    row: Row
    standings: Sequence[Standing | None]
    mark: Decimal | None


class Place(NamedTuple):
    """What a dashboard is of: a unit, or a county."""

    county_code: str
    name: str
    unit: Unit | None = None


def county_for(person: Person, county_code: str = "") -> Place:
    """A county all of whose units a person may see.

    Raises:
        Http404: there is none, or not this one.
    """
    counties = person.units(Action.SEE_FILING)[1]
    code = county_code or min(counties, default="")
    if code not in counties:
        raise Http404
    region = Region.objects.filter(code=code).first()
    return Place(code, region.name if region else code)


def unit_for(person: Person, unit_id: uuid.UUID) -> Place:
    """A unit that a person may see.

    Raises:
        Http404: there is none, or none for this person.
    """
    unit = Unit.objects.filter(pk=unit_id).first()
    if unit is None or not person.may(Action.SEE_FILING, unit):
        raise Http404
    return Place(unit.county_code, unit.name, unit)


def own_units(person: Person) -> QuerySet[Unit]:
    """The single units that a person belongs to."""
    return Unit.objects.filter(pk__in=person.units(Action.SEE_FILING)[0]).order_by("code")


def years_of(place: Place) -> list[int]:
    """The years of which there is anything, the newest first."""
    rows = Summary.objects.filter(county_code=place.county_code, unit=place.unit)
    return list(rows.order_by("-year").values_list("year", flat=True))


def summary_of(place: Place, year: int | None) -> Summary | None:
    """The sums of a place's year."""
    return Summary.objects.filter(county_code=place.county_code, unit=place.unit, year=year).first()


def curve_of(summary: Summary, today: date) -> list[Point]:
    """The months of a year with what was planned and spent by the end of each."""
    points, sum_fen = [], 0
    over = 12 if today.year > summary.year else today.month if today.year == summary.year else 0
    for row in SummaryMonth.objects.filter(summary=summary).order_by("month"):
        sum_fen += row.spent_fen
        is_over = row.month <= over
        points.append(
            Point(
                row.month,
                row.spent_fen,
                row.planned_fen,
                sum_fen,
                rate_of(row.planned_fen, summary.adjusted_fen),
                rate_of(sum_fen, summary.adjusted_fen) if is_over else None,
                is_over,
            )
        )
    return points


def units_of(place: Place, year: int | None, order: str) -> QuerySet[Summary]:
    """The units of a county in an order of `ORDERS`; those without a budget last where it is by rate."""
    rows = Summary.objects.filter(county_code=place.county_code, year=year, projects__gt=0).exclude(unit=None)
    names = [F("rate").asc(nulls_last=True) if name == "rate" else name for name in ORDERS[order]]
    return rows.select_related("unit").order_by(*names)


def unit_lines(rows: Sequence[Summary]) -> list[UnitLine]:
    """Units with their shares and marks, in one query more."""
    marks = _marks(rows)
    return [
        UnitLine(
            row,
            rate_of(row.spent_fen, row.adjusted_fen),
            rate_of(row.planned_fen, row.adjusted_fen) if row.month else None,
            marks.get(row.unit_id),
        )
        for row in rows
    ]


def _marks(rows: Sequence[Summary]) -> dict[uuid.UUID, Decimal]:
    """The mean marks of the units' projects in their self-evaluations; the re-checked mark goes before the own."""
    if not rows:
        return {}
    results = Result.objects.filter(
        filing__unit__in=[row.unit_id for row in rows],
        filing__year=rows[0].year,
        filing__deleted_at=None,
        ordinal__gt=0,
    )
    told = results.order_by().values_list("filing__unit").annotate(mean=Avg(_mark()))
    return {unit: Decimal(str(mean)).scaleb(-2).quantize(_HUNDREDTH) for unit, mean in told if mean is not None}


def _mark():
    from django.db.models.functions import Coalesce

    return Coalesce("recheck", "total")


def risks_of(place: Place, year: int | None, today: date) -> list[Row]:
    """The ledgers in which the watch rules find most."""
    rows = Ledger.objects.filter(county_code=place.county_code, year=year)
    if place.unit:
        rows = rows.filter(unit=place.unit)
    rows = rows.filter(Q(errors__gt=0) | Q(warnings__gt=0)).select_related("unit")
    return [row_of(each, today) for each in rows.order_by("-errors", "-warnings", "pk")[:MOST_RISKS]]


def ledgers_of(place: Place, year: int | None) -> QuerySet[Ledger]:
    """The ledgers of a unit's year."""
    return Ledger.objects.filter(county_code=place.county_code, unit=place.unit, year=year).order_by("ordinal")


def project_lines(place: Place, ledgers: Sequence[Ledger], today: date) -> tuple[list[int], list[ProjectLine]]:
    """The months that were monitored, and the projects with their standings and marks, in two queries."""
    if not ledgers:
        return [], []
    keys = [each.pk for each in ledgers]
    standings = {(each.ledger_id, each.month): each for each in Standing.objects.filter(ledger__in=keys)}
    months = sorted({month for _, month in standings})
    results = Result.objects.filter(
        filing__unit=place.unit, filing__year=ledgers[0].year, filing__deleted_at=None, ordinal__gt=0
    )
    marks = {
        name: Decimal(total).scaleb(-2)
        for name, total in results.annotate(mark=_mark()).values_list("name", "mark")
        if total is not None
    }
    lines = [
        ProjectLine(row_of(each, today), [standings.get((each.pk, month)) for month in months], marks.get(each.name))
        for each in ledgers
    ]
    return months, lines


def lights_of_months(place: Place, year: int | None) -> list[tuple[int, int, int, int, int]]:
    """Of a unit's monitored months: month, and projects with a red, yellow, green, blue light."""
    rows = Standing.objects.filter(ledger__unit=place.unit, ledger__year=year).order_by("month")
    counts = [Count("pk", filter=Q(light=light)) for light in ("red", "yellow", "green", "blue")]
    named = dict(zip(("r", "y", "g", "b"), counts, strict=True))
    return list(rows.values("month").annotate(**named).values_list("month", "r", "y", "g", "b"))
