"""What a person's calendar holds: the county's dates, what the law counts from them, and what waits for the person.

Reads `items.py` and `dates.py`; the page and the feed show the same entries.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from django.urls import reverse

from jixiao import api
from jixiao.api import Words
from jixiao_web.accounts.models import Unit
from jixiao_web.accounts.policy import Action, Person
from jixiao_web.deadlines.dates import About, Dates
from jixiao_web.deadlines.items import Item, counties_of, items_for
from jixiao_web.deadlines.models import Step
from jixiao_web.deadlines.naming import title_of
from jixiao_web.filings.due import SOON, words_of
from jixiao_web.filings.models import Filing, Kind

_LAW_ALONE = ("pass_on", "monitoring", "checkpoint")
"""Entries of the law's calendar that no filing here has as a step; windows without a day of their own are left out."""


class Entry(NamedTuple):
    """A day on which something is due.

    Attributes:
        key: the same for the same thing, whatever its day. step: of a filing, or a key of the law's calendar.
        unit: whose own date it is. reason: of an exception. basis: the act that sets it. verified: whether that was
            checked. items: what of it waits for the person.
    """

    key: str
    day: date
    title: str
    left: int
    unit: Unit | None = None
    reason: str = ""
    basis: Words | None = None
    verified: bool = True
    items: tuple[Item, ...] = ()

    @property
    def level(self) -> str:
        """How urgent it is to the person; what does not wait for the person is never urgent."""
        return "hint" if not self.items else "error" if self.left < 0 else "warning" if self.left <= SOON else "hint"

    @property
    def words(self) -> str:
        """How much time is left, in the page's language."""
        return words_of(self.left)

    @property
    def alone(self) -> Filing | None:
        """The filing, where it is a single one."""
        return self.items[0].filing if len(self.items) == 1 else None

    @property
    def url(self) -> str:
        """Where what waits for the person is done; empty where nothing does."""
        if len(self.items) == 1 and (self.items[0].filing or self.items[0].task):
            return self.items[0].url
        return reverse("filings:inbox") if self.items else ""

    @property
    def waiting(self) -> str:
        """Whose thing waits, where it is a single one of a unit."""
        unit = self.items[0].unit if len(self.items) == 1 else None
        return unit.name if unit else ""


def entries_of(person: Person, today: date) -> list[Entry]:
    """Everything in a person's calendar, by day."""
    counties = counties_of(person)
    dates = Dates.of(counties)
    units = _units_seen(person, dates)
    found = {each.key: each for each in _of_county(dates, today)}
    found |= {each.key: each for each in _exceptions(dates, units, today)}
    for each in _by_law(dates, counties, today):
        found.setdefault(each.key, each)
    items = [item for item in items_for(person, today, dates) if item.deadline]
    for item in items:
        if not item.task:
            _attach(found, item)
    found |= {each.key: each for each in _of_tasks(item for item in items if item.task)}
    return sorted(found.values(), key=lambda each: (each.day, each.key))


def overdue_in(entries: Iterable[Entry]) -> list[Entry]:
    """What waits for the person and is over."""
    return [each for each in entries if each.items and each.left < 0]


def in_month(entries: Iterable[Entry], month: date) -> list[Entry]:
    """The entries of a month."""
    return [each for each in entries if (each.day.year, each.day.month) == (month.year, month.month)]


def weeks_of(month: date, entries: Iterable[Entry]) -> list[list[tuple[date, list[Entry]]]]:
    """A month as weeks from Monday, each day with its entries; days of other months are empty."""
    by_day: dict[date, list[Entry]] = {}
    for each in in_month(entries, month):
        by_day.setdefault(each.day, []).append(each)
    weeks = calendar.Calendar().monthdatescalendar(month.year, month.month)
    return [[(day, by_day.get(day, [])) for day in week] for week in weeks]


def _of_county(dates: Dates, today: date) -> Iterator[Entry]:
    for row in dates.rows:
        if row.unit_id is None:
            about = About(row.county_code, None, row.year, row.kind)
            told = dates.of_step(about, row.step, today)
            day, basis = (told.day, told.basis) if told else (row.day, None)
            title = title_of(row.year, row.kind, row.step)
            yield Entry(_key(about, row.step), day, title, (day - today).days, basis=basis)


