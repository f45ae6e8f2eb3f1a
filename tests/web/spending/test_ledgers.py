"""Ledgers: opened by the approval, entered, reversed, changed; their totals always equal their entries."""

from __future__ import annotations

import uuid
from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jixiao_web.audit.log import faults
from jixiao_web.filings.adjusting import adjustment_begin
from jixiao_web.filings.cells import cells_of
from jixiao_web.filings.services import CellEdit, document_of, draft_save, filing_move
from jixiao_web.monitoring.matrix import Asked, matrix_of
from jixiao_web.spending.errors import EnteredAlready, NoAmount, NotReversible, ReasonWanted, WrongYear
from jixiao_web.spending.models import BudgetChange, Ledger, MonthTotal, Payment
from jixiao_web.spending.opening import ledgers_open
from jixiao_web.spending.selectors import row_of
from jixiao_web.spending.services import budget_change, payment_reverse
from jixiao_web.spending.totals import differences
from jixiao_web.spending.watching import ledgers_watch

from .conftest import TODAY

COUNTY = "990128"
BUDGET = "projects[0].funds.budget_yuan"


def test_the_approval_opens_a_ledger_for_every_project(approved, mended_plan):
    ledgers = list(Ledger.objects.filter(plan=approved))
    assert [ledger.name for ledger in ledgers] == [project.name for project in mended_plan.projects]
    assert [Decimal(each.initial_fen) / 100 for each in ledgers] == [
        project.funds.budget_yuan for project in mended_plan.projects
    ]
    assert all(each.approved_on == TODAY and each.initial_fen == each.adjusted_fen for each in ledgers)
    assert not list(faults(COUNTY))


@pytest.mark.parametrize(("approved_on", "light"), [(None, "red"), ("2025-07-31", "red"), ("2025-08-01", "")])
def test_there_is_no_light_before_the_approval(baihe, ledger, approved_on, light):
    Ledger.objects.filter(pk=ledger.pk).update(approved_on=approved_on, checkpoints='[[7,"50"]]')
    ledger.refresh_from_db()
    assert row_of(ledger, TODAY).light == light
    ledgers_watch([ledger.pk], TODAY)
    ledger.refresh_from_db()
    assert ledger.point_red is bool(light)
    matrix = matrix_of(baihe, Asked(), None, TODAY)
    assert [cell.checkpoint.light for cell in matrix.lines[0].cells if cell.month == 7] == [light]


def test_nobody_has_said_when_a_plan_of_a_year_past_was_approved(approved, baihe, monkeypatch):
    Ledger.objects.filter(ordinal=1).update(key="another")
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: date(2026, 1, 5))
    ledgers_open(approved, baihe)
    opened = Ledger.objects.filter(ordinal=1).exclude(key="another").get()
    assert opened.approved_on is None
    assert set(Ledger.objects.exclude(pk=opened.pk).values_list("approved_on", flat=True)) == {TODAY}


def test_an_entry_counts_at_once(ledger, pay):
    pay("03-15", 1_234_50)
    pay("03-20", -34_50, kind="退回")
    pay("05-02", 1)
    ledger.refresh_from_db()
    assert (ledger.spent_fen, ledger.payments_count, ledger.last_paid_on) == (1_200_01, 3, date(2025, 5, 2))
    assert dict(MonthTotal.objects.values_list("month", "fen")) == {3: 1_200_00, 5: 1}
    assert not list(differences(COUNTY)) and not list(faults(COUNTY))


def test_a_form_sent_twice_is_entered_once(ledger, pay):
    key = uuid.uuid4()
    pay("03-15", 500, key)
    with pytest.raises(EnteredAlready):
        pay("03-15", 500, key)
    ledger.refresh_from_db()
    assert (ledger.spent_fen, ledger.payments_count) == (500, 1)
    assert not list(differences(COUNTY))


@pytest.mark.parametrize(("day", "fen", "error"), [("08-16", 5, WrongYear), ("03-15", 0, NoAmount)])
def test_it_refuses_what_cannot_be(ledger, pay, day, fen, error):
    with pytest.raises(error):
        pay(day, fen)
    assert not Payment.objects.exists()


