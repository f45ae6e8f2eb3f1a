"""The money block of a self-evaluation, row by row, for the EVA rules. Leaves judging to them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from jixiao.language import Words
from jixiao.model import Execution, ExecutionRow

NO_EXECUTION = Words("没有读到预算数和执行数", "no budget and spending were read")

TOTAL = "年度资金总额"

_HUNDRED = Decimal(100)


def rows_of(execution: Execution | None) -> Iterator[tuple[str, str, Execution | ExecutionRow]]:
    """Path below the project, label and amounts of every row, the total first."""
    if execution is not None:
        yield "execution", TOTAL, execution
        for number, part in enumerate(execution.parts or ()):
            yield f"execution.parts[{number}]", part.label, part


def is_the_total(row: Execution | ExecutionRow, execution: Execution | None) -> bool:
    """Whether a row is the total or the only source of it: the same budget, spending and rate."""
    return execution is not None and _stated(row) == _stated(execution)


def _stated(row: Execution | ExecutionRow) -> tuple[Decimal | None, ...]:
    return budget_yuan(row), row.executed_yuan, row.rate_percent


def budget_yuan(row: Execution | ExecutionRow) -> Decimal | None:
    """全年预算数; the one budget of a form that has no adjusted one."""
    return row.initial_yuan if row.adjusted_yuan is None else row.adjusted_yuan


def percent_of(executed: Decimal, budget: Decimal) -> Decimal:
    """The execution rate in percent points, not rounded; the budget is above 0."""
    return executed * _HUNDRED / budget


def near(written: Decimal, exact: Decimal, tolerance: Decimal) -> bool:
    """Whether a number as written is the exact one, rounded or cut off at its own places, or within the tolerance."""
    places = Decimal(1).scaleb(min(0, int(written.as_tuple().exponent)))
    return abs(written - exact) <= tolerance or 0 <= exact - written < places or abs(exact - written) * 2 <= places
