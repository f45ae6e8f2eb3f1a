"""Funds, execution blocks and cost tables as branches."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from msgspec import UNSET, UnsetType

from jixiao.language import text
from jixiao.model import Cost, Execution, ExecutionRow, Funds
from jixiao.report.node import Node
from jixiao.report.words import money, number, percent


def funds_words(budget: Decimal | None, fiscal: Decimal | None, other: Decimal | None) -> list[str]:
    """The amounts that the document gives, each with its name."""
    amounts = (("budget", budget), ("fiscal", fiscal), ("other", other))
    return [text(f"tree.funds.{name}", amount=money(amount)) for name, amount in amounts if amount is not None]


def funds_nodes(funds: Funds) -> Iterator[Node]:
    """The money of the year, and below it the rows that have no field of their own."""
    words = text("tree.between").join(funds_words(funds.budget_yuan, funds.fiscal_yuan, funds.other_yuan))
    parts = () if funds.parts is UNSET else funds.parts
    rows = [Node(label=part.label, text=money(part.yuan)) for part in parts]
    if isinstance(funds.whole_life_yuan, Decimal):
        rows.insert(0, Node(label=text("tree.funds.whole_life"), text=money(funds.whole_life_yuan)))
    if words or rows:
        yield Node(label=text("tree.label.funds"), text=words or text("tree.nothing"), children=tuple(rows))


def execution_nodes(execution: Execution | None) -> Iterator[Node]:
    """The execution block: the total, its marks, and the rows below it."""
    if execution is None:
        return
    marks = [*_marks(execution)]
    rows = () if execution.parts is UNSET else execution.parts
    yield Node(
        label=text("tree.label.execution"),
        text=_row(execution),
        notes=(text("tree.between").join(marks),) if marks else (),
        children=tuple(Node(label=row.label, text=_row(row)) for row in rows),
    )


def cost_nodes(costs: tuple[Cost, ...] | UnsetType) -> Iterator[Node]:
    """The rows of a cost table."""
    if costs is not UNSET and costs:
        count = text("tree.items", count=len(costs))
        yield Node(label=text("tree.label.costs"), text=count, children=tuple(map(_cost, costs)))


def _cost(cost: Cost) -> Node:
    written = (("unit_price", cost.unit_price), ("quantity", cost.quantity), ("basis", cost.basis))
    notes = [text(f"tree.cost.{name}", words=words) for name, words in written if words]
    if cost.details is not UNSET:
        notes += [text("tree.detail", head=head, words=words) for head, words in cost.details.items()]
    return Node(
        text=cost.name or text("tree.no_name"),
        right="" if cost.yuan is None else money(cost.yuan),
        notes=(text("tree.between").join(notes),) if notes else (),
    )


def _row(row: Execution | ExecutionRow) -> str:
    amounts: tuple[tuple[str, Decimal | None | UnsetType], ...] = (
        ("initial", row.initial_yuan),
        ("adjusted", row.adjusted_yuan),
        ("executed", row.executed_yuan),
        ("forecast", row.forecast_yuan),
    )
    words = [text(f"tree.execution.{name}", amount=money(a)) for name, a in amounts if isinstance(a, Decimal)]
    if row.rate_percent is not None:
        words.append(text("tree.execution.rate", percent=percent(row.rate_percent)))
    return text("tree.between").join(words) or text("tree.nothing")


def _marks(execution: Execution) -> Iterator[str]:
    if execution.weight is not None:
        yield text("tree.weight", points=number(execution.weight))
    if execution.score is not None:
        yield text("tree.score", points=number(execution.score))
    if execution.deviation_reason:
        yield text("tree.deviation_reason", words=execution.deviation_reason)
