"""Beginning self-evaluations: a unit its own, the finance bureau those of a year for every unit, which is long work.

Each is begun in one transaction; what was begun stands whatever happens to the next.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import NamedTuple

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from jixiao.model import Document
from jixiao_web.accounts.policy import Action, Person
from jixiao_web.audit.log import log_append
from jixiao_web.evaluation.preparing import evaluation_of
from jixiao_web.evaluation.whole import whole_of_plan
from jixiao_web.filings.errors import NotSettled
from jixiao_web.filings.models import SETTLED, WHOLE, Filing, Kind
from jixiao_web.filings.reports import report_begin
from jixiao_web.filings.selectors import reach
from jixiao_web.jobs.models import Job, Outcome, Step
from jixiao_web.jobs.models import Kind as JobKind
from jixiao_web.jobs.services import Piece, job_make
from jixiao_web.jobs.work import do_at_once, there

WHOLE_YEAR = ""
"""The period of a self-evaluation of projects."""
PERIODS = (WHOLE_YEAR, WHOLE)
"""Of its projects, and of the whole department."""


AT_ONCE = 30
"""Self-evaluations that are begun while the person waits; more of them beside the server."""


class Opened(NamedTuple):
    """The work that begins self-evaluations, None where nothing is missing; how many plans have one already."""

    job: Job | None
    standing: int


def about_of(year: int, period: str = WHOLE_YEAR) -> str:
    """By what the work of beginning the self-evaluations of a year is known."""
    return f"{year}-{period}" if period else str(year)


def plans_without(person: Person, action: Action, year: int, period: str = WHOLE_YEAR) -> QuerySet[Filing]:
    """The approved plans of a year, within a person's reach, that have no self-evaluation of a period yet."""
    own = Filing.objects.filter(plan=OuterRef("pk"), kind=Kind.SELF_EVALUATION, period=period)
    plans = Filing.objects.filter(reach(person, action), kind=Kind.PLAN, year=year, state__in=SETTLED)
    return plans.filter(~Exists(own)).select_related("unit").order_by("unit_code")


def evaluations_open(*, person: Person, county_code: str, year: int, period: str = WHOLE_YEAR) -> Opened:
    """Begin the self-evaluations of all units whose plan of a year is approved; those that stand are left alone.

    Args:
        period: one of `PERIODS`.
    Raises:
        PermissionDenied: only the finance bureau does it for others. JobOpen: it is going on. JobError: too many jobs.
    """
    person.demand_in_county(Action.REVIEW_IN_FINANCE, county_code)
    every = Filing.objects.filter(county_code=county_code, kind=Kind.PLAN, year=year, state__in=SETTLED)
    missing = (
        plans_without(person, Action.REVIEW_IN_FINANCE, year, period).filter(county_code=county_code).defer("draft")
    )
    pieces = [Piece(plan.unit, year, plan.pk) for plan in missing]
    standing = every.count() - len(pieces)
    if not pieces:
        return Opened(None, standing)
    with transaction.atomic():
        job = job_make(
            person=person, county_code=county_code, kind=JobKind.EVALUATE, about=about_of(year, period), pieces=pieces
        )  # fmt: skip
        log_append(
            county_code=county_code,
            actor=person.user.username,
            action="evaluations_opened",
            object_kind="county",
            object_key=county_code,
            detail={"year": year, "period": period, "number": len(pieces)},
        )
    return Opened(do_at_once(job, AT_ONCE), standing)


def evaluation_prepare(person: Person, job: Job, step: Step) -> Callable[[], None]:
    """Begin the self-evaluation of a unit in the work of a job, as `PREPARE` wants it."""
    plan = Filing.objects.select_related("unit").filter(pk=step.source).first() if step.source else None
    if plan is None:
        raise NotSettled
    period = job.about.partition("-")[2]
    standing = evaluation_standing(plan.pk, period)
    if standing:  # its unit was quicker
        return lambda: there(step, standing)
    document = document_for(plan, period)

    def effect() -> None:
        step.filing = _begin(person, plan, period, document, Action.REVIEW_IN_FINANCE)
        step.outcome = Outcome.DONE

    return effect


def evaluation_begin(*, person: Person, plan_id: uuid.UUID, period: str = WHOLE_YEAR) -> Filing:
    """Begin the self-evaluation of one's own unit.

    Args:
        period: one of `PERIODS`.
    Raises:
        PermissionDenied: not this person's unit. NotSettled, AlreadyThere: see there.
    """
    plan = Filing.objects.select_related("unit").filter(pk=plan_id).first()
    if plan is None:
        raise NotSettled
    person.demand(Action.EDIT_FILING, plan.unit)
    return _begin(person, plan, period, document_for(plan, period), Action.EDIT_FILING)


def evaluation_standing(plan_id: uuid.UUID, period: str) -> Filing | None:
    """The self-evaluation of a period that a plan has."""
    return Filing.objects.filter(plan=plan_id, kind=Kind.SELF_EVALUATION, period=period).first()


def document_for(plan: Filing, period: str) -> Document:
    """The self-evaluation on a plan as it is begun."""
    return whole_of_plan(plan) if period == WHOLE else evaluation_of(plan)


def _begin(person: Person, plan: Filing, period: str, document: Document, right: Action) -> Filing:
    return report_begin(
        person=person,
        plan_id=plan.pk,
        kind=Kind.SELF_EVALUATION,
        period=period,
        document=document,
        right=right,
    )
