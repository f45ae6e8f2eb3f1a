"""How often something is promised, when it is due next and what is late: pure functions of dates and words.

A promise of every month is kept once in every calendar month; a month that was missed is made up by what is done beyond
a later month's share. Knows no rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

WEEK, MONTH, QUARTER, HALF, YEAR, MONTHS, ANY, UNSET = (
    "week", "month", "quarter", "half", "year", "months", "any", "unset",
)  # fmt: skip

_LENGTHS = {MONTH: 1, QUARTER: 3, HALF: 6, YEAR: 12}
_DIGITS = {
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
    "十": 10,
    "十一": 11,
    "十二": 12,
}
_MONTH = r"(?:十[一二]?|[一二三四五六七八九]|1[0-2]|[1-9])"
_NAMED = re.compile(
    rf"(?<![每\d第上下两几个])({_MONTH}(?:月[份底末]?)?(?:[、和及与，]{_MONTH}(?:月[份底末]?)?)*)(?<=[月份底末])(?![日号])"
)
_ONE_MONTH = re.compile(_MONTH)
_WEEKLY = (WEEK, re.compile(r"每周|每星期|周例会"))
_MONTHLY = (MONTH, re.compile(r"每个?月|按月|逐月|月例会|月调度"))
_WORDS = (
    _WEEKLY,
    _MONTHLY,
    (QUARTER, re.compile(r"每个?季|按季|逐季|季度")),
    (HALF, re.compile(r"半年|上下半年")),
    (YEAR, re.compile(r"每年|年度终了|年终|年底|年末|全年|一年一次")),
    (ANY, re.compile(r"随时|及时|每日|每天|日常|常态化")),
)
_EACH = (
    _WEEKLY,
    _MONTHLY,
    (QUARTER, re.compile(r"每个?季|按季|逐季|季度?(?:例会|调度|通报)")),
    (HALF, re.compile(r"每半年")),
)
"""What names a rhythm beyond doubt, so that a promise may have several: “年度终了” beside “七月” is no second one."""
_EVERY_YEAR = re.compile(r"每年")
_CLAUSE = re.compile(r"[^，,；;。！!\n]*[，,；;。！!\n]|[^，,；;。！!\n]+")
_TIMES = re.compile(r"(?:[一二两三四五六七八九]|[1-9])(?=[次回轮遍])")
_NEAR = 14
"""How many signs behind 每月 may say how many times."""


class Rhythm(NamedTuple):
    """How often: which kind, how many times a period, in which months where they are named."""

    kind: str
    times: int = 1
    months: tuple[int, ...] = ()


class Promise(NamedTuple):
    """What is promised at one rhythm, in the words that say so."""

    words: str
    rhythm: Rhythm


class Period(NamedTuple):
    """From a day to a day, both within."""

    start: date
    end: date


class Slot(NamedTuple):
    """What is wanted once: in which period, and on which day it was done."""

    period: Period
    done_on: date | None


class Standing(NamedTuple):
    """Where a promise stands on a day.

    Attributes:
        slots: all of the year. late: what should have been done before the day. next: what is due next.
    """

    slots: tuple[Slot, ...]
    late: tuple[Slot, ...]
    next: Slot | None

    @property
    def done(self) -> int:
        """How many are done."""
        return sum(slot.done_on is not None for slot in self.slots)


def rhythm_in(words: str) -> Rhythm:
    """The rhythm that a promise's own words give; unset where they give none.

    >>> rhythm_in("每月一次矛盾大排查"), rhythm_in("七月和十月开展绩效运行监控")
    (Rhythm(kind='month', times=1, months=()), Rhythm(kind='months', times=1, months=(7, 10)))
    """
    for kind, pattern in _WORDS[:4]:
        if found := pattern.search(words):
            return Rhythm(kind, _times(words[found.end() : found.end() + _NEAR]))
    months = sorted({_month(one) for found in _NAMED.findall(words) for one in _ONE_MONTH.findall(found)})
    if months:
        return Rhythm(MONTHS, 1, tuple(months))
    for kind, pattern in _WORDS[4:]:
        if found := pattern.search(words):
            return Rhythm(kind, _times(words[found.end() : found.end() + _NEAR]) if kind == YEAR else 1)
    return Rhythm(UNSET)


def promises_in(words: str) -> tuple[Promise, ...]:
    """What a promise comes to, one for each rhythm that it names; as a whole where it names one or none.

    >>> [(each.words, each.rhythm.kind) for each in promises_in("每月排查一次，发现隐患整改；每季度通报。")]
    [('每月排查一次，发现隐患整改', 'month'), ('每季度通报。', 'quarter')]
    """
    parts: list[tuple[list[str], list[Rhythm]]] = [([], [])]
    for clause in _CLAUSE.findall(words):
        known = {rhythm.kind for _, rhythms in parts for rhythm in rhythms}
        fresh = [rhythm for rhythm in _named(clause) if rhythm.kind not in known]
        if fresh and parts[-1][1]:
            parts.append(([], []))
        parts[-1][0].append(clause)
        parts[-1][1].extend(fresh)
    found = [Promise("".join(part).strip().rstrip("，,；;"), rhythm) for part, rhythms in parts for rhythm in rhythms]
    return tuple(found) if len(found) > 1 else (Promise(words, rhythm_in(words)),)


def _named(clause: str) -> list[Rhythm]:
    """The rhythms that a clause names beyond doubt, in its order; the year and single months where nothing else is."""
    told = [(found.start(), found.end(), kind) for kind, pattern in _EACH if (found := pattern.search(clause))]
    if not told and (found := _EVERY_YEAR.search(clause)) and not _NAMED.search(clause):
        told = [(found.start(), found.end(), YEAR)]
    if told:
        return [Rhythm(kind, _times(clause[end : end + _NEAR])) for _, end, kind in sorted(told)]
    whole = rhythm_in(clause)
    return [whole] if whole.kind == MONTHS else []


def periods(rhythm: Rhythm, year: int, starts_on: date) -> tuple[Period, ...]:
    """The periods of a year in which something is wanted, those that were over before it began left out.

    Weeks are those of the calendar (ISO 8601): the first is the one with the year's first Thursday.
    """
    if rhythm.kind == WEEK:
        first = date.fromisocalendar(year, 1, 1)
        number = date(year, 12, 28).isocalendar().week
        found = [Period(first + timedelta(weeks=n), first + timedelta(weeks=n, days=6)) for n in range(number)]
    elif rhythm.kind == MONTHS:
        found = [_from_month(year, month, 1) for month in rhythm.months]
    elif rhythm.kind in _LENGTHS:
        length = _LENGTHS[rhythm.kind]
        found = [_from_month(year, month, length) for month in range(1, 13, length)]
    else:
        found = []
    return tuple(period for period in found if period.end >= starts_on)


def standing(rhythm: Rhythm, year: int, starts_on: date, days: Iterable[date], today: date) -> Standing:
    """What is done, late and next, by the days on which it was done; days after today count as well."""
    wanted = [period for period in periods(rhythm, year, starts_on) for _ in range(rhythm.times)]
    done: list[date | None] = [None] * len(wanted)
    beyond = []
    for day in sorted(days):
        own = next((n for n, period in enumerate(wanted) if period.start <= day <= period.end and not done[n]), None)
        if own is None:
            beyond.append(day)
        else:
            done[own] = day
    for day in beyond:
        missed = next((n for n, period in enumerate(wanted) if period.end < day and not done[n]), None)
        if missed is not None:
            done[missed] = day
    slots = tuple(Slot(period, day) for period, day in zip(wanted, done, strict=True))
    still = [slot for slot in slots if slot.done_on is None]
    late = tuple(slot for slot in still if slot.period.end < today)
    return Standing(slots, late, still[len(late)] if len(late) < len(still) else None)


def due_on(rhythm: Rhythm, year: int, starts_on: date, days: Iterable[date]) -> date | None:
    """The last day for the first thing that is not done; None where nothing is wanted any more."""
    slots = standing(rhythm, year, starts_on, days, starts_on).slots
    return next((slot.period.end for slot in slots if slot.done_on is None), None)


def start_of(year: int, approved_on: date) -> date:
    """From when promises of a year count: from the approval, or the year's first day where that lies outside it."""
    return approved_on if approved_on.year == year else date(year, 1, 1)


def _from_month(year: int, month: int, length: int) -> Period:
    after = date(year + (month + length > 12), (month + length - 1) % 12 + 1, 1)
    return Period(date(year, month, 1), after - timedelta(days=1))


def _times(words: str) -> int:
    found = _TIMES.search(words)
    return _month(found.group()) if found else 1


def _month(word: str) -> int:
    return int(word) if word.isdecimal() else _DIGITS[word]
