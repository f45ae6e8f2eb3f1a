"""The matrix of lights: the rounds' readings beside the checkpoints of the plans themselves."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from jixiao_web.monitoring.matrix import Asked, matrix_of
from jixiao_web.spending.models import BudgetChange, Ledger, MonthTotal, Payment
from jixiao_web.spending.watching import ledgers_watch

from .conftest import TODAY


def _cells(person, day=TODAY):
    told = matrix_of(person, Asked(), None, day)
    return told, {cell.month: cell for cell in told.lines[0].cells}


def test_checkpoints_stand_without_any_round(baihe, ledger):
    Ledger.objects.filter(pk=ledger.pk).update(checkpoints='[[3,"25"],[6,"50"],[10,"75"],[12,"100"]]')
    told, cells = _cells(baihe)
    assert told.months == [3, 6, 10, 12]
    assert [cells[month].checkpoint.planned for month in told.months] == [25, 50, 75, 100]
    assert [cells[month].checkpoint.is_over for month in told.months] == [True, True, False, False]
    assert cells[10].checkpoint.light == ""
    assert cells[3].standing is None


@pytest.mark.parametrize(
    ("percent", "light"), [(20, "red"), (30, "yellow"), (Decimal("39.99"), "yellow"), (40, "green"), (90, "green")]
)
def test_a_checkpoint_is_judged_by_what_was_spent_until_then(baihe, ledger, percent, light):
    Ledger.objects.filter(pk=ledger.pk).update(checkpoints='[[6,"50"]]', initial_fen=1_000_000)
    spent = int(Decimal(percent) * 10_000)
    for month, fen in ((2, spent - 100), (6, 100), (7, 999_999)):
        MonthTotal.objects.create(county_code="990128", ledger=ledger, month=month, fen=fen)
    checkpoint = _cells(baihe)[1][6].checkpoint
    assert (checkpoint.rate, checkpoint.light) == (Decimal(percent), light)


def test_the_budget_is_that_of_the_day(baihe, ledger):
    Ledger.objects.filter(pk=ledger.pk).update(checkpoints='[[3,"50"],[6,"50"]]', initial_fen=1_000_000)
    MonthTotal.objects.create(county_code="990128", ledger=ledger, month=3, fen=500_000)
    BudgetChange.objects.create(
        county_code="990128", ledger=ledger, day=date(2025, 5, 1), fen=4_000_000, document="调整1号"
    )
    cells = _cells(baihe)[1]
    assert (cells[3].checkpoint.rate, cells[3].checkpoint.light) == (50, "green")
    assert (cells[6].checkpoint.rate, cells[6].checkpoint.light) == (10, "red")


@pytest.mark.parametrize(("day", "is_over"), [(date(2025, 6, 30), False), (date(2025, 7, 1), True)])
def test_a_month_has_passed_when_its_last_day_has(baihe, ledger, day, is_over):
    Ledger.objects.filter(pk=ledger.pk).update(checkpoints='[[6,"50"]]')
    assert _cells(baihe, day)[1][6].checkpoint.is_over is is_over


def test_a_ledger_without_budget_has_no_light(baihe, ledger):
    Ledger.objects.filter(pk=ledger.pk).update(checkpoints='[[3,"25"]]', initial_fen=0)
    checkpoint = _cells(baihe)[1][3].checkpoint
    assert (checkpoint.rate, checkpoint.light) == (None, "")


@pytest.mark.parametrize(("percent", "light"), [(20, "red"), (30, "yellow"), (45, "green")])
def test_a_project_is_found_by_the_light_of_its_own_checkpoint(baihe, as_baihe, ledger, percent, light):
    Ledger.objects.filter(pk=ledger.pk).update(
        checkpoints='[[6,"50"]]', initial_fen=1_000_000, adjusted_fen=1_000_000, payments_count=1
    )
    Payment.objects.create(
        county_code="990128", ledger=ledger, day=date(2025, 6, 30), fen=percent * 10_000, mark=b"m" * 16
    )
    for day, expected in ((date(2025, 6, 30), ()), (date(2025, 7, 1), (light,))):
        ledgers_watch([ledger.pk], day)
        found = [only for only in ("red", "yellow") if matrix_of(baihe, Asked(only=only), None, day).lines]
        assert found == [each for each in expected if each != "green"]
    page = as_baihe.get(reverse("monitoring:matrix") + f"?only={light}").content.decode()
    assert "有红灯的" in page and ledger.name in page


def test_the_rounds_readings_stand_beside(baihe, as_baihe, ledger, report):
    Ledger.objects.filter(pk=ledger.pk).update(checkpoints='[[3,"25"],[7,"60"]]')
    told, cells = _cells(baihe)
    assert {3, 7} <= {*told.months}
    assert cells[7].standing.filing_id == report.pk
    assert cells[7].checkpoint.planned == 60
    page = as_baihe.get(reverse("monitoring:matrix")).content.decode()
    assert "计划25.00%" in page
    assert f"{reverse('monitoring:report', args=[report.pk])}#row-0" in page


def test_a_stranger_sees_no_project(as_chali, ledger):
    assert ledger.name not in as_chali.get(reverse("monitoring:matrix")).content.decode()


def test_more_projects_take_no_more_queries(baihe, ledger):
    def counted() -> int:
        with CaptureQueriesContext(connection) as queries:
            matrix_of(baihe, Asked(), None, TODAY)
        return len(queries)

    few = counted()
    for number in range(30):
        ledger.pk, ledger.ordinal, ledger.key, ledger.checkpoints = None, 100 + number, f"K{number}", '[[3,"25"]]'
        ledger._state.adding = True
        from jixiao_web.common.models import new_key

        ledger.pk = new_key()
        ledger.save(force_insert=True)
    assert counted() == few
