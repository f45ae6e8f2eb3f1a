"""A ledger's rows as the core's values, and what the core says of them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from jixiao import api
from jixiao.model import Checkpoint
from jixiao_web.common.money import yuan_of
from jixiao_web.common.provinces import law_for
from jixiao_web.spending.models import BudgetChange, Ledger, Payment

_CENT = Decimal("0.01")


def plan_of(ledger: Ledger) -> tuple[Checkpoint, ...]:
    """The ledger's own spending plan."""
    points = json.loads(ledger.checkpoints)
    return tuple(Checkpoint(month=month, cumulative_percent=Decimal(percent)) for month, percent in points)


def books_of(ledger: Ledger) -> api.Ledger:
    """A ledger with all its entries, in two queries."""
    return books_with(ledger, ledger.changes.all(), ledger.payments.all())


def books_with(ledger: Ledger, changes: Iterable[BudgetChange], payments: Iterable[Payment]) -> api.Ledger:
    """A ledger with entries that were read already."""
    return api.Ledger(
        year=ledger.year,
        name=ledger.name,
        purpose=ledger.purpose,
        initial_yuan=yuan_of(ledger.initial_fen),
        changes=tuple(_change(row) for row in changes),
        plan=plan_of(ledger),
        approved_on=ledger.approved_on,
        payments=tuple(_payment(row) for row in payments),
    )


def findings_of(books: api.Ledger, county_code: str, today: date) -> tuple[api.Finding, ...]:
    """What the watch rules say of a ledger on a day."""
    return api.watch(books, law_for(county_code, today), today)


def checkpoint_lights(books: api.Ledger, county_code: str, today: date) -> set[str]:
    """The lights of the checkpoints of a ledger's own plan that have passed, each by the budget in force on its day.

    A checkpoint before the approval has none.
    """
    law = law_for(county_code, today)
    lights: set[str] = set()
    for point in books.plan:
        end = api.month_end(books.year, point.month)
        rate = books.rate_percent(end) if end < today and api.may_spend(books.approved_on, end) else None
        if rate is not None and (
            light := api.standing(books.plan, point.month, rate.quantize(_CENT, ROUND_HALF_UP), law)[1]
        ):
            lights.add(light)
    return lights


def _payment(row: Payment) -> api.Payment:
    return api.Payment(
        key=str(row.pk),
        day=row.day,
        yuan=yuan_of(row.fen),
        kind=row.kind,
        fund_source=row.fund_source,
        payee=row.payee,
        voucher=row.voucher,
        summary=row.summary,
        reverses=str(row.reverses_id) if row.reverses_id else None,
    )


def _change(row: BudgetChange) -> api.BudgetChange:
    return api.BudgetChange(day=row.day, yuan=yuan_of(row.fen), document=row.document)
