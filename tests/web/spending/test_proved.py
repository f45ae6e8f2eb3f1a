"""Payments and budgets that were changed behind the application's back, their totals made to fit, are found."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest
from django.db import connection

from jixiao_web.filings.adjusting import adjustment_begin
from jixiao_web.filings.models import Filing
from jixiao_web.filings.services import draft_replace, filing_move
from jixiao_web.filings.store import document_of
from jixiao_web.serving.verify import verify_county
from jixiao_web.spending import importing
from jixiao_web.spending.models import Batch, BudgetChange, Ledger, MonthTotal, Payment
from jixiao_web.spending.services import budget_change, payment_reverse
from tests.web.audit.tampering import log_of_before


def reasons() -> set[str]:
    return {fault.reason for fault in verify_county("990128")}


@pytest.fixture
def paid(pay, aili, today):
    """Two payments, one of them reversed."""
    first, second = pay("03-15", 12_345, payee="甲公司", summary="树苗"), pay("04-15", 20_000)
    payment_reverse(person=aili, payment_id=second.pk, day=date(2025, 4, 20), reason="重复登记", today=today)
    assert reasons() == set()
    return first


@pytest.mark.parametrize(
    "change",
    [
        {"payee": "乙公司"},
        {"summary": ""},
        {"day": date(2025, 3, 16)},
        {"voucher": "记-9"},
        {"fund_source": "自筹"},
        {"entered_by": None},
    ],
)
def test_a_changed_payment_is_found(paid, change: dict[str, object]) -> None:
    Payment.objects.filter(pk=paid.pk).update(**change)
    assert reasons() == {"payment"}


def test_a_changed_amount_is_found_though_the_totals_fit(paid) -> None:
    Payment.objects.filter(pk=paid.pk).update(fen=99_999)
    Ledger.objects.filter(pk=paid.ledger_id).update(spent_fen=99_999)
    MonthTotal.objects.filter(ledger=paid.ledger_id, month=3).update(fen=99_999)
    assert "payment" in reasons()


def test_a_reversal_that_reverses_nothing_is_found(paid) -> None:
    Payment.objects.exclude(reverses=None).update(reverses=None)
    assert reasons() == {"payment"}


LIST = (
    "支付日期,凭证号,项目编码,项目名称,收款人名称,用途,支付金额,资金性质\n"
    "2025-03-01,记-1,{code},{name},甲公司,补助,100,本级\n2025-03-02,记-2,{code},{name},乙公司,补助,200,上级\n"
    "2025-03-03,记-3,{code},{name},丙公司,补助,300,本级\n"
)


@pytest.fixture
def loaded(aili, unit, ledger, today, monkeypatch) -> Batch:
    """A file of three payments, loaded in two pieces."""
    monkeypatch.setattr(importing, "CHUNK", 2)
    data = LIST.format(code=ledger.code, name=ledger.name).encode()
    told = {"county_code": "990128", "unit": unit, "year": 2025, "name": "支出.csv"}
    batch = importing.batch_take(person=aili, pieces=[data], **told)
    batch = importing.batch_load(person=aili, batch_id=batch.pk, good_only=False, today=today)
    assert set(batch.payments.values_list("fund_source", flat=True)) == {"本级", "上级"}
    assert reasons() == set()
    return batch


@pytest.mark.parametrize("change", [{"fund_source": "上级"}, {"line": 9}, {"entered_by": None}])
def test_a_changed_line_of_a_file_is_found(loaded, change: dict[str, object]) -> None:
    Payment.objects.filter(voucher="记-3").update(**change)
    assert reasons() == {"batch"}
    log_of_before("rest")
    assert reasons() == set()  # of before the log tells the count, the sum and the file
    Batch.objects.update(sha256="x")
    assert reasons() == {"batch"}


CHANGES = {
    "initial": "UPDATE spending_ledger SET initial_fen = initial_fen + 1, adjusted_fen = adjusted_fen + 1",
    "name": "UPDATE spending_ledger SET name = '别的项目' WHERE ordinal = 1",
    "purpose": "UPDATE spending_ledger SET purpose = '' WHERE ordinal = 1",
    "plan": "UPDATE spending_ledger SET checkpoints = '[]'",
    "approved": "UPDATE spending_ledger SET approved_on = '2025-01-01' WHERE ordinal = 2",
    "document": "UPDATE spending_ledger SET approval = '云财预〔2025〕1号'",
    "out": "UPDATE spending_ledger SET in_plan = NOT in_plan WHERE ordinal = 1",
    "adjustment": "UPDATE spending_budgetchange SET document = 'x', day = '2025-01-01' WHERE adjustment_id IS NOT NULL",
}


@pytest.fixture
def adjusted(aili, baihe_unit, baihe, approved, ledger) -> Ledger:
    """The ledgers of a plan whose first project was given more."""
    filing = adjustment_begin(person=aili, plan_id=approved.pk, why="条件变化", authority="云财预〔2025〕9号")
    whole = document_of(filing)
    first = whole.projects[0]
    funds = msgspec.structs.replace(first.funds, budget_yuan=first.funds.budget_yuan + 10_000)
    projects = (msgspec.structs.replace(first, funds=funds), *whole.projects[1:])
    document = msgspec.structs.replace(whole, projects=projects)
    seen = Filing.objects.get(pk=filing.pk).draft_version
    draft_replace(person=aili, filing_id=filing.pk, document=document, version=seen, cause="workbook", note="a.xlsx")
    for person, move, state in (
        (aili, "submit", "draft"), (baihe_unit, "pass", "unit_review"), (baihe, "approve", "finance_review"),
    ):  # fmt: skip
        filing_move(person=person, filing_id=filing.pk, move=move, seen=state)
    assert BudgetChange.objects.get().fen == 1_000_000
    assert reasons() == set()
    return Ledger.objects.get(pk=ledger.pk)


@pytest.mark.parametrize("what", CHANGES)
def test_a_ledger_that_was_changed_is_found(adjusted, what: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(CHANGES[what])
        assert cursor.rowcount > 0
    assert "ledger" in reasons()


def test_a_ledger_that_is_gone_and_one_that_nobody_opened_are_found(adjusted) -> None:
    Ledger.objects.filter(pk=adjusted.pk).update(plan=BudgetChange.objects.get().adjustment)
    assert reasons() == {"ledger", "unlogged"}
    Ledger.objects.update(plan=BudgetChange.objects.get().adjustment)
    assert reasons() == {"gone", "unlogged"}


def test_ledgers_of_before_are_not_held_against_the_log(adjusted) -> None:
    log_of_before("words_sha256")
    Ledger.objects.update(approval="云财预〔2025〕1号")
    assert reasons() == set()


@pytest.mark.parametrize("change", [{"document": "x"}, {"day": date(2025, 6, 2)}, {"note": "x"}, {"entered_by": None}])
def test_a_changed_budget_is_found_by_every_word(ledger, baihe, today, change: dict[str, object]) -> None:
    told = {"day": date(2025, 6, 1), "fen": 50_000, "document": "云财预〔2025〕9号", "note": "追加", "today": today}
    budget_change(person=baihe, ledger_id=ledger.pk, **told)
    assert reasons() == set()
    BudgetChange.objects.update(**change)
    assert reasons() == {"budget"}


def test_a_budget_of_before_is_proved_as_far_as_the_log_tells(ledger, baihe, today) -> None:
    told = {"day": date(2025, 6, 1), "fen": 50_000, "document": "云财预〔2025〕9号", "note": "", "today": today}
    budget_change(person=baihe, ledger_id=ledger.pk, **told)
    assert reasons() == set()
    log_of_before("row", "day", "note")
    assert reasons() == set()
    BudgetChange.objects.update(document="云财预〔2025〕10号")
    assert reasons() == {"budget"}
