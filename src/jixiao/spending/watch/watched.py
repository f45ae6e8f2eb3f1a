"""What a watch rule looks at, and the spots that its findings name."""

from __future__ import annotations

from datetime import date

import msgspec

from jixiao.language import Words
from jixiao.law import Law
from jixiao.model import Place
from jixiao.scoring.marks import grouped
from jixiao.spending.ledger import Ledger, Payment

NO_PAYMENTS = Words("还没有支出", "nothing has been spent")
NO_BUDGET = Words("没有预算数", "there is no budget")


class Watched(msgspec.Struct, frozen=True, kw_only=True):
    """A ledger under the law in force on a day."""

    ledger: Ledger
    law: Law
    today: date


class Spot(msgspec.Struct, frozen=True):
    """A payment or the whole ledger, as findings name it."""

    subject: str
    at: Place = Place()


WHOLE = Spot("ledger")


def spot_of(payment: Payment) -> Spot:
    """The spot of a payment."""
    return Spot(f"payments[{payment.key}]")


def told(payment: Payment) -> str:
    """A payment in short: its day, its amount, whom it went to."""
    return "，".join(part for part in (f"{payment.day:%Y-%m-%d}", f"{grouped(payment.yuan)}元", payment.payee) if part)
