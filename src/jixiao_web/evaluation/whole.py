"""The self-evaluation of a whole department (部门整体) as far as it is known: goals, tasks, indicators and money of all
its projects, with what its projects' own self-evaluation says already. Leaves filing it to others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

import msgspec
from msgspec import UNSET

from jixiao import api
from jixiao.api import Law
from jixiao.model import Department, Document, Execution, ExecutionRow, Indicator, OverallGoal, Project, Task
from jixiao_web.common.money import yuan_of
from jixiao_web.common.provinces import profile_for
from jixiao_web.filings.models import Filing, Kind
from jixiao_web.filings.readings import readings_of
from jixiao_web.filings.store import document_of
from jixiao_web.spending.models import Ledger
from jixiao_web.spending.selectors import rate_of

PROJECTS = "项目支出"
"""The row of money that the books of all projects add up to; 基本支出 is for the unit to tell."""
_ENDS = ("！", "？", "。")

_Key = tuple[str, str]
"""Names of a project and of an indicator."""


def whole_of_plan(plan: Filing) -> Document:
    """The self-evaluation of the department that a plan is of: four queries."""
    document = document_of(plan)
    own = Document(
        kind="department_self_evaluation",
        profile=document.profile or profile_for(plan.county_code),
        year=plan.year,
        unit=document.unit,
    )
    law = api.law_of(own)
    ledgers = [*Ledger.objects.filter(plan=plan)]
    told = _told(plan)
    outcomes = {each.name: each.outcome for each in told if each.outcome is not UNSET}
    department = Department(
        execution=_execution(document, ledgers, law),
        tasks=tuple(_tasks(document, ledgers, outcomes)),
        goals=tuple(map(_goal, document.overall_goals)),
        indicators=tuple(_rows(document, _actuals(plan, told), law)),
    )
    return msgspec.structs.replace(own, department=department)


def _told(plan: Filing) -> Sequence[Project]:
    """The projects as their own self-evaluation tells them; none before it was begun."""
    filing = Filing.objects.filter(plan=plan, kind=Kind.SELF_EVALUATION, period="").first()
    return document_of(filing).projects if filing else ()


def _actuals(plan: Filing, told: Sequence[Project]) -> dict[_Key, str]:
    """What every indicator reached: as the projects' self-evaluation says, else by its last reading."""
    known = {key: reading.actual for key, reading in readings_of(plan).items()}
    known |= {(each.name or "", row.name or ""): row.actual for each in told for row in each.indicators if row.actual}
    return known


def _goal(goal: OverallGoal) -> str:
    heading, text = goal.heading.strip(), goal.text.strip()
    return heading + ("" if heading.endswith(_ENDS) else "。") * bool(heading) + text


def _tasks(document: Document, ledgers: Sequence[Ledger], outcomes: Mapping[str | None, str]) -> Iterator[Task]:
    """Every project as a task of the year (分项绩效目标): what it was for, what became of it, its money."""
    known = {each.ordinal: each for each in ledgers if each.in_plan}
    for number, project in enumerate(document.projects, 1):
        ledger = known.get(number)
        yield Task(
            name=project.name,
            content=project.purpose or "\n".join(project.goals) or None,
            completion=outcomes.get(project.name) or UNSET,
            budget_yuan=yuan_of(ledger.adjusted_fen) if ledger else project.funds.budget_yuan,
            executed_yuan=yuan_of(ledger.spent_fen) if ledger else UNSET,
        )


def _rows(document: Document, actuals: Mapping[_Key, str], law: Law) -> Iterator[Indicator]:
    """The indicators of all projects by level, weighed together; one that several have is told by its project."""
    every = [(project, row) for project in document.projects for row in project.indicators]
    firsts = [*dict.fromkeys(row.dimension for _, row in every)]
    seconds = [*dict.fromkeys(row.category for _, row in every)]
    every.sort(key=lambda each: (firsts.index(each[1].dimension), seconds.index(each[1].category)))
    names = Counter(row.name for _, row in every)
    weights = api.weights_for([row for _, row in every], law)
    for position, (project, row) in enumerate(every):
        is_shared = bool(row.name) and names[row.name] > 1 and bool(project.name)
        yield Indicator(
            dimension=row.dimension,
            category=row.category,
            name=f"{row.name}（{project.name}）" if is_shared else row.name,
            target=row.target,
            direction=row.direction,
            weight=weights[position] if weights else None,
            actual=actuals.get((project.name or "", row.name or "")),
            dimension_text=row.dimension_text,
            category_text=row.category_text,
        )


def _execution(document: Document, ledgers: Sequence[Ledger], law: Law) -> Execution:
    """The money of all projects by their books; projects that left the plan keep what they spent."""
    points = law.decimal("self_evaluation.execution_points")
    if not ledgers:
        budgets = [each.funds.budget_yuan for each in document.projects if each.funds.budget_yuan is not None]
        return Execution(initial_yuan=sum(budgets, Decimal(0)) if budgets else None, weight=points)
    initial, adjusted, spent = (
        sum(getattr(each, name) for each in ledgers) for name in ("initial_fen", "adjusted_fen", "spent_fen")
    )
    rate = rate_of(spent, adjusted)
    row = ExecutionRow(
        label=PROJECTS,
        initial_yuan=yuan_of(initial),
        adjusted_yuan=yuan_of(adjusted),
        executed_yuan=yuan_of(spent),
        rate_percent=rate,
    )
    return Execution(
        initial_yuan=row.initial_yuan,
        adjusted_yuan=row.adjusted_yuan,
        executed_yuan=row.executed_yuan,
        rate_percent=rate,
        weight=points,
        parts=(row,),
    )
