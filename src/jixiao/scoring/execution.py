"""The execution rate and its points. Leaves amounts that contradict each other to the checks."""

from __future__ import annotations

from decimal import Decimal, localcontext

from jixiao.model import Execution
from jixiao.scoring.bands import band_mark
from jixiao.scoring.marks import EXACT, Mark, Step, equals, grouped, plain, two_places, unscored
from jixiao.scoring.terms import Terms

_ONE, _HUNDRED = Decimal(1), Decimal(100)


def execution_rate(executed_yuan: Decimal, budget_yuan: Decimal) -> Decimal | None:
    """Share of the adjusted full-year budget that has been spent, of 1, not rounded.

    Args:
        executed_yuan: cumulative spending, yuan, >= 0.
        budget_yuan: budget after adjustments (全年预算数, not 年初预算数), yuan.
    Returns:
        None where the budget is 0 or less: an undefined rate must not read as 0 %.
    Source: 财预〔2020〕10号, 项目支出绩效自评表.

    >>> execution_rate(Decimal("950"), Decimal("1000"))
    Decimal('0.95')
    """
    return EXACT.divide(executed_yuan, budget_yuan) if budget_yuan > 0 else None


def budget_of(execution: Execution) -> Decimal | None:
    """全年预算数; where the form has only one budget column, that one."""
    return execution.initial_yuan if execution.adjusted_yuan is None else execution.adjusted_yuan


def execution_mark(execution: Execution, terms: Terms) -> Mark:
    """Points of the execution rate: rate times points, 100 % at most, or by bands.

    Where the form prints the rate and no amounts, its own rate is taken; where it prints no weight, the law's.
    """
    weight = terms.execution_points if execution.weight is None else execution.weight
    budget, executed = budget_of(execution), execution.executed_yuan
    with localcontext(EXACT):
        if budget is None or executed is None:
            if execution.rate_percent is None:
                return unscored(weight, "no_execution")
            rate, step = execution.rate_percent / _HUNDRED, _as_written(execution.rate_percent)
        elif budget <= 0:
            return unscored(weight, "no_budget")
        else:
            rate, step = executed / budget, _divided(executed, budget)
        steps = (step, Step("over_budget")) if rate > _ONE else (step,)
        return _scored(min(rate, _ONE), weight, steps, terms)


def _scored(rate: Decimal, weight: Decimal, steps: tuple[Step, ...], terms: Terms) -> Mark:
    by_rate, by_band = _by_rate(rate, weight), band_mark(rate * _HUNDRED, weight, terms.execution_bands)
    chosen, other, name = (
        (by_rate, by_band, "bands") if terms.execution_method == "rate" else (by_band, by_rate, "rate")
    )
    assert chosen.points is not None and other.points is not None
    others = {} if other.points == chosen.points else {name: other.points}
    return Mark(weight=weight, points=chosen.points, others=others, steps=steps + chosen.steps)


def _by_rate(rate: Decimal, weight: Decimal) -> Mark:
    exact = rate * weight
    points = two_places(exact)
    values = {
        "rate": plain(two_places(rate * _HUNDRED)),
        "weight": plain(weight),
        "equals": equals(exact, points),
        "points": plain(points),
    }
    return Mark(weight=weight, points=points, steps=(Step("rate_times_points", values),))


def _divided(executed: Decimal, budget: Decimal) -> Step:
    exact = executed / budget * _HUNDRED
    rate = two_places(exact)
    values = {"executed": grouped(executed), "budget": grouped(budget), "equals": equals(exact, rate)}
    return Step("rate", values | {"rate": plain(rate)})


def _as_written(percent: Decimal) -> Step:
    return Step("rate_as_written", {"rate": plain(percent)})
