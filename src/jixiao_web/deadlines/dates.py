"""Which deadline holds for a filing: the county's dates, exceptions for units, and what the law counts.

The county's word holds, an exception before it; where an act sets an earlier day than either, the act's. Today is an
argument everywhere. Dates are taken as they are written: statutory holidays are not known here.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import cache
from typing import Any, NamedTuple

from django.db.models import F, Max, Q, QuerySet
from django.utils import timezone

from jixiao import api
from jixiao.api import Words
from jixiao_web.common.prepared import Prepared, Slot
from jixiao_web.deadlines.models import CountyDeadline, Step
from jixiao_web.filings.due import Deadline, own_days
from jixiao_web.filings.models import UNPUBLISHED, Filing, Revision, State
from jixiao_web.review.models import ReviewSheet

STEP_OF = {
    State.DRAFT: Step.SUBMIT,
    State.RETURNED: Step.SUBMIT,
    State.UNIT_REVIEW: Step.UNIT_REVIEW,
    State.FINANCE_REVIEW: Step.FINANCE_REVIEW,
    State.APPROVED: Step.PUBLISH,
}
"""What must happen next, by a filing's state (see `step_of`); one that finance has graded waits for its approval."""

AGAIN = (Step.SUBMIT, Step.UNIT_REVIEW, Step.FINANCE_REVIEW, Step.APPROVE)
"""By when a filing that was returned comes back: by the first of these that was not over when it was returned."""

RETURNS = ("return_in_unit", "return_in_finance")


def step_of(filing: Filing) -> Step | None:
    """What must happen next with a filing; nothing with one that is approved and never published."""
    state = State(filing.state)
    return None if state == State.APPROVED and filing.kind in UNPUBLISHED else STEP_OF.get(state)


class Counted(NamedTuple):
    """An act's day: so many days after another, and its name."""

    days: int
    basis: Words


class About(NamedTuple):
    """What dates are asked by."""

    county_code: str
    unit_id: uuid.UUID | None
    year: int
    kind: str


class Dates:
    """The dates of some counties and years, in memory."""

    def __init__(self, rows: Iterable[CountyDeadline]) -> None:
        self.rows = tuple(rows)
        self._all = {(row.county_code, row.year, row.kind, row.step): row for row in self.rows if row.unit_id is None}
        self._own = {(row.unit_id, row.year, row.kind, row.step): row for row in self.rows if row.unit_id}

    @classmethod
    def of(cls, counties: Iterable[str], years: Iterable[int] | None = None) -> Dates:
        """All dates of counties, or those of some years, in one query."""
        own, of_years = [*counties], None if years is None else [*years]
        return cls(_ROWS.rows((*own, *(of_years or ())), counties=len(own), by_year=of_years is not None))

    def for_all(self, county_code: str, year: int, kind: str, step: str) -> CountyDeadline | None:
        """The date for all units."""
        return self._all.get((county_code, year, kind, step))

    def of_step(self, about: About, step: str, today: date, approved: date | None = None) -> Deadline | None:
        """The deadline of a step; None where neither the county nor an act sets one.

        Args:
            approved: the day of approval, from which publication counts.
        """
        own = self._own.get((about.unit_id, about.year, about.kind, step)) if about.unit_id else None
        row = own or self.for_all(about.county_code, about.year, about.kind, step)
        found = (
            Deadline(step, row.day, (row.day - today).days, own is not None, row.reason if own else "") if row else None
        )
        counted = self.by_law(about, step, approved)
        if counted is None or (found and found.day <= counted[0]):
            return found
        return Deadline(step, counted[0], (counted[0] - today).days, step == Step.PUBLISH, "", counted[1])

    def by_law(self, about: About, step: str, approved: date | None) -> tuple[date, Words] | None:
        """The last day by law, and the act."""
        terms = law_of(about.county_code, about.year)
        base = approved if step == Step.PUBLISH else None
        if step == Step.APPROVE:
            congress = self.for_all(about.county_code, about.year, about.kind, Step.CONGRESS)
            base = congress.day if congress else None
        if base is None or step not in terms:
            return None
        return base + timedelta(days=terms[step].days), terms[step].basis

    def of_filing(self, filing: Filing, today: date, graded: bool, returned: date | None) -> Deadline | None:
        """The deadline of what must happen next with a filing."""
        about = About(filing.county_code, filing.unit_id, filing.year, filing.kind)
        state = State(filing.state)
        step = step_of(filing)
        if step is None:
            return None
        if state == State.RETURNED and returned:
            found = [each for one in AGAIN if (each := self.of_step(about, one, today))]
            open_then = [each for each in found if each.day >= returned]
            chosen = next(iter(open_then or found[-1:]), None)
            return chosen._replace(step=Step.SUBMIT.value) if chosen else None
        if state == State.APPROVED:
            return self.of_step(about, step, today, timezone.localdate(filing.changed_at))
        if state == State.FINANCE_REVIEW:
            own = None if graded else self.of_step(about, step, today)
            return own or self.of_step(about, Step.APPROVE, today)
        return self.of_step(about, step, today)


