"""SPD05: the same amount to the same payee twice within few days."""

from __future__ import annotations

from datetime import timedelta

from jixiao.checks.outcome import Draft, Outcome, found, judged
from jixiao.checks.rule import Level, rule
from jixiao.language import Words
from jixiao.law import cite
from jixiao.spending.ledger import Payment
from jixiao.spending.watch.watched import NO_PAYMENTS, Watched, spot_of, told

_LEDGER = frozenset({"ledger"})
_ONE_VOUCHER = Words(
    "{payment}，与{other}的凭证号、金额相同。",
    "{payment}: same voucher and amount as {other}.",
)


@rule(
    id="SPD05",
    level=Level.WARNING,
    title=Words("疑似重复支付", "Perhaps paid twice"),
    citations=[cite("jixiao")],
    message=Words(
        "{payment}，与{other}的收款人、金额、摘要相同。",
        "{payment}: same payee, amount and summary as {other}.",
    ),
    hint=Words(
        "请核对两张凭证：重复登记的，冲销一笔；确为两次支付的，在摘要中写明期次。",
        "Compare the two vouchers: reverse what was entered twice; name the instalment where it was paid twice.",
    ),
    kinds=_LEDGER,
)
def paid_twice(watched: Watched) -> Outcome:
    """A bill is paid once: same payee, amount and summary within `spending.twice_days` is a question.

    So is one voucher with one amount, as where an entry was typed in before it came with a list.
    """
    days = timedelta(days=int(watched.law.decimal("spending.twice_days")))
    last: dict[tuple[object, ...], Payment] = {}
    drafts: list[Draft] = []
    for payment in watched.ledger.standing():
        same, voucher = (payment.payee, payment.yuan, payment.summary), ("voucher", payment.voucher, payment.yuan)
        other, message = last.get(same) if payment.payee else None, None
        if not other and payment.voucher and (other := last.get(voucher)):
            message = _ONE_VOUCHER
            if payment.payee and other.payee and payment.payee != other.payee:
                other = None  # a voucher may pay several people the same
        if other and payment.day - other.day <= days:
            drafts.append(
                found(
                    spot_of(payment),
                    found=payment.voucher or None,
                    related=[spot_of(other)],
                    message=message,
                    payment=told(payment),
                    other=told(other),
                )
            )
        last[same] = last[voucher] = payment
    return judged(watched.ledger.payments, drafts, without=NO_PAYMENTS)
