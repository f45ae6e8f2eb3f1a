"""A project's ledger: its budget with every adjustment, and its payments. Exact to the fen, never a float."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import msgspec

from jixiao.model import Checkpoint
from jixiao.scoring import execution_rate

_HUNDRED, _ZERO = Decimal(100), Decimal(0)


class Payment(msgspec.Struct, frozen=True, kw_only=True):
    """An entry of the books.

    Attributes:
        key: names the entry for ever, for whoever reads a finding.
        day: 支付日期. yuan: spent; negative for money that came back and for a reversal.
        kind: as the books call it (直接支付, 授权支付, 退回 …). fund_source: 资金来源.
        reverses: key of the entry that this one takes back in full.
    """

    key: str
    day: date
    yuan: Decimal
    kind: str = ""
    fund_source: str = ""
    payee: str = ""
    voucher: str = ""
    summary: str = ""
    reverses: str | None = None


class BudgetChange(msgspec.Struct, frozen=True, kw_only=True):
    """预算调整: yuan more (or less, negative) from a day on, with the number of its document."""

    day: date
    yuan: Decimal
    document: str = ""


def may_spend(approved_on: date | None, day: date) -> bool:
    """Whether anything could be spent by a day: not before the approval, where its day is known."""
    return approved_on is None or approved_on <= day


class Ledger(msgspec.Struct, frozen=True, kw_only=True):
    """A project's money in one budget year.

    Attributes:
        initial_yuan: 年初预算数. changes: 预算调整 in any order. plan: the project's own spending plan.
        approved_on: the day on which the budget was handed down (批复); None where nobody has said.
        payments: in any order.
    """

    year: int
    name: str = ""
    purpose: str = ""
    goals: tuple[str, ...] = ()
    initial_yuan: Decimal = _ZERO
    changes: tuple[BudgetChange, ...] = ()
    plan: tuple[Checkpoint, ...] = ()
    approved_on: date | None = None
    payments: tuple[Payment, ...] = ()

    def adjusted_yuan(self, until: date | None = None) -> Decimal:
        """全年预算数: the initial budget with its adjustments up to a day, yuan."""
        return sum((one.yuan for one in self.changes if until is None or one.day <= until), self.initial_yuan)

    def spent_yuan(self, until: date | None = None) -> Decimal:
        """执行数: the net of all entries up to a day, yuan."""
        return sum((one.yuan for one in self.payments if until is None or one.day <= until), _ZERO)

    def rate_percent(self, until: date | None = None) -> Decimal | None:
        """执行率 on the adjusted budget, percent points, not rounded; None where there is no budget.

        Source: 财预〔2020〕10号, 项目支出绩效自评表 (全年执行数 ÷ 全年预算数).
        """
        rate = execution_rate(self.spent_yuan(until), self.adjusted_yuan(until))
        return None if rate is None else rate * _HUNDRED

    def standing(self) -> tuple[Payment, ...]:
        """The payments that nobody took back, by day: neither reversals nor what they reverse, no money returned."""
        gone = {one.reverses for one in self.payments if one.reverses}
        kept = (one for one in self.payments if one.yuan > 0 and one.key not in gone and not one.reverses)
        return tuple(sorted(kept, key=lambda one: (one.day, one.key)))
