"""What dashboards show: each selector takes the person, reads roll-ups, and asks as much for many rows as for few."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404

from jixiao_web.accounts.models import Region, Unit
from jixiao_web.accounts.policy import Action, Person
from jixiao_web.common.prepared import Prepared, Slot
from jixiao_web.evaluation.models import Result
from jixiao_web.monitoring.models import Standing
from jixiao_web.overview.models import GoalLights, Summary, SummaryMonth, UnitMark
from jixiao_web.spending.models import Ledger
from jixiao_web.spending.selectors import Row, rate_of, row_of

ORDERS: Mapping[str, tuple[str, ...]] = {
    "rate": ("rate", "unit_code"),
    "lights": ("-red", "-yellow", "unit_code"),
    "budget": ("-adjusted_fen", "unit_code"),
    "unit": ("unit_code",),
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


class Listed(NamedTuple):
    """A unit in the list of a county's dashboard, in the order of `_LISTED`; shares and marks as in `UnitLine`.

    Attributes:
        goals_red, goals_yellow, goals_green, goals_blue: projects by the light of their goals; None before monitoring.
    """

    unit_id: uuid.UUID
    name: str
    code: str
    projects: int
    adjusted_fen: int
    spent_fen: int
    planned_fen: int
    month: int
    red: int
    yellow: int
    green: int
    blue: int
    mean: int | None
    goals_red: int | None = None
    goals_yellow: int | None = None
    goals_green: int | None = None
    goals_blue: int | None = None

    @property
    def rate(self) -> Decimal | None:
        """执行率."""
        return rate_of(self.spent_fen, self.adjusted_fen)

    @property
    def planned(self) -> Decimal | None:
        """What the plans want by the month that is over."""
        return rate_of(self.planned_fen, self.adjusted_fen) if self.month else None

    @property
    def marks(self) -> Decimal | None:
        """The mean mark."""
        return None if self.mean is None else Decimal(self.mean).scaleb(-2)


class Risk(NamedTuple):
    """A ledger in which the watch rules find something."""

    key: uuid.UUID
    name: str
    errors: int
    warnings: int
    unit: str


class ProjectLine(NamedTuple):
    """A project of a unit: its ledger, its light now, its monitored standings by month, its mark that holds."""

    row: Row
    standings: Sequence[Standing | None]
    mark: Mark | None


class Mark(NamedTuple):
    """The points of a project that hold, and where their working stands."""

    points: Decimal
    evaluation_id: uuid.UUID
    ordinal: int


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
    names = _REGION.rows((code,))
    return Place(code, names[0][0] if names else code)


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


def summaries_of(place: Place) -> dict[int, Summary]:
    """The sums of all years of a place, the newest first."""
    unit = (place.unit.pk,) if place.unit else ()
    return {row.year: row for row in _SUMMARIES.rows((place.county_code, *unit))}


def curve_of(summary: Summary, today: date) -> list[Point]:
    """The months of a year with what was planned and spent by the end of each."""
    points, sum_fen = [], 0
    over = 12 if today.year > summary.year else today.month if today.year == summary.year else 0
    for month, spent_fen, planned_fen in _MONTHS.rows((summary.county_code, summary.pk)):
        sum_fen += spent_fen
        is_over = month <= over
        points.append(
            Point(
                month,
                spent_fen,
                planned_fen,
                sum_fen,
                rate_of(planned_fen, summary.adjusted_fen),
                rate_of(sum_fen, summary.adjusted_fen) if is_over else None,
                is_over,
            )
        )
    return points


def units_of(place: Place, year: int | None, order: str) -> QuerySet[Summary]:
    """The units of a county in an order of `ORDERS`; those without a budget last where it is by rate."""
    rows = Summary.objects.filter(county_code=place.county_code, year=year or 0, projects__gt=0).exclude(unit=None)
    return rows.select_related("unit").order_by(*_ordered(order))


def _ordered(order: str) -> list[Any]:
    return [F("rate").asc(nulls_last=True) if name == "rate" else name for name in ORDERS[order]]


def units_listed(place: Place, year: int, order: str, start: int, end: int) -> list[Listed]:
    """Some units of a county's year in an order of `ORDERS`, with their marks."""
    return [*map(Listed._make, _UNITS.rows((place.county_code, year), order=order, start=start, end=end))]


def unit_lines(rows: Sequence[Summary]) -> list[UnitLine]:
    """Units with their shares and marks, in one query more."""
    marks = _marks(rows)
    return [
        UnitLine(
            row,
            rate_of(row.spent_fen, row.adjusted_fen),
            rate_of(row.planned_fen, row.adjusted_fen) if row.month else None,
            marks.get(row.unit_id) if row.unit_id else None,
        )
        for row in rows
    ]


