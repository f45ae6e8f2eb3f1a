"""Which deadline holds for a filing, told and ordered; what waits for whom."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from jixiao_web.deadlines.dates import deadlines_told
from jixiao_web.deadlines.items import items_for
from jixiao_web.deadlines.keeping import dues_refresh_all
from jixiao_web.deadlines.models import Step
from jixiao_web.filings.due import NEVER
from jixiao_web.filings.models import Filing, State

from .conftest import NOW, TODAY


def told(filing):
    return deadlines_told([filing], TODAY).get(filing.pk)


def kept_day(filing):
    dues_refresh_all()
    return Filing.objects.values_list("due_on", flat=True).get(pk=filing.pk)


def test_without_dates_nothing_has_a_deadline(filing_in):
    filing = filing_in(State.DRAFT)
    assert told(filing) is None and kept_day(filing) == NEVER


@pytest.mark.parametrize(
    ("state", "step"),
    [
        (State.DRAFT, Step.SUBMIT), (State.UNIT_REVIEW, Step.UNIT_REVIEW),
        (State.FINANCE_REVIEW, Step.FINANCE_REVIEW), (State.APPROVED, Step.PUBLISH),
    ],
)  # fmt: skip
def test_a_deadline_holds_by_state(filing_in, set_day, state, step):
    for number, each in enumerate(Step):
        set_day(each, number)
    filing = filing_in(state)
    found = told(filing)
    assert (found.step, found.left) == (step, [*Step].index(step))
    assert kept_day(filing) == found.day


@pytest.mark.parametrize(
    ("days", "level", "words"),
    [(-2, "error", "已逾期 2 天"), (0, "warning", "今天截止"), (3, "warning", "还有 3 天"), (9, "hint", "还有 9 天")],
)
def test_urgency_is_told_by_level_and_words(filing_in, set_day, days, level, words):
    set_day(Step.SUBMIT, days)
    found = told(filing_in())
    assert (found.level, found.words) == (level, words)


def test_an_exception_goes_before_the_countys_date(filing_in, set_day, unit, other_unit):
    set_day(Step.SUBMIT, 1)
    set_day(Step.SUBMIT, 2, unit=other_unit)
    set_day(Step.SUBMIT, 5, unit=unit)
    filing = filing_in()
    found = told(filing)
    assert (found.left, found.own, found.reason) == (5, True, "洪灾")
    assert kept_day(filing) == found.day


@pytest.mark.parametrize("other", [{"year": 2025}, {"kind": "adjustment"}])
def test_dates_of_another_year_or_kind_say_nothing(filing_in, set_day, other):
    set_day(Step.SUBMIT, 1, **other)
    assert told(filing_in()) is None


def test_publication_counts_from_the_approval_by_law(filing_in, set_day):
    filing = filing_in(State.APPROVED, moved=NOW - timedelta(days=15))
    found = told(filing)
    assert (found.left, found.basis.zh) == (5, "《中华人民共和国预算法》第十四条")
    assert kept_day(filing) == found.day


@pytest.mark.parametrize(("ours", "left"), [(3, 3), (9, 5)])
def test_the_county_may_be_stricter_than_the_law_not_laxer(filing_in, set_day, ours, left):
    set_day(Step.PUBLISH, ours)
    filing = filing_in(State.APPROVED, moved=NOW - timedelta(days=15))
    assert told(filing).left == left
    assert kept_day(filing) == told(filing).day


def test_approval_counts_from_the_congress_by_law(filing_in, set_day):
    set_day(Step.CONGRESS, -10)
    filing = filing_in(State.FINANCE_REVIEW)
    assert (told(filing).step, told(filing).left) == (Step.APPROVE, 10)
    assert kept_day(filing) == told(filing).day


def test_what_finance_has_graded_waits_for_its_approval(filing_in, set_day, baihe):
    from jixiao_web.review.models import ReviewSheet

    set_day(Step.FINANCE_REVIEW, -30)
    set_day(Step.APPROVE, 20)
    filing = filing_in(State.FINANCE_REVIEW)
    assert told(filing).left == -30 and kept_day(filing) == told(filing).day
    sheet = ReviewSheet.objects.create(
        county_code=filing.county_code, filing=filing, points="{}", grade="优", reviewer=baihe.user
    )
    ReviewSheet.objects.update(reviewed_at=filing.changed_at + timedelta(hours=1))
    assert (told(filing).step, told(filing).left) == (Step.APPROVE, 20)
    assert kept_day(filing) == told(filing).day
    ReviewSheet.objects.filter(pk=sheet.pk).update(reviewed_at=filing.changed_at - timedelta(days=1))
    assert told(filing).step == Step.FINANCE_REVIEW, "a grade of an earlier round says nothing"
    assert kept_day(filing) == told(filing).day


@pytest.mark.parametrize(("returned", "left"), [(-20, -10), (-5, 2), (5, 2)])
def test_what_was_returned_is_due_with_the_step_that_was_open_then(filing_in, set_day, returned, left):
    """Nobody is late at the moment in which a filing comes back to him."""
    set_day(Step.SUBMIT, -10)
    set_day(Step.UNIT_REVIEW, 2)
    filing = filing_in(State.RETURNED, moved=NOW + timedelta(days=returned))
    assert (told(filing).step, told(filing).left) == (Step.SUBMIT, left)
    assert kept_day(filing) == told(filing).day


def test_queries_do_not_grow_with_filings(filing_in, set_day, django_assert_num_queries):
    set_day(Step.SUBMIT, 1)
    filings = [filing_in(State.RETURNED, year=year) for year in range(2020, 2026)]
    with django_assert_num_queries(2):
        deadlines_told(filings[:1], TODAY)
    with django_assert_num_queries(2):
        deadlines_told(filings, TODAY)


def test_a_filing_waits_for_whoever_moves_it_on(filing_in, set_day, aili, baihe_unit, baihe, chali):
    set_day(Step.UNIT_REVIEW, 4)
    filing = filing_in(State.UNIT_REVIEW)
    (item,) = items_for(baihe_unit, TODAY)
    assert (item.filing, item.deadline.left) == (filing, 4)
    assert [items_for(person, TODAY) for person in (aili, baihe)] == [[], []]


def test_a_plan_that_nobody_began_waits_too(set_day, aili, chali, baihe_unit, filing_in, unit):
    set_day(Step.SUBMIT, 4)
    assert [(item.filing, item.deadline.left) for item in items_for(aili, TODAY)] == [(None, 4)]
    assert items_for(baihe_unit, TODAY) == []
    filing_in(State.UNIT_REVIEW)
    assert items_for(aili, TODAY) == []
    assert len(items_for(chali, TODAY)) == 1


def test_the_most_urgent_comes_first(filing_in, set_day, aili):
    for year, days in ((2026, 9), (2027, -1), (2028, 2)):
        set_day(Step.SUBMIT, days, year=year)
        filing_in(State.DRAFT, year=year)
    filing_in(State.DRAFT, year=2024)
    assert [item.year for item in items_for(aili, TODAY)] == [2027, 2028, 2026, 2024]


def test_a_day_is_the_countys_day(filing_in):
    """23:30 in Shanghai is the afternoon in UTC."""
    late = datetime(2026, 3, 1, 23, 30, tzinfo=timezone.get_default_timezone())
    filing = filing_in(State.APPROVED, moved=late)
    assert told(filing).day == kept_day(filing) == date(2026, 3, 21)
