"""Ledgers follow their plans: opened on approval, changed by an approved adjustment. Never closed by either."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Collection
from datetime import date

from django.utils import timezone

from jixiao import api
from jixiao.model import Project
from jixiao_web.accounts.policy import Person
from jixiao_web.audit.log import log_append
from jixiao_web.common.money import fen_of
from jixiao_web.filings.models import Filing, Kind
from jixiao_web.filings.store import document_of
from jixiao_web.spending.models import BudgetChange, Ledger


def ledgers_follow(filing: Filing, move: str, person: Person) -> None:
    """Open or change the ledgers of a plan that was just approved, within the transaction of the approval."""
    if move != "approve":
        return
    plan = filing if filing.kind == Kind.PLAN else filing.adjusts
    if plan is not None:
        ledgers_open(plan, person, adjustment=filing if filing.kind == Kind.ADJUSTMENT else None)


def ledgers_open(plan: Filing, person: Person, adjustment: Filing | None = None) -> None:
    """Bring a plan's ledgers to what the plan says now: new projects get one, changed budgets a budget change.

    A budget that an adjustment leaves alone stays as the books have it: the bureau may have changed it by a document.
    """
    document = document_of(adjustment or plan)
    before = _budgets_before(adjustment)
    today = timezone.localdate()
    standing = {ledger.key: ledger for ledger in Ledger.objects.filter(county_code=plan.county_code, plan=plan)}
    opened, seen = [], set()
    for number, project in enumerate(document.projects, 1):
        key = key_of(project, number)
        if key in seen:
            key = f"{key}#{number}"
        seen.add(key)
        ledger = standing.get(key)
        if ledger is None:
            opened.append(_opened(plan, project, key, number, today, late=adjustment is not None))
            ledger = opened[-1]
            ledger.save(force_insert=True)
            _change(ledger, _budget_fen(project), adjustment, person, today)
        else:
            _told(ledger, project, number)
            ledger.in_plan = True
            if before.get(key) != _budget_fen(project):
                _change(ledger, _budget_fen(project) - ledger.adjusted_fen, adjustment, person, today)
        ledger.save()
    for key, ledger in standing.items():
        if key not in seen:
            ledger.in_plan = False
            ledger.save()
    action = "ledgers_adjusted" if standing else "ledgers_opened"
    if standing or opened:
        _log(plan, person, action, ledgers=len(opened), words_sha256=words_sha256([plan.pk])[plan.pk])


_WORDS = (
    "plan_id", "pk", "unit_id", "year", "ordinal", "key", "code", "name", "purpose", "checkpoints", "initial_fen",
    "in_plan", "approved_on", "approval",
)  # fmt: skip
_CHANGE = ("ledger__plan_id", "pk", "ledger_id", "day", "fen", "document", "note", "adjustment_id", "entered_by_id")


def words_sha256(plans: Collection[uuid.UUID]) -> dict[uuid.UUID, str]:
    """What the log keeps of the ledgers of plans: a hash of all that no entry changes, adjustments' changes with it."""
    hashes = {plan: hashlib.sha256() for plan in plans}
    ledgers = Ledger.objects.filter(plan__in=plans).order_by("pk").values_list(*_WORDS)
    changes = BudgetChange.objects.filter(ledger__plan__in=plans, adjustment__isnull=False).order_by("pk")
    for rows in (ledgers, changes.values_list(*_CHANGE)):
        for plan, *words in rows:
            hashes[plan].update(json.dumps(words, ensure_ascii=False, default=str).encode())
    return {plan: each.hexdigest() for plan, each in hashes.items()}


def key_of(project: Project, number: int) -> str:
    """By what a project is known through the year: its code, else its name, else its number."""
    return (project.code or project.name or str(number))[:290]


def _budgets_before(adjustment: Filing | None) -> dict[str, int]:
    """The budgets of the plan that an adjustment began with, by key."""
    if adjustment is None or adjustment.base is None:
        return {}
    projects = api.load(adjustment.base.content.encode(), str(adjustment.pk)).projects
    return {key_of(project, number): _budget_fen(project) for number, project in enumerate(projects, 1)}


def _opened(plan: Filing, project: Project, key: str, number: int, today: date, *, late: bool) -> Ledger:
    ledger = Ledger(county_code=plan.county_code, unit=plan.unit, plan=plan, year=plan.year, key=key)
    if today.year <= plan.year:  # what is filed of years past was approved on a day that nobody has said
        ledger.approved_on = today
    _told(ledger, project, number)
    if not late:
        ledger.initial_fen = ledger.adjusted_fen = _budget_fen(project)
    return ledger


def _told(ledger: Ledger, project: Project, number: int) -> None:
    ledger.ordinal = number
    ledger.code, ledger.name = (project.code or "")[:40], (project.name or "")[:300]
    ledger.purpose = "\n".join(part for part in (project.purpose or "", *project.goals) if part)
    points = [
        [point.month, str(point.cumulative_percent)] for point in project.spending_plan if point.cumulative_percent
    ]
    ledger.checkpoints = json.dumps(points)


def _change(ledger: Ledger, fen: int, adjustment: Filing | None, person: Person, today: date) -> None:
    if adjustment is None or fen == 0:
        return
    ledger.adjusted_fen += fen
    BudgetChange.objects.create(
        county_code=ledger.county_code,
        ledger=ledger,
        day=today,
        fen=fen,
        document=adjustment.authority,
        note=adjustment.why[:500],
        adjustment=adjustment,
        entered_by=person.user,
    )


def _budget_fen(project: Project) -> int:
    return fen_of(project.funds.budget_yuan)


def _log(plan: Filing, person: Person, action: str, **detail: object) -> None:
    log_append(
        county_code=plan.county_code,
        actor=person.user.username,
        action=action,
        object_kind="filing",
        object_key=str(plan.pk),
        detail=detail,
    )
