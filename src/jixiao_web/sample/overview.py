"""The sample county's roll-ups as of the day of loading: its entries were made as of the days that they tell of."""

from __future__ import annotations

from datetime import date

from jixiao_web.overview.summing import ledgers_summed
from jixiao_web.spending.models import Ledger


def overview_load(county_code: str, today: date) -> None:
    """Sum every unit and year anew."""
    ledgers_summed(Ledger.objects.filter(county_code=county_code), today)
