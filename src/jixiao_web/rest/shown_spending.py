"""Ledgers and their entries as the API shows them. Values in, values out."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable
from typing import Any

from jixiao import api
from jixiao_web.common.money import yuan_of
from jixiao_web.rest import schemas_spending as schemas
from jixiao_web.rest.shown import unit
from jixiao_web.spending.models import BudgetChange, Ledger, MonthTotal, Payment
from jixiao_web.spending.selectors import rate_of

_PAYMENT = re.compile(r"payments\[([0-9a-f-]{36})\]")


def _yuan(fen: int) -> str:
    return f"{yuan_of(fen):f}"


def _ledger(each: Ledger) -> dict[str, Any]:
    rate = rate_of(each.spent_fen, each.adjusted_fen)
    same = ("year", "ordinal", "code", "name", "approved_on", "approval", "last_paid_on", "errors", "warnings")
    return {name: getattr(each, name) for name in same} | {
        "id": each.pk,
        "unit": unit(each.unit),
        "plan": each.plan_id,
        "initial_yuan": _yuan(each.initial_fen),
        "adjusted_yuan": _yuan(each.adjusted_fen),
        "spent_yuan": _yuan(each.spent_fen),
        "rate": None if rate is None else f"{rate:f}",
        "payments": each.payments_count,
        "in_plan": each.in_plan,
    }


def ledger(each: Ledger) -> schemas.LedgerOut:
    """A ledger of a list; its unit must have been read with it."""
    return schemas.LedgerOut(**_ledger(each))


def one_ledger(
    each: Ledger, months: Iterable[MonthTotal], changes: Iterable[BudgetChange], findings: Iterable[api.Finding]
) -> schemas.OneLedgerOut:
    """A ledger with all that belongs to it but its payments."""
    return schemas.OneLedgerOut(
        **_ledger(each),
        months=[schemas.MonthOut(month=row.month, spent_yuan=_yuan(row.fen)) for row in months],
        changes=[
            schemas.BudgetChangeOut(id=row.pk, day=row.day, yuan=_yuan(row.fen), document=row.document, note=row.note)
            for row in changes
        ],
        findings=[
            schemas.DoubtOut(
                rule=row.rule, level=row.level, message=row.message, hint=row.hint, payment=_payment(row.subject)
            )
            for row in findings
        ],
    )


def _payment(subject: str | None) -> uuid.UUID | None:
    found = _PAYMENT.match(subject or "")
    return uuid.UUID(found[1]) if found else None


def payment(each: Payment) -> schemas.PaymentOut:
    """An entry; who entered it must have been read with it."""
    same = ("day", "kind", "fund_source", "payee", "voucher", "summary", "entered_at")
    return schemas.PaymentOut(
        **{name: getattr(each, name) for name in same},
        id=each.pk,
        yuan=_yuan(each.fen),
        reverses=each.reverses_id,
        entered_by=each.entered_by.username if each.entered_by else None,
    )
