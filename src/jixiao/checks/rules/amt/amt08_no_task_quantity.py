"""AMT08: no quantity of a task, so no unit cost. Leaves percents under 数量 to VAL04."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import UNSET

from jixiao.checks.dossier import Dossier
from jixiao.checks.items import GoalItem, IndicatorItem, ProjectItem
from jixiao.checks.outcome import Outcome, found, judged
from jixiao.checks.reasons import NO_MONEY
from jixiao.checks.rule import PROJECT_PLANS, Level, rule
from jixiao.checks.rules.amt.beside import told_amounts
from jixiao.checks.rules.amt.written import number_of, plainly
from jixiao.checks.words import any_of, words
from jixiao.language import Words
from jixiao.law import cite

_COUNTED = re.compile(
    r"[0-9一二两三四五六七八九十百千万]\s*(?:余|多)?\s*(?:"
    + "|".join(sorted(words("amt.counted"), key=len, reverse=True))
    + ")"
)
_NO_COUNT = frozenset({"%", "‰", "元", "万元", "亿元"})
_TIME = frozenset({"年", "月", "个月", "日", "天", "小时", "工作日", "个工作日"})


@rule(
    id="AMT08",
    level=Level.WARNING,
    title=Words("没有任务量，无法测算单位成本", "No quantity of a task, so no unit cost"),
    citations=[cite("caiyu-2015-88", "22"), cite("caiyu-2021-101", "成本指标")],
    message=Words(
        "项目“{name}”安排{budget}，却没有写明任务数量，无法测算单位成本、核对支出标准。",
        "“{name}” has {budget} but states no quantity of a task: no unit cost can be worked out.",
    ),
    many=Words(
        "{count}个项目（如“{name}”{budget}）没有写明任务数量，无法测算单位成本、核对支出标准。",
        "{count} projects (such as “{name}”, {budget}) state no quantity of a task: no unit cost can be worked out.",
    ),
    hint=Words(
        "请在资金用途、绩效目标或数量指标中写明任务量及单位（人、次、公里等），并说明测算标准。",
        "State in purpose, goal or quantity indicator how many persons, times, kilometres …, and at what price.",
    ),
    kinds=PROJECT_PLANS,
)
def no_task_quantity(dossier: Dossier) -> Outcome:
    """The amount of a project can be held against the amount of work: a quantity with a counting unit is stated.

    A number with a unit (人, 次, 公里 …) in purpose, goals, narrative, or an indicator's name, description or value
    will do, and so does a table of costs. Percents and money are no quantities of a task, nor is time but under 数量.
    All such projects are one finding. Projects that were not read wholly or have neither goal nor values are not
    judged, nor 公用经费, which goes by quota, nor the level of a price: standards lie outside the document.
    """
    narratives = {pair.project.subject: pair.goal for pair in dossier.pairs if pair.project and pair.goal}
    known = [project for project in dossier.projects if _is_judged(project)]
    told = told_amounts(dossier)
    findings = []
    for project in known:
        budget, spot = project.project.funds.budget_yuan, project.field("funds.budget_yuan")
        if budget and not _has_quantity(project, narratives.get(project.subject)):
            findings.append(
                found(
                    spot,
                    found=number_of(spot, budget),
                    cause="no quantity",
                    related=told.get(project.subject, ()),
                    name=project.name,
                    budget=plainly(budget),
                )
            )
    return judged(known, findings, without=NO_MONEY)


def _is_judged(project: ProjectItem) -> bool:
    held = project.project
    told = bool(held.goals or held.purpose) and any(item.target for item in project.indicators)
    return project.whole and bool(held.funds.budget_yuan) and told and not any_of("amt.by_quota").search(project.name)


def _has_quantity(project: ProjectItem, goal: GoalItem | None) -> bool:
    if project.project.costs is not UNSET:
        return True
    items = (*project.indicators, *(goal.indicators if goal else ()))
    return any(_counts(item) for item in items) or any(_COUNTED.search(text) for text in _texts(project, goal))


def _texts(project: ProjectItem, goal: GoalItem | None) -> Iterator[str]:
    yield from (project.name, project.project.purpose or "", *project.project.goals)
    if project.project.details is not UNSET:
        yield from project.project.details.values()
    if goal:
        yield goal.goal.purpose or ""
    for item in project.indicators:
        yield from (item.name, item.indicator.description or "", item.indicator.basis or "")


def _counts(item: IndicatorItem) -> bool:
    """Whether an indicator's value is a number of things; grade bands and values by village are taken for one."""
    target, indicator = item.target, item.indicator
    if indicator.grades is not UNSET or indicator.unit_targets is not UNSET:
        return True
    if target is None or target.amount is None or target.dates is not UNSET:
        return False
    if target.unit is None or target.unit in _TIME:
        return item.category == "数量指标" or item.name.endswith("数")
    return target.unit not in _NO_COUNT