def test_a_stranger_enters_nothing(ledger, pay, chali, auditor, baihe_unit, administrator):
    for person in (chali, auditor, baihe_unit, administrator):
        with pytest.raises(PermissionDenied):
            pay("03-15", 500, person=person)


def test_the_finance_bureau_enters_for_everyone(ledger, pay, baihe):
    assert pay("03-15", 500, person=baihe).entered_by == baihe.user


def test_a_reversal_takes_back_the_whole_and_only_once(ledger, pay, aili):
    wrong = pay("03-15", 77_700, payee="甲公司", voucher="记-12")
    who = {"person": aili, "payment_id": wrong.pk, "day": TODAY, "today": TODAY}
    with pytest.raises(ReasonWanted):
        payment_reverse(**who, reason=" ")
    back = payment_reverse(**who, reason="记错项目")
    assert (back.fen, back.reverses, back.voucher) == (-77_700, wrong, "记-12")
    for again in (wrong, back):
        with pytest.raises(NotReversible):
            payment_reverse(**(who | {"payment_id": again.pk}), reason="再来")
    ledger.refresh_from_db()
    assert (ledger.spent_fen, ledger.payments_count) == (0, 2)
    assert not list(differences(COUNTY))


def test_a_budget_change_wants_its_document(ledger, baihe, aili):
    who = {"ledger_id": ledger.pk, "day": date(2025, 7, 1), "fen": 1_000_00, "note": "", "today": TODAY}
    with pytest.raises(PermissionDenied):
        budget_change(person=aili, document="云财预〔2025〕18号", **who)
    with pytest.raises(ReasonWanted):
        budget_change(person=baihe, document="", **who)
    budget_change(person=baihe, document="云财预〔2025〕18号", **who)
    before = ledger.initial_fen
    ledger.refresh_from_db()
    assert (ledger.initial_fen, ledger.adjusted_fen) == (before, before + 1_000_00)
    assert not list(differences(COUNTY))


def test_a_changed_roll_up_is_found(ledger, pay):
    pay("03-15", 500)
    Ledger.objects.filter(pk=ledger.pk).update(spent_fen=501)
    MonthTotal.objects.update(fen=499)
    assert [(each.what, each.stands, each.entries) for each in differences(COUNTY)] == [
        ("spent_fen", 501, 500),
        ("month 3", 499, 500),
    ]


def test_the_watch_rules_count_on_the_ledger(ledger, pay):
    pay("03-15", ledger.initial_fen + 1, summary="业务招待费")
    ledger.refresh_from_db()
    assert (ledger.errors, ledger.warnings) == (1, 1)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(1, 8), st.integers(-(10**13), 10**13).filter(bool)), max_size=8))
def test_totals_equal_the_entries_to_the_fen(ledger, pay, entries):
    before = Ledger.objects.get(pk=ledger.pk).spent_fen
    for month, fen in entries:
        pay(f"{month:02}-10", fen)
    assert Ledger.objects.get(pk=ledger.pk).spent_fen == before + sum(fen for _, fen in entries)
    assert not list(differences(COUNTY))


# ---- pages ----


