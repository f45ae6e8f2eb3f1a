"""SPD06: almost every payment is a round sum."""

from __future__ import annotations

from decimal import Decimal

from jixiao.checks.outcome import Draft, Outcome, found, judged
from jixiao.checks.rule import Level, rule
from jixiao.language import Words
from jixiao.law import cite
from jixiao.spending.watch.watched import NO_PAYMENTS, WHOLE, Watched

_LEDGER = frozenset({"ledger"})


@rule(
    id="SPD06",
    level=Level.HINT,
    title=Words("多数支出为整数", "Mostly round sums"),
    citations=[cite("jixiao")],
    message=Words(
        "{number}笔支出中有{rounded}笔是{step}元的整数倍。",
        "{rounded} of {number} payments are whole multiples of {step} yuan.",
    ),
    hint=Words(
        "请核对是否按实际发生额支付；属于预拨、定额补助的，写明依据。",
        "See whether actual amounts were paid; name the basis of advances and fixed subsidies.",
    ),
    kinds=_LEDGER,
)
def round_sums(watched: Watched) -> Outcome:
    """Money that is really spent is seldom round; asked from `spending.round_payments` payments on."""
    law, payments = watched.law, watched.ledger.standing()
    step, least = law.decimal("spending.round_step_yuan"), law.decimal("spending.round_payments")
    rounded = sum(payment.yuan % step == 0 for payment in payments)
    drafts: list[Draft] = []
    if len(payments) >= least and Decimal(100) * rounded >= law.decimal("spending.round_percent") * len(payments):
        drafts.append(found(WHOLE, found=str(rounded), number=len(payments), rounded=rounded, step=f"{step:,}"))
    return judged(payments, drafts, without=NO_PAYMENTS)
