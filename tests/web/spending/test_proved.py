"""Payments and budgets that were changed behind the application's back, their totals made to fit, are found."""

from __future__ import annotations

from datetime import date

import pytest

from jixiao_web.serving.verify import verify_county
from jixiao_web.spending.models import BudgetChange, Ledger, MonthTotal, Payment
from jixiao_web.spending.services import budget_change, payment_reverse


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
    "change", [{"payee": "乙公司"}, {"summary": ""}, {"day": date(2025, 3, 16)}, {"voucher": "记-9"}]
)
def test_a_changed_payment_is_found(paid, change: dict[str, object]) -> None:
    Payment.objects.filter(pk=paid.pk).update(**change)
    assert reasons() == {"payment"}


def test_a_changed_amount_is_found_though_the_totals_fit(paid) -> None:
    Payment.objects.filter(pk=paid.pk).update(fen=99_999)
    Ledger.objects.filter(pk=paid.ledger_id).update(spent_fen=99_999)
    MonthTotal.objects.filter(ledger=paid.ledger_id, month=3).update(fen=99_999)
    assert "payment" in reasons()


def test_a_changed_budget_is_found(ledger, baihe, today) -> None:
    told = {"day": date(2025, 6, 1), "fen": 50_000, "document": "云财预〔2025〕9号", "note": "", "today": today}
    budget_change(person=baihe, ledger_id=ledger.pk, **told)
    assert reasons() == set()
    BudgetChange.objects.update(document="云财预〔2025〕10号")
    assert reasons() == {"budget"}
