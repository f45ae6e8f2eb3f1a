"""A project, an itemized goal and a whole department as branches."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from msgspec import UNSET, UnsetType

from jixiao.language import text
from jixiao.model import Checkpoint, Department, Indicator, ItemizedGoal, MediumTerm, Project, Task
from jixiao.report.node import Node
from jixiao.report.tree_indicators import indicator_nodes
from jixiao.report.tree_money import cost_nodes, execution_nodes, funds_nodes, funds_words
from jixiao.report.words import money, number, spending_plan


def project_node(project: Project) -> Node:
    """All that the table of a project says."""
    return Node(
        text=text("tree.item", ordinal=project.ordinal, name=project.name or text("tree.no_name")),
        right="" if project.funds.budget_yuan is None else money(project.funds.budget_yuan),
        style="strong",
        children=(
            *_labelled(code=project.code, department=project.department),
            *funds_nodes(project.funds),
            *cost_nodes(project.costs),
            *_labelled(purpose=project.purpose),
            *_plan(project.spending_plan),
            *execution_nodes(project.execution),
            *_goals(project.goals),
            *_labelled(outcome=project.outcome),
            *_marks(project.total_score, project.grade),
            *_details(project.details),
            *_medium_term(project.medium_term),
            *_indicators(project.indicators),
        ),
    )


def itemized_goal_node(goal: ItemizedGoal) -> Node:
    """All that part one tells of a project."""
    return Node(
        text=text("tree.item", ordinal=goal.ordinal, name=goal.project_name or text("tree.no_name")),
        right="" if goal.budget_yuan is None else money(goal.budget_yuan),
        style="strong",
        children=(
            *_labelled(main_goal=goal.purpose),
            *_plan(goal.spending_plan),
            *_indicators(goal.indicators),
        ),
    )


def department_nodes(department: Department) -> tuple[Node, ...]:
    """What a department-wide form says of the whole unit."""
    return (
        *funds_nodes(department.funds),
        *execution_nodes(department.execution),
        *_goals(department.goals),
        *_labelled(outcome=department.outcome),
        *_marks(department.total_score, department.grade),
        *_details(department.details),
        *_tasks(department.tasks),
        *_indicators(department.indicators),
    )


def _labelled(**values: str | None | UnsetType) -> Iterator[Node]:
    for name, value in values.items():
        if isinstance(value, str) and value:
            yield Node(label=text(f"tree.label.{name}"), text=value)


def _plan(points: tuple[Checkpoint, ...]) -> Iterator[Node]:
    if points:
        yield Node(label=text("tree.label.spending_plan"), text=spending_plan(points))


def _goals(goals: tuple[str, ...]) -> Iterator[Node]:
    if len(goals) == 1:
        yield Node(label=text("tree.label.goals"), text=goals[0])
    elif goals:
        items = tuple(Node(text=text("tree.item", ordinal=n, name=goal)) for n, goal in enumerate(goals, 1))
        yield Node(label=text("tree.label.goals"), text=text("tree.items", count=len(goals)), children=items)


def _marks(total_score: Decimal | None, grade: str | None) -> Iterator[Node]:
    points = None if total_score is None else text("tree.points", points=number(total_score))
    yield from _labelled(total_score=points, grade=grade)


def _details(details: dict[str, str] | UnsetType) -> Iterator[Node]:
    if details is not UNSET:
        for head, words in details.items():
            yield Node(label=head, text=words)


def _medium_term(medium_term: MediumTerm | UnsetType) -> Iterator[Node]:
    if isinstance(medium_term, MediumTerm):
        yield Node(
            label=text("tree.label.medium_term"),
            text=medium_term.period or "",
            children=(
                *(funds_nodes(medium_term.funds) if medium_term.funds else ()),
                *_goals(medium_term.goals),
                *_indicators(medium_term.indicators),
            ),
        )


def _tasks(tasks: tuple[Task, ...]) -> Iterator[Node]:
    if tasks:
        count = text("tree.items", count=len(tasks))
        yield Node(label=text("tree.label.tasks"), text=count, children=tuple(map(_task, tasks)))


def _task(task: Task) -> Node:
    words = funds_words(task.budget_yuan, task.fiscal_yuan, task.other_yuan)
    if isinstance(task.executed_yuan, Decimal):
        words.append(text("tree.execution.executed", amount=money(task.executed_yuan)))
    return Node(
        text=task.name or text("tree.no_name"),
        style="strong",
        children=(
            *_labelled(funds=text("tree.between").join(words), content=task.content, completion=task.completion),
        ),
    )


def _indicators(indicators: tuple[Indicator, ...]) -> Iterator[Node]:
    if indicators:
        yield Node(
            label=text("tree.label.indicators"),
            text=text("tree.rows", count=len(indicators)),
            children=indicator_nodes(indicators),
        )
