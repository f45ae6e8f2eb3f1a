"""A project: its money, spending plan, goals and indicators."""

from __future__ import annotations

from decimal import Decimal

import msgspec
from msgspec import UNSET, UnsetType

from jixiao.model.indicator import Indicator
from jixiao.model.place import Place


class FundPart(msgspec.Struct, frozen=True, kw_only=True):
    """A row of a money block that has no field of its own (政府性基金, 上年结转资金 …), in the words of the form."""

    label: str
    yuan: Decimal


class Funds(msgspec.Struct, frozen=True, kw_only=True):
    """Money of the budget year in yuan, whatever unit the paper uses (万元 is multiplied out).

    Attributes:
        budget_yuan: 预算数, 年度资金总额.
        fiscal_yuan: 其中：财政资金, 财政拨款.
        other_yuan: 其他资金. Null where the cell is empty: empty is not zero.
        whole_life_yuan: 项目资金总额 over the project's life (Shanghai). Left out where the form has none.
        parts: every further row of the block. Left out if none.
    """

    budget_yuan: Decimal | None = None
    fiscal_yuan: Decimal | None = None
    other_yuan: Decimal | None = None
    whole_life_yuan: Decimal | UnsetType = UNSET
    parts: tuple[FundPart, ...] | UnsetType = UNSET


class Checkpoint(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A point of the spending plan: cumulative percent of the budget at the end of a month (1-12)."""

    month: int
    cumulative_percent: Decimal | None


class ExecutionRow(msgspec.Struct, frozen=True, kw_only=True):
    """A row of the execution block below the total (其中：财政拨款 …), yuan."""

    label: str
    initial_yuan: Decimal | None = None
    adjusted_yuan: Decimal | None = None
    executed_yuan: Decimal | None = None
    rate_percent: Decimal | None = None
    forecast_yuan: Decimal | UnsetType = UNSET


class Execution(msgspec.Struct, frozen=True, kw_only=True):
    """预算执行情况: the total row of the execution block.

    Attributes:
        initial_yuan: 年初预算数. adjusted_yuan: 全年(调整后)预算数. executed_yuan: 全年执行数.
        rate_percent: 执行率 as written, percent points. weight, score: points, as written.
        deviation_reason: 原因 where the block has such a cell.
        forecast_yuan: 全年预计执行数 of a monitoring form.
        parts: the rows below the total.
    """

    initial_yuan: Decimal | None = None
    adjusted_yuan: Decimal | None = None
    executed_yuan: Decimal | None = None
    rate_percent: Decimal | None = None
    weight: Decimal | None = None
    score: Decimal | None = None
    deviation_reason: str | UnsetType = UNSET
    forecast_yuan: Decimal | UnsetType = UNSET
    parts: tuple[ExecutionRow, ...] | UnsetType = UNSET


class Cost(msgspec.Struct, frozen=True, kw_only=True):
    """A row of a cost table (支出明细, 成本测算): what is paid for, at what price, how often, why.

    Attributes:
        unit_price, quantity, basis: as written. yuan: 金额, yuan.
        details: cells under heads that have no field of their own.
    """

    name: str | None = None
    unit_price: str | None = None
    quantity: str | None = None
    yuan: Decimal | None = None
    basis: str | None = None
    details: dict[str, str] | UnsetType = UNSET
    at: Place = Place()


class MediumTerm(msgspec.Struct, frozen=True, kw_only=True):
    """The left half of the 88号 form: the medium-term block beside the annual one."""

    period: str | None = None
    funds: Funds | None = None
    goals: tuple[str, ...] = ()
    indicators: tuple[Indicator, ...] = ()


class Project(msgspec.Struct, frozen=True, kw_only=True):
    """A project as its target table, monitoring sheet or self-evaluation states it.

    Attributes:
        ordinal: 1, 2, … in the order of the document.
        code: 项目编码 as written, null where the form has none.
        department: 主管部门 as written.
        purpose: 资金用途.
        goals: 绩效目标 item by item, a leading number (`1.`, `目标1：`) taken off.
        outcome: 年度总体目标完成情况 of a self-evaluation, as written.
        total_score, grade: of a self-evaluation.
        costs: rows of a cost table.
        medium_term: the medium-term block where the form has one beside the annual one.
        details: labelled cells that have no field of their own (实施单位, 项目期, 立项依据 …), by the label's words.
    """

    ordinal: int
    code: str | None = None
    name: str | None = None
    department: str | None = None
    funds: Funds = Funds()
    purpose: str | None = None
    spending_plan: tuple[Checkpoint, ...] = ()
    goals: tuple[str, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    execution: Execution | None = None
    total_score: Decimal | None = None
    grade: str | None = None
    outcome: str | UnsetType = UNSET
    costs: tuple[Cost, ...] | UnsetType = UNSET
    medium_term: MediumTerm | UnsetType = UNSET
    details: dict[str, str] | UnsetType = UNSET
    at: Place = Place()
