"""The sample county around several days: always a year in its middle and one at its end, and nothing of the future."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime

import pytest
from django.core.management import call_command
from django.utils import timezone

from jixiao_web.audit.log import faults
from jixiao_web.commitments.models import GoalNote, Record
from jixiao_web.evaluation.models import Appraisal, Recheck, Rectification, Result, Sample
from jixiao_web.filings.models import Filing, Kind, State
from jixiao_web.monitoring.models import Measure, Round
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


def test_the_last_two_rounds_that_began_are_there_and_one_may_be_under_way():
    assert [*Years(date(2026, 3, 5)).rounds()] == [
        RoundDue(2025, 7, date(2025, 8, 31), True),
        RoundDue(2025, 10, date(2025, 11, 20), True),
    ]
    assert [*Years(date(2026, 7, 31)).rounds()] == [
        RoundDue(2026, 3, date(2026, 4, 20), True),
        RoundDue(2026, 7, date(2026, 8, 31), False),
    ]
    assert [*Years(date(2026, 11, 23)).rounds()][1] == RoundDue(2026, 10, date(2026, 11, 26), False)


def test_in_the_season_the_running_year_is_in_its_middle_and_the_one_before_at_its_end(county_there):
    whole = Summary.objects.get(unit=None, year=2025)
    assert 6000 < whole.rate < 9500 and whole.red and whole.yellow and whole.green > whole.red + whole.yellow
    assert Round.objects.filter(year=2025, closed_at=None).count() == 1 == Round.objects.exclude(closed_at=None).count()
    assert {State.APPROVED, State.FINANCE_REVIEW, State.DRAFT} <= states(Kind.MONITORING, 2025)
    assert Measure.objects.filter(closed_at=None, due__lt=TODAY).exists() and Measure.objects.exclude(closed_at=None)
    own = Filing.objects.filter(kind=Kind.SELF_EVALUATION, year=2024, period="")
    assert own.count() == 12 and {*own.values_list("state", flat=True)} == {State.APPROVED, State.PUBLISHED}
    assert Result.objects.filter(filing__in=own, recheck__isnull=False).exclude(recheck__gt=9500).exists()
    assert not Result.objects.filter(filing__in=own, total=None).exists(), "every project has its marks"
    assert set(Rectification.objects.values_list("state", flat=True)) == {"issued", "verified"}
    assert Sample.objects.get().drawn.count() == 8 and Appraisal.objects.get().is_told
    assert states(Kind.SELF_EVALUATION, 2023) and not Ledger.objects.filter(spent_fen=0).exclude(year=2025).exists()


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
    assert states(Kind.PLAN, running) == {State.PUBLISHED}
    open_now = set(Filing.objects.exclude(state__in=["approved", "published"]).values_list("state", flat=True))
    assert open_now == {State.DRAFT, State.UNIT_REVIEW, State.FINANCE_REVIEW, State.RETURNED}
