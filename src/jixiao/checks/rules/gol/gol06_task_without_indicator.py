"""GOL06: a counted task of the goal has no indicator, or the goal names no task at all. Leaves values to VAL."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.checks.dossier import Dossier
from jixiao.checks.folding import folded
from jixiao.checks.items import Field, IndicatorItem, ProjectItem
from jixiao.checks.labels import project_label
from jixiao.checks.outcome import Draft, Outcome, found, judged
from jixiao.checks.rule import PROJECT_PLANS, Level, rule
from jixiao.checks.rules.gol.reasons import NO_GOALS
from jixiao.checks.rules.gol.substance import goals_of, substance
from jixiao.checks.rules.gol.tasks import counted_tasks, is_value, meaning, value_of, words_of
from jixiao.language import Words
from jixiao.law import cite

NO_TASK = Words(
    "{project}的绩效目标“{found}”没有写出任务，所列{rows}条指标无从对应。",
    "The goal “{found}” of {project} names no task that its {rows} indicators could belong to.",
)
NO_TASKS = Words(
    "{count}个项目的绩效目标没有写出任务，如{project}的{quoted}，所列指标无从对应。",
    "The goals of {count} projects, such as {quoted} of {project}, name no task that the indicators could belong to.",
)
WRITE_TASKS = Words(
    "先把目标分解为具体任务，再为每项任务设置指标，目标中的数字与指标值保持一致。",
    "Break the goal down into tasks, set an indicator for each, and keep the numbers of both the same.",
)


@rule(
    id="GOL06",
    level=Level.WARNING,
    title=Words("目标中的任务没有对应指标", "Task of the goal without an indicator"),
    citations=[cite("caiyu-2015-88", "22"), cite("caiyu-2021-101", "一")],
    message=Words(
        "{project}的绩效目标写有“{found}”，但没有一条指标与之对应。",
        "The goal of {project} promises “{found}”, but no indicator measures it.",
    ),
    many=Words(
        "{project}的绩效目标有{count}处没有一条指标与之对应，如{quoted}。",
        "The goal of {project} promises {count} things, such as {quoted}, that no indicator measures.",
    ),
    hint=Words(
        "为“{found}”补设指标，指标值取目标中的数字；确实不考核的，从目标中删去。",
        "Set an indicator for “{found}” with the goal's number, or take it out of the goal.",
    ),
    kinds=PROJECT_PLANS,
)
def task_without_indicator(dossier: Dossier) -> Outcome:
    """Every task of the goal has its indicator.

    Judges the tables' goals: a clause with a number of things (改造小区10个) needs an indicator with that number and
    unit, or at least one whose name or description shares words with it; satisfaction does not count, nor do the
    questionnaires, visits and calls by which it is asked. Where the goals
    name no task at all, nothing can be matched. Silent on tasks without a number and on indicators without a task:
    telling them needs a reader. A project that was not read wholly is judged only for naming no task.
    """
    told = [(project, goals_of(project), project.indicators) for project in dossier.projects]
    checked = [(project, goals, rows) for project, goals, rows in told if goals and rows]
    return judged(checked, folded(draft for entry in checked for draft in _findings(*entry)), without=NO_GOALS)


def _findings(project: ProjectItem, goals: list[tuple[Field, str]], rows: tuple[IndicatorItem, ...]) -> Iterator[Draft]:
    if not any(substance(goal) for _, goal in goals):
        spot, goal = goals[0]
        yield found(
            spot,
            found=goal,
            project=project_label(project),
            rows=len(rows),
            message=NO_TASK,
            many=NO_TASKS,
            hint=WRITE_TASKS,
        )
        return
    if not project.whole:
        return
    tasks = [(spot, clause, task) for spot, goal in goals for clause, task in counted_tasks(goal, project.name)]
    values = {value_of(row) for row in rows} if tasks else set()
    open_ones = [(spot, clause) for spot, clause, task in tasks if not is_value(task, values)]
    if not open_ones:
        return
    named = frozenset[str]().union(*(words_of(row) for row in rows if "满意" not in row.category + row.name))
    for spot, clause in open_ones:
        if named.isdisjoint(meaning(clause)):
            yield found(spot, found=clause, project=project_label(project), cause=project.subject)
