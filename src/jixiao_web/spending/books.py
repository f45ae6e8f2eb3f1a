"""A ledger's rows as the core's values, and what the core says of them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from jixiao import api
from jixiao.model import Checkpoint, Document
from jixiao_web.spending.models import BudgetChange, Ledger, Payment

_CENT = Decimal("0.01")


def yuan_of(fen: int) -> Decimal:
    """Fen as yuan, exact."""
    return Decimal(fen) * _CENT


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


def findings_of(books: api.Ledger, today: date) -> tuple[api.Finding, ...]:
    """What the watch rules say of a ledger on a day."""
    return api.watch(books, api.law_of(Document(), "hebei", today), today)


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
