"""Which years the sample county shows: they follow the day of loading, so that one of them is always in its middle.

The running year is the one whose money is being spent. Until the end of February the year before still counts as
running: nothing is spent yet of the new one. From September on the next year's plans are being prepared.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

_FROM = {"first": -2, "before": -1, "running": 0, "next": 1}
"""The names by which `county.toml` and `spending.toml` tell years."""
_FIRST_MONTH = 3
"""Of the running year: its budget is approved in February."""
_SEASON = (9, 10, 11, 12, 1, 2)
_REPORTING = (3, 4, 5)
ROUNDS = ((3, (4, 20)), (7, (8, 31)), (10, (11, 20)))
"""Rounds of monitoring: from January to the end of a month, with the day on which reports are wanted."""
_LATE = timedelta(days=10)
"""So long after that day a round is still on its way."""


class RoundDue(NamedTuple):
    """A round: its months from January on; `is_over` when every report has come, `is_ended` when its year is over."""

    year: int
    month: int
    due: date
    is_over: bool
    is_ended: bool


class Years(NamedTuple):
    """The county's years around a day."""

    today: date

    @property
    def running(self) -> int:
        """The year whose money is being spent."""
        return self.today.year - (self.today.month < _FIRST_MONTH)

    @property
    def planned(self) -> tuple[str, ...]:
        """The names of the years that have plans."""
        return tuple(_FROM) if self.is_season else tuple(_FROM)[:-1]

    @property
    def is_season(self) -> bool:
        """Whether next year's plans are being prepared."""
        return self.today.month in _SEASON

    @property
    def is_reporting(self) -> bool:
        """Whether units are at their self-evaluations of the year before."""
        return self.today.month in _REPORTING

    def named(self, name: str) -> int:
        """The year of a name."""
        return self.running + _FROM[name]

    def until(self, year: int) -> date:
        """The last day of a year that has been."""
        return min(self.today, date(year, 12, 31))

    def rounds(self) -> Iterator[RoundDue]:
        """The last two rounds that have begun, and those of the year before after spring."""
        begun = [
            (year, month, date(year, *due))
            for year in (self.running - 1, self.running)
            for month, due in ROUNDS
            if date(year, month + 1, 1) - timedelta(days=1) <= self.today
        ]
        ended = [each for each in begun if each[0] < self.running and each[1] != ROUNDS[0][0]]
        for year, month, due in sorted({*ended, *begun[-2:]}):
            is_over = self.today > due + _LATE
            wanted = due if is_over else max(due, self.today + timedelta(days=3))
            yield RoundDue(year, month, wanted, is_over, year < self.running)


def workday(day: date) -> date:
    """The day, or the Friday before where it lies on a weekend.

    >>> workday(date(2025, 11, 16)), workday(date(2025, 11, 17))
    (datetime.date(2025, 11, 14), datetime.date(2025, 11, 17))
    """
    return day - timedelta(days=max(0, day.weekday() - 4))
