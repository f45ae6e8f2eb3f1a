"""The sample county around several days: always a year in its middle and one at its end, and nothing of the future."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.core.management import call_command
from django.utils import timezone

from jixiao_web.audit.log import faults
from jixiao_web.commitments.models import Commitment, Goal, GoalLink, GoalNote, Record
from jixiao_web.common.proofs import proof_read
from jixiao_web.evaluation.models import Appraisal, Recheck, Rectification, Result, Sample
from jixiao_web.filings.models import Filing, Kind, State
from jixiao_web.filings.store import document_of
from jixiao_web.monitoring.models import Evidence, Measure, Reading, Round, Standing
from jixiao_web.overview.models import Summary
from jixiao_web.sample.loading import COUNTY
from jixiao_web.sample.years import RoundDue, Years
from jixiao_web.spending.models import BudgetChange, Ledger, Payment
from jixiao_web.spending.totals import differences

from .test_sample_county import TODAY, county_there, loaded

__all__ = ["county_there", "loaded"]


def counts() -> tuple[int, ...]:
    return tuple(each.objects.count() for each in (Filing, Payment, Round, Record, Rectification, Recheck, Measure))


def states(kind: str, year: int) -> set[str]:
    return set(Filing.objects.filter(kind=kind, year=year).values_list("state", flat=True))


@pytest.mark.parametrize(
    ("today", "running", "planned"),
    [
        (date(2026, 1, 15), 2025, "next"),
        (date(2026, 2, 28), 2025, "next"),
        (date(2026, 3, 1), 2026, "running"),
        (date(2026, 8, 31), 2026, "running"),
        (date(2026, 9, 1), 2026, "next"),
        (date(2026, 12, 31), 2026, "next"),
    ],
)
def test_the_running_year_begins_in_march_and_the_next_is_planned_from_september(today, running, planned):
    years = Years(today)
    assert years.running == running and years.planned[-1] == planned
    assert years.until(running) == min(today, date(running, 12, 31)) and years.until(running - 1).day == 31


def test_the_year_before_has_its_rounds_and_of_the_last_two_that_began_one_may_be_under_way():
    ended = [
        RoundDue(2025, 7, date(2025, 8, 31), True, True),
        RoundDue(2025, 10, date(2025, 11, 20), True, True),
    ]
    assert [*Years(date(2026, 3, 5)).rounds()] == ended
    assert [*Years(date(2026, 7, 31)).rounds()] == [
        *ended,
        RoundDue(2026, 3, date(2026, 4, 20), True, False),
        RoundDue(2026, 7, date(2026, 8, 31), False, False),
    ]
    assert [*Years(date(2026, 11, 23)).rounds()][3] == RoundDue(2026, 10, date(2026, 11, 26), False, False)
    assert [(each.year, each.month) for each in Years(date(2026, 1, 15)).rounds()] == [
        (2024, 7), (2024, 10), (2025, 7), (2025, 10),
    ]  # fmt: skip


def test_in_the_season_the_running_year_is_in_its_middle_and_the_one_before_at_its_end(county_there):
    whole = Summary.objects.get(unit=None, year=2025)
    assert 6000 < whole.rate < 9500 and whole.red and whole.yellow and whole.green > whole.red + whole.yellow
    of_year = Round.objects.filter(year=2025)
    assert of_year.filter(closed_at=None).count() == 1 == of_year.exclude(closed_at=None).count()
    assert {State.APPROVED, State.FINANCE_REVIEW, State.DRAFT} <= states(Kind.MONITORING, 2025)
    assert Measure.objects.filter(closed_at=None, due__lt=TODAY).exists() and Measure.objects.exclude(closed_at=None)
    own = Filing.objects.filter(kind=Kind.SELF_EVALUATION, year=2024, period="")
    assert own.count() == 12 and {*own.values_list("state", flat=True)} == {State.APPROVED, State.PUBLISHED}
    assert Result.objects.filter(filing__in=own, recheck__isnull=False).exclude(recheck__gt=9500).exists()
    assert not Result.objects.filter(filing__in=own, total=None).exists(), "every project has its marks"
    assert set(Rectification.objects.values_list("state", flat=True)) == {"issued", "verified"}
    assert Sample.objects.get().drawn.count() == 8 and Appraisal.objects.get().is_told
    assert states(Kind.SELF_EVALUATION, 2023) and not Ledger.objects.filter(spent_fen=0).exclude(year=2025).exists()


def test_the_year_before_has_closed_rounds_with_evidence_and_its_lights_were_followed_up(county_there):
    rounds = Round.objects.filter(year=2024)
    assert {each.period for each in rounds.exclude(closed_at=None)} == {"1-7", "1-10"} and rounds.count() == 2
    reports = Filing.objects.filter(kind=Kind.MONITORING, year=2024)
    assert reports.filter(period="1-7").count() == reports.filter(period="1-10").count() == 12
    assert not reports.filter(errors__gt=0), "what went out has no error"
    assert [each.unit_code for each in reports.exclude(state=State.PUBLISHED)] == ["471013"], "one never handed in"
    lights = Counter(Standing.objects.filter(filing__in=reports, month=10).values_list("light", flat=True))
    assert 2 <= lights["red"] <= 6 and lights["yellow"] and lights["green"] > 20
    measures = Measure.objects.filter(filing__in=reports)
    assert measures.count() > 5 and not measures.filter(closed_at=None) and not measures.filter(notes=None)
    assert measures.filter(due__year=2024).count() == measures.count()
    proofs = Evidence.objects.filter(filing__in=reports)
    assert proofs.count() == 23 and {each.kind for each in proofs} == {"docx"}
    content = zipfile.ZipFile(io.BytesIO(proof_read(COUNTY, proofs[0].sha256))).read("word/document.xml").decode()
    assert "核验情况" in content and proofs[0].filing.unit.name in content


def test_self_evaluations_follow_from_readings(county_there):
    """What grows never falls from July to October, nor from there to the year's end; a lower end is told by then."""
    ends = {}
    for filing in Filing.objects.filter(kind=Kind.SELF_EVALUATION, year=2024, period=""):
        for project in document_of(filing).projects:
            for row in project.indicators:
                ends[filing.unit_code, project.name, row.name] = amount(row.actual)
    readings = Reading.objects.filter(filing__year=2024).select_related("filing", "ledger")
    told = {}
    for each in readings.order_by("month"):
        key = each.filing.unit_code, each.ledger.name, each.name
        now = amount(each.actual)
        if now is not None:
            assert told.get(key, 0) <= now <= ends[key], (key, each.month)
            told[key] = now
    assert len(told) > 150 and any(told[key] < ends[key] for key in told)


