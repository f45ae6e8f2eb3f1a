"""Reports on an approved plan (绩效运行监控, 绩效自评): begun from what is known, then a filing like every other.

What stands in them is prepared by `monitoring` and `evaluation`; here is only their beginning.
"""

from __future__ import annotations

import uuid

from django.db import IntegrityError, transaction

from jixiao.model import Document
from jixiao_web.accounts.policy import Action, Person
from jixiao_web.filings.errors import AlreadyThere, NotSettled
from jixiao_web.filings.models import REPORTS, SETTLED, Filing, Kind
from jixiao_web.filings.services import owned
from jixiao_web.filings.store import locked, log, project, put, revise


def report_begin(
    *, person: Person, plan_id: uuid.UUID, kind: Kind, period: str, document: Document, right: Action
) -> Filing:
    """Begin a unit's report on its approved plan.

    Args:
        period: the months that it is about, as the model has it (`1-7`); empty for the whole year.
        document: what is known already. right: by which the person does it: the unit's own, or the finance bureau's
            for many units at once.
    Raises:
        PermissionDenied: not this person's. NotSettled: the plan is not approved.
        AlreadyThere: there is a report of that kind and period.
    """
    if kind not in REPORTS:
        raise ValueError(kind)
    try:
        with transaction.atomic():
            plan = locked(plan_id)
            person.demand(right, plan.unit)
            if plan.kind != Kind.PLAN or plan.state not in SETTLED:
                raise NotSettled
            own = owned(document, plan.unit, plan.year)
            filing = Filing(
                county_code=plan.county_code, unit=plan.unit, year=plan.year, kind=kind, plan=plan, period=period
            )
            put(filing, own, person)
            filing.save(force_insert=True)
            project(filing, own)
            revise(filing, person, "report_begun")
            log(filing, person, "report_begun", plan=str(plan.pk), period=period)
    except IntegrityError:
        raise AlreadyThere from None
    return filing
