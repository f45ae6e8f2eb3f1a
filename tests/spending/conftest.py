"""A ledger of a project that does not exist."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from jixiao.model import Checkpoint
from jixiao.spending import Ledger, Payment

PLAN = tuple(
    Checkpoint(month=month, cumulative_percent=Decimal(percent))
    for month, percent in ((3, 25), (6, 50), (10, 75), (12, 100))
)


def paid(key: str, day: str, yuan: str, **more: str) -> Payment:
    """A payment of 2025 on a day as `03-15`."""
    return Payment(key=key, day=date.fromisoformat(f"2025-{day}"), yuan=Decimal(yuan), **more)


def ledger(*payments: Payment, **more: object) -> Ledger:
    """A ledger of 200,000 yuan for cleaning a river."""
    told = {"initial_yuan": Decimal(200_000), "plan": PLAN, "name": "河渠清理", "purpose": "清理河渠"}
    return Ledger(year=2025, payments=payments, **(told | more))  # type: ignore[arg-type]  # a test says what it likes
