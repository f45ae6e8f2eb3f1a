"""Which budget year a page shows when nobody asked for one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date


def year_first(years: Iterable[int], today: date) -> int | None:
    """The newest year that has begun: next year's approved plans have neither spending nor lights yet.

    Args:
        years: the newest first.
    Returns:
        The newest of all where none has begun; None where there is none.

    >>> year_first([2027, 2026, 2025], date(2026, 11, 23)), year_first([2027], date(2026, 11, 23))
    (2026, 2027)
    """
    known = [*years]
    return next((year for year in known if year <= today.year), next(iter(known), None))
