"""The calendar: month, year, inbox, list and queue show deadlines; each sees only what is his; queries stay few."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from jixiao_web.accounts.models import Unit
from jixiao_web.deadlines.entries import entries_of, in_month, month_of, overdue_in, weeks_of
from jixiao_web.deadlines.models import CountyDeadline, Step
from jixiao_web.filings.models import Filing, State

from .conftest import COUNTY, TODAY


def keyed(person):
    return {entry.key: entry for entry in entries_of(person, TODAY)}


def test_the_countys_dates_are_everybodys(set_day, aili, baihe, auditor):
    set_day(Step.FINANCE_REVIEW, 4)
    for person in (aili, baihe, auditor):
        entry = keyed(person)["990128-2026-plan-finance_review"]
        assert (entry.left, entry.items, entry.level) == (4, (), "hint")


def test_another_countys_dates_are_not(set_day, aili):
    CountyDeadline.objects.create(county_code="990129", year=2026, step="submit", day=TODAY)
    assert entries_of(aili, TODAY) == []


def test_what_waits_stands_at_its_day(set_day, filing_in, aili):
    set_day(Step.SUBMIT, -2)
    filing = filing_in(State.DRAFT)
    (entry,) = overdue_in(entries_of(aili, TODAY))
    assert (entry.alone, entry.words, entry.level) == (filing, "已逾期 2 天", "error")


def test_an_exception_is_shown_to_its_unit_and_the_county_alone(set_day, unit, aili, chali, baihe):
    set_day(Step.SUBMIT, 2)
    set_day(Step.SUBMIT, 6, unit=unit, reason="水毁公路抢修")
    own = "990128-2026-plan-submit-471012"
    assert keyed(aili)[own].reason == "水毁公路抢修" and own in keyed(baihe)
    assert own not in keyed(chali)


def test_the_law_counts_from_the_congress(set_day, baihe):
    set_day(Step.CONGRESS, 0)
    entries = keyed(baihe)
    assert entries["990128-2026-plan-approve"].left == 20
    assert entries["990128-2026-plan-pass_on"].left == 35
    assert not entries["990128-2026-plan-monitoring-0831"].verified


def test_a_month_is_whole_weeks_from_monday(set_day, baihe):
    set_day(Step.SUBMIT, 0)
    weeks = weeks_of(month_of("2026-03", TODAY), entries_of(baihe, TODAY))
    assert all(len(week) == 7 and week[0][0].weekday() == 0 for week in weeks)
    assert [day for week in weeks for day, held in week if held] == [TODAY]


@pytest.mark.parametrize("words", ["", "x", "2026-13", "9999-01", "2026", "-", "2026-03-04"])
def test_nonsense_names_this_month(words):
    assert month_of(words, TODAY) == TODAY.replace(day=1)


@pytest.mark.parametrize("who", ["aili", "baihe", "administrator", "auditor", "nobody"])
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_page_opens_full_and_empty(request, client_of, who, language, filing_in, set_day, unit):
    from jixiao_web.accounts.models import User

    person = request.getfixturevalue(who)
    User.objects.filter(pk=person.user.pk).update(language=language)
    client = client_of(person)
    pages = ("/calendar/", "/calendar/?month=2026-03", "/calendar/2026/", "/calendar/reminders/", "/", "/filings/")
    pages += ("/calendar/2026/dates/", "/calendar/2026/dates/?kind=adjustment", "/calendar/mails/") * (
        who == "administrator"
    )
    for page in pages:
        assert client.get(page).status_code == 200
    for number, step in enumerate(Step):
        set_day(step, number * 3 - 6)
    set_day(Step.SUBMIT, 6, unit=unit)
    filing_in(State.DRAFT)
    for page in pages:
        assert client.get(page).status_code == 200


def _around_now(step: str, days: int) -> None:
    CountyDeadline.objects.create(
        county_code=COUNTY, year=2026, step=step, day=timezone.localdate() + timedelta(days=days)
    )


def test_inbox_list_and_queue_show_the_deadline(as_aili, as_baihe, as_baihe_unit, filing_in):
    _around_now("unit_review", -2)
    filing_in(State.UNIT_REVIEW)
    assert "已逾期 2 天" in as_baihe_unit.get("/").content.decode()
    for client in (as_aili, as_baihe):
        assert "已逾期 2 天" in client.get("/filings/").content.decode()
    assert "已逾期 2 天" in as_baihe.get("/review/?state=unit_review").content.decode()


def test_the_inbox_asks_for_a_plan_that_nobody_began(as_aili, as_chali, filing_in):
    _around_now("submit", 3)
    filing_in(State.UNIT_REVIEW)
    assert "还没有建立" not in as_aili.get("/").content.decode()
    words = as_chali.get("/").content.decode()
    assert "还没有建立" in words and "还有 3 天" in words and "没有等您办理" not in words


def test_the_queue_is_ordered_by_deadline(as_baihe, unit, filing_in):
    for year, days in ((2025, 9), (2026, -1), (2027, 2)):
        day = timezone.localdate() + timedelta(days=days)
        CountyDeadline.objects.create(county_code=COUNTY, year=year, step="unit_review", day=day)
        filing_in(State.UNIT_REVIEW, year=year)
    filing_in(State.UNIT_REVIEW, year=2024)
    shown = as_baihe.get("/review/?state=unit_review&order=deadline").context["queue"].page.object_list
    assert [row.year for row in shown] == [2026, 2027, 2025, 2024]


@pytest.mark.parametrize("state", State.values)
def test_every_state_can_be_ordered_by_deadline(as_baihe, state):
    assert as_baihe.get(f"/review/?state={state}&order=deadline").status_code == 200


@pytest.mark.parametrize("page", ["/calendar/", "/calendar/2026/", "/", "/filings/", "/review/?order=deadline"])
def test_queries_do_not_grow_with_filings(client_of, baihe, set_day, filing_in, page, django_assert_max_num_queries):
    set_day(Step.FINANCE_REVIEW, 2)
    first = filing_in(State.FINANCE_REVIEW)
    client = client_of(baihe)
    counts = []
    for _ in range(2):
        with django_assert_max_num_queries(25) as queries:
            client.get(page)
        counts.append(len(queries))
        for number in range(4):
            unit = Unit.objects.create(county_code=COUNTY, code=f"60{len(counts)}{number}", name=f"单位{number}")
            copy = Filing.objects.get(pk=first.pk)
            copy.pk, copy.unit = None, unit
            copy.save(force_insert=True)
    with django_assert_max_num_queries(counts[-1]):
        client.get(page)


def test_only_the_month_is_listed(set_day, baihe):
    set_day(Step.SUBMIT, 0)
    set_day(Step.UNIT_REVIEW, 40)
    assert len(in_month(entries_of(baihe, TODAY), TODAY)) == 1


def test_a_year_shows_law_and_county(as_baihe, set_day):
    set_day(Step.CONGRESS, 0)
    set_day(Step.APPROVE, 30)
    words = as_baihe.get(reverse("deadlines:year", args=[2026])).content.decode()
    assert "《中华人民共和国预算法》第五十二条" in words and "2026-03-30" in words
    assert "晚于法定期限" in words and "条款未核实" in words and "以本地通知为准" in words
