"""A person's calendar as iCalendar (RFC 5545): all-day events with an alarm, each with an identity that stays.

Leaves who may have it to the view, what is in it to `entries.py`.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

import icalendar
from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language, gettext

from jixiao_web.accounts.policy import Person
from jixiao_web.deadlines.entries import Entry, entries_of
from jixiao_web.deadlines.items import Item

BEFORE = timedelta(days=90)
"""For how long an entry that is over and waits for nobody stays in the feed."""
ALARM = timedelta(hours=-15)
"""Nine o'clock on the day before."""
NAMED = 20
"""Units that an event names; the rest is told as a number."""


def feed_of(person: Person, today: date, now: datetime) -> bytes:
    """The feed of a person, in the language in force."""
    entries = [each for each in entries_of(person, today) if each.items or each.day >= today - BEFORE]
    feed = icalendar.Calendar()
    feed.add("prodid", "-//jixiao//deadlines//ZH")
    feed.add("version", "2.0")
    feed.add("calscale", "GREGORIAN")
    feed.add("method", "PUBLISH")
    feed.add("x-wr-calname", gettext("绩效期限"))
    feed.add("name", gettext("绩效期限"))
    feed.add("refresh-interval", timedelta(hours=6), parameters={"VALUE": "DURATION"})
    for each in entries:
        feed.add_component(_event(each, now))
    return bytes(feed.to_ical())


def _event(entry: Entry, now: datetime) -> icalendar.Event:
    event = icalendar.Event()
    event.add("uid", f"{entry.key}@jixiao")
    event.add("dtstamp", now)
    event.add("dtstart", entry.day)
    event.add("dtend", entry.day + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    event.add("class", "PRIVATE")
    summary = _summary(entry)
    event.add("summary", summary, parameters={"LANGUAGE": get_language() or "zh-hans"})
    event.add("description", _description(entry))
    event.add("url", settings.ADDRESS + _address(entry))
    if entry.items and entry.left >= 0:
        alarm = icalendar.Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", summary)
        alarm.add("trigger", ALARM)
        event.add_component(alarm)
    return event


def _summary(entry: Entry) -> str:
    told = [entry.title]
    if entry.unit:
        told.append(entry.unit.name)
    elif entry.waiting:
        told.append(entry.waiting)
    if len(entry.items) > 1:
        told.append(gettext("%(number)s 件待办") % {"number": len(entry.items)})
    return gettext("，").join(told)


def _description(entry: Entry) -> str:
    lines = [_line(item) for item in entry.items[:NAMED]]
    if len(entry.items) > NAMED:
        lines.append(gettext("另有 %(number)s 件") % {"number": len(entry.items) - NAMED})
    if entry.reason:
        lines.append(gettext("延期理由：%(reason)s") % {"reason": entry.reason})
    if entry.basis:
        lines.append(gettext("依据：%(basis)s") % {"basis": entry.basis.say()})
        if not entry.verified:
            lines.append(gettext("条款未核实"))
    return "\n".join(lines)


def _line(item: Item) -> str:
    if item.task:
        return item.title
    return f"{item.unit and item.unit.name} {item.year}" + ("" if item.filing else gettext("（还没有建立）"))


def _address(entry: Entry) -> str:
    if entry.url and entry.url != reverse("filings:inbox"):
        return entry.url
    return f"{reverse('deadlines:calendar')}?month={entry.day:%Y-%m}"