def _marks(rows: Sequence[Summary]) -> dict[uuid.UUID, Decimal]:
    """The mean marks of the units' projects in their self-evaluations."""
    if not rows:
        return {}
    about = {"county_code": rows[0].county_code, "year": rows[0].year}
    told = UnitMark.objects.filter(**about, unit__in=[row.unit_id for row in rows]).values_list("unit", "mean")
    return {unit: Decimal(mean).scaleb(-2) for unit, mean in told}


def risks_of(place: Place, year: int | None, today: date) -> list[Row]:
    """The ledgers in which the watch rules find most: in their order those in which they find nothing come last."""
    rows = Ledger.objects.filter(county_code=place.county_code, year=year or 0).select_related("unit")
    if place.unit:
        rows = rows.filter(unit=place.unit)
    first = rows.order_by("-errors", "-warnings", "pk")[:MOST_RISKS]
    return [row_of(each, today) for each in first if each.errors or each.warnings]


def risks_shown(place: Place, year: int | None) -> list[Risk]:
    """The same for pages, which tell nothing else of these ledgers."""
    if year is None:
        return []
    unit = (place.unit.pk,) if place.unit else ()
    told = _RISKS.rows((place.county_code, year, *unit))
    risks = (Risk(key, name or code, *rest) for key, name, code, *rest in told)
    return [risk for risk in risks if risk.errors or risk.warnings]


def ledgers_of(place: Place, year: int | None) -> QuerySet[Ledger]:
    """The ledgers of a unit's year."""
    return Ledger.objects.filter(county_code=place.county_code, unit=place.unit, year=year or 0).order_by("ordinal")


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
    told = results.annotate(mark=Coalesce("recheck", "total")).exclude(mark=None)
    marks = {
        name: Mark(Decimal(held).scaleb(-2), filing_id, ordinal)
        for name, held, filing_id, ordinal in told.values_list("name", "mark", "filing_id", "ordinal")
    }
    lines = [
        ProjectLine(row_of(each, today), [standings.get((each.pk, month)) for month in months], marks.get(each.name))
        for each in ledgers
    ]
    return months, lines


def lights_of_months(place: Place, year: int | None) -> list[tuple[int, int, int, int, int]]:
    """Of a unit's monitored months: month, and projects with a red, yellow, green, blue light."""
    rows = Standing.objects.filter(ledger__unit=place.unit, ledger__year=year or 0).order_by("month")
    counts = [Count("pk", filter=Q(light=light)) for light in ("red", "yellow", "green", "blue")]
    named = dict(zip(("r", "y", "g", "b"), counts, strict=True))
    told: Any = rows.values("month").annotate(**named)
    return list(told.values_list("month", "r", "y", "g", "b"))


_LIGHTS = ("red", "yellow", "green", "blue")
_LISTED = (
    *("unit_id", "unit__name", "unit_code", "projects", "adjusted_fen", "spent_fen", "planned_fen", "month"),
    *_LIGHTS,
)


def _listed(county: Slot, year: Slot, *, order: str, start: int, end: int) -> QuerySet[Summary, Any]:
    same = {name: OuterRef(name) for name in ("county_code", "unit_id", "year")}
    mark, goals = UnitMark.objects.filter(**same), GoalLights.objects.filter(**same)
    rows = Summary.objects.filter(county_code=county, year=year, projects__gt=0).exclude(unit=None)
    told = rows.order_by(*_ordered(order)).annotate(
        mean=Subquery(mark.values("mean")),
        **{f"goals_{light}": Subquery(goals.values(light)) for light in _LIGHTS},
    )
    return told.values_list(*_LISTED, "mean", *(f"goals_{light}" for light in _LIGHTS))[start:end]


def _months(county: Slot, summary: Slot) -> QuerySet[SummaryMonth, Any]:
    rows = SummaryMonth.objects.filter(county_code=county, summary_id=summary)
    return rows.order_by("month").values_list("month", "spent_fen", "planned_fen")


def _risky(county: Slot, year: Slot, *unit: Slot) -> QuerySet[Ledger, Any]:
    rows = Ledger.objects.filter(county_code=county, year=year)
    rows = rows.filter(unit_id=unit[0]) if unit else rows
    told = rows.order_by("-errors", "-warnings", "pk")[:MOST_RISKS]
    return told.values_list("pk", "name", "key", "errors", "warnings", "unit__name")


def _summaries(county: Slot, *unit: Slot) -> QuerySet[Summary]:
    rows = Summary.objects.filter(county_code=county)
    return (rows.filter(unit_id=unit[0]) if unit else rows.filter(unit=None)).order_by("-year")


_SUMMARIES = Prepared(_summaries)
_REGION = Prepared(lambda code: Region.objects.filter(code=code).order_by().values_list("name"))
_UNITS, _MONTHS, _RISKS = Prepared(_listed), Prepared(_months), Prepared(_risky)
