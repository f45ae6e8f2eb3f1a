"""What trying a list of payments finds: a short list is tried whenever it is looked at, a long one beside the server.

What was found in a long list is kept on its batch with what it was found for: these columns, and the books as they
were. It only tells; a load decides anew line by line.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Callable
from datetime import date, datetime
from typing import NamedTuple

import msgspec
from django.db import transaction
from django.db.models import Q, Sum
from django.utils import timezone

from jixiao_web.accounts.policy import Person
from jixiao_web.jobs.models import Job, Kind
from jixiao_web.jobs.services import job_make
from jixiao_web.spending.columns import columns_now
from jixiao_web.spending.errors import ColumnsMissing, LoadedAlready
from jixiao_web.spending.importing import Tried, batch_try, proposed_batch
from jixiao_web.spending.models import Batch, Ledger

AT_ONCE = 5_000
"""Rows of a list that is tried while the person waits."""


class Trial(NamedTuple):
    """What trying found; `at` is when, where that was not just now. is_old: the books are others since."""

    tried: Tried
    at: datetime | None = None
    is_old: bool = False


class _Kept(msgspec.Struct, frozen=True):
    """A trial as its batch keeps it: for which columns, and with which books (`_books`)."""

    tried: Tried
    columns: str
    at: datetime
    books: tuple[int, int]


class _Changed(Exception):
    """The columns are others now, or the list is being loaded or was given up."""


def trial_of(person: Person, batch: Batch, today: date) -> Trial | None:
    """What trying a batch finds, which nothing was entered of; None where a long one was not tried with its columns.

    Raises:
        NotReadable: the file is gone.
    """
    if batch.rows <= AT_ONCE:
        return Trial(batch_try(person=person, batch=batch, today=today))
    kept = _kept(batch)
    if kept is None:
        return None
    has_aged = (
        kept.tried.refused > 0 and timezone.localdate(kept.at) != today
    )  # what lay in the future may not any more
    return Trial(kept.tried, kept.at, has_aged or kept.books != _books(batch))


def try_begin(*, person: Person, batch_id: uuid.UUID, anew: bool) -> Job | None:
    """Have a long list tried beside the server; None where it is a short one, or was tried already.

    Args:
        anew: even if it was.
    Raises:
        PermissionDenied, LoadedAlready: see there. ColumnsMissing: what is needed has no column.
        JobOpen: it is being tried. JobError: too many jobs already.
    """
    with transaction.atomic():
        batch = proposed_batch(batch_id, person)
        if columns_now(batch).missing:
            raise ColumnsMissing
        if batch.rows <= AT_ONCE or (_kept(batch) and not anew):
            return None
        return job_make(
            person=person, county_code=batch.county_code, kind=Kind.TRY, about=str(batch.pk), total=batch.rows
        )


def try_run(person: Person, job: Job, tick: Callable[[int], None]) -> None:
    """Try the batch of a job, from the beginning where its columns are changed meanwhile."""
    while True:
        try:
            with transaction.atomic():
                batch = proposed_batch(uuid.UUID(job.about), person)
        except LoadedAlready:
            return
        if _try(person, batch, tick):
            return


def _try(person: Person, batch: Batch, tick: Callable[[int], None]) -> bool:
    standing = Batch.objects.filter(pk=batch.pk, state=Batch.State.PROPOSED, columns=batch.columns)

    def follow(done: int) -> None:
        tick(done)
        if not standing.exists():
            raise _Changed

    at, books = timezone.now(), _books(batch)
    try:
        tried = batch_try(person=person, batch=batch, today=timezone.localdate(), tick=follow)
    except _Changed:
        return False
    kept = _Kept(tried, _hash(batch.columns), at, books)
    return bool(standing.update(tried=msgspec.json.encode(kept).decode()))


def _kept(batch: Batch) -> _Kept | None:
    """What is kept of a batch, where that was found with the columns of now."""
    kept = msgspec.json.decode(batch.tried, type=_Kept) if batch.tried else None
    return kept if kept and kept.columns == _hash(batch.columns) else None


def _hash(columns: str) -> str:
    return hashlib.sha256(columns.encode()).hexdigest()


def _books(batch: Batch) -> tuple[int, int]:
    """What trying depends on, in two numbers that are read fast: imported payments, and ledgers.

    Payments that are typed in count for nothing: no line of a file is known by them.
    """
    mine = Q(county_code=batch.county_code, year=batch.year)
    within = mine & Q(unit=batch.unit_id) if batch.unit_id else mine
    others = Batch.objects.filter(within | mine & Q(unit=None)).order_by()
    return others.aggregate(number=Sum("new"))["number"] or 0, Ledger.objects.filter(within).count()
