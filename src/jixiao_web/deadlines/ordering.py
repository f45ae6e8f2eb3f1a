"""Filings of one state ordered by deadline in the database, so that long queues can be leafed through.

The same deadlines as `dates.py` tells, as an expression: the county's dates are few and stand in it as values, only
exceptions are looked up for each row.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from django.db.models import (
    Case,
    DateField,
    DateTimeField,
    Exists,
    Expression,
    ExpressionWrapper,
    F,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Least, NullIf, TruncDate
from django.utils import timezone

from jixiao_web.deadlines.dates import AGAIN, RETURNS, About, Dates, law_of
from jixiao_web.deadlines.models import CountyDeadline, Step
from jixiao_web.filings.due import OWN_DUE
from jixiao_web.filings.models import Filing, Revision, State
from jixiao_web.review.models import ReviewSheet

_NONE = Value(None, DateField())


def by_deadline(filings: QuerySet[Filing], state: str, tie: Iterable[str]) -> QuerySet[Filing]:
    """Filings of one state, the most urgent first; those without a deadline come last."""
    dates = Dates(CountyDeadline.objects.all())
    annotated = _again(filings, dates) if state == State.RETURNED else filings.annotate(due_on=_due(dates, state))
    for own in OWN_DUE if state in (State.DRAFT, State.RETURNED, State.UNIT_REVIEW) else ():
        annotated = annotated.annotate(own_due=own()).annotate(due_on=Coalesce("own_due", F("due_on")))
    return annotated.order_by(F("due_on").asc(nulls_last=True), *tie)


def _due(dates: Dates, state: str) -> Expression:
    if state == State.DRAFT:
        return _of_step(dates, Step.SUBMIT)
    if state == State.UNIT_REVIEW:
        return _of_step(dates, Step.UNIT_REVIEW)
    if state == State.FINANCE_REVIEW:
        approve = _approve(dates)
        graded = ReviewSheet.objects.filter(filing=OuterRef("pk"), reviewed_at__gte=OuterRef("changed_at"))
        ungraded = Coalesce(_of_step(dates, Step.FINANCE_REVIEW), approve)
        return Case(When(Exists(graded), then=approve), default=ungraded, output_field=DateField())
    return _publish(dates) if state == State.APPROVED else _NONE


def _of_step(dates: Dates, step: Step) -> Expression:
    """An exception, else the county's date."""
    rows = [row for row in dates.rows if row.step == step]
    every = _cases({(row.county_code, row.year, row.kind): row.day for row in rows if row.unit_id is None})
    if not any(row.unit_id for row in rows):
        return every  # a look-up for each filing would find nothing
    same = {name: OuterRef(name) for name in ("county_code", "unit", "year", "kind")}
    own = Subquery(CountyDeadline.objects.filter(step=step, **same).values("day")[:1])
    return Coalesce(own, every, output_field=DateField())


def _cases(days: Mapping[tuple[str, int, str], date]) -> Expression:
    """Days by county, year and kind, as values."""
    whens = [
        When(county_code=county, year=year, kind=kind, then=Value(day, DateField()))
        for (county, year, kind), day in days.items()
    ]
    return Case(*whens, default=_NONE, output_field=DateField()) if whens else _NONE


def _approve(dates: Dates) -> Expression:
    by_law = {}
    for row in dates.rows:
        about = About(row.county_code, None, row.year, row.kind)
        found = dates.by_law(about, Step.APPROVE, None) if row.step == Step.CONGRESS else None
        if found:
            by_law[row.county_code, row.year, row.kind] = found[0]
    return _earlier(_of_step(dates, Step.APPROVE), _cases(by_law))


def _publish(dates: Dates) -> Expression:
    """The law counts from the approval: since then the filing has not changed."""
    terms = law_of("", timezone.localdate().year).get(Step.PUBLISH)
    if terms is None:
        return _of_step(dates, Step.PUBLISH)
    later = ExpressionWrapper(F("changed_at") + Value(timedelta(days=terms.days)), DateTimeField())
    return _earlier(_of_step(dates, Step.PUBLISH), TruncDate(later))


def _earlier(ours: Expression, law: Expression) -> Expression:
    """The earlier of two days that may be missing: databases do not agree on the least of something and nothing."""
    far = Value(date(9999, 12, 31), DateField())
    return NullIf(Least(Coalesce(ours, far), Coalesce(law, far), output_field=DateField()), far)


def _again(filings: QuerySet[Filing], dates: Dates) -> QuerySet[Filing]:
    """By when a returned filing comes back: by the first step that was not over when it was returned."""
    returned = Revision.objects.filter(filing=OuterRef("pk"), cause__in=RETURNS).order_by("-number")
    days = {f"due_by_{step}": _of_step(dates, step) for step in AGAIN}
    days[f"due_by_{Step.APPROVE}"] = _approve(dates)
    annotated = filings.annotate(returned_on=TruncDate(Subquery(returned.values("created_at")[:1])), **days)
    whens = [When(**{f"{name}__gte": F("returned_on")}, then=F(name)) for name in days]
    last = Coalesce(*(F(name) for name in reversed(days)))
    return annotated.annotate(due_on=Case(*whens, default=last, output_field=DateField()))
