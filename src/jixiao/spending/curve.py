"""The curve of a ledger: what was to be spent by the end of each month, and what was."""

from __future__ import annotations

import calendar
from datetime import date
from decimal import Decimal

import msgspec

from jixiao.scoring import Light, LightTerms, execution_light, expected_percent
from jixiao.scoring.marks import two_places
from jixiao.spending.ledger import Ledger, may_spend


class Point(msgspec.Struct, frozen=True, kw_only=True):
    """The end of a month.

    All percents are rounded half up to two places.

    Attributes:
        planned_percent: cumulative share of the budget by the project's own plan; by twelfths without one.
        time_percent: share of the year that is over, percent points.
        spent_yuan, spent_percent, light: None for a month that is not over; the last two also without a budget.
        is_checkpoint: the plan names this month.
    """

    month: int
    planned_percent: Decimal
    time_percent: Decimal
    is_checkpoint: bool
    spent_yuan: Decimal | None = None
    spent_percent: Decimal | None = None
    light: Light | None = None


def month_end(year: int, month: int) -> date:
    """The last day of a month.

    >>> month_end(2024, 2)
    datetime.date(2024, 2, 29)
    """
    return date(year, month, calendar.monthrange(year, month)[1])


def months_over(year: int, today: date) -> int:
    """How many months of a budget year are over at the end of a day, 0-12.

    >>> months_over(2025, date(2025, 6, 30)), months_over(2025, date(2025, 6, 29)), months_over(2025, date(2026, 2, 1))
    (6, 5, 12)
    """
    return sum(month_end(year, month) <= today for month in range(1, 13))


def curve(ledger: Ledger, today: date, lights: LightTerms) -> tuple[Point, ...]:
    """The twelve ends of months of the ledger's year; each is judged by the budget in force on its day.

    There is no light before the approval: nothing could be spent yet.
    """
    named = {point.month for point in ledger.plan}
    over = months_over(ledger.year, today)
    return tuple(_point(ledger, month, month in named, month <= over, lights) for month in range(1, 13))


def _point(ledger: Ledger, month: int, named: bool, is_over: bool, lights: LightTerms) -> Point:
    planned = two_places(expected_percent(month, ledger.plan))
    point = Point(
        month=month,
        planned_percent=planned,
        time_percent=two_places(month * Decimal(100) / Decimal(12)),
        is_checkpoint=named,
    )
    if not is_over:
        return point
    day = month_end(ledger.year, month)
    rate, is_approved = ledger.rate_percent(day), may_spend(ledger.approved_on, day)
    return msgspec.structs.replace(
        point,
        spent_yuan=ledger.spent_yuan(day),
        spent_percent=None if rate is None else two_places(rate),
        light=execution_light(rate, planned, lights) if rate is not None and is_approved else None,
    )
