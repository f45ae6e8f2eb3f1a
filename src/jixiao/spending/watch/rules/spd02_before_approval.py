"""SPD02: a payment before the budget was approved."""

from __future__ import annotations

from jixiao.checks.outcome import Draft, Outcome, found, judged
from jixiao.checks.rule import Level, rule
from jixiao.language import Words
from jixiao.law import cite
from jixiao.spending.watch.watched import NO_PAYMENTS, Watched, spot_of, told

_LEDGER = frozenset({"ledger"})


@rule(
    id="SPD02",
    level=Level.WARNING,
    title=Words("批复前支出", "Payment before approval"),
    citations=[cite("budget-law", "54")],
    message=Words(
        "{payment}：支付早于预算批复日{approved}。",
        "{payment}: paid before the budget was approved on {approved}.",
    ),
    hint=Words(
        "预算批准前只能安排上年结转、必须支付的基本支出和项目支出、法律规定的支出和救灾等支出；属于这些的请写明，不属于的请更正。",
        "Before approval only carried-over money, unavoidable spending in line with last year, legal obligations and "
        "emergencies may be paid; say which it is, or correct the entry.",
    ),
    kinds=_LEDGER,
)
def before_approval(watched: Watched) -> Outcome:
    """Nothing but what the law lets pass is paid before the budget is approved; silent where its day is not known."""
    approved = watched.ledger.approved_on
    drafts: list[Draft] = []
    for payment in watched.ledger.standing():
        if approved and payment.day < approved:
            drafts.append(
                found(
                    spot_of(payment),
                    found=f"{payment.day:%Y-%m-%d}",
                    expected=f"≥ {approved:%Y-%m-%d}",
                    payment=told(payment),
                    approved=f"{approved:%Y-%m-%d}",
                )
            )
    return judged(watched.ledger.payments if approved else 0, drafts, without=NO_PAYMENTS)
