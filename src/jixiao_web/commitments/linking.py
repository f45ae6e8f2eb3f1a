"""Which projects and indicators serve which goal: proposed by the core's likeness, never decided by it."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence

from django.db.models import QuerySet

from jixiao import api
from jixiao.model import Document
from jixiao_web.commitments.models import Goal, GoalLink
from jixiao_web.filings.models import Filing
from jixiao_web.spending.models import Ledger


def links_propose(plan: Filing, document: Document, goals: Sequence[Goal]) -> None:
    """Propose links of a plan's goals; what somebody has said stands, what the plan has no more is marked."""
    ledgers = {
        ledger.ordinal: ledger
        for ledger in Ledger.objects.filter(county_code=plan.county_code, plan=plan, in_plan=True)
    }
    words = [f"{goal.heading}。{goal.text}" for goal in goals]
    proposed: set[tuple[uuid.UUID, uuid.UUID, str]] = set()
    served = api.goals_served(words, [project.name or "" for project in document.projects])
    for number, numbers in enumerate(served):
        ledger = ledgers.get(number + 1)
        if ledger is None:
            continue
        names = [(each.name or "")[:300] for each in document.projects[number].indicators]
        for goal in numbers:
            proposed.add((goals[goal].pk, ledger.pk, ""))
            answered = api.goals_served([words[goal]], names)
            proposed |= {
                (goals[goal].pk, ledger.pk, name) for name, by in zip(names, answered, strict=True) if by and name
            }
    standing = {(link.goal_id, link.ledger_id, link.indicator): link for link in _links(plan)}
    _mark(standing.values(), document, ledgers)
    gone = [link.pk for key, link in standing.items() if link.state == GoalLink.State.PROPOSED and key not in proposed]
    GoalLink.objects.filter(pk__in=gone, state=GoalLink.State.PROPOSED).delete()
    GoalLink.objects.bulk_create(
        GoalLink(county_code=plan.county_code, goal_id=goal, ledger_id=ledger, indicator=name)
        for goal, ledger, name in sorted(proposed - standing.keys(), key=str)
    )


def targets_of(document: Document, ledgers: dict[int, Ledger]) -> dict[str, tuple[Ledger, str]]:
    """Everything that a goal may be linked to, by a key for a form: `3` a project, `3.2` its second indicator."""
    found: dict[str, tuple[Ledger, str]] = {}
    for number, project in enumerate(document.projects, 1):
        if number in ledgers:
            found[str(number)] = (ledgers[number], "")
            for n, indicator in enumerate(project.indicators, 1):
                if indicator.name:
                    found[f"{number}.{n}"] = (ledgers[number], indicator.name[:300])
    return found


def _links(plan: Filing) -> QuerySet[GoalLink]:
    return GoalLink.objects.filter(county_code=plan.county_code, goal__plan=plan).select_related("ledger")


def _mark(links: Iterable[GoalLink], document: Document, ledgers: dict[int, Ledger]) -> None:
    known = {(ledger.pk, name) for ledger, name in targets_of(document, ledgers).values()}
    for link in links:
        stands = (link.ledger_id, link.indicator) in known
        if link.in_plan != stands:
            GoalLink.objects.filter(pk=link.pk).update(in_plan=stands)
