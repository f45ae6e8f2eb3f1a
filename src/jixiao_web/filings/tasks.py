"""What waits for people beside filings: told by the parts above that keep it, read by inbox, calendar and reminders."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import NamedTuple

from jixiao_web.accounts.models import Unit
from jixiao_web.accounts.policy import Person
from jixiao_web.filings.due import Deadline

AHEAD = timedelta(days=7)
"""How long before its day the inbox shows something."""
AT_ONCE = ("mend",)
"""Kinds that the inbox shows as soon as they are given: somebody was told to do this one thing."""
BEHIND = timedelta(days=365)
"""How long after its day something is still asked for."""
MOST = 500
"""Rows of one kind that are told to a person; nobody has more to do at a time."""
STEP = "task"
"""The step of its deadline."""


class Task(NamedTuple):
    """Something to be done by a person, until a day where there is one.

    Attributes:
        key: its kind and the key of its row, parted by a colon. what: the kind in the page's language.
        words: what it is about. url: where it is done. unit: whose it is; None for the whole county's.
    """

    key: str
    what: str
    words: str
    url: str
    year: int
    day: date | None
    unit: Unit | None = None

    @property
    def kind(self) -> str:
        """Its kind, as programs call it."""
        return self.key.partition(":")[0]

    def deadline(self, today: date) -> Deadline | None:
        """Its day as a deadline."""
        return Deadline(STEP, self.day, (self.day - today).days) if self.day else None


TASKS: list[Callable[[Person, date], Iterable[Task]]] = []
"""Who knows what waits for a person: each asks a fixed number of times, and not at all where the right is missing. The
day is the first of those that are still asked for."""


def tasks_for(person: Person, today: date) -> list[Task]:
    """Everything that waits for a person, whenever it is due; what has no day last."""
    found = [task for tell in TASKS for task in tell(person, today - BEHIND)]
    return sorted(found, key=lambda task: (task.day or date.max, task.unit.code if task.unit else "", task.key))


def tasks_near(person: Person, today: date) -> list[tuple[Task, Deadline | None]]:
    """What of it the inbox shows, with its deadline: late, due soon, without a day, or `AT_ONCE`."""
    last = today + AHEAD
    near = [each for each in tasks_for(person, today) if each.day is None or each.day <= last or each.kind in AT_ONCE]
    return [(task, task.deadline(today)) for task in near]
