"""The feed: read back as iCalendar, by its secret address only, with nothing that the person may not see."""

from __future__ import annotations

from datetime import timedelta

import icalendar
import pytest
from django.urls import reverse

from jixiao_web.accounts.models import User
from jixiao_web.audit.models import Entry
from jixiao_web.deadlines.feed import NAMED, feed_of
from jixiao_web.deadlines.models import Feed, Step
from jixiao_web.deadlines.own import feed_end, feed_make
from jixiao_web.filings.models import State

from .conftest import NOW, TODAY


def read(person) -> dict[str, icalendar.Event]:
    calendar = icalendar.Calendar.from_ical(feed_of(person, TODAY, NOW))
    assert not calendar.errors
    events = {str(event["uid"]): event for event in calendar.walk("VEVENT")}
    return {key: event for key, event in events.items() if "monitoring" not in key}  # the law's own, of every year


def test_it_holds_all_day_events_with_an_alarm(set_day, filing_in, aili):
    set_day(Step.SUBMIT, 3)
    filing = filing_in(State.DRAFT)
    (event,) = read(aili).values()
    assert event.decoded("dtstart") == TODAY + timedelta(days=3)
    assert event.decoded("dtend") == TODAY + timedelta(days=4)
    assert str(event["summary"]) == "2026年绩效文本：上报，云河县青石镇人民政府本级"
    assert str(filing.pk) in str(event["url"])
    (alarm,) = event.walk("VALARM")
    assert alarm.decoded("trigger") == timedelta(hours=-15)


def test_an_events_identity_stays_when_its_day_moves(set_day, aili):
    row = set_day(Step.SUBMIT, 3)
    before = set(read(aili))
    row.day += timedelta(days=30)
    row.save()
    assert set(read(aili)) == before == {"990128-2026-plan-submit@jixiao"}


def test_it_shows_only_what_the_person_may_see(set_day, filing_in, unit, chali, baihe):
    set_day(Step.SUBMIT, 3)
    set_day(Step.SUBMIT, 6, unit=unit, reason="洪灾")
    filing_in(State.DRAFT)
    assert unit.name not in feed_of(chali, TODAY, NOW).decode() and "洪灾" not in feed_of(chali, TODAY, NOW).decode()


def test_many_filings_are_one_event(set_day, filing_in, baihe):
    from jixiao_web.accounts.models import Unit
    from jixiao_web.filings.models import Filing

    set_day(Step.FINANCE_REVIEW, 3)
    filing = filing_in(State.FINANCE_REVIEW)
    for number in range(NAMED + 4):
        filing.unit = Unit.objects.create(county_code="990128", code=f"7{number}", name=f"单位{number}")
        values = {f.attname: getattr(filing, f.attname) for f in Filing._meta.fields if f.attname != "id"}
        Filing.objects.bulk_create([Filing(**values)])
    (event,) = read(baihe).values()
    assert str(event["summary"]).endswith(f"{NAMED + 5} 件待办") and "另有 5 件" in str(event["description"])


def test_what_is_over_and_waits_for_nobody_goes(set_day, aili):
    set_day(Step.PUBLISH, -91)
    assert read(aili) == {}


def test_the_address_is_shown_once_and_works_without_a_session(as_aili, as_stranger, set_day, aili, settings):
    settings.ADDRESS = "https://jixiao.example"
    page = as_aili.post("/calendar/reminders/feed/", {"do": "make"}).content.decode()
    token = page.partition("https://jixiao.example/calendar/feed/")[2].partition(".ics")[0]
    assert len(token) >= 43 and token not in as_aili.get("/calendar/reminders/").content.decode()
    assert token not in str(Feed.objects.values()) and token not in str([*Entry.objects.values()])
    response = as_stranger.get(reverse("deadlines:ics", args=[token]))
    assert response.status_code == 200 and response["Content-Type"] == "text/calendar; charset=utf-8"
    assert "private" in response["Cache-Control"] and "Set-Cookie" not in response
    assert icalendar.Calendar.from_ical(response.content)["version"] == "2.0"


def test_it_speaks_the_persons_language(as_stranger, aili, set_day):
    User.objects.filter(pk=aili.user.pk).update(language="en")
    set_day(Step.SUBMIT, 3)
    aili.user.refresh_from_db()
    response = as_stranger.get(reverse("deadlines:ics", args=[feed_make(person=aili)]), headers={"cookie": ""})
    assert b"LANGUAGE=en" in response.content


@pytest.mark.parametrize("change", [{"is_active": False}, {"must_change_password": True}])
def test_a_locked_account_has_no_feed(as_stranger, aili, change):
    token = feed_make(person=aili)
    User.objects.filter(pk=aili.user.pk).update(**change)
    assert as_stranger.get(reverse("deadlines:ics", args=[token])).status_code == 404


def test_a_new_address_ends_the_old_one_and_ending_ends_both(as_stranger, aili):
    old, new = feed_make(person=aili), feed_make(person=aili)
    assert as_stranger.get(reverse("deadlines:ics", args=[old])).status_code == 404
    assert as_stranger.get(reverse("deadlines:ics", args=[new])).status_code == 200
    feed_end(person=aili)
    assert as_stranger.get(reverse("deadlines:ics", args=[new])).status_code == 404
    actions = [*Entry.objects.order_by("number").values_list("action", flat=True)]
    assert actions == ["feed_made", "feed_made", "feed_ended"]


@pytest.mark.parametrize("token", ["x", "0" * 64, "%00"])
def test_a_stranger_who_guesses_finds_nothing(as_stranger, aili, token):
    feed_make(person=aili)
    response = as_stranger.get(f"/calendar/feed/{token}.ics")
    assert response.status_code == 404


def test_the_hash_is_no_address(as_stranger, aili):
    feed_make(person=aili)
    assert as_stranger.get(reverse("deadlines:ics", args=[Feed.objects.get().token_hash])).status_code == 404
