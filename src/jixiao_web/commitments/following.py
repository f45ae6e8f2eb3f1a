"""Goals and commitments follow their plans: made on approval, changed by an approved adjustment, never lost by either.

A safeguard that names several rhythms becomes as many commitments. What stands keeps its progress, owner, rhythm and
records; what an adjustment takes out is only marked.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import date
from typing import TypeVar

from django.utils import timezone

from jixiao import api
from jixiao.model import Document
from jixiao_web.accounts.policy import Person
from jixiao_web.audit.log import log_append
from jixiao_web.commitments.heads import head_of
from jixiao_web.commitments.linking import links_propose
from jixiao_web.commitments.models import Commitment, Goal
from jixiao_web.commitments.rhythm import Rhythm, due_on, promises_in, start_of
from jixiao_web.filings.models import Filing, Kind
from jixiao_web.filings.store import document_of

_Row = TypeVar("_Row", Goal, Commitment)


def commitments_follow(filing: Filing, move: str, person: Person) -> None:
    """Bring goals and commitments to what a plan that was just approved says, within the approval's transaction."""
    if move != "approve" or filing.kind not in (Kind.PLAN, Kind.ADJUSTMENT):
        return
    plan = filing if filing.kind == Kind.PLAN else filing.adjusts
    if plan is not None:
        plan_follow(plan, document_of(filing), person, timezone.localdate())


def plan_follow(plan: Filing, document: Document, person: Person, today: date) -> None:
    """Bring the goals and commitments of a plan to what a document says."""
    goals = _goals_follow(plan, document)
    _safeguards_follow(plan, document, today)
    links_propose(plan, document, goals)
    log_append(
        county_code=plan.county_code,
        actor=person.user.username,
        action="commitments_made",
        object_kind="filing",
        object_key=str(plan.pk),
        detail={
            "goals": len(document.overall_goals),
            "commitments": len(document.safeguards),
            "words_sha256": words_sha256(plan),
        },
    )


def words_sha256(plan: Filing) -> str:
    """The hash of the goals and commitments that a plan has, which the entry in the log tells."""
    goals = Goal.objects.filter(county_code=plan.county_code, plan=plan, in_plan=True).order_by("ordinal", "pk")
    kept = Commitment.objects.filter(county_code=plan.county_code, plan=plan, in_plan=True).order_by("ordinal", "pk")
    words = [[*goals.values_list("heading", "text")], [*kept.values_list("text", flat=True)]]
    return hashlib.sha256(json.dumps(words, ensure_ascii=False).encode()).hexdigest()


def rescheduled(commitment: Commitment, days: Sequence[date]) -> None:
    """Write when a commitment is due next, by the days on which it was kept; leaves saving to the caller."""
    commitment.due_on = due_on(commitment.how_often, commitment.year, commitment.starts_on, days)


def _goals_follow(plan: Filing, document: Document) -> list[Goal]:
    told = [(goal.heading, goal.text) for goal in document.overall_goals]
    standing = list(Goal.objects.filter(county_code=plan.county_code, plan=plan).order_by("ordinal"))
    rows = _matched(
        [f"{heading}。{text}" for heading, text in told], standing, [f"{g.heading}。{g.text}" for g in standing]
    )
    for number, ((heading, text), row) in enumerate(zip(told, rows, strict=True), 1):
        goal = row or Goal(county_code=plan.county_code, unit=plan.unit, plan=plan, year=plan.year)
        goal.ordinal, goal.heading, goal.text, goal.in_plan = number, heading, text, True
        goal.save()
        rows[number - 1] = goal
    _mark_gone(standing, rows)
    return [row for row in rows if row is not None]


def _safeguards_follow(plan: Filing, document: Document, today: date) -> None:
    told = [(each, safeguard.text) for safeguard in document.safeguards for each in promises_in(safeguard.text)]
    standing = list(Commitment.objects.filter(county_code=plan.county_code, plan=plan).order_by("ordinal"))
    known = [promises_in(each.text)[0].words for each in standing]  # one of before may hold several rhythms
    rows = _matched([each.words for each, _ in told], standing, known)
    for number, (((text, rhythm), whole), row) in enumerate(zip(told, rows, strict=True), 1):
        kept = row or Commitment(county_code=plan.county_code, unit=plan.unit, plan=plan, year=plan.year)
        kept.ordinal, kept.in_plan = number, True
        if row is None:
            kept.starts_on = start_of(plan.year, today)
        if row is None or (kept.is_proposed and kept.text != text):
            _rhythm_put(kept, rhythm)
            days = kept.records.filter(deleted_at=None).values_list("day", flat=True) if row else ()
            rescheduled(kept, list(days))
        kept.text, kept.head = text, head_of(text, plan.year) or head_of(whole, plan.year)
        kept.version += row is not None
        kept.save()
        rows[number - 1] = kept
    _mark_gone(standing, rows)


def _rhythm_put(kept: Commitment, rhythm: Rhythm) -> None:
    kept.rhythm, kept.times, kept.months = rhythm.kind, rhythm.times, ",".join(map(str, rhythm.months))


def _matched(told: Sequence[str], standing: Sequence[_Row], words: Sequence[str]) -> list[_Row | None]:
    """The standing row of each text that is told, by likeness; None for what is new."""
    partner = dict(api.alike_pairs(told, words))
    return [standing[partner[n]] if n in partner else None for n in range(len(told))]


def _mark_gone(standing: Sequence[_Row], rows: Sequence[_Row | None]) -> None:
    kept = {row.pk for row in rows if row is not None}
    for row in standing:
        if row.pk not in kept and row.in_plan:
            row.in_plan = False
            row.save(update_fields=["in_plan"])