def test_the_list_shows_what_is_spent_and_its_light(client_of, aili, ledger, pay):
    pay("03-15", ledger.initial_fen // 10, payee="甲公司", summary="管护员补助")
    page = client_of(aili).get(reverse("spending:ledgers")).content.decode()
    assert ledger.name in page and "红灯" in page and "10.00%" in page


def test_a_stranger_does_not_find_the_ledger(client_of, chali, ledger):
    assert client_of(chali).get(reverse("spending:ledger", args=[ledger.pk])).status_code == 404
    assert ledger.name not in client_of(chali).get(reverse("spending:ledgers")).content.decode()


def test_the_page_enters_and_reverses(client_of, aili, ledger):
    client = client_of(aili)
    url = reverse("spending:ledger", args=[ledger.pk])
    sent = {"key": str(uuid.uuid4()), "day": "2025-03-15", "fen": "1,234.50", "summary": "管护员补助", "payee": "甲"}
    page = client.post(reverse("spending:pay", args=[ledger.pk]), sent, follow=True)
    assert "已登记" in page.content.decode() and "1,234.50" in page.content.decode()
    again = client.post(reverse("spending:pay", args=[ledger.pk]), sent)
    assert again.status_code == 422 and "没有重复登记" in again.content.decode()
    payment = Payment.objects.get()
    asked = client.get(reverse("spending:reverse", args=[payment.pk])).content.decode()
    assert "冲销支出" in asked
    client.post(reverse("spending:reverse", args=[payment.pk]), {"day": "2025-04-01", "reason": "记错"})
    assert "已冲销" in client.get(url).content.decode()


def test_money_is_typed_in_the_unit_of_the_person(client_of, aili, ledger):
    aili.user.money_unit = "万元"
    aili.user.save()
    sent = {"key": str(uuid.uuid4()), "day": "2025-03-15", "fen": "0.123456", "summary": "补助"}
    client_of(aili).post(reverse("spending:pay", args=[ledger.pk]), sent)
    assert Payment.objects.get().fen == 123_456


def test_the_finance_bureau_changes_the_budget_on_the_page(client_of, baihe, ledger):
    sent = {"day": "2025-07-01", "fen": "-100", "document": "云财预〔2025〕18号"}
    page = client_of(baihe).post(reverse("spending:budget", args=[ledger.pk]), sent, follow=True).content.decode()
    assert "云财预〔2025〕18号" in page
    assert BudgetChange.objects.get().fen == -100_00


@pytest.mark.parametrize(
    ("path", "words", "fen"), [("projects[0].purpose", "用于护林", 1_000_00), (BUDGET, "61000", 0)]
)
def test_an_adjustment_undoes_no_budget_change_that_it_does_not_speak_of(
    ledger, aili, baihe_unit, baihe, today, path, words, fen
):
    budget_change(
        person=baihe, ledger_id=ledger.pk, day=date(2025, 7, 1), fen=1_000_00, document="追加", note="", today=TODAY
    )
    adjusting = adjustment_begin(person=aili, plan_id=ledger.plan_id, why="调整")
    was = cells_of(document_of(adjusting))[path].text
    draft_save(person=aili, filing_id=adjusting.pk, edits=[CellEdit(path, words, was)], money_unit="元")
    for person, move in ((aili, "submit"), (baihe_unit, "pass"), (baihe, "approve")):
        adjusting = filing_move(person=person, filing_id=adjusting.pk, move=move, seen=adjusting.state)
    ledger.refresh_from_db()
    assert ledger.adjusted_fen == (61_000_00 if path == BUDGET else ledger.initial_fen + fen)
    assert not list(differences(COUNTY))


def test_it_is_said_how_an_earlier_approval_is_entered(client_of, aili, baihe, ledger):
    url, words = reverse("spending:ledger", args=[ledger.pk]), "预算实际批复较早的"
    assert words in client_of(baihe).get(url).text and words not in client_of(aili).get(url).text
    Ledger.objects.update(approval="云财预〔2025〕6号")
    assert words not in client_of(baihe).get(url).text


@pytest.mark.parametrize("number", [2, 12])
def test_the_pages_ask_the_database_the_same_however_many_entries(
    client_of, aili, ledger, pay, number, django_assert_max_num_queries
):
    for day in range(number):
        pay(f"03-{day + 1:02}", 1_00 + day)
    client = client_of(aili)
    client.get(reverse("spending:ledgers"))
    with django_assert_max_num_queries(12):
        client.get(reverse("spending:ledgers"))
    with django_assert_max_num_queries(14):
        client.get(reverse("spending:ledger", args=[ledger.pk]))


def test_the_audit_finds_totals_that_are_not_their_entries(ledger, pay):
    from jixiao_web.serving.verify import verify_county

    pay("03-15", 500)
    assert not [fault for fault in verify_county(COUNTY) if fault.reason == "totals"]
    MonthTotal.objects.update(fen=499)
    (fault,) = (fault for fault in verify_county(COUNTY) if fault.reason == "totals")
    assert ledger.name in fault.name