def _rows(*slots: Slot, counties: int, by_year: bool) -> QuerySet[CountyDeadline]:
    rows = CountyDeadline.objects.filter(county_code__in=slots[:counties])
    years: tuple[Any, ...] = slots[counties:]
    return rows.filter(year__in=years) if by_year else rows


_ROWS = Prepared(_rows)


@cache
def law_of(county_code: str, year: int) -> Mapping[str, Counted]:
    """How many days the law gives for steps, and which act."""
    entries = api.calendar_of(year, api.profile_of_division(county_code))
    return {due.key: Counted(due.days, due.citation.name) for due in entries if due.days is not None}


def deadlines_told(filings: Iterable[Filing], today: date) -> dict[uuid.UUID, Deadline]:
    """The deadlines of filings, by their keys: three queries at most."""
    filings = [filing for filing in filings if step_of(filing)]
    if not filings:
        return {}
    dates = Dates.of({each.county_code for each in filings}, {each.year for each in filings})
    return told_by(dates, filings, today)


def told_by(dates: Dates, filings: Iterable[Filing], today: date) -> dict[uuid.UUID, Deadline]:
    """The same by dates that are known already."""
    filings = [filing for filing in filings if step_of(filing)]
    graded = _graded([each.pk for each in filings if each.state == State.FINANCE_REVIEW])
    returned = returned_on([each.pk for each in filings if each.state == State.RETURNED])
    told = {each.pk: dates.of_filing(each, today, each.pk in graded, returned.get(each.pk)) for each in filings}
    own = own_days(filings)
    told |= {
        each.pk: Deadline(step, own[each.pk], (own[each.pk] - today).days)
        for each in filings
        if each.pk in own and (step := step_of(each))
    }
    return {key: deadline for key, deadline in told.items() if deadline}


def _graded(keys: list[uuid.UUID]) -> set[uuid.UUID]:
    """Those that finance has graded since they came: a grade of an earlier round says nothing."""
    if not keys:
        return set()
    if len(keys) == 1:
        return {key for (key,) in _GRADED.rows(keys)}
    return set(_graded_among(Q(filing__in=keys)).values_list("filing_id", flat=True))


def _graded_among(chosen: Q) -> QuerySet[ReviewSheet]:
    return ReviewSheet.objects.filter(chosen, reviewed_at__gte=F("filing__changed_at"))


_GRADED = Prepared(lambda key: _graded_among(Q(filing=key)).values_list("filing_id"))


def returned_on(keys: list[uuid.UUID]) -> dict[uuid.UUID, date]:
    """The days on which filings were returned last; saving changes `changed_at`, a revision stays."""
    if not keys:
        return {}
    found = Revision.objects.filter(filing__in=keys, cause__in=RETURNS).order_by().values_list("filing_id")
    return {key: timezone.localdate(at) for key, at in found.annotate(at=Max("created_at"))}
