"""What does not hold, as `verify.py`, `filed.py`, `entered.py` and `against.py` tell it."""

from __future__ import annotations

from typing import NamedTuple


class Fault(NamedTuple):
    """What does not hold: of a log's entry by its number, or of a thing by its name."""

    county_code: str
    number: int
    reason: str
    name: str = ""
