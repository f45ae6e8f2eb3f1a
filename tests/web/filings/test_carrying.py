"""Last year's plan carried over: every number is confirmed or changed, and reviewers see what was only carried."""

from __future__ import annotations

import pytest
from django.urls import reverse

from jixiao_web.filings.carrying import carried_of, open_in
from jixiao_web.filings.errors import NotConfirmed, NothingThere
from jixiao_web.filings.models import Filing, State
from jixiao_web.filings.services import filing_carry_over, filing_move

BUDGET = "projects[0].funds.budget_yuan"


@pytest.fixture
def carried(aili, unit, filing):
    """爱丽's plan of 2026, carried over from the approved one of 2025."""
    Filing.objects.filter(pk=filing.pk).update(state=State.APPROVED)
    return filing_carry_over(person=aili, unit=unit, year=2026)


def _now(filing: Filing) -> Filing:
    return Filing.objects.get(pk=filing.pk)


def test_it_is_started_by_a_tick(as_aili, unit, filing, document_now):
    Filing.objects.filter(pk=filing.pk).update(state=State.PUBLISHED)
    response = as_aili.post(reverse("filings:start"), {"unit": str(unit.pk), "year": "2026", "carry": "on"})
    assert response.status_code == 302
    document = document_now(Filing.objects.get(year=2026))
    assert document.year == 2026 and document.projects == document_now(filing).projects


def test_an_older_year_is_named(as_aili, unit, filing):
    Filing.objects.filter(pk=filing.pk).update(state=State.PUBLISHED)
    told = "没有2027年已批复的文本，沿用的是2025年的。"
    for year, is_older in ((2026, False), (2028, True)):
        given = {"unit": str(unit.pk), "year": year, "carry": "on"}
        page = as_aili.post(reverse("filings:start"), given, follow=True).content.decode()
        assert (told in page) is is_older


def test_there_is_nothing_to_carry_over_from_a_draft(aili, unit, filing):
    with pytest.raises(NothingThere):
        filing_carry_over(person=aili, unit=unit, year=2026)


def test_every_number_asks_to_be_confirmed(as_aili, carried, sheet_of):
    sheet = sheet_of(as_aili, carried)
    assert {BUDGET, "projects[0].indicators[0].target"} <= set(open_in(carried))
    assert f"confirm:{BUDGET}" in sheet.buttons and "confirm:projects[0]" in sheet.buttons


def test_nothing_is_handed_in_before_that(as_aili, aili, carried, sheet_of):
    with pytest.raises(NotConfirmed):
        filing_move(person=aili, filing_id=carried.pk, move="submit", seen="draft")
    sheet = sheet_of(as_aili, carried)
    for number in range(6):
        sheet.save(f"confirm:projects[{number}]")
    assert not open_in(_now(carried)) and carried_of(_now(carried))
    filing_move(person=aili, filing_id=carried.pk, move="submit", seen="draft")


def test_a_changed_number_is_no_longer_carried(as_aili, carried, sheet_of):
    sheet = sheet_of(as_aili, carried)
    sheet.fields[BUDGET] = "61000"
    sheet.save()
    assert BUDGET not in carried_of(_now(carried))


def test_carried_numbers_go_with_their_rows(as_aili, carried, sheet_of):
    sheet = sheet_of(as_aili, carried)
    sheet.save(f"confirm:{BUDGET}")
    before = len(carried_of(carried))
    sheet.save("down:projects:0")
    now = carried_of(_now(carried))
    assert len(now) == before and now["projects[1].funds.budget_yuan"].is_confirmed
    sheet.save("delete:projects:1")
    assert not any(each.is_confirmed for each in carried_of(_now(carried)).values())


def test_reviewers_see_what_was_only_carried(as_baihe_unit, carried):
    page = as_baihe_unit.get(reverse("filings:filing", args=[carried.pk])).content.decode()
    assert "沿用上年的数" in page and "未确认" in page


def test_an_autosave_keeps_the_other_marks(as_aili, carried):
    sent = {"shape": "0", BUDGET: "61000", f"was:{BUDGET}": "60000.00"}
    answer = as_aili.post(reverse("filings:cells", args=[carried.pk]), sent).content.decode()
    assert "confirm:projects[0].funds.fiscal_yuan" in answer and f"confirm:{BUDGET}" not in answer
