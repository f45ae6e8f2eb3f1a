"""元 or 万元 by choice: every page shows and takes amounts in the unit that its person chose, exact to the fen."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.urls import reverse

from jixiao_web.filings.amounts import amount_in
from jixiao_web.filings.models import Filing
from jixiao_web.filings.services import CellEdit, draft_save
from jixiao_web.filings.store import document_of

BUDGET = "projects[0].funds.budget_yuan"


@pytest.fixture
def in_wan(aili):
    """爱丽 has chosen 万元."""
    aili.user.money_unit = "万元"
    aili.user.save()


def test_the_form_shows_and_takes_wan(in_wan, as_aili, filing, sheet_of, document_now):
    sheet = sheet_of(as_aili, filing)
    assert sheet.fields[BUDGET] == "6.00" and "单位：万元" in sheet.text() and "单位：元" not in sheet.text()
    sheet.fields[BUDGET] = "6.123456"
    assert sheet.save().status_code == 200
    assert document_now(filing).projects[0].funds.budget_yuan == Decimal("61234.56")
    assert sheet.fields[BUDGET] == "6.123456"


def test_a_save_that_changes_nothing_changes_nothing(in_wan, as_aili, filing, sheet_of):
    sheet_of(as_aili, filing).save()
    was = filing.draft
    filing.refresh_from_db()
    assert (filing.draft, filing.draft_version) == (was, 1)


def test_a_page_keeps_its_unit_when_its_person_chooses_another_elsewhere(as_aili, aili, filing, sheet_of, document_now):
    sheet = sheet_of(as_aili, filing)
    aili.user.money_unit = "万元"
    aili.user.save()
    sheet.fields[BUDGET] = "61000"
    sheet.save()
    assert document_now(filing).projects[0].funds.budget_yuan == 61000
    assert sheet.fields[BUDGET] == "6.10"


def test_two_people_with_different_units_find_their_conflict(in_wan, as_aili, person_of, unit, filing, sheet_of):
    sheet = sheet_of(as_aili, filing)
    other = person_of("other", "同事", "filler", unit)
    draft_save(person=other, filing_id=filing.pk, edits=[CellEdit(BUDGET, "70000", "60000.00")], money_unit="元")
    sheet.fields[BUDGET] = "8"
    assert sheet.save().status_code == 409
    assert "现在是 7.00 您填的是 8" in sheet.text()
    assert document_of(Filing.objects.get()).projects[0].funds.budget_yuan == 70000


def test_an_autosave_answers_in_its_unit(in_wan, as_aili, filing, document_now):
    sent = {"shape": "0", "money_unit": "万元", BUDGET: "7.5", f"was:{BUDGET}": "6.00"}
    answer = as_aili.post(reverse("filings:cells", args=[filing.pk]), sent).content.decode()
    assert f'data-stands="{BUDGET}" value="7.50"' in answer
    assert document_now(filing).projects[0].funds.budget_yuan == 75000


@pytest.mark.parametrize("words", ["六万左右", "6,0"])
def test_words_that_are_no_amount_stay_as_they_were_typed(in_wan, as_aili, filing, sheet_of, words):
    sheet = sheet_of(as_aili, filing)
    sheet.fields[BUDGET] = words
    sheet.save()
    assert sheet.fields[BUDGET] in (words, "60.00")


def test_every_page_with_amounts_shows_wan(in_wan, as_aili, filing):
    for name in ("filings:filing", "review:filing", "filings:list", "filings:inbox"):
        arguments = [filing.pk] if name.endswith(":filing") else []
        page = as_aili.get(reverse(name, args=arguments)).content.decode()
        assert "60000.00" not in page and "60,000.00" not in page, name
        assert "单位：元" not in page


@pytest.mark.parametrize("fen", [1, 99, 12_345_67, 6_000_000, 9_223_372_036_854_775_807])
def test_every_fen_comes_back(fen):
    from jixiao.units import yuan_of

    yuan = Decimal(fen) / 100
    assert yuan_of(amount_in(f"{yuan:f}", "万元"), "万元") == yuan
