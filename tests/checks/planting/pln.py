"""Planters of PLN: the spending plan, changed in narrative and table alike where the two must still agree."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from random import Random

from msgspec.structs import replace

from jixiao.model import Checkpoint, Document
from tests.checks.planting import Planted, changed, plants

Percents = list[Decimal]


def _plan(document: Document, project: int) -> tuple[Checkpoint, ...]:
    return document.projects[project].spending_plan


def _goal_of(document: Document, project: int) -> int:
    names = [goal.project_name for goal in document.itemized_goals]
    return names.index(document.projects[project].name)


def _chosen(random: Random, document: Document) -> tuple[int, Percents] | None:
    """A random project with a spending plan, and its percents."""
    with_plan = [i for i in range(len(document.projects)) if _plan(document, i)]
    if document.kind != "performance_plan" or not with_plan:
        return None
    project = random.choice(with_plan)
    return project, [point.cumulative_percent or Decimal(0) for point in _plan(document, project)]


def _with_plan(document: Document, project: int, percents: Sequence[Decimal]) -> Document:
    points = tuple(
        Checkpoint(month=point.month, cumulative_percent=percent)
        for point, percent in zip(_plan(document, project), percents, strict=True)
    )
    document = changed(document, f"projects[{project}].spending_plan", points)
    return changed(document, f"itemized_goals[{_goal_of(document, project)}].spending_plan", points)


def _both(document: Document, project: int, point: int) -> tuple[str, ...]:
    goal = _goal_of(document, project)
    return (f"projects[{project}].spending_plan[{point}]", f"itemized_goals[{goal}].spending_plan[{point}]")


@plants("PLN01")
def _(random: Random, document: Document) -> Planted | None:
    if not (chosen := _chosen(random, document)):
        return None
    project, percents = chosen
    percents[-1] = Decimal(random.randint(101, 999))
    return Planted(_with_plan(document, project, percents), _both(document, project, len(percents) - 1))


@plants("PLN02")
def _(random: Random, document: Document) -> Planted | None:
    if not (chosen := _chosen(random, document)):
        return None
    project, percents = chosen
    point = random.choice([i for i in range(1, len(percents) - 1) if percents[i - 1] > 0] or [2])
    percents[point] = percents[point - 1] - random.randint(1, int(percents[point - 1]))
    return Planted(_with_plan(document, project, percents), _both(document, project, point))


@plants("PLN03")
def _(random: Random, document: Document) -> Planted | None:
    if not (chosen := _chosen(random, document)):
        return None
    project, percents = chosen
    percents[-1] = Decimal(random.randint(int(percents[-2]), 99))
    return Planted(_with_plan(document, project, percents), _both(document, project, len(percents) - 1))


@plants("PLN04")
def _(random: Random, document: Document) -> Planted | None:
    if not (chosen := _chosen(random, document)):
        return None
    project, percents = chosen
    point = random.randint(1, len(percents) - 2)
    between = [
        Decimal(p) for p in range(int(percents[point - 1]), int(percents[point + 1]) + 1) if p != percents[point]
    ]
    goal = _goal_of(document, project)
    path = f"itemized_goals[{goal}].spending_plan[{point}]"
    return Planted(changed(document, f"{path}.cumulative_percent", random.choice(between)), (path,))


@plants("PLN05")
def _(random: Random, document: Document) -> Planted | None:
    if not (chosen := _chosen(random, document)):
        return None
    path = f"itemized_goals[{_goal_of(document, chosen[0])}].spending_plan[2]"
    return Planted(changed(document, f"{path}.month", random.choice([7, 8, 9])), (path,))


@plants("PLN06")
def _(random: Random, document: Document) -> Planted | None:
    if not _chosen(random, document) or len(document.projects) < 3:
        return None
    percents = sorted(Decimal(random.randrange(5, 100, 5)) for _ in range(3)) + [Decimal(100)]
    for project in range(len(document.projects)):
        document = _with_plan(document, project, percents)
    return Planted(document, ("projects[0].spending_plan",))


@plants("PLN07")
def _(random: Random, document: Document) -> Planted | None:
    if not (chosen := _chosen(random, document)):
        return None
    project, percents = chosen
    document = _with_plan(document, project, [Decimal(25), Decimal(50), Decimal(75), Decimal(100)])
    goal = _goal_of(document, project)
    name = "残疾人就业保障金缴纳"
    document = changed(document, f"itemized_goals[{goal}].project_name", name)
    return Planted(changed(document, f"projects[{project}].name", name), (f"projects[{project}].spending_plan",))


@plants("PLN08")
def _(random: Random, document: Document) -> Planted | None:
    # The pace of the province is in force from 2025 on.
    if not (chosen := _chosen(random, document)) or (document.year or 0) < 2025:
        return None
    project, _ = chosen
    percents = [Decimal(0), Decimal(random.randint(0, 20)), Decimal(random.randint(30, 79)), Decimal(100)]
    document = replace(_with_plan(document, project, percents), profile="sichuan")
    return Planted(document, (f"projects[{project}].spending_plan",))
