"""Planters of GOL: the text of the goals."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

from jixiao.model import Document, MediumTerm, Project
from tests.checks.planting import Planted, changed, plants

KINDS = ("performance_plan", "project_targets")
Fault = Callable[[Random, Project], Any]


def _in_a_project(random: Random, document: Document, field: str, fault: Fault) -> Planted | None:
    """Change a field of a random project that has a goal, in a document of several."""
    chosen = [i for i, project in enumerate(document.projects) if project.goals and project.indicators]
    if document.kind not in KINDS or len(chosen) < 2:
        return None
    number = random.choice(chosen)
    path = f"projects[{number}]"
    return Planted(changed(document, f"{path}.{field}", fault(random, document.projects[number])), (path,))


@plants("GOL01")
def _(random: Random, document: Document) -> Planted | None:
    return _in_a_project(random, document, "goals", lambda random, project: random.choice([(), ("无",), ("——",)]))


TAUTOLOGIES = ["完成年度绩效目标", "按时完成年度各项工作任务", "实现预期绩效目标", "圆满完成上级下达的目标任务"]


@plants("GOL02")
def _(random: Random, document: Document) -> Planted | None:
    return _in_a_project(random, document, "goals", lambda random, project: (random.choice(TAUTOLOGIES),))


@plants("GOL03")
def _(random: Random, document: Document) -> Planted | None:
    goals = ["改善群众生活条件", "提升居民幸福感", "维修道路", "召开会议6次"]
    return _in_a_project(random, document, "goals", lambda random, project: (random.choice(goals),))


@plants("GOL04")
def _(random: Random, document: Document) -> Planted | None:
    goals = ["保障各项工作正常运转", "保障单位正常运转", "有效推进各项工作顺利开展"]
    return _in_a_project(random, document, "goals", lambda random, project: (random.choice(goals),))


@plants("GOL05")
def _(random: Random, document: Document) -> Planted | None:
    def fault(random: Random, project: Project) -> tuple[str, ...]:
        return (random.choice(["保障{}经费", "用于{}资金", "本年度保障本单位{}支出"]).format(project.name),)

    return _in_a_project(random, document, "goals", fault)


@plants("GOL06")
def _(random: Random, document: Document) -> Planted | None:
    tasks = ["编印年鉴700册", "慰问退休教师333名", "栽植行道树8848株"]
    return _in_a_project(random, document, "goals", lambda random, project: (*project.goals, random.choice(tasks)))


@plants("GOL07")
def _(random: Random, document: Document) -> Planted | None:
    if document.kind != "performance_plan":
        return None
    return _in_a_project(random, document, "medium_term", lambda random, project: MediumTerm(period="2025年—2027年"))


@plants("GOL08")
def _(random: Random, document: Document) -> Planted | None:
    return _in_a_project(random, document, "goals", lambda random, project: (*project.goals, "沿线逐段落实，" * 300))
