"""By which province's terms a county lives."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from jixiao import api
from jixiao.model import Document


def profile_for(county_code: str) -> str:
    """The profile of a county: its province's.

    Where the province has none of its own, Hebei's: its form is the one that plans are on.

    >>> profile_for("510704"), profile_for("990128")
    ('sichuan', 'hebei')
    """
    own = api.profile_of_division(county_code)
    return "hebei" if own == "national" else own


@lru_cache(maxsize=64)
def law_for(county_code: str, day: date) -> api.Law:
    """The dated values by which a county's year is held on a day."""
    return api.law_of(Document(), profile_for(county_code), day)


@lru_cache(maxsize=64)
def evaluation_law(county_code: str, year: int) -> api.Law:
    """The dated values by which a county evaluates a year."""
    return api.law_of(Document(kind="self_evaluation", year=year), profile_for(county_code))
