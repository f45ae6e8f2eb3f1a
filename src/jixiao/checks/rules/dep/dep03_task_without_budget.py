"""DEP03: a main task has neither project nor amount. Leaves projects without a task to DEP04."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import UNSET

from jixiao.checks.dossier import Dossier
from jixiao.checks.folding import folded
from jixiao.checks.items import DepartmentItem
from jixiao.checks.outcome import Draft, Outcome, found, judged, not_applicable
from jixiao.checks.rule import PLANS, Level, rule
from jixiao.checks.rules.dep.overall import (
    NO_OVERALL,
    NO_PROJECTS_BESIDE,
    Said,
    has_money,
    overall,
    projects_are_all_there,
    projects_told,
    sentences,
    topics,
)
from jixiao.language import Words
from jixiao.law import cite

NO_AMOUNT = Words("年度主要任务“{found}”没有填写预算金额。", "The main task “{found}” has no amount in its row.")
MANY_WITHOUT = Words(
    "有{count}项年度主要任务没有填写预算金额，如{quoted}。", "{count} main tasks have no amount, such as {quoted}."
)
FILL_IN = Words(
    "逐项填写任务的预算金额；不单独安排资金的，并入相关任务。", "State its amount, or make it part of another task."
)


@rule(
    id="DEP03",
    level=Level.WARNING,
    title=Words("主要任务没有对应的预算", "Main task without money"),
    citations=[cite("caiyu-2015-88", "部门整体支出绩效目标申报表"), cite("caiyu-2015-88", "22")],
    message=Words(
        "总体目标提出“{found}”，但没有与之对应的项目，也没有写明金额。",
        "The overall goals name “{found}”, but no project and no amount answers to it.",
    ),
    many=Words(
        "总体目标有{count}项任务没有与之对应的项目，也没有写明金额，如{quoted}。",
        "The overall goals name {count} tasks that no project and no amount answers to, such as {quoted}.",
    ),
    hint=Words(
        "在“{found}”等任务之后写明由哪个项目安排、金额多少；由公用经费或上级资金保障的，也要注明。",
        "Name the project and the amount for tasks such as “{found}”, or say that running costs or a higher level pay.",
    ),
    kinds=PLANS,
)
def task_without_budget(dossier: Dossier) -> Outcome:
    """Every main task has its money.

    In a performance text, kinds of tasks that the overall goals name (list in `words/dep.toml`) are looked for in the
    names, purposes and goals of all projects; an amount in a sentence that names it will do. Tasks that other levels
    pay for (低保, 医疗救助) are not in the list. In a department-wide form, the rows of tasks are looked at: a hint
    where no row has an amount, or where the missing one may stand in a merged cell. Silent where projects were lost in
    reading.
    """
    if dossier.department is not None:
        tasks = dossier.department.department.tasks
        return judged(tasks, folded(_rows_without_amount(dossier.department)), without=NO_OVERALL)
    goals = overall(dossier)
    if goals and not ((dossier.projects or dossier.goals) and projects_are_all_there(dossier)):
        return not_applicable(NO_PROJECTS_BESIDE)
    return judged(goals, folded(_tasks_without_project(dossier, goals)), without=NO_OVERALL)


def _tasks_without_project(dossier: Dossier, goals: Sequence[Said]) -> list[Draft]:
    """Each kind of task once, where the goals name it first."""
    told, said = projects_told(dossier), "\n".join(one.words for one in goals)
    missing = [topic for topic in topics() if topic.named_in(said) and not topic.answered_in(told)]
    parts = [(one, part) for one in goals for part in sentences(one.words)] if missing else []
    findings = {}
    for topic in missing:
        naming = [at for at, (_, part) in enumerate(parts) if topic.named_in(part)]
        if naming and not any(has_money(parts[at][1]) for at in naming):
            one, part = parts[naming[0]]
            findings[naming[0], topic.names] = found(one.spot, found=topic.named_in(part))
    return [findings[key] for key in sorted(findings)]


def _rows_without_amount(form: DepartmentItem) -> Iterator[Draft]:
    tasks = form.department.tasks
    amounts = [task.budget_yuan for task in tasks if task.budget_yuan is not None]
    if not form.whole:
        return
    total = form.department.funds.budget_yuan
    level = None if amounts and sum(amounts) == total else Level.HINT
    for number, task in enumerate(tasks):
        other = (task.fiscal_yuan, task.other_yuan, task.executed_yuan)
        if task.name and task.budget_yuan is None and all(amount in (None, UNSET) for amount in other):
            spot = form.field(f"tasks[{number}]")
            yield found(spot, found=task.name, level=level, message=NO_AMOUNT, many=MANY_WITHOUT, hint=FILL_IN)
