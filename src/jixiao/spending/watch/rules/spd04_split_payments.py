"""SPD04: payments to one payee that stay below a limit one by one and exceed it together."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from decimal import Decimal

from jixiao.checks.outcome import Draft, Outcome, found, judged
from jixiao.checks.rule import Level, rule
from jixiao.language import Words
from jixiao.law import cite
from jixiao.scoring.marks import grouped
from jixiao.spending.ledger import Payment
from jixiao.spending.watch.watched import NO_PAYMENTS, Watched, spot_of

_LEDGER = frozenset({"ledger"})


@rule(
    id="SPD04",
    level=Level.WARNING,
    title=Words("向同一收款人多次支付，合计超过限额", "Payments to one payee split under a limit"),
    citations=[cite("jixiao")],
    message=Words(
        "{first}至{last}向“{payee}”支付{number}笔，每笔都低于{limit}元，合计{total}元。",
        "From {first} to {last} “{payee}” was paid {number} times, each below {limit} yuan, {total} yuan together.",
    ),
    hint=Words(
        "请核对是否为规避采购或者审批限额拆分支付；按合同分期支付的，附上合同即可。",
        "See whether a purchase was split to stay under a limit of procurement or approval; for instalments of a "
        "contract, attach it.",
    ),
    kinds=_LEDGER,
)
def split_payments(watched: Watched) -> Outcome:
    """A purchase is not split to stay under a limit.

    Looks at every run of payments to one payee within the days of `spending.split_days`, each of them below
    `spending.split_limit_yuan`; the longest run is told, once a payee.
    """
    limit, days = watched.law.decimal("spending.split_limit_yuan"), int(watched.law.decimal("spending.split_days"))
    by_payee: defaultdict[str, list[Payment]] = defaultdict(list)
    for payment in watched.ledger.standing():
        if payment.payee and payment.yuan < limit:
            by_payee[payment.payee].append(payment)
    drafts: list[Draft] = []
    for payee, payments in by_payee.items():
        run = _longest(payments, days, limit)
        if run:
            drafts.append(
                found(
                    spot_of(run[0]),
                    found=grouped(_sum(run)),
                    related=[spot_of(one) for one in run[1:]],
                    first=f"{run[0].day:%Y-%m-%d}",
                    last=f"{run[-1].day:%Y-%m-%d}",
                    payee=payee,
                    number=len(run),
                    limit=grouped(limit),
                    total=grouped(_sum(run)),
                )
            )
    return judged(watched.ledger.payments, drafts, without=NO_PAYMENTS)


def _longest(payments: list[Payment], days: int, limit: Decimal) -> list[Payment]:
    """The most payments within so many days that reach the limit together; `payments` are in order."""
    start, total = 0, Decimal(0)
    best = (0, 0)
    for end, payment in enumerate(payments, 1):
        total += payment.yuan
        while payments[start].day < payment.day - timedelta(days=days):
            total -= payments[start].yuan
            start += 1
        if end - start > max(1, best[1] - best[0]) and total >= limit:
            best = (start, end)
    return payments[best[0] : best[1]]


def _sum(payments: list[Payment]) -> Decimal:
    return sum((one.yuan for one in payments), Decimal(0))
