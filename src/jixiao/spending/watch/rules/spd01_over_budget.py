"""SPD01: payments exceed the budget in force on their day."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from jixiao.checks.outcome import Draft, Outcome, found, judged
from jixiao.checks.rule import Level, rule
from jixiao.language import Words
from jixiao.law import cite
from jixiao.scoring.marks import grouped
from jixiao.spending.watch.watched import NO_PAYMENTS, Watched, spot_of

_LEDGER = frozenset({"ledger"})


@rule(
    id="SPD01",
    level=Level.ERROR,
    title=Words("累计支出超过预算", "Spending above the budget"),
    citations=[cite("budget-law", "13")],
    message=Words(
        "到{day}累计支出{spent}元，超过当日全年预算数{budget}元，超出{over}元。",
        "By {day} {spent} yuan were spent, {over} yuan above the budget of {budget} yuan in force on that day.",
    ),
    hint=Words(
        "请核对：预算已经调整的，先登记调整文号和金额；属于记错项目的，冲销后重新登记；确属超支的，停止支付并说明。",
        "Enter a budget adjustment with its document number if there is one; reverse what was booked on the wrong "
        "project; else stop paying and explain.",
    ),
    kinds=_LEDGER,
)
def over_budget(watched: Watched) -> Outcome:
    """Spending stays within the budget in force on its day.

    Names the first payment with which the sum of all entries exceeds the budget, and every further one while it does.
    """
    ledger = watched.ledger
    budgets = _running(ledger.initial_yuan, ((one.day, one.yuan) for one in ledger.changes))
    sums = _running(Decimal(0), ((one.day, one.yuan) for one in ledger.payments))
    drafts: list[Draft] = []
    for payment in ledger.standing():
        budget, spent = _by(budgets, payment.day), _by(sums, payment.day)
        if spent > budget:
            drafts.append(
                found(
                    spot_of(payment),
                    found=grouped(spent),
                    expected=f"≤ {grouped(budget)}",
                    cause="over",
                    day=f"{payment.day:%Y-%m-%d}",
                    spent=grouped(spent),
                    budget=grouped(budget),
                    over=grouped(spent - budget),
                )
            )
    return judged(ledger.payments, drafts, without=NO_PAYMENTS)


def _running(start: Decimal, steps: Iterable[tuple[date, Decimal]]) -> tuple[list[date], list[Decimal]]:
    """The days on which a sum changes, and the sum at their end: looked up for every payment, added up once."""
    days, sums = [date.min], [start]
    for day, yuan in sorted(steps):
        days.append(day)
        sums.append(sums[-1] + yuan)
    return days, sums


def _by(running: tuple[list[date], list[Decimal]], day: date) -> Decimal:
    days, sums = running
    return sums[bisect_right(days, day) - 1]
