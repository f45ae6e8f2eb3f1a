"""Documents as towns and departments publish them, written down as text with what a careful reader reads in them.

A file of `family/` is a document, a line of `=`, and what is to be read, a line a value (`told`). In the document a
line of bars is a row of a table, `<` a cell merged with the one to its left, `^` with the one above, `⏎` a line break
in a cell; `## ` begins a heading, any other line is a paragraph. An empty line parts two tables.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from msgspec import UNSET

from jixiao.documents.blocks import Blocks, Cell, Paragraph, Table
from jixiao.model import Department, Document, Execution, ExecutionRow, Funds, Indicator, Project, TargetValue

FAMILY = sorted(Path(__file__).with_name("family").glob("*.txt"))
BREAK = "⏎"


@dataclass(frozen=True)
class Example:
    """A document of the family: its items, and the lines to be told of it."""

    items: tuple[Paragraph | Table, ...]
    expected: list[str]

    @property
    def blocks(self) -> Blocks:
        return Blocks("docx", self.items)


def example(path: Path) -> Example:
    """The document and the reading that a file holds."""
    document, _, expected = path.read_text(encoding="utf-8").partition("=====\n")
    return Example(tuple(items_of(document.splitlines())), expected.splitlines())


def items_of(lines: Iterable[str]) -> Iterator[Paragraph | Table]:
    """The paragraphs and tables of a document written down as text."""
    rows: list[list[str]] = []
    number = 0
    for count, line in enumerate([*lines, ""], 1):
        if line.startswith("|"):
            rows.append([cell.strip().replace(BREAK, "\n") for cell in line.strip()[1:-1].split("|")])
            continue
        if rows:
            number += 1
            yield table_of(rows, number)
            rows = []
        if line:
            is_heading = line.startswith("## ")
            yield Paragraph(line.removeprefix("## "), count, role="heading" if is_heading else "body")


def table_of(rows: list[list[str]], number: int = 1) -> Table:
    """A table with its merged cells."""
    owner: dict[tuple[int, int], tuple[int, int]] = {}
    width = max(map(len, rows))
    for row, texts in enumerate(rows):
        for column, text in enumerate([*texts, *["<"] * (width - len(texts))]):
            over = {"<": (row, column - 1), "^": (row - 1, column)}.get(text)
            owner[row, column] = owner[over] if over else (row, column)
    ends = {corner: place for place, corner in owner.items()}
    cells = [
        Cell(row, column, rows[row][column], last - row + 1, right - column + 1)
        for (row, column), (last, right) in sorted(ends.items())
    ]
    return Table(number, tuple(cells), len(rows), width)


# what is told of a document


def told(document: Document) -> list[str]:
    """The values of a document, a line each; absent ones are left out or shown as `-`."""
    period = "" if document.period is UNSET else f" period={document.period}"
    lines = [f"{document.kind} {document.year or '-'} {document.profile or '-'} unit={name_of(document.unit)}{period}"]
    lines += [f"goal of all: {goal.heading} | {goal.text}" for goal in document.overall_goals]
    for item in document.itemized_goals:
        lines.append(f"item {item.project_name or '-'} {shown(item.budget_yuan)}")
        lines += [f" purpose {item.purpose}"] if item.purpose else []
        lines += plan_of(item.spending_plan)
        lines += [f" {indicator_line(each)}" for each in item.indicators]
    lines += [f"safeguard {safeguard.text}" for safeguard in document.safeguards]
    if document.department is not UNSET:
        lines += [f"department {funds_line(document.department.funds)}", *body_of(document.department)]
    for project in document.projects:
        title = f"project {project.code or '-'}/{project.name or '-'} of {project.department or '-'}"
        lines += [f"{title} {funds_line(project.funds)}", *body_of(project)]
    lines += [f"passage {each.text}" for each in document.passages or ()]
    lines += [f"unread {each.reason} {each.text}" for each in document.unread]
    lines += [f"doubt {each.subject} {each.reason}" for each in document.doubts or ()]
    return [line.replace("\n", BREAK) for line in lines]


def shown(value: Any) -> str:
    if value is None or value is UNSET:
        return "-"
    return value if isinstance(value, str) else format(value, "f")


def name_of(unit: Any) -> str:
    return f"{unit.code or '-'}/{unit.name or '-'}"


def funds_line(funds: Funds) -> str:
    line = "/".join(map(shown, (funds.budget_yuan, funds.fiscal_yuan, funds.other_yuan)))
    line += "" if funds.whole_life_yuan is UNSET else f" life={shown(funds.whole_life_yuan)}"
    return line + "".join(f" {part.label}:{shown(part.yuan)}" for part in funds.parts or ())


def plan_of(plan: Iterable[Any]) -> list[str]:
    points = " ".join(f"{point.month}:{shown(point.cumulative_percent)}" for point in plan)
    return [f" plan {points}"] if points else []


def body_of(part: Project | Department) -> Iterator[str]:
    """What a project, or the whole department, states."""
    if isinstance(part, Project):
        yield from [f" purpose {part.purpose}"] if part.purpose else []
        yield from plan_of(part.spending_plan)
    else:
        for task in part.tasks:
            money = "/".join(map(shown, (task.budget_yuan, task.fiscal_yuan, task.other_yuan)))
            done = "" if task.completion is UNSET else f" {task.completion} {shown(task.executed_yuan)}"
            yield f" task {task.name or '-'}|{task.content or '-'}|{money}{done}"
    yield from (f" goal {goal}" for goal in part.goals)
    yield from [] if part.outcome is UNSET else [f" outcome {part.outcome}"]
    if part.execution:
        yield f" executed {execution_line(part.execution)}"
        yield from (f"  {row.label} {execution_line(row)}" for row in part.execution.parts or ())
    if part.total_score is not None or part.grade:
        yield f" total {shown(part.total_score)} {part.grade or '-'}"
    yield from (f" {word}={text}" for word, text in (part.details or {}).items())
    if isinstance(part, Project):
        yield from lists_of(part)
    yield from (f" {indicator_line(each)}" for each in part.indicators)


def lists_of(project: Project) -> Iterator[str]:
    for cost in project.costs or ():
        words = [cost.name, cost.unit_price, cost.quantity, shown(cost.yuan), cost.basis]
        yield " cost " + "|".join(word or "-" for word in words)
    if (medium := project.medium_term) is not UNSET:
        yield f" medium term {medium.period or '-'} {funds_line(medium.funds) if medium.funds else '-'}"
        yield from (f"  goal {goal}" for goal in medium.goals)
        yield from (f"  {indicator_line(each)}" for each in medium.indicators)


def execution_line(row: Execution | ExecutionRow) -> str:
    amounts = "/".join(map(shown, (row.initial_yuan, row.adjusted_yuan, row.executed_yuan)))
    line = f"{amounts} {shown(row.rate_percent)}%"
    line += "" if row.forecast_yuan is UNSET else f" forecast={shown(row.forecast_yuan)}"
    if isinstance(row, Execution):
        line += f" weight={shown(row.weight)} score={shown(row.score)}"
        line += "" if row.deviation_reason is UNSET else f" because {row.deviation_reason}"
    return line


def indicator_line(each: Indicator) -> str:
    levels = [(level or "-").removesuffix("指标") for level in (each.dimension, each.category)]
    words = ["/".join([*levels, each.name or "-"]), target_line(each.target)]
    named = {
        "initial": each.initial_target and target_line(each.initial_target),
        "about": each.description,
        "basis": each.basis,
        "direction": each.direction,
        "weight": each.weight,
        "actual": each.actual,
        "score": each.score,
        "because": each.deviation_reason,
        "forecast": each.forecast,
        "likely": each.likelihood,
        "written": "/".join(text for text in (each.dimension_text, each.category_text) if text),
    }
    words += [f"{key}={shown(value)}" for key, value in named.items() if value not in (None, UNSET, "")]
    if each.grades is not UNSET:
        words.append(f"grades={each.grades.excellent}/{each.grades.good}/{each.grades.fair}/{each.grades.poor}")
    words += [f"{unit.name}:{target_line(unit.target)}" for unit in each.unit_targets or ()]
    words += [f"{word}:{text}" for word, text in (each.details or {}).items()]
    return " ".join(words)


def target_line(target: TargetValue | None) -> str:
    if target is None:
        return "·"
    sign = target.operator or ""
    if target.dates is not UNSET:
        return f"{sign}@{','.join(target.dates)}"
    if target.amount is None:
        return f"{sign}“{target.text}”"
    upper = "" if target.upper is UNSET else f"~{shown(target.upper)}"
    return f"{sign}{shown(target.amount)}{upper}{target.unit or ''}"
