"""The calendar of a budget year, from `calendar.toml`: what is due, from whom, when, and which act says so.

Days that an act counts come from the parameters, once. Leaves the county's own dates to the web, and working days to
people: no statutory holidays are known here, a date is taken as it is written.
"""

from __future__ import annotations

import calendar
import functools
import importlib.resources
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

import msgspec

from jixiao.language import Words
from jixiao.law.acts import Citation, Wording, cite
from jixiao.law.law import Law, NotInForce
from jixiao.law.profiles import PROFILES, profile

Duty = Literal["unit", "department", "finance", "congress"]


@dataclass(frozen=True)
class Due:
    """An entry of the calendar of one budget year.

    Attributes:
        key: stable name of what is due. who: from whom.
        first: where a window begins. last: the last day; both None where the day that it counts from is not known.
        after, days: the entry that it counts from, and how many days; None where the calendar itself has the day.
        citation: what the time, or the duty where no act sets a time, leans on.
        verified: whether an act sets this time and both text and number of the clause were checked.
    """

    key: str
    name: Words
    who: Duty
    first: date | None
    last: date | None
    after: str | None
    days: int | None
    citation: Citation
    verified: bool


class _Source(msgspec.Struct, forbid_unknown_fields=True):
    act: str
    clause: str | None = None


class _Entry(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    key: str
    name: Wording
    who: Duty
    start: date = msgspec.field(name="from")
    first: tuple[int, int, int] | None = None
    last: tuple[int, int, int] | None = None
    after: str | None = None
    within: str | None = None
    dates: str | None = None
    month_ends: str | None = None
    source: _Source | None = None
    verified: bool = True


def calendar_of(year: int, profile: str = "national", known: Mapping[str, date] | None = None) -> tuple[Due, ...]:
    """The calendar of a budget year, in its order.

    Args:
        year: the budget year. known: days that are known, such as that of the congress, by their keys: other entries
            count from them. A known day never moves a time that the calendar itself has.

    >>> [due.last for due in calendar_of(2025, known={"congress": date(2025, 1, 16)}) if due.key == "approve"]
    [datetime.date(2025, 2, 5)]
    """
    law = Law(profile, as_of=date(year, 12, 31))
    days = dict(known or {})
    found: list[Due] = []
    for entry in _entries():
        if entry.start > date(year, 12, 31):
            continue
        for due in _dues(entry, year, law, days):
            found.append(due)
            if due.after and due.last:
                days.setdefault(due.key, due.last)
    return tuple(found)


def profile_of_division(code: str) -> str:
    """The profile of a county by its division code; `national` where its province has none of its own.

    >>> profile_of_division("139999"), profile_of_division("990128")
    ('hebei', 'national')
    """
    return next((key for key in PROFILES if (own := profile(key).division) and code.startswith(own)), "national")


def _dues(entry: _Entry, year: int, law: Law, days: Mapping[str, date]) -> Iterator[Due]:
    if entry.after and entry.within:
        number = int(law.decimal(entry.within))
        base = days.get(entry.after)
        last = base + timedelta(days=number) if base else None
        yield _due(entry, law.source(entry.within), None, last, number)
    elif entry.dates or entry.month_ends:
        key = entry.dates or entry.month_ends or ""
        try:
            listed = _listed(law, entry, year)
            source = law.source(key)
        except NotInForce:
            return
        for day in listed:
            yield _due(entry, source, None, day)
    elif entry.source:
        first, last = _day(entry.first, year), _day(entry.last, year) or days.get(entry.key)
        yield _due(entry, cite(entry.source.act, entry.source.clause), first, last)


def _due(entry: _Entry, citation: Citation, first: date | None, last: date | None, days: int | None = None) -> Due:
    verified = entry.verified and citation.verified
    return Due(entry.key, entry.name.words, entry.who, first, last, entry.after, days, citation, verified)


def _listed(law: Law, entry: _Entry, year: int) -> list[date]:
    if entry.dates:
        return [date.fromisoformat(f"{year}-{written}") for written in law.words(entry.dates)]
    months = law.integers(entry.month_ends or "")
    return [date(year, month, calendar.monthrange(year, month)[1]) for month in months]


def _day(written: tuple[int, int, int] | None, year: int) -> date | None:
    """A day as `calendar.toml` writes it; the end of February is its last day in leap years too."""
    if written is None:
        return None
    after, month, day = written
    leap = (month, day) == (2, 28) and calendar.isleap(year + after)
    return date(year + after, month, 29 if leap else day)


@functools.cache
def _entries() -> tuple[_Entry, ...]:
    source = importlib.resources.files(__package__).joinpath("calendar.toml")
    tables = tomllib.loads(source.read_text(encoding="utf-8"))["entries"]
    return tuple(msgspec.convert(tables, list[_Entry]))
