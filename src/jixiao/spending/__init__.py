"""Spending of a project: the ledger and what follows from it. Values in, values out; no clock, no database.

Leaves keeping entries to whoever has a database and printing to `jixiao.report`.
"""

from __future__ import annotations

from jixiao.spending.curve import Point, curve
from jixiao.spending.forecast import Forecast, forecast
from jixiao.spending.ledger import BudgetChange, Ledger, Payment
from jixiao.spending.watch import WATCH_RULES, watch

__all__ = [
    "WATCH_RULES",
    "BudgetChange",
    "Forecast",
    "Ledger",
    "Payment",
    "Point",
    "curve",
    "forecast",
    "watch",
]
