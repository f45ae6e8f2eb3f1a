"""The county's dates: set, excepted, copied, with history; compared and set, by administrators alone."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from jixiao_web.audit.models import Entry
from jixiao_web.deadlines.errors import ChangedMeanwhile, NothingToCopy, ReasonMissing, WrongOrder
from jixiao_web.deadlines.models import CountyDeadline
from jixiao_web.deadlines.services import dates_copy, dates_of, dates_set, exception_remove, exception_set

COUNTY = "990128"
SUBMIT, APPROVE = date(2026, 11, 20), date(2027, 2, 1)
ADDRESS = "/calendar/2027/dates/"


@pytest.fixture
def set_up(administrator):
    dates_set(person=administrator, year=2027, kind="plan", days={"submit": SUBMIT, "approve": APPROVE}, seen={})


def test_dates_are_set_and_told_in_the_log(set_up, administrator):
    assert dates_of(COUNTY, 2027, "plan") == {"submit": SUBMIT, "approve": APPROVE}
    later = date(2026, 11, 27)
    seen = dates_of(COUNTY, 2027, "plan")
    assert dates_set(person=administrator, year=2027, kind="plan", days=seen | {"submit": later}, seen=seen) == 1
    entry = Entry.objects.order_by("-number").first()
    assert (entry.action, entry.object_key) == ("deadline_set", "2027/plan/submit")
    assert '"day":"2026-11-27","day_before":"2026-11-20"' in entry.detail


def test_a_date_is_taken_away(set_up, administrator):
    seen = dates_of(COUNTY, 2027, "plan")
    dates_set(person=administrator, year=2027, kind="plan", days={"approve": APPROVE}, seen=seen)
    assert dates_of(COUNTY, 2027, "plan") == {"approve": APPROVE}


def test_what_another_administrator_set_meanwhile_is_not_overwritten(set_up, administrator):
    with pytest.raises(ChangedMeanwhile):
        dates_set(person=administrator, year=2027, kind="plan", days={"submit": APPROVE}, seen={})
    assert dates_of(COUNTY, 2027, "plan")["submit"] == SUBMIT


def test_dates_do_not_run_backwards(administrator):
    with pytest.raises(WrongOrder) as caught:
        dates_set(person=administrator, year=2027, kind="plan", days={"submit": APPROVE, "publish": SUBMIT}, seen={})
    assert list(caught.value.steps) == ["publish"]
    assert not CountyDeadline.objects.exists()


@pytest.mark.parametrize("who", ["aili", "baihe_unit", "baihe", "auditor", "nobody"])
def test_nobody_else_sets_dates(request, who, unit):
    person = request.getfixturevalue(who)
    with pytest.raises(PermissionDenied):
        dates_set(person=person, year=2027, kind="plan", days={"submit": SUBMIT}, seen={})
    with pytest.raises(PermissionDenied):
        exception_set(person=person, year=2027, kind="plan", step="submit", unit=unit, day=SUBMIT, reason="洪灾")
    assert not CountyDeadline.objects.exists()


def test_last_years_dates_move_by_a_year(administrator, set_up):
    leap = date(2028, 2, 29)
    dates_set(person=administrator, year=2028, kind="plan", days={"publish": leap}, seen={})
    assert dates_copy(person=administrator, year=2028, kind="plan") == 2
    assert dates_of(COUNTY, 2028, "plan") == {
        "submit": date(2027, 11, 20), "approve": date(2028, 2, 1), "publish": leap,
    }  # fmt: skip
    assert dates_copy(person=administrator, year=2029, kind="plan") == 3
    assert dates_of(COUNTY, 2029, "plan")["publish"] == date(2029, 2, 28)
    with pytest.raises(NothingToCopy):
        dates_copy(person=administrator, year=2029, kind="plan")


def test_an_exception_needs_its_reason(administrator, unit):
    with pytest.raises(ReasonMissing):
        exception_set(person=administrator, year=2027, kind="plan", step="submit", unit=unit, day=SUBMIT, reason=" ")


def test_an_exception_is_set_changed_and_taken_away(administrator, unit):
    for day in (SUBMIT, APPROVE):
        exception_set(person=administrator, year=2027, kind="plan", step="submit", unit=unit, day=day, reason="洪灾")
    row = CountyDeadline.objects.get()
    assert (row.day, row.unit) == (APPROVE, unit)
    exception_remove(person=administrator, row=row)
    with pytest.raises(ChangedMeanwhile):
        exception_remove(person=administrator, row=row)
    actions = [*Entry.objects.order_by("number").values_list("action", flat=True)]
    assert actions == ["deadline_excepted", "deadline_excepted", "deadline_exception_removed"]


def _posted(client, **fields: str):
    return client.post(ADDRESS, fields, follow=True)


def test_the_page_sets_dates_and_shows_their_history(as_administrator):
    page = _posted(as_administrator, submit="2026-11-20", congress="2027-01-14", approve="2027-02-20")
    words = page.content.decode()
    assert "日期已保存" in words and "2027-02-03" in words, "the law's day, counted from the congress"
    assert "办理时仍按法定期限提醒" in words and "设定期限" in words


def test_the_page_points_at_a_date_that_runs_backwards(as_administrator):
    page = _posted(as_administrator, submit="2026-11-20", unit_review="2026-11-10")
    assert page.status_code == 422 and "不能早于“上报”的 2026-11-20" in page.content.decode()


def test_the_page_of_an_earlier_state_overwrites_nothing(as_administrator, set_up):
    page = _posted(as_administrator, submit="2026-12-01", was_submit="2026-11-01")
    assert "没有保存" in page.content.decode()
    assert dates_of(COUNTY, 2027, "plan")["submit"] == SUBMIT


def test_the_page_sets_and_ends_an_exception(as_administrator, unit):
    as_administrator.post(
        ADDRESS + "exceptions/", {"unit": unit.code, "step": "submit", "day": "2026-12-01", "reason": "水毁公路抢修"}
    )
    assert "水毁公路抢修" in as_administrator.get(ADDRESS).content.decode()
    row = CountyDeadline.objects.get()
    as_administrator.post(reverse("deadlines:exception_end", args=[row.pk]))
    assert not CountyDeadline.objects.exists()


@pytest.mark.parametrize("fields", [{"unit": "no"}, {"step": "congress"}, {"day": "soon"}, {"reason": ""}])
def test_a_wrong_exception_is_shown_with_its_fault(as_administrator, unit, fields):
    good = {"unit": unit.code, "step": "submit", "day": "2026-12-01", "reason": "洪灾"}
    response = as_administrator.post(ADDRESS + "exceptions/", good | fields)
    assert response.status_code == 422 and 'class="wrong"' in response.content.decode()


def test_the_log_page_names_dates(as_administrator, set_up, administrator, unit):
    exception_set(person=administrator, year=2027, kind="plan", step="submit", unit=unit, day=SUBMIT, reason="洪灾")
    words = as_administrator.get("/log/", {"unit": unit.code}).content.decode()
    assert "2027年绩效文本：上报 471012" in words and "设定单位延期" in words


@pytest.mark.parametrize("address", ["/calendar/1999/", "/calendar/2201/dates/", "/calendar/0/"])
def test_what_is_no_year_is_not_found(as_administrator, address):
    assert as_administrator.get(address).status_code == 404
