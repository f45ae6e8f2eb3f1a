"""What people read of monitoring: each selector takes the person and returns only what that person may see."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from django.db.models import Count, Q, QuerySet
from django.http import Http404

from jixiao import api
from jixiao_web.accounts.policy import Action, Person
from jixiao_web.common.provinces import law_for
from jixiao_web.filings.models import OPEN, SETTLED, Filing, Kind, State
from jixiao_web.filings.selectors import filing_for, reach
from jixiao_web.monitoring.models import Evidence, Measure, Reading, Round, Standing
from jixiao_web.monitoring.rounds import reports_of
from jixiao_web.monitoring.standing import ProjectStanding, RowStanding, standings_of

LIGHTS = ("red", "yellow", "green", "blue")


class RoundRow(NamedTuple):
    """A round in a list: how many reports, how many of them settled, and how many a unit still has to hand in."""

    round: Round
    reports: int
    settled: int
    open: int
    late: bool


class UnitRow(NamedTuple):
    """A unit's report in a round; lights by how many projects have each."""

    filing: Filing
    lights: tuple[tuple[str, int], ...]
    measures: int
    is_late: bool


def rounds_seen_by(person: Person) -> QuerySet[Round]:
    """The rounds of a person's counties."""
    counties = {each.county_code for each in person.appointments}
    return Round.objects.filter(county_code__in=counties)


def rounds_told(person: Person, today: date, most: int = 100) -> list[RoundRow]:
    """The rounds that a person may see, the newest first, with their numbers within the person's reach."""
    rounds = [*rounds_seen_by(person)[:most]]
    seen = Filing.objects.filter(reach(person, Action.SEE_FILING), kind=Kind.MONITORING)
    counted = seen.order_by().values_list("county_code", "year", "period", "state").annotate(number=Count("pk"))
    numbers: dict[tuple[str, int, str], dict[str, int]] = {}
    for county, year, period, state, number in counted:
        numbers.setdefault((county, year, period), {})[state] = number
    told = []
    for each in rounds:
        own = numbers.get((each.county_code, each.year, each.period), {})
        settled, waiting = (sum(own.get(state, 0) for state in states) for states in (SETTLED, OPEN))
        told.append(RoundRow(each, sum(own.values()), settled, waiting, bool(waiting) and each.due < today))
    return told


def round_for(person: Person, round_id: uuid.UUID) -> Round:
    """A round that a person may see.

    Raises:
        Http404: there is none, or none for this person.
    """
    found = rounds_seen_by(person).filter(pk=round_id).first()
    if found is None or not person.may_somewhere(Action.SEE_FILING):
        raise Http404
    return found


def units_in(person: Person, made: Round, today: date) -> list[UnitRow]:
    """The reports of a round within a person's reach, with their lights: three queries."""
    filings = [
        *reports_of(made)
        .filter(reach(person, Action.SEE_FILING))
        .select_related("unit")
        .defer("draft", "carried", "returned")
        .order_by("unit_code")
    ]
    lights: dict[uuid.UUID, dict[str, int]] = {}
    for filing, light, number in (
        Standing.objects.filter(filing__in=[each.pk for each in filings])
        .order_by()
        .values_list("filing_id", "light")
        .annotate(number=Count("pk"))
    ):
        lights.setdefault(filing, {})[light] = number
    measures = dict(
        Measure.objects.filter(filing__in=[each.pk for each in filings], closed_at=None)
        .order_by()
        .values_list("filing_id")
        .annotate(number=Count("pk"))
    )
    return [
        UnitRow(
            each,
            tuple((light, own[light]) for light in (*LIGHTS, "") if (own := lights.get(each.pk, {})).get(light)),
            measures.get(each.pk, 0),
            each.state in OPEN and made.due < today,
        )
        for each in filings
    ]


def report_for(person: Person, filing_id: uuid.UUID) -> Filing:
    """A monitoring report that a person may see.

    Raises:
        Http404: there is none, or none for this person.
    """
    filing = filing_for(person, filing_id)
    if filing.kind != Kind.MONITORING:
        raise Http404
    return filing


class RowTold(NamedTuple):
    """An indicator on the page of a report's lights, with what stands beside it."""

    standing: RowStanding
    evidence: Sequence[Evidence]
    measures: Sequence[Measure]
    last: Reading | None


class ProjectTold(NamedTuple):
    """A project there; its own measures are about its money."""

    standing: ProjectStanding
    rows: Sequence[RowTold]
    measures: Sequence[Measure]


