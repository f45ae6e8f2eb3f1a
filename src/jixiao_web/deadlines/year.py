"""A budget year from beginning to end: what the law's calendar says, beside the county's dates and their history."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from django.utils import timezone

from jixiao import api
from jixiao_web.accounts.policy import Person
from jixiao_web.audit.models import Entry
from jixiao_web.deadlines.dates import About, Dates
from jixiao_web.deadlines.items import counties_of
from jixiao_web.deadlines.models import CountyDeadline, Step
from jixiao_web.deadlines.naming import name_of
from jixiao_web.filings.models import Kind
from jixiao_web.trace.words import action_words

MOST_HISTORY = 50


class Line(NamedTuple):
    """A line of the year: the law's entry and the county's date; `late` where the county's is later than the law's."""

    law: api.Due
    ours: date | None
    late: bool


class StepLine(NamedTuple):
    """A step with the county's date, the law's day and act where there is one, and exceptions."""

    step: Step
    ours: date | None
    law: date | None
    basis: str
    exceptions: Sequence[CountyDeadline]

    @property
    def late(self) -> bool:
        """Whether the county's date is later than the law allows."""
        return bool(self.ours and self.law and self.ours > self.law)


class Change(NamedTuple):
    """A change of a date, as the log tells it."""

    at: datetime
    actor: str
    action: str
    about: str
    before: str
    after: str
    reason: str


def county_shown(person: Person) -> str | None:
    """The county whose year a person sees."""
    return min(counties_of(person), default=None)


def year_lines(county_code: str, year: int) -> list[Line]:
    """The law's calendar of a budget year, counted from the county's dates."""
    dates = Dates.of([county_code], [year])
    ours = {row.step: row.day for row in dates.rows if row.unit_id is None and row.kind == Kind.PLAN}
    entries = api.calendar_of(year, api.profile_of_division(county_code), ours)
    return [
        Line(due, day := ours.get(due.key), bool(day and due.after and due.last and day > due.last)) for due in entries
    ]


def step_lines(county_code: str, year: int, kind: str) -> list[StepLine]:
    """The county's dates of a year, step by step; the congress is of plans alone."""
    rows = CountyDeadline.objects.filter(county_code=county_code, year=year, kind=kind).select_related("unit")
    dates = Dates(rows.order_by("unit__code"))
    about, found = About(county_code, None, year, kind), []
    for step in Step:
        if step == Step.CONGRESS and kind != Kind.PLAN:
            continue
        row = dates.for_all(county_code, year, kind, step)
        approve = dates.for_all(county_code, year, kind, Step.APPROVE)
        law = dates.by_law(about, step, approve.day if approve else None)
        exceptions = [each for each in dates.rows if each.unit_id and each.step == step]
        found.append(
            StepLine(step, row.day if row else None, law[0] if law else None, law[1].say() if law else "", exceptions)
        )
    return found


def history_of(county_code: str, year: int) -> list[Change]:
    """The log's entries on the dates of a year, the newest first."""
    found = Entry.objects.filter(county_code=county_code, object_kind="deadline", object_key__startswith=f"{year}/")
    return [_change(entry) for entry in found.order_by("-number")[:MOST_HISTORY]]


def _change(entry: Entry) -> Change:
    told = json.loads(entry.detail)
    at = timezone.localtime(datetime.fromisoformat(entry.at))
    days = (told.get("day_before", ""), told.get("day", ""))
    return Change(at, entry.actor, action_words(entry.action), name_of(entry.object_key), *days, told.get("reason", ""))


def years_with_dates(county_code: str, today: date) -> list[int]:
    """The years that can be chosen: those with dates, this one and the next."""
    rows = CountyDeadline.objects.filter(county_code=county_code).order_by()
    return sorted({*rows.values_list("year", flat=True).distinct(), today.year, today.year + 1}, reverse=True)
