"""The roll-ups proved against the ledgers while people go on writing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from jixiao_web.overview.models import Summary
from jixiao_web.overview.summing import county_wrong
from jixiao_web.spending.watching import stale


def summaries_wrong(county_code: str, today: date) -> list[Summary]:
    """The summaries that are wrong and stay so.

    Where ledgers wait for the server's clock, their unit's summary follows with them: that is no fault. What is wrong
    at first sight is looked at once more while no summary can be written.
    """
    suspects = {each.pk for each in _settled(county_code, county_wrong(county_code, today), today)}
    if not suspects:
        return []
    with transaction.atomic():
        list(Summary.objects.select_for_update(of=("self",)).filter(county_code=county_code, unit=None))
        again = _settled(county_code, county_wrong(county_code, today), today)
    return [each for each in again if each.pk in suspects]


def _settled(county_code: str, summaries: Iterable[Summary], today: date) -> list[Summary]:
    found = list(summaries)
    if not found:
        return []
    waiting = set(stale(today).filter(county_code=county_code).values_list("unit", "year").distinct())
    return [each for each in found if (each.unit_id, each.year) not in waiting]
