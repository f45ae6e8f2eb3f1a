"""The year that a page shows when nobody asked for one."""

from __future__ import annotations

import uuid
from datetime import date

import pytest

from jixiao_web.common.years import year_first


@pytest.mark.parametrize(
    ("years", "shown"),
    [([2027, 2026, 2025], 2026), ([2026, 2025], 2026), ([2025, 2024], 2025), ([2028, 2027], 2028), ([], None)],
)
def test_it_is_the_newest_that_has_begun(years, shown):
    assert year_first(years, date(2026, 11, 23)) == shown


@pytest.mark.parametrize("url", ["/spending/", "/monitoring/matrix/"])
def test_next_years_ledgers_do_not_hide_this_years(world, url):
    """Plans are approved before their year begins: from then on there are ledgers without any spending."""
    from django.utils import timezone

    from jixiao_web.spending.models import Ledger

    this_year = timezone.localdate().year
    known = Ledger.objects.first()
    for year in (this_year, this_year + 1):
        known.pk, known.year, known.key, known._state.adding = uuid.uuid4(), year, f"p{year}", True
        known.ordinal = known.year
        known.save()
    page = world.clients["filler"].get(url)
    shown = page.context["matrix"].year if "matrix" in page.context else page.context["wanted"].year
    assert shown == this_year
