"""Every watch rule: what it finds, what it leaves alone, and its limits."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from jixiao.language import set_language
from jixiao.law import Law
from jixiao.spending import WATCH_RULES, BudgetChange, Ledger, watch

from .conftest import ledger, paid

LAW = Law("hebei", date(2025, 12, 31))
END, JUNE = date(2025, 12, 31), date(2025, 6, 30)


def found(books: Ledger, today: date = JUNE) -> dict[str, list[str | None]]:
    """The subjects of the findings by rule."""
    by_rule: dict[str, list[str | None]] = {}
    for finding in watch(books, LAW, today):
        by_rule.setdefault(finding.rule, []).extend([m.subject for m in finding.members] or [finding.subject])
    return by_rule


def test_a_quiet_ledger_has_nothing_to_say():
    books = ledger(
        paid("a", "03-10", "48321.5", payee="甲公司", summary="一季度清淤费"),
        paid("b", "06-11", "50219.08", payee="甲公司", summary="二季度清淤费"),
        approved_on=date(2025, 2, 1),
    )
    assert found(books) == {}
    assert [one.id for one in WATCH_RULES] == [f"SPD0{number}" for number in range(1, 9)]


def test_over_budget_counts_the_adjustments_up_to_the_day():
    payments = (paid("a", "03-10", "150001"), paid("b", "05-10", "50000"), paid("c", "06-10", "50000"))
    assert found(ledger(*payments))["SPD01"] == ["payments[b]", "payments[c]"]
    raised = BudgetChange(day=date(2025, 5, 1), yuan=Decimal(50_001))
    assert "SPD01" not in found(ledger(*payments, changes=(raised,)))


def test_the_very_budget_may_be_spent_and_a_reversal_gives_it_back():
    assert "SPD01" not in found(ledger(paid("a", "03-10", "200000")))
    undone = (paid("a", "03-10", "200001"), paid("b", "03-11", "-200001", reverses="a"))
    assert "SPD01" not in found(ledger(*undone))


def test_before_approval_is_asked_only_where_the_day_is_known():
    payment = paid("a", "01-20", "5321")
    assert "SPD02" not in found(ledger(payment))
    assert found(ledger(payment, approved_on=date(2025, 1, 21)))["SPD02"] == ["payments[a]"]
    assert "SPD02" not in found(ledger(payment, approved_on=date(2025, 1, 20)))


def test_outside_the_purpose_lets_the_project_speak_for_itself():
    payment = paid("a", "05-20", "5321", summary="工作餐费")
    assert found(ledger(payment))["SPD03"] == ["payments[a]"]
    assert "SPD03" not in found(ledger(payment, goals=("保障防汛值守餐费",)))


def test_split_payments_reach_the_limit_together_within_the_days():
    near = [paid(str(n), f"05-{10 + n}", "40000.01", payee="乙公司", summary=f"第{n}期") for n in range(3)]
    assert found(ledger(*near))["SPD04"] == ["payments[0]"]
    far = [paid(str(n), f"0{n + 2}-15", "40000.01", payee="乙公司", summary=f"第{n}期") for n in range(3)]
    assert "SPD04" not in found(ledger(*far))
    assert "SPD04" not in found(ledger(paid("a", "05-01", "120000", payee="乙公司"), near[0]))


def test_paid_twice_wants_payee_amount_and_summary_alike():
    first, again = (
        paid("a", "05-01", "812.5", payee="丙店", summary="纸"),
        paid("b", "05-09", "812.5", payee="丙店", summary="纸"),
    )
    assert found(ledger(first, again))["SPD05"] == ["payments[b]"]
    later = paid("b", "06-09", "812.5", payee="丙店", summary="纸")
    assert "SPD05" not in found(ledger(first, later))
    other = paid("b", "05-09", "812.5", payee="丙店", summary="墨")
    assert "SPD05" not in found(ledger(first, other))


def test_one_voucher_with_one_amount_is_a_question_whatever_the_summary():
    first = paid("a", "05-01", "812.5", payee="丙店", summary="纸", voucher="支-7")
    for payee, is_found in (("丙店", True), ("", True), ("丁店", False)):
        again = paid("b", "05-03", "812.5", payee=payee, summary="五月办公用纸", voucher="支-7")
        assert ("SPD05" in found(ledger(first, again))) is is_found
    for other in ({"voucher": "支-8"}, {"voucher": "支-7", "yuan": "9"}, {"voucher": ""}):
        yuan = other.pop("yuan", "812.5")
        again = paid("b", "05-03", yuan, payee="丙店", summary="五月办公用纸", **other)
        assert "SPD05" not in found(ledger(first, again))
    message = next(each for each in watch(ledger(first, paid("b", "05-03", "812.5", voucher="支-7")), LAW, END))
    assert "凭证号、金额相同" in message.message


@pytest.mark.parametrize(("odd", "is_found"), [(1, True), (2, False)])
def test_round_sums_are_a_hint_from_four_in_five_on(odd, is_found):
    payments = [paid(str(n), f"0{n + 1}-10", "20000" if n >= odd else "20000.5") for n in range(5)]
    assert ("SPD06" in found(ledger(*payments))) is is_found


def test_the_rush_is_held_against_the_plan_of_december():
    rush = (paid("a", "03-10", "60001"), paid("b", "12-20", "59000"))
    assert found(ledger(*rush), END)["SPD07"] == ["ledger"]
    assert "SPD07" not in found(ledger(*rush), date(2025, 11, 30))
    calm = (paid("a", "03-10", "140001"), paid("b", "12-20", "59000"))
    assert "SPD07" not in found(ledger(*calm), END)


def test_idle_money_is_behind_its_plan_for_four_months():
    assert found(ledger(), date(2025, 4, 30))["SPD08"] == ["ledger"]
    assert "SPD08" not in found(ledger(), date(2025, 4, 29))
    ahead = paid("a", "01-20", "100001")
    assert "SPD08" not in found(ledger(ahead), JUNE)


def test_every_finding_is_worded_in_both_languages_with_its_source():
    books = ledger(
        paid("a", "01-05", "50000", payee="乙公司", summary="业务招待费"),
        paid("b", "01-09", "50000", payee="乙公司", summary="业务招待费"),
        paid("c", "12-09", "150000", payee="丁公司"),
        approved_on=date(2025, 2, 1),
    )
    for language in ("zh", "en"):
        set_language(language)
        try:
            findings = watch(books, LAW, END)
        finally:
            set_language("zh")
        assert {finding.rule for finding in findings} >= {"SPD01", "SPD02", "SPD03", "SPD04", "SPD05", "SPD07"}
        assert all(finding.citations and finding.hint and "{" not in finding.message for finding in findings)
