"""Beginning self-evaluations: the finance bureau for every unit of a year, a unit its own. Each is one transaction."""

from __future__ import annotations

import uuid
from typing import NamedTuple

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from jixiao_web.accounts.policy import Action, Person
from jixiao_web.audit.log import log_append
from jixiao_web.evaluation.preparing import evaluation_of
from jixiao_web.filings.errors import AlreadyThere, NotSettled
from jixiao_web.filings.models import SETTLED, Filing, Kind
from jixiao_web.filings.reports import report_begin
from jixiao_web.filings.selectors import reach

WHOLE_YEAR = ""
"""The period of a self-evaluation of projects."""
DEPARTMENT = "whole"
"""The period by which the self-evaluation of the whole department is told from it."""


class Opened(NamedTuple):
    """How many self-evaluations were begun, and how many plans have one already."""

    begun: int
    standing: int


def plans_without(person: Person, action: Action, year: int) -> QuerySet[Filing]:
    """The approved plans of a year, within a person's reach, that have no self-evaluation yet."""
    own = Filing.objects.filter(plan=OuterRef("pk"), kind=Kind.SELF_EVALUATION, period=WHOLE_YEAR)
    plans = Filing.objects.filter(reach(person, action), kind=Kind.PLAN, year=year, state__in=SETTLED)
    return plans.filter(~Exists(own)).select_related("unit").order_by("unit_code")


def evaluations_open(*, person: Person, county_code: str, year: int) -> Opened:
    """Begin the self-evaluations of all units whose plan of a year is approved; those that stand are left alone.

    Raises:
        PermissionDenied: only the finance bureau does it for others.
    """
    person.demand(Action.REVIEW_IN_FINANCE, county_code=county_code)
    every = Filing.objects.filter(county_code=county_code, kind=Kind.PLAN, year=year, state__in=SETTLED)
    number, begun = every.count(), 0
    for plan in plans_without(person, Action.REVIEW_IN_FINANCE, year).filter(county_code=county_code):
        try:
            _begin(person, plan, Action.REVIEW_IN_FINANCE)
        except (AlreadyThere, NotSettled):  # its unit was quicker, or it was taken back meanwhile
            continue
        begun += 1
    if begun:
        with transaction.atomic():
            log_append(
                county_code=county_code,
                actor=person.user.username,
                action="evaluations_opened",
                object_kind="county",
                object_key=county_code,
                detail={"year": year, "number": begun},
            )
    return Opened(begun, number - begun)


def evaluation_begin(*, person: Person, plan_id: uuid.UUID) -> Filing:
    """Begin the self-evaluation of one's own unit.

    Raises:
        PermissionDenied: not this person's unit. NotSettled, AlreadyThere: see there.
    """
    plan = Filing.objects.select_related("unit").filter(pk=plan_id).first()
    if plan is None:
        raise NotSettled
    person.demand(Action.EDIT_FILING, plan.unit)
    return _begin(person, plan, Action.EDIT_FILING)


def _begin(person: Person, plan: Filing, right: Action) -> Filing:
    return report_begin(
        person=person,
        plan_id=plan.pk,
        kind=Kind.SELF_EVALUATION,
        period=WHOLE_YEAR,
        document=evaluation_of(plan),
        right=right,
    )
