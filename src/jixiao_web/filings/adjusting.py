"""目标调整: begun with an approved plan's content, filled in and reviewed like a plan, in force once approved.

Services of their own, and what `filing_move` demands and does for adjustments; the moves are `services.py`'s.
"""

from __future__ import annotations

import uuid

from django.db import IntegrityError, transaction

from jixiao_web.accounts.policy import Action, Person
from jixiao_web.filings.carrying import carried_of, text_of
from jixiao_web.filings.compare import Compared, contents_compared
from jixiao_web.filings.errors import AdjustmentOpen, MovedOn, NothingAdjusted, NotSettled, PlanChanged, WhyMissing
from jixiao_web.filings.models import SETTLED, Filing, Kind, Revision, RowChange
from jixiao_web.filings.shape import rebased
from jixiao_web.filings.store import document_of, locked, log, open_filing, project, put, put_changed, revise, sha256_of


def adjustment_begin(*, person: Person, plan_id: uuid.UUID, why: str, authority: str = "") -> Filing:
    """Begin to adjust an approved plan; the draft begins as the plan stands.

    Args:
        why: what is adjusted and for what reason. authority: number of the document that orders it, if any.
    Raises:
        PermissionDenied: not this person's unit.
        NotSettled, AdjustmentOpen, WhyMissing: see there.
    """
    if not why.strip():
        raise WhyMissing
    try:
        with transaction.atomic():
            plan = locked(plan_id)
            person.demand(Action.EDIT_FILING, plan.unit)
            if plan.kind != Kind.PLAN or plan.state not in SETTLED:
                raise NotSettled
            filing = Filing(
                county_code=plan.county_code,
                unit=plan.unit,
                year=plan.year,
                kind=Kind.ADJUSTMENT,
                adjusts=plan,
                base=_standing(plan, person),
                why=why.strip(),
                authority=authority.strip()[:100],
            )
            document = document_of(plan)
            put(filing, document, person)
            filing.save(force_insert=True)
            project(filing, document)
            revise(filing, person, "adjustment_begun", why.strip())
            log(filing, person, "adjustment_begun", plan=str(plan.pk), note=why.strip(), authority=filing.authority)
    except IntegrityError:
        raise AdjustmentOpen from None
    return filing


def _standing(plan: Filing, person: Person) -> Revision:
    """The plan's revision that holds what it says now."""
    last = plan.revisions.order_by("-number").first()
    if last is None or last.sha256 != sha256_of(plan.draft):
        revise(plan, person, "in_force")
        log(plan, person, "in_force")
        last = plan.revisions.order_by("-number").first()
    assert last is not None
    return last


def adjustment_explain(*, person: Person, filing_id: uuid.UUID, why: str, authority: str, seen: int) -> Filing:
    """Put the reason of an adjustment in other words while it is open.

    Args:
        seen: the `draft_version` that the person saw.
    Raises:
        PermissionDenied: not this person's. MovedOn: not open any more, changed meanwhile, or no adjustment.
        WhyMissing: see there.
    """
    with transaction.atomic():
        filing = open_filing(filing_id, person)
        if filing.kind != Kind.ADJUSTMENT or filing.draft_version != seen:
            raise MovedOn
        if not why.strip():
            raise WhyMissing
        told = (why.strip(), authority.strip()[:100])
        if told != (filing.why, filing.authority):
            filing.why, filing.authority = told
            filing.draft_version += 1
            filing.changed_by = person.user
            filing.save()
            log(filing, person, "explained", note=filing.why, authority=filing.authority)
    return filing


def adjustment_holds(filing: Filing, move: str) -> None:
    """What is demanded of an adjustment before it is handed in, passed or approved.

    Raises:
        WhyMissing, NothingAdjusted, PlanChanged: see there.
    """
    if filing.kind != Kind.ADJUSTMENT or move not in ("submit", "pass", "approve"):
        return
    assert filing.base is not None and filing.adjusts_id is not None
    if not filing.why.strip():
        raise WhyMissing
    if sha256_of(locked(filing.adjusts_id).draft) != filing.base.sha256:
        raise PlanChanged
    if sha256_of(filing.draft) == filing.base.sha256 or not adjusted_in(filing).groups:
        raise NothingAdjusted


def adjusted_in(filing: Filing) -> Compared:
    """What an adjustment changes of its plan."""
    assert filing.base is not None
    return contents_compared(filing.base.content, filing.draft)


def adjustment_take_effect(filing: Filing, person: Person) -> None:
    """Make what an approved adjustment says the content of its plan; part of the approval's transaction.

    The plan goes through the same changes of rows, so that what is anchored to its rows follows them.
    """
    assert filing.adjusts_id is not None
    plan, document = locked(filing.adjusts_id), document_of(filing)
    changes = list(filing.row_changes.order_by("number"))
    if plan.carried:
        told = {rebased(path, changes): each for path, each in carried_of(plan).items()}
        plan.carried = text_of({path: each for path, each in told.items() if path})
    for change in changes:
        plan.shape += 1
        RowChange.objects.create(
            county_code=plan.county_code,
            filing=plan,
            number=plan.shape,
            path=change.path,
            kind=change.kind,
            position=change.position,
            to=change.to,
            removed=change.removed,
            restored=change.kind == "deleted",  # nothing is put back into an approved plan
        )
    put_changed(plan, document, person)
    revise(plan, person, "adjusted", filing.why)
    log(plan, person, "adjusted", adjustment=str(filing.pk), note=filing.why)
