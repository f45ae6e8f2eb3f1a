"""Planters of the family AMT: money."""

from __future__ import annotations

import re
from decimal import Decimal
from random import Random

import msgspec

from jixiao.model import Document, Execution, Place
from tests.checks.planting import Planted, changed, plants


def _project(random: Random, document: Document) -> int | None:
    """A random project with a budget, in a plan."""
    if document.kind not in ("performance_plan", "project_targets"):
        return None
    known = [i for i, project in enumerate(document.projects) if project.funds.budget_yuan]
    return random.choice(known) if known else None


def _goal(random: Random, document: Document) -> int | None:
    known = [i for i, goal in enumerate(document.itemized_goals) if goal.budget_yuan]
    return random.choice(known) if known else None


@plants("AMT01")
def _(random: Random, document: Document) -> Planted | None:
    number = _project(random, document)
    if number is None:
        return None
    path = f"projects[{number}].funds"
    return Planted(changed(document, f"{path}.other_yuan", Decimal(random.randrange(1, 90) * 1000)), (path,))


@plants("AMT02")
def _(random: Random, document: Document) -> Planted | None:
    number = _goal(random, document)
    if number is None:
        return None
    path = f"itemized_goals[{number}].budget_yuan"
    budget = document.itemized_goals[number].budget_yuan or Decimal(0)
    return Planted(changed(document, path, budget + random.randrange(1, 90) * 1000), (path,))


@plants("AMT03")
def _(random: Random, document: Document) -> Planted | None:
    for number, passage in enumerate(document.passages or ()):
        wrong = re.sub("[0-9]+元，共分为", f"{random.randrange(360, 990)}000元，共分为", passage.text)
        if wrong != passage.text:
            return Planted(changed(document, f"passages[{number}].text", wrong), (f"passages[{number}]",))
    return None


@plants("AMT04")
def _(random: Random, document: Document) -> Planted | None:
    number = _goal(random, document)
    if number is None:
        return None
    goal = document.itemized_goals[number]
    planted = changed(document, f"itemized_goals[{number}].budget_yuan", (goal.budget_yuan or 0) * Decimal(10_000))
    return Planted(
        planted, tuple(f"projects[{i}]" for i, p in enumerate(document.projects) if p.name == goal.project_name)
    )


@plants("AMT05")
def _(random: Random, document: Document) -> Planted | None:
    number = _project(random, document)
    budget = document.projects[number].funds.budget_yuan if number is not None else None
    if number is None or budget is None or document.kind != "performance_plan":
        return None
    path = f"projects[{number}].funds.budget_yuan"
    at = msgspec.structs.replace(document.at.get(path, Place()), quote=f"{budget:,}")
    return Planted(msgspec.structs.replace(document, at={**document.at, path: at}), (path,))


@plants("AMT06")
def _(random: Random, document: Document) -> Planted | None:
    number = _project(random, document)
    if number is None or not document.projects[number].spending_plan:
        return None
    path = f"projects[{number}].funds.other_yuan"
    return Planted(changed(document, path, None), (path,))


@plants("AMT07")
def _(random: Random, document: Document) -> Planted | None:
    number = _project(random, document)
    if number is None or not document.projects[number].purpose:
        return None
    path = f"projects[{number}].purpose"
    words = f"用于{document.projects[number].name}{random.choice(('', '项目资金', '等支出', '相关经费'))}"
    return Planted(changed(document, path, words), (path,))


@plants("AMT09")
def _(random: Random, document: Document) -> Planted | None:
    if document.kind != "performance_plan" or len(document.projects) < 3:
        return None
    sums = [Decimal(random.choice((2, 3, 5, 8)) * 100_000) for _ in document.projects]
    words = {f"{p.funds.budget_yuan:.0f}元": f"{new}元" for p, new in zip(document.projects, sums, strict=True)}
    words[f"{sum(p.funds.budget_yuan or 0 for p in document.projects):.0f}元"] = f"{sum(sums)}元"

    def told(text: str) -> str:
        for old, new in words.items():
            text = text.replace(old, new)
        return text

    planted = document
    for i, new in enumerate(sums):
        for field, value in (("funds.budget_yuan", new), ("funds.fiscal_yuan", new), ("purpose", "用于购置物资3批")):
            planted = changed(planted, f"projects[{i}].{field}", value)
        planted = changed(planted, f"projects[{i}].goals", ("采购物资3批并验收合格，群众满意度达到90%以上",))
        for k, goal in enumerate(document.itemized_goals):
            if goal.project_name == document.projects[i].name:
                planted = changed(planted, f"itemized_goals[{k}].budget_yuan", new)
    for i, passage in enumerate(document.passages or ()):
        planted = changed(planted, f"passages[{i}].text", told(passage.text))
    for i, overall in enumerate(document.overall_goals):
        planted = changed(planted, f"overall_goals[{i}].text", told(overall.text))
    return Planted(planted, ("projects[0].funds.budget_yuan",))


@plants("AMT10")
def _(random: Random, document: Document) -> Planted | None:
    number = _project(random, document)
    if number is None:
        return None
    project = document.projects[number]
    budget = project.funds.budget_yuan or Decimal(0)
    spent = Execution(adjusted_yuan=budget, executed_yuan=budget * random.randrange(10, 79) / 100)
    before = msgspec.structs.replace(project, execution=spent, indicators=(), goals=(), purpose=None, spending_plan=())
    previous = Document(
        kind="self_evaluation", year=(document.year or 2025) - 1, projects=(before,), unit=document.unit
    )
    return Planted(document, (f"projects[{number}].funds.budget_yuan",), previous=previous)
