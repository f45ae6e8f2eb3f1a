"""The rows of a county's dashboard: as many units as are told, in every order, with marks kept with the evaluations."""

from __future__ import annotations

import uuid
from datetime import date

import pytest

from jixiao_web.accounts.models import Unit
from jixiao_web.commitments.models import Commitment
from jixiao_web.evaluation.models import Result
from jixiao_web.overview.late import late_of
from jixiao_web.overview.models import Summary, UnitMark
from jixiao_web.overview.selectors import ORDERS, Place, risks_shown, units_listed, units_of
from jixiao_web.overview.summing import county_wrong, marks_summed, summary_refresh
from jixiao_web.spending.models import Ledger

COUNTY = "990128"
PLACE = Place(COUNTY, "云河县")


@pytest.fixture
def units(approved, today):
    """Units with a ledger each, of other budgets and lights; one has no budget."""
    first = approved.ledgers.first()
    for number in range(5):
        unit = Unit.objects.create(county_code=COUNTY, code=f"48{number:04}", name=f"第{number}所")
        first.pk, first.unit, first.adjusted_fen = uuid.uuid4(), unit, number * 10_000
        first.spent_fen, first.errors, first.warnings = (7 * number % 5) * 1000, number % 2, number % 3
        first.save(force_insert=True)
        summary_refresh(COUNTY, unit.pk, 2025, today)


@pytest.mark.parametrize("order", ORDERS)
def test_rows_are_the_units_in_their_order(units, order):
    every = [row.unit_id for row in units_of(PLACE, 2025, order)]
    assert [row.unit_id for row in units_listed(PLACE, 2025, order, 0, 30)] == every
    assert [row.unit_id for row in units_listed(PLACE, 2025, order, 2, 4)] == every[2:4]
    whole = Summary.objects.get(unit=None)
    assert whole.units == len(every) == Summary.objects.exclude(unit=None).count()


def test_a_unit_that_loses_its_ledgers_is_not_counted(units, today):
    last = Unit.objects.get(code="480004")
    Ledger.objects.filter(unit=last).delete()
    summary_refresh(COUNTY, last.pk, 2025, today)
    whole = Summary.objects.get(unit=None)
    assert whole.units == len(units_listed(PLACE, 2025, "unit", 0, 30)) == 5
    assert not list(county_wrong(COUNTY, today))


def test_the_mean_mark_is_kept_with_the_results(approved, unit, today):
    for ordinal, (total, recheck) in enumerate(((9000, None), (8000, 7001), (None, None)), 1):
        Result.objects.create(
            county_code=COUNTY, filing=approved, ordinal=ordinal, key=str(ordinal), total=total, recheck=recheck
        )
    Result.objects.create(county_code=COUNTY, filing=approved, ordinal=0, key="", total=100)
    assert [own.unit for own in county_wrong(COUNTY, today)] == [unit]
    marks_summed(approved)
    assert UnitMark.objects.get().mean == 8001 and not list(county_wrong(COUNTY, today))
    assert str(units_listed(PLACE, 2025, "unit", 0, 1)[0].marks) == "80.01"
    Result.objects.all().delete()
    marks_summed(approved)
    assert not UnitMark.objects.exists()


def test_the_worst_ledgers_come_first_and_sound_ones_not_at_all(units):
    shown = risks_shown(PLACE, 2025)
    found = [(risk.errors, risk.warnings) for risk in shown]
    assert found == sorted(found, reverse=True) and all(map(any, found))


def test_what_is_late_is_counted_up_to_a_most(approved, unit):
    Commitment.objects.all().delete()
    for number in range(15):
        Commitment.objects.create(
            county_code=COUNTY, unit=unit, plan=approved, year=2025, ordinal=number, text=f"措施{number}",
            starts_on=date(2025, 1, 1), due_on=date(2025, 3, 1 + number),
        )  # fmt: skip
    today = date(2025, 8, 15)
    every, few = late_of(PLACE, 2025, today), late_of(PLACE, 2025, today, counted=12)
    assert (every.number, every.more, few.number, few.more) == (15, False, 12, True)
    assert every.first == few.first and [late.due.day for late in every.first] == [*range(1, 11)]
    assert late_of(PLACE, 2025, today, counted=15).more is False
