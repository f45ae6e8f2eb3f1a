"""The spending of a project: ledgers, their curve, forecast and watch rules."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from jixiao.checks.finding import Finding
from jixiao.documents.rows import rows_of as table_rows
from jixiao.law import Law
from jixiao.model import Checkpoint
from jixiao.scoring import Light, execution_light, expected_percent, light_terms_of
from jixiao.spending import BudgetChange, Forecast, Ledger, Payment, Point, forecast, watch
from jixiao.spending import curve as curve_of
from jixiao.spending.curve import month_end
from jixiao.spending.exported import Columns, columns_of, with_fields
from jixiao.spending.exported import Line as ExportedLine
from jixiao.spending.exported import line_of as exported_line
from jixiao.spending.ledger import may_spend

__all__ = [
    "BudgetChange",
    "Columns",
    "ExportedLine",
    "Finding",
    "Forecast",
    "Ledger",
    "Payment",
    "Point",
    "columns_of",
    "curve",
    "exported_line",
    "forecast",
    "may_spend",
    "month_end",
    "standing",
    "table_rows",
    "watch",
    "with_fields",
]


def curve(ledger: Ledger, law: Law, today: date) -> tuple[Point, ...]:
    """What was to be spent by the end of each month of the ledger's year, and what was, with the lights in force."""
    return curve_of(ledger, today, light_terms_of(law))


def standing(plan: tuple[Checkpoint, ...], month: int, rate_percent: Decimal, law: Law) -> tuple[Decimal, Light | None]:
    """What a spending plan wants by the end of a month, percent points, and the light of a rate held against it."""
    expected = expected_percent(month, plan)
    return expected, execution_light(rate_percent, expected, light_terms_of(law))
