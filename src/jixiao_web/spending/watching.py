"""What watch rules and checkpoints tell, noted on the ledgers for lists: when the books change, and day by day.

Money becomes idle and a year ends without anybody entering anything. A ledger's count says of which day it is; what is
older, or of books that have changed since, is counted anew by the server's clock, many ledgers at a time.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date

from django.db import transaction
from django.db.models import Q, QuerySet

from jixiao import api
from jixiao_web.spending.books import books_of, books_with, checkpoint_lights, findings_of
from jixiao_web.spending.models import BudgetChange, Ledger, Payment

AT_ONCE = 200
"""Ledgers that are read together,"""
PAYMENTS_AT_ONCE = 10_000
"""as long as they hold no more payments than these."""
_SETTLED_AFTER_YEARS = 2
"""From the second 1 January after its year on, time changes nothing more of a ledger."""

FOLLOWERS: list[Callable[[Iterable[Ledger], date], None]] = []
"""What other parts of the application keep of ledgers: called when these have been watched, so within a day of anything
that changes them, and within the transaction of what a person enters."""


def ledger_watch(ledger_id: uuid.UUID, today: date) -> None:
    """Note how much is found in a ledger now; the caller has just changed it, and holds its transaction."""
    ledger = Ledger.objects.get(pk=ledger_id)
    _note(ledger, _found(books_of(ledger), ledger.county_code, today))
    _follow([ledger], today)
    _watched(ledger, today)


def ledgers_watch(keys: Iterable[uuid.UUID], today: date) -> None:
    """Note how much is found in many ledgers; where somebody changes one meanwhile, that is left to whoever did."""
    every = sorted(keys)
    for start in range(0, len(every), AT_ONCE):
        group: list[Ledger] = []
        for ledger in Ledger.objects.filter(pk__in=every[start : start + AT_ONCE]).order_by("pk"):
            group.append(ledger)
            if sum(each.payments_count for each in group) > PAYMENTS_AT_ONCE:
                _watch(group, today)
                group = []
        _watch(group, today)


def ledgers_refresh(today: date, most: int | None = None) -> int:
    """Count anew what is old; how many ledgers that were.

    Args:
        most: no more than these, for whoever has other things to do; None for all.
    """
    keys = list(stale(today).order_by("-year", "pk").values_list("pk", flat=True)[:most])
    ledgers_watch(keys, today)
    return len(keys)


def stale(today: date) -> QuerySet[Ledger]:
    """The ledgers of which the count is not of today."""
    lively = Q(watched_on__lt=today, year__gt=today.year - _SETTLED_AFTER_YEARS)
    return Ledger.objects.filter(Q(watched_on=None) | lively)


def _watch(ledgers: Sequence[Ledger], today: date) -> None:
    keys = [ledger.pk for ledger in ledgers]
    payments: defaultdict[uuid.UUID, list[Payment]] = defaultdict(list)
    for payment in Payment.objects.filter(ledger__in=keys).order_by().iterator(chunk_size=5000):
        payments[payment.ledger_id].append(payment)
    changes: defaultdict[uuid.UUID, list[BudgetChange]] = defaultdict(list)
    for change in BudgetChange.objects.filter(ledger__in=keys):
        changes[change.ledger_id].append(change)
    told = []
    for ledger in ledgers:
        books = books_with(ledger, changes[ledger.pk], payments[ledger.pk])
        told.append((ledger, _found(books, ledger.county_code, today)))
    with transaction.atomic():  # one wait for the disk
        for ledger, found in told:
            _note(ledger, found)
    _follow(ledgers, today)  # a transaction of each: what follows locks rows that many ledgers share
    with transaction.atomic():  # last: whoever dies before leaves them old, and the clock takes them up again
        for ledger in ledgers:
            _watched(ledger, today)


def _follow(ledgers: Iterable[Ledger], today: date) -> None:
    for follow in FOLLOWERS:
        follow(ledgers, today)


def _found(books: api.Ledger, county_code: str, today: date) -> dict[str, int | bool]:
    levels = [finding.level for finding in findings_of(books, county_code, today)]
    lights = checkpoint_lights(books, county_code, today)
    return {
        "errors": levels.count("error"),
        "warnings": levels.count("warning"),
        "point_red": "red" in lights,
        "point_yellow": "yellow" in lights,
    }


def _note(ledger: Ledger, found: dict[str, int | bool]) -> None:
    _as_read(ledger).update(**found)


def _watched(ledger: Ledger, today: date) -> None:
    _as_read(ledger).update(watched_on=today)


def _as_read(ledger: Ledger) -> QuerySet[Ledger]:
    """The ledger, if its books are as they were read: those that changed since have other counts."""
    read = {"payments_count": ledger.payments_count, "adjusted_fen": ledger.adjusted_fen}
    return Ledger.objects.filter(pk=ledger.pk, **read)
