"""A document as a readable tree for a terminal. Leaves drawing to `node.py` and wording to the messages."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from msgspec import UNSET

from jixiao.language import text
from jixiao.model import Document, OverallGoal
from jixiao.report.node import Canvas, Node, Style, draw
from jixiao.report.totals import Totals, totals_of, totals_words
from jixiao.report.tree_ledger import ledger
from jixiao.report.tree_project import department_nodes, itemized_goal_node, project_node
from jixiao.report.width import clean, wrap
from jixiao.report.words import money


def tree(document: Document, canvas: Canvas) -> Iterator[str]:
    """The lines of the tree: title, what is open, goals, projects, totals."""
    yield from title_lines(document, canvas)
    for heading, style, nodes in (*ledger(document), *_sections(document)):
        yield ""
        yield canvas.paint(heading, style)
        yield from draw(nodes, canvas)
    yield ""
    yield from _total(text("tree.total.of_one", words=totals_words(totals_of(document))), canvas)


def grand_total(totals: Totals, unreadable: int, canvas: Canvas) -> Iterator[str]:
    """The last lines after several files.

    Args:
        unreadable: number of the files that could not be read; they are in no total.
    """
    words = text("tree.total.of_many", count=totals.documents, words=totals_words(totals))
    if unreadable:
        words += text("tree.total.between") + text("tree.total.unreadable", count=unreadable)
    yield canvas.paint("═" * canvas.width, "faint")
    yield from _total(words, canvas)


def _total(words: str, canvas: Canvas) -> Iterator[str]:
    return (canvas.paint(line, "strong") for line in wrap(words, canvas.width))


def title_lines(document: Document, canvas: Canvas) -> Iterator[str]:
    """Whose document it is, of which year and kind, underlined."""
    if document.file is not UNSET:
        yield canvas.paint(clean(document.file), "faint")
    year = "" if document.year is None else text("tree.year", year=document.year)
    name = clean(document.unit.name or text("tree.no_unit"))
    unit = text("tree.unit", name=name, code=clean(document.unit.code)) if document.unit.code else name
    kind = text(f"tree.kind.{document.kind}")
    if document.period is not UNSET:
        kind = text("tree.period", kind=kind, period=document.period)
    for line in wrap(text("tree.title", unit=unit, year=year, kind=kind), canvas.width):
        yield canvas.paint(line, "strong")
    yield canvas.paint("═" * canvas.width, "faint")


def _sections(document: Document) -> Iterator[tuple[str, Style, tuple[Node, ...]]]:
    if document.overall_goals:
        goals = tuple(map(_overall_goal, document.overall_goals))
        yield text("tree.heading.overall_goals", count=len(goals)), "strong", goals
    if document.department is not UNSET:
        yield text("tree.heading.department"), "strong", department_nodes(document.department)
    if document.itemized_goals:
        budgets = [goal.budget_yuan for goal in document.itemized_goals if goal.budget_yuan is not None]
        heading = text(
            "tree.heading.itemized_goals", count=len(document.itemized_goals), amount=money(sum(budgets, Decimal(0)))
        )
        yield heading, "strong", tuple(map(itemized_goal_node, document.itemized_goals))
    if document.safeguards:
        items = tuple(Node(text=text("tree.item", ordinal=s.ordinal, name=s.text)) for s in document.safeguards)
        yield text("tree.heading.safeguards", count=len(items)), "strong", items
    if document.projects:
        heading = text("tree.heading.projects", count=len(document.projects))
        yield heading, "strong", tuple(map(project_node, document.projects))
    if document.passages is not UNSET and document.passages:
        words = tuple(Node(text=passage.text) for passage in document.passages)
        yield text("tree.heading.passages", count=len(words)), "strong", words


def _overall_goal(goal: OverallGoal) -> Node:
    heading = text("tree.item", ordinal=goal.ordinal, name=goal.heading)
    return Node(text=heading, style="strong", notes=(goal.text,) if goal.text else ())
