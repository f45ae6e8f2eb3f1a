"""SPD01: payments exceed the budget in force on their day."""

from __future__ import annotations

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
    drafts: list[Draft] = []
    for payment in watched.ledger.standing():
        budget, spent = watched.ledger.adjusted_yuan(payment.day), watched.ledger.spent_yuan(payment.day)
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
    return judged(watched.ledger.payments, drafts, without=NO_PAYMENTS)