def amount(words: str | None) -> Decimal | None:
    found = re.match(r"[\d.]+", words or "")
    return Decimal(found.group()) if found else None


def test_the_year_before_kept_its_commitments_but_a_few_and_told_of_its_goals(county_there):
    kept = Commitment.objects.filter(year=2024)
    assert 2 <= kept.filter(due_on__lt=TODAY).count() <= 4
    assert not kept.filter(is_proposed=True) and not kept.filter(owner=None)
    days = Record.objects.filter(commitment__in=kept).values_list("day", flat=True)
    assert {day.month for day in days} == {3, 6, 7, 9, 10, 12} and {day.year for day in days} == {2024}
    goals = Goal.objects.filter(year=2024)
    assert {*goals.values_list("percent", flat=True)} == {55, 70, 88, 100}, "as their self-evaluations"
    assert {each.told_on for each in goals} == {date(2024, 12, 28)}
    assert not GoalLink.objects.filter(goal__in=goals, state=GoalLink.State.PROPOSED)


def test_the_settled_first_year_kept_everything_it_promised(county_there):
    kept = Commitment.objects.filter(year=2023)
    assert kept.count() == 48 and not kept.filter(due_on__lt=TODAY) and not kept.filter(is_proposed=True)
    records = Record.objects.filter(commitment__in=kept)
    assert {day.year for day in records.values_list("day", flat=True)} == {2023} and records.count() == 72
    assert not Goal.objects.filter(year=2023, percent=None)
    assert {*Goal.objects.filter(year=2023).values_list("percent", flat=True)} == {70, 100}, "as their self-evaluations"


@pytest.mark.slow
@pytest.mark.parametrize("today", [date(2026, 1, 15), date(2026, 3, 5), date(2026, 7, 31)])
def test_it_loads_on_any_day_without_telling_the_future(today, db, monkeypatch):
    """A clock that goes on, from that day: what the services note of today is of that day, too."""
    real = timezone.now
    ahead = datetime(today.year, today.month, today.day, 3, tzinfo=UTC) - real()
    monkeypatch.setattr(timezone, "now", lambda: real() + ahead)
    call_command("load_sample_county", stdout=io.StringIO())
    before = counts()
    call_command("load_sample_county", today=date(2030, 5, 5), stdout=io.StringIO())
    assert counts() == before, "a county that was loaded keeps its day"
    for model in (Payment, BudgetChange, Record, GoalNote):
        assert not model.objects.filter(day__gt=today).exists(), model
    assert not list(differences(COUNTY)) and not list(faults(COUNTY))
    running = Years(today).running
    whole = Summary.objects.get(unit=None, year=running)
    assert whole.rate and whole.green > whole.red + whole.yellow
    assert Round.objects.filter(year=running - 1).exclude(closed_at=None).count() == 2
    assert Commitment.objects.filter(year=running - 1, due_on__lt=today).count() == 3
    assert not Commitment.objects.filter(year=running - 2, due_on__lt=today).exists()
    assert states(Kind.PLAN, running) == {State.PUBLISHED}
    open_now = set(Filing.objects.exclude(state__in=["approved", "published"]).values_list("state", flat=True))
    assert open_now == {State.DRAFT, State.UNIT_REVIEW, State.FINANCE_REVIEW, State.RETURNED}
