"""The shapes of ledgers and their entries. Money is yuan as text, exact to the fen."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import Literal

from django.utils.translation import gettext_noop as _
from ninja import Field, Schema

from jixiao_web.rest.schemas import UnitOut

OnlyName = Literal["findings", "over", "none"]


class LedgerOut(Schema):
    """A ledger as lists show it."""

    id: uuid.UUID
    unit: UnitOut
    plan: uuid.UUID = Field(description=_("所依据的申报件"))
    year: int
    ordinal: int
    code: str
    name: str
    initial_yuan: str = Field(description=_("年初预算数"))
    adjusted_yuan: str = Field(description=_("全年预算数"))
    spent_yuan: str = Field(description=_("执行数"))
    rate: str | None = Field(description=_("执行率（%）；没有预算时为 null"))
    payments: int
    approved_on: date | None = Field(description=_("批复日期"))
    approval: str = Field(description=_("批复文号"))
    last_paid_on: date | None
    errors: int
    warnings: int
    in_plan: bool = Field(description=_("目标调整后已不在文本中的项目为 false"))


class LedgersOut(Schema):
    items: list[LedgerOut]
    next: str | None = Field(description=_("下一页的 cursor，最后一页为 null"))


class MonthOut(Schema):
    month: int
    spent_yuan: str


class BudgetChangeOut(Schema):
    id: uuid.UUID
    day: date
    yuan: str = Field(description=_("调增为正，调减为负"))
    document: str
    note: str


class DoubtOut(Schema):
    rule: str
    level: str
    message: str
    hint: str
    payment: uuid.UUID | None = Field(description=_("所指的那一笔支出"))


class OneLedgerOut(LedgerOut):
    """A ledger with its months, the changes of its budget and what the watch rules say today."""

    months: list[MonthOut]
    changes: list[BudgetChangeOut]
    findings: list[DoubtOut]


class PaymentOut(Schema):
    id: uuid.UUID
    day: date
    yuan: str = Field(description=_("退回和冲销为负"))
    kind: str
    fund_source: str
    payee: str
    voucher: str
    summary: str
    reverses: uuid.UUID | None = Field(description=_("冲销的是哪一笔"))
    entered_by: str | None
    entered_at: datetime


class PaymentsOut(Schema):
    items: list[PaymentOut]
    next: str | None = Field(description=_("下一页的 cursor，最后一页为 null"))
