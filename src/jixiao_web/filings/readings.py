"""What is known of a plan's indicators from elsewhere: filled by the parts that keep it, read by reports."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from jixiao_web.filings.models import Filing


class Reading(NamedTuple):
    """The last reading of an indicator: its value as written, and how many files prove it."""

    actual: str
    proofs: int = 0


READINGS: list[Callable[[Filing], Mapping[tuple[str, str], Reading]]] = []
"""Who knows the last readings of an approved plan's indicators: by name of the project and of the indicator."""


def readings_of(plan: Filing) -> dict[tuple[str, str], Reading]:
    """The last readings of a plan's indicators, by name of the project and of the indicator."""
    return {key: reading for reader in READINGS for key, reading in reader(plan).items()}