def _exceptions(dates: Dates, units: dict[object, Unit], today: date) -> Iterator[Entry]:
    for row in dates.rows:
        unit = units.get(row.unit_id)
        if unit:
            about = About(row.county_code, unit.pk, row.year, row.kind)
            key = _key(about, row.step, unit.code)
            title = title_of(row.year, row.kind, row.step)
            yield Entry(key, row.day, title, (row.day - today).days, unit, row.reason)


def _by_law(dates: Dates, counties: Iterable[str], today: date) -> Iterator[Entry]:
    """What the law says of the budget years for which the county has set anything."""
    for county in sorted(counties):
        years = {row.year for row in dates.rows if row.county_code == county and row.kind == Kind.PLAN}
        for year in sorted(years):
            known = {
                row.step: row.day
                for row in dates.rows
                if row.unit_id is None and (row.county_code, row.year, row.kind) == (county, year, Kind.PLAN)
            }
            for due in api.calendar_of(year, api.profile_of_division(county), known):
                step = due.key in Step.values
                if due.last and (step or due.key in _LAW_ALONE):
                    key = _key(About(county, None, year, Kind.PLAN), due.key)
                    key += "" if step or due.days else due.last.strftime("-%m%d")
                    title = title_of(year, Kind.PLAN, due.key) if step else f"{year} {due.name.say()}"
                    left = (due.last - today).days
                    yield Entry(key, due.last, title, left, basis=due.citation.name, verified=due.verified)


def _attach(found: dict[str, Entry], item: Item) -> None:
    """Put what waits into the entry of its day; where it has a day of its own it gets an entry of its own."""
    deadline = item.deadline
    assert deadline and item.unit
    about = About(item.unit.county_code, item.unit.pk, item.year, item.kind)
    key = _key(about, deadline.step)
    for each in (key, _key(about, deadline.step, item.unit.code)):
        if each in found and found[each].day == deadline.day:
            found[each] = found[each]._replace(items=(*found[each].items, item))
            return
    key = _key(about, deadline.step, f"{item.unit.code}-{item.key}")
    title = title_of(item.year, item.kind, deadline.step)
    found[key] = Entry(
        key, deadline.day, title, deadline.left, item.unit, deadline.reason, deadline.basis, items=(item,)
    )


def _of_tasks(items: Iterable[Item]) -> Iterator[Entry]:
    """The tasks of a kind that a unit has on one day are one entry."""
    groups: dict[tuple[str, str, date], list[Item]] = {}
    for item in items:
        if item.deadline:
            key = (item.kind, item.unit.code if item.unit else item.key, item.deadline.day)
            groups.setdefault(key, []).append(item)
    for (kind, code, day), group in groups.items():
        first = group[0]
        title = first.title if len(group) == 1 or not first.task else first.task.what
        name = first.key.replace(":", "-") if len(group) == 1 else f"{kind}-{code}-{day:%Y%m%d}"
        left = first.deadline.left if first.deadline else 0
        yield Entry(name, day, title, left, first.unit, items=tuple(group))


def _key(about: About, step: str, own: str = "") -> str:
    return "-".join(filter(None, (about.county_code, str(about.year), about.kind, step, own)))


def _units_seen(person: Person, dates: Dates) -> dict[object, Unit]:
    """The units with exceptions that a person may see."""
    excepted = {row.unit_id for row in dates.rows if row.unit_id}
    if not excepted:
        return {}
    units, counties = person.units(Action.SEE_FILING)
    found = Unit.objects.filter(pk__in=excepted)
    return {unit.pk: unit for unit in found if unit.pk in units or unit.county_code in counties}


def month_of(words: str, today: date) -> date:
    """The first day of the month that an address names (2026-11), else of today's."""
    try:
        year, month = map(int, words.split("-"))
        return date(year, month, 1) if 2000 <= year <= 2200 else today.replace(day=1)
    except ValueError:
        return today.replace(day=1)


def month_after(month: date, months: int) -> date:
    """The first day of the month so many months later.

    >>> month_after(date(2026, 1, 1), -1)
    datetime.date(2025, 12, 1)
    """
    number = month.year * 12 + month.month - 1 + months
    return date(number // 12, number % 12 + 1, 1)


def next_after(entries: Iterable[Entry], month: date) -> Entry | None:
    """The first entry after a month."""
    end = month_after(month, 1) - timedelta(days=1)
    return next((each for each in entries if each.day > end), None)