def report_told(filing: Filing) -> list[ProjectTold]:
    """All that is known of a report's projects: a fixed number of queries."""
    evidence = evidence_of(filing)
    measures = measures_of(filing)
    before = last_before(filing)
    told = []
    for each in standings_of(filing):
        rows = [
            RowTold(row, evidence.get(row.path, ()), measures.get(row.path, ()), before.get(_key(each, row)))
            for row in each.rows
        ]
        told.append(ProjectTold(each, rows, measures.get(each.path, ())))
    return told


def _key(project: ProjectStanding, row: RowStanding) -> tuple[object, str, str]:
    indicator = row.indicator
    ledger = project.ledger.pk if project.ledger else None
    return ledger, (indicator.category or "")[:60], (indicator.name or "")[:300]


def last_before(filing: Filing) -> Mapping[tuple[object, str, str], Reading]:
    """The last readings of the same plan's indicators in earlier periods."""
    month = int(filing.period.rpartition("-")[2] or 12)
    found = Reading.objects.filter(
        county_code=filing.county_code, filing__plan=filing.plan_id, month__lt=month
    ).select_related("filing")
    return {(each.ledger_id, each.category, each.name): each for each in found.order_by("month")}


def evidence_of(filing: Filing) -> dict[str, list[Evidence]]:
    """The files of a report by row."""
    return _by_path(Evidence.objects.filter(filing=filing, deleted_at=None).select_related("added_by"))


def measures_of(filing: Filing) -> dict[str, list[Measure]]:
    """The measures of a report by row or project."""
    return _by_path(Measure.objects.filter(filing=filing).select_related("adjustment"))


def _by_path(rows: Iterable) -> dict[str, list]:  # type: ignore[type-arg]  # rows that have a path
    told: dict[str, list] = {}  # type: ignore[type-arg]  # rows of Django, as above
    for each in rows:
        told.setdefault(each.path, []).append(each)
    return told


def evidence_for(person: Person, evidence_id: uuid.UUID) -> Evidence:
    """A file that a person may see.

    Raises:
        Http404: there is none, or none for this person.
    """
    found = Evidence.objects.select_related("filing__unit").filter(pk=evidence_id).first()
    if found is None or not person.may(Action.SEE_FILING, found.filing.unit):
        raise Http404
    return found


def measures_seen_by(person: Person, only: str, today: date) -> QuerySet[Measure]:
    """The measures that a person may see: open, overdue, or all; the most urgent first."""
    seen = Measure.objects.filter(reach(person, Action.SEE_FILING, "filing__unit_id")).select_related("filing__unit")
    if only == "overdue":
        seen = seen.filter(closed_at=None, due__lt=today)
    elif only != "all":
        seen = seen.filter(closed_at=None)
    return seen.defer("filing__draft", "filing__carried", "filing__returned").order_by("closed_at", "due", "id")


def measure_for(person: Person, measure_id: uuid.UUID) -> Measure:
    """A measure that a person may see.

    Raises:
        Http404: there is none, or none for this person.
    """
    found = Measure.objects.select_related("filing__unit", "adjustment", "taken_by", "closed_by").filter(pk=measure_id)
    measure = found.first()
    if measure is None or not person.may(Action.SEE_FILING, measure.filing.unit):
        raise Http404
    return measure


def adjustments_for(measure: Measure) -> QuerySet[Filing]:
    """The adjustments of the plan to which a measure may lead."""
    return Filing.objects.filter(adjusts=measure.filing.plan_id).only("why", "state", "kind", "created_at")


def days_of(filings: Iterable[Filing]) -> dict[uuid.UUID, date]:
    """By when reports of rounds are handed in: for `filings.due`."""
    wanted = [each for each in filings if each.kind == Kind.MONITORING and each.state in (*OPEN, State.UNIT_REVIEW)]
    if not wanted:
        return {}
    among = Q(pk__in=[])
    for county, year, period in {(each.county_code, each.year, each.period) for each in wanted}:
        among |= Q(county_code=county, year=year, period=period)
    days = {(each.county_code, each.year, each.period): each.due for each in Round.objects.filter(among)}
    keys = {each.pk: (each.county_code, each.year, each.period) for each in wanted}
    return {pk: days[key] for pk, key in keys.items() if key in days}


def periods_offered(county_code: str, year: int) -> Sequence[api.Period]:
    """The periods that a county's place monitors in a year.

    Where its province has no profile of its own, plans are on Hebei's form: their checkpoints are offered beside.
    """
    return api.periods(law_for(county_code, date(year, 12, 31)), year)
