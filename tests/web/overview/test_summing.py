"""Roll-ups: written with the data, equal to it, the county the sum of its units."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.db import transaction

from jixiao_web.deadlines.timer import turn
from jixiao_web.overview.models import Summary, SummaryMonth
from jixiao_web.overview.summing import county_wrong, month_over, summary_refresh
from jixiao_web.serving.verify import verify_county
from jixiao_web.spending import watching
from jixiao_web.spending.models import Ledger, Payment
from jixiao_web.spending.watching import ledgers_watch

COUNTY = "990128"


def _whole():
    return Summary.objects.get(county_code=COUNTY, unit=None, year=2025)


def test_an_approval_sums_the_budget_of_the_unit_and_its_county(approved, unit, today):
    own, whole = Summary.objects.get(unit=unit), _whole()
    budgets = sum(Ledger.objects.values_list("adjusted_fen", flat=True))
    assert own.adjusted_fen == whole.adjusted_fen == budgets > 0
    assert own.projects == whole.projects == Ledger.objects.count() == own.unspent
    assert SummaryMonth.objects.filter(summary=own).count() == 12
    assert own.month == 7 and own.planned_fen == own.months.get(month=7).planned_fen


def test_a_payment_is_in_the_sums_at_once(approved, unit, pay, today):
    pay("03-15", 12_345)
    pay("07-01", 55)
    own, whole = Summary.objects.get(unit=unit), _whole()
    assert own.spent_fen == whole.spent_fen == 12_400
    assert own.months.get(month=3).spent_fen == whole.months.get(month=3).spent_fen == 12_345
    assert own.unspent == own.projects - 1
    assert not list(county_wrong(COUNTY, today))


def test_the_county_is_the_sum_of_its_units(approved, unit, other_unit, pay, today):
    pay("03-15", 12_345)
    first = Ledger.objects.filter(unit=unit).first()
    first.pk, first.unit, first.adjusted_fen, first.spent_fen, first._state.adding = None, other_unit, 900, 1000, True
    first.id = Ledger._meta.pk.get_default()
    first.save(force_insert=True)
    summary_refresh(COUNTY, other_unit.pk, 2025, today)
    whole = _whole()
    units = list(Summary.objects.exclude(unit=None))
    for name in ("projects", "adjusted_fen", "spent_fen", "over", "red", "green"):
        assert getattr(whole, name) == sum(getattr(each, name) for each in units), name
    assert whole.over == 1


def test_summing_twice_changes_nothing(approved, unit, pay, today):
    pay("03-15", 12_345)
    before = list(Summary.objects.values()), list(SummaryMonth.objects.order_by("pk").values())
    summary_refresh(COUNTY, unit.pk, 2025, today)
    assert (list(Summary.objects.values()), list(SummaryMonth.objects.order_by("pk").values())) == before


def test_what_was_changed_behind_its_back_is_told_and_mended_by_watching(approved, unit, pay, today):
    pay("03-15", 12_345)
    Summary.objects.filter(unit=unit).update(spent_fen=1)
    assert {each.unit for each in county_wrong(COUNTY, today)} == {unit, None}
    ledgers_watch(Ledger.objects.values_list("pk", flat=True), today)
    assert Summary.objects.get(unit=unit).spent_fen == 12_345


@pytest.mark.parametrize("after", ["noted", "followed"])
def test_a_crash_between_watching_and_summing_is_healed_by_the_next_minute(approved, unit, pay, today, after):
    """Whoever dies before the end leaves the ledgers as ones to be watched, not as watched today."""
    pay("03-15", 12_345)
    first = Ledger.objects.filter(unit=unit).order_by("ordinal").first()
    Ledger.objects.filter(pk=first.pk).update(watched_on=None)
    Summary.objects.update(spent_fen=1)
    whole, follow = watching._watched, watching._follow

    def die(*words):
        raise KeyboardInterrupt

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(watching, "_follow" if after == "noted" else "_watched", die)
        with pytest.raises(KeyboardInterrupt):
            ledgers_watch([first.pk], today)
    assert (whole, follow) == (watching._watched, watching._follow)
    assert first.pk in watching.stale(today).values_list("pk", flat=True)
    assert (after == "noted") is bool(list(county_wrong(COUNTY, today)))
    turn(datetime(2025, 8, 15, 4, tzinfo=UTC))
    assert not list(county_wrong(COUNTY, today)) and not watching.stale(today).exists()


def test_a_payment_and_its_sums_stand_together_or_not_at_all(approved, unit, pay, today, monkeypatch):
    def die(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(watching, "_follow", die)
    with pytest.raises(KeyboardInterrupt), transaction.atomic():
        pay("03-15", 12_345)
    assert not Payment.objects.exists() and not list(county_wrong(COUNTY, today))


def test_the_audit_tells_wrong_sums_but_not_those_that_wait_for_the_clock(approved, unit, pay, today):
    pay("03-15", 12_345)
    ledgers_watch(Ledger.objects.values_list("pk", flat=True), today)
    assert not [*verify_county(COUNTY)]
    Summary.objects.filter(unit=unit).update(spent_fen=1)
    told = {(each.reason, each.name) for each in verify_county(COUNTY)}
    assert told == {("sums", f"2025 {unit.code}"), ("sums", f"2025 {COUNTY}")}
    Summary.objects.filter(unit=None).update(spent_fen=1)
    Ledger.objects.filter(pk=Ledger.objects.filter(unit=unit).first().pk).update(watched_on=None)
    assert not [*verify_county(COUNTY)]


def test_the_lights_go_with_the_month(approved, unit, pay, today):
    ledgers_watch(Ledger.objects.values_list("pk", flat=True), date(2026, 2, 1))
    own = Summary.objects.get(unit=unit)
    assert own.month == 12
    assert own.planned_fen == own.months.get(month=12).planned_fen
    assert own.red > 0


def test_the_last_month_that_is_over():
    assert [
        month_over(2025, day) for day in (date(2025, 1, 31), date(2025, 2, 1), date(2024, 9, 1), date(2026, 1, 1))
    ] == [
        0,
        1,
        0,
        12,
    ]
