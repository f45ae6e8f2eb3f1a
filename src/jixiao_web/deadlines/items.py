"""What waits for a person: filings to move on, plans to begin, tasks, each with its deadline. The one selector of it.

The calendar, the feed and the reminders read it; today is an argument.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from jixiao_web.accounts.models import Unit
from jixiao_web.accounts.policy import Action, Person
from jixiao_web.common.prepared import Prepared, among
from jixiao_web.deadlines.dates import About, Dates, returned_on, told_by
from jixiao_web.deadlines.models import Step
from jixiao_web.deadlines.naming import title_of
from jixiao_web.filings.due import Deadline, ToBegin
from jixiao_web.filings.models import Filing, Kind, State
from jixiao_web.filings.selectors import units_to_fill
from jixiao_web.filings.tasks import Task, tasks_for
from jixiao_web.filings.waiting import waiting_for

_SHORT = 60
LONGEST_BEHIND = 365
"""Days after which a plan that nobody began is not asked for any more."""


class Item(NamedTuple):
    """Something that waits: a filing, a plan to begin where there is none, or another task.

    Attributes:
        unit: whose it is; None for a task of the whole county. kind: of the filing, or of the task.
        since: since when it waits in its state; None where it is the person's own draft or not begun.
    """

    unit: Unit | None
    year: int
    kind: str
    filing: Filing | None
    deadline: Deadline | None
    since: date | None = None
    task: Task | None = None

    @property
    def key(self) -> str:
        """What it is, the same as long as it waits."""
        if self.task:
            return self.task.key
        return str(self.filing.pk) if self.filing else f"{self.unit and self.unit.pk}:{self.year}"

    @property
    def title(self) -> str:
        """What is to be done, in the page's language; empty for a filing without a deadline."""
        if self.task:
            words = self.task.words
            short = words if len(words) <= _SHORT else words[:_SHORT] + "…"
            return gettext("%(what)s：%(words)s") % {"what": self.task.what, "words": short}
        return title_of(self.year, self.kind, self.deadline.step) if self.deadline else ""

    @property
    def url(self) -> str:
        """Where it is done."""
        if self.task:
            return self.task.url
        return reverse("filings:filing", args=[self.filing.pk]) if self.filing else reverse("filings:start")


def items_for(person: Person, today: date, dates: Dates | None = None) -> list[Item]:
    """What waits for a person, the most urgent first, what has no deadline last: some ten queries, whatever its length.

    Args:
        dates: those of the person's counties, where they are known already.
    """
    dates = dates or Dates.of(counties_of(person))
    filings = [*Filing.objects.filter(waiting_for(person)).select_related("unit").only(*_SHOWN)]
    deadlines = told_by(dates, filings, today)
    returned = returned_on([filing.pk for filing in filings if filing.state == State.RETURNED])
    items = [
        Item(each.unit, each.year, each.kind, each, deadlines.get(each.pk), _since(each, returned.get(each.pk)))
        for each in filings
    ]
    tasks = [
        Item(each.unit, each.year, each.kind, None, each.deadline(today), task=each)
        for each in tasks_for(person, today)
    ]
    return sorted(items + unbegun_for(person, today, dates) + tasks, key=_urgency)


def unbegun_for(person: Person, today: date, dates: Dates | None = None) -> list[Item]:
    """Plans that a person has to begin: a date is set, and there is no filing."""
    if not person.may_somewhere(Action.EDIT_FILING):
        return []
    dates = dates or Dates.of(counties_of(person))
    years = {row.year for row in dates.rows if row.step == Step.SUBMIT and row.kind == Kind.PLAN}
    if not years:
        return []
    units = units_to_fill(person)
    begun = set(_begun(person, units))
    items = []
    for unit in units:
        for year in sorted(years):
            about = About(unit.county_code, unit.pk, year, Kind.PLAN)
            deadline = None if (unit.pk, year) in begun else dates.of_step(about, Step.SUBMIT, today)
            if deadline and deadline.left >= -LONGEST_BEHIND:
                items.append(Item(unit, year, Kind.PLAN.value, None, deadline))
    return sorted(items, key=_urgency)


def _begun(person: Person, units: Sequence[Unit]) -> list[tuple[uuid.UUID, int]]:
    """The units and years of which there is a plan: of single units, or of a whole county at once."""
    counties = person.units(Action.EDIT_FILING)[1]
    own = [unit.pk for unit in units if unit.county_code not in counties]
    return _PLANS.rows((*own, *counties), units=len(own))


_PLANS = Prepared(
    lambda *own, units: (
        Filing.objects.filter(among("unit_id", own[:units]) | among("county_code", own[units:]), kind=Kind.PLAN)
        .order_by()
        .values_list("unit_id", "year")
    )
)


def to_begin(person: Person, today: date) -> list[ToBegin]:
    """The same for the inbox."""
    return [
        ToBegin(each.unit, each.year, each.deadline)
        for each in unbegun_for(person, today)
        if each.unit and each.deadline
    ]


def counties_of(person: Person) -> set[str]:
    """The counties to which a person belongs."""
    return {each.county_code for each in person.appointments}


def newly_come(items: Iterable[Item], today: date, days: int) -> list[Item]:
    """What came to a person within some days: handed on or returned by somebody else."""
    return [item for item in items if item.since and today - item.since <= timedelta(days=days)]


_SHOWN = (
    *("county_code", "unit", "kind", "period", "year", "state", "changed_at", "reason"),
    *("unit__code", "unit__name", "unit__county_code"),
)


def _since(filing: Filing, returned: date | None) -> date | None:
    if filing.state in (State.UNIT_REVIEW, State.FINANCE_REVIEW):
        return timezone.localdate(filing.changed_at)
    return returned if filing.state == State.RETURNED else None


def _urgency(item: Item) -> tuple[bool, date, str, int]:
    day = item.deadline.day if item.deadline else date.max
    return item.deadline is None, day, item.unit.code if item.unit else "", item.year
