"""The projects that part one lists beside the project tables: which have no counterpart.

Shared by the rules on completeness, order and names. Leaves judging to them.
"""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal

from msgspec import Struct

from jixiao.checks.alike import plain
from jixiao.checks.dossier import Dossier
from jixiao.checks.items import GoalItem, ProjectItem
from jixiao.model import Place

SAME_NAME, ONE_TABLE, RELATED = 0.7, 0.5, 0.3
"""Shares of common pieces above which two names that differ are one project's, mistyped · above which a title and the
name in the table below it are · below which they have nothing to do with each other. Not law: how matching works."""

_CALLED_PROJECT = re.compile(r"[^“”「」，。]{0,6}[“”「][^“”「」]{2,40}[“”」]\s?[^，。；]{0,6}项目[，,、：:\s（(]")


class Listing(Struct, frozen=True):
    """How part one and the tables answer to each other.

    Attributes:
        matched: narrative and table of one project, by name.
        alike: those that agree in nothing but an amount that stands once on either side: perhaps renamed.
        goals, projects: the rest, which only one side has.
    """

    matched: tuple[tuple[GoalItem, ProjectItem], ...]
    alike: tuple[tuple[GoalItem, ProjectItem], ...]
    goals: tuple[GoalItem, ...]
    projects: tuple[ProjectItem, ...]


def speaks_of_project(goal: GoalItem) -> bool:
    """Whether an item of part one tells of a project; in the texts of bureaus it may tell of a duty instead.

    Its spending plan or amount says so, or that it opens with the name in quotation marks and 项目.
    """
    has_amount = goal.goal.budget_yuan is not None and "项目" in goal.at.quote
    return bool(goal.checkpoints) or has_amount or _CALLED_PROJECT.match(goal.at.quote) is not None


def goes_by_duty(dossier: Dossier) -> bool:
    """Whether part one tells of duties only: no item tells of a project or bears a project's very name."""
    names = {plain(project.name) for project in dossier.projects}
    return not any(speaks_of_project(goal) or (goal.name and plain(goal.name) in names) for goal in dossier.goals)


def listing(dossier: Dossier) -> Listing:
    """Narrative and tables held against each other; tables of special funds, which have no code, left out."""
    coded = any(project.project.code for project in dossier.projects)
    matched = [(pair.goal, pair.project) for pair in dossier.pairs if pair.goal and pair.project]
    goals = [pair.goal for pair in dossier.pairs if pair.goal and not pair.project and speaks_of_project(pair.goal)]
    projects = [
        pair.project
        for pair in dossier.pairs
        if pair.project and not pair.goal and pair.project.name and (pair.project.project.code or not coded)
    ]
    alike = _by_amount(goals, projects)
    paired = {item.subject for pair in alike for item in pair}
    return Listing(
        tuple(matched),
        tuple(alike),
        tuple(goal for goal in goals if goal.subject not in paired),
        tuple(project for project in projects if project.subject not in paired),
    )


def _by_amount(goals: list[GoalItem], projects: list[ProjectItem]) -> list[tuple[GoalItem, ProjectItem]]:
    once = Counter(goal.goal.budget_yuan for goal in goals)
    holders: dict[Decimal | None, list[ProjectItem]] = {}
    for project in projects:
        holders.setdefault(project.project.funds.budget_yuan, []).append(project)
    return [
        (goal, holders[amount][0])
        for goal in goals
        if (amount := goal.goal.budget_yuan) is not None and once[amount] == 1 and len(holders.get(amount, ())) == 1
    ]


def narrative_read(dossier: Dossier) -> bool:
    """Whether no part before the first project table was lost in reading."""
    first = [_order(project.at) for project in dossier.document.projects[:1]]
    lost = [_order(unread.at) for unread in dossier.document.unread if unread.reason != "no_slot"]
    return all(any(start <= where for start in first) for where in lost)


def _order(at: Place) -> tuple[int, int]:
    return (at.page or 0, at.line or 0)


def everything_read(dossier: Dossier) -> bool:
    """Whether no part of the document was lost in reading: what is missing was then left out by its author."""
    return all(unread.reason == "no_slot" for unread in dossier.document.unread)
