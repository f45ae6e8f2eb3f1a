"""What lists know of deadlines: their shape and their words. Which one holds for a filing the part `deadlines` tells.

That part stands above this one, so it registers itself here; without it no filing has a deadline.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import NamedTuple

from django.db.models import QuerySet
from django.utils.translation import gettext, ngettext

from jixiao.api import Words
from jixiao_web.accounts.models import Unit
from jixiao_web.accounts.policy import Person
from jixiao_web.filings.models import REPORTS, Filing

SOON = 3
"""Days before a deadline from which it is shown as a warning."""

NEVER = date.max
"""The day that a filing without a deadline bears, so that it comes last."""


class Deadline(NamedTuple):
    """What must happen next with a filing, and by when.

    Attributes:
        step: the step, as `deadlines.models.Step` names it; empty where only the day is known. day: the last day.
        left: days until then, below 0 overdue.
        own: it holds for this filing or unit alone. reason: of an exception. basis: the act that sets the day.
    """

    step: str
    day: date
    left: int
    own: bool = False
    reason: str = ""
    basis: Words | None = None

    @property
    def level(self) -> str:
        """How urgent it is, as levels are named everywhere."""
        return "error" if self.left < 0 else "warning" if self.left <= SOON else "hint"

    @property
    def words(self) -> str:
        """How much time is left, in the page's language."""
        return words_of(self.left)


class ToBegin(NamedTuple):
    """A plan that a unit has to hand in and that nobody has begun."""

    unit: Unit
    year: int
    deadline: Deadline


class Teller(NamedTuple):
    """Who knows deadlines.

    Attributes:
        told: deadlines by filing, in a number of queries that does not grow with them.
        to_begin: what a person has to begin, the most urgent first.
    """

    told: Callable[[Iterable[Filing], date], Mapping[uuid.UUID, Deadline]]
    to_begin: Callable[[Person, date], list[ToBegin]]


OWN_DAYS: list[Callable[[Iterable[Filing]], Mapping[uuid.UUID, date]]] = []
"""Who knows days that are set for single filings: by when reports of a round are handed in."""

_TELLER: list[Teller] = []


def teller_set(teller: Teller) -> None:
    """Have deadlines told by the part that knows them."""
    _TELLER[:] = [teller]


def own_days(filings: Iterable[Filing]) -> Mapping[uuid.UUID, date]:
    """The days that are set for filings by themselves, by their keys."""
    reports = [filing for filing in filings if filing.kind in REPORTS]
    return {key: day for knows in OWN_DAYS for key, day in knows(reports).items()} if reports else {}


def deadlines_of(filings: Iterable[Filing], today: date) -> Mapping[uuid.UUID, Deadline]:
    """The deadlines of filings, by their keys; those without one are left out."""
    return _TELLER[0].told(filings, today) if _TELLER else {}


def by_deadline(filings: QuerySet[Filing], tie: Iterable[str]) -> QuerySet[Filing]:
    """Filings ordered by deadline, then as told; those without one come last."""
    return filings.order_by("due_on", *tie)


def to_begin(person: Person, today: date) -> list[ToBegin]:
    """The plans that a person has to begin, the most urgent first."""
    return _TELLER[0].to_begin(person, today) if _TELLER else []


def words_of(left: int) -> str:
    """How much time is left, in the page's language.

    Args:
        left: days until the last day; below 0 it is over.
    """
    if left == 0:
        return gettext("今天截止")
    if left < 0:
        return ngettext("已逾期 %(days)s 天", "已逾期 %(days)s 天", -left) % {"days": f"{-left:,}"}
    return ngettext("还有 %(days)s 天", "还有 %(days)s 天", left) % {"days": f"{left:,}"}
