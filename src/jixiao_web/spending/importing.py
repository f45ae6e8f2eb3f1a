"""Imports of payments: a file taken, understood, tried without entering anything, and loaded when a person says so.

A load is long work (`jobs`) that goes chunk by chunk, each a transaction with its roll-ups, its progress and its entry
in the log: killed or stopped in the middle it goes on there, and no line is entered twice: its mark can stand once.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from operator import itemgetter
from typing import NamedTuple

import msgspec
from django.db import IntegrityError, OperationalError, connection, transaction
from django.utils import timezone

from jixiao import api
from jixiao_web.accounts.models import Unit
from jixiao_web.accounts.policy import Action, Person
from jixiao_web.audit.log import log_append
from jixiao_web.common.models import new_key
from jixiao_web.jobs.models import Job, Kind
from jixiao_web.jobs.services import job_make
from jixiao_web.jobs.work import do_at_once
from jixiao_web.spending.bulk import Added, ledgers_add, rows_insert
from jixiao_web.spending.columns import MONEY_UNITS, columns_now, mark_of, proposed, text_of
from jixiao_web.spending.errors import ColumnsMissing, HasRefusals, LoadedAlready
from jixiao_web.spending.lines import Entry, Ledgers, Refusal, entries_iter, in_chunks, known_marks
from jixiao_web.spending.marks import REST, rest_of_line
from jixiao_web.spending.models import Batch, Ledger, Payment, Source
from jixiao_web.spending.uploads import rows_stored, upload_forget, upload_take
from jixiao_web.spending.watching import ledgers_watch

CHUNK = 5_000
"""Lines in one transaction: others wait no longer for the database than that takes."""
MOST_REFUSALS = 200
"""Refused lines that are told one by one; the rest are counted."""
MOST_TOLD = 100
"""New lines, and known ones, that are told one by one before a load."""
WATCHED_AT_ONCE = 300
"""So many changed ledgers are watched anew within the load; more of them are left to the server's clock."""
_TRIES = 8

_COLUMNS = (
    "id", "county_code", "ledger_id", "day", "fen", "kind", "fund_source", "payee", "voucher", "summary", "mark",
    "batch_id", "line", "entered_by_id", "entered_at",
)  # fmt: skip
_MARK = itemgetter(_COLUMNS.index("mark"))


class LineTold(NamedTuple):
    """A line as a load would enter it: its number from 1, and the project into whose ledger it goes."""

    number: int
    day: date
    project: str
    payee: str
    summary: str
    fen: int


class Tried(NamedTuple):
    """What a load would do: counted lines, the sum of what is new, the first lines of each sort."""

    new: int
    known: int
    refused: int
    fen: int
    refusals: tuple[Refusal, ...]
    new_lines: tuple[LineTold, ...] = ()
    known_lines: tuple[LineTold, ...] = ()


def batch_take(
    *, person: Person, county_code: str, unit: Unit | None, year: int, name: str, pieces: Iterable[bytes]
) -> Batch:
    """Take a file of payments and propose how its columns are understood; one that is not loaded yet is found again.

    Args:
        unit: whose payments these are; None for the whole county. pieces: the file's content.
    Raises:
        PermissionDenied: not this person's to enter. LoadedAlready: the very file was loaded before.
        NotReadable: see `uploads.py`. NotAList: no row of it looks like the head of a list.
    """
    _demand(person, county_code, unit)
    taken = upload_take(county_code, name, pieces)
    columns = proposed(taken.stored)
    with transaction.atomic():
        mine = Batch.objects.filter(county_code=county_code, year=year, unit=unit, sha256=taken.sha256)
        standing = mine.exclude(state=Batch.State.DROPPED).first()
        if standing is None:
            source = Source.objects.filter(county_code=county_code, mark=mark_of(columns)).first()
            made = Batch(
                county_code=county_code, name=name, sha256=taken.sha256, stored=taken.stored, rows=taken.rows,
                source=source, unit=unit, year=year, columns=source.columns if source else text_of(columns),
                made_by=person.user,
            )  # fmt: skip
            try:
                with transaction.atomic():
                    made.save(force_insert=True)
            except IntegrityError:  # the same file was sent twice at the same time
                raise LoadedAlready from None
            _log(made, person, "payments_taken", file=name)
            return made
    if standing.state == Batch.State.LOADED:
        raise LoadedAlready
    return standing


def columns_set(*, person: Person, batch_id: uuid.UUID, fields: Mapping[str, int], money_unit: str) -> Batch:
    """Say which column means what; it is remembered for the next file with the same heads.

    Raises:
        PermissionDenied, LoadedAlready: see there. ColumnsMissing: what is needed has no column.
    """
    with transaction.atomic():
        batch = proposed_batch(batch_id, person)
        columns = proposed(batch.stored)
        chosen = api.with_fields(columns, fields)
        if chosen.missing or money_unit not in MONEY_UNITS or len({*chosen.fields.values()}) < len(chosen.fields):
            raise ColumnsMissing
        text = text_of(msgspec.structs.replace(chosen, unit=money_unit))
        batch.source, _ = Source.objects.update_or_create(
            county_code=batch.county_code,
            mark=mark_of(columns),
            defaults={
                "heads": json.dumps(columns.heads, ensure_ascii=False),
                "columns": text,
                "changed_by": person.user,
            },
        )
        batch.columns = text
        batch.save()
        _log(batch, person, "columns_set", columns=dict(chosen.fields), unit=money_unit)
    return batch


def batch_try(*, person: Person, batch: Batch, today: date, tick: Callable[[int], None] = lambda _: None) -> Tried:
    """What loading would do; enters nothing.

    Args:
        tick: told after every chunk how many lines are read; may raise to have it stop there.
    Raises:
        NotReadable: the file is gone.
    """
    new = known = refused = fen = 0
    refusals: list[Refusal] = []
    first_new: list[Entry] = []
    first_known: list[Entry] = []
    for chunk, is_last in in_chunks(_entries(person, batch, today), CHUNK):
        entries, wrong = _parted(chunk)
        there = known_marks(batch.county_code, [entry.mark for entry in entries])
        fresh = [entry for entry in entries if entry.mark not in there]
        new, known, refused = new + len(fresh), known + len(entries) - len(fresh), refused + len(wrong)
        fen += sum(entry.line.fen for entry in fresh)
        refusals += wrong[: MOST_REFUSALS - len(refusals)]
        first_new += fresh[: MOST_TOLD - len(first_new)]
        first_known += [entry for entry in entries if entry.mark in there][: MOST_TOLD - len(first_known)]
        tick(batch.rows if is_last else chunk[-1].number)
    return Tried(new, known, refused, fen, tuple(refusals), _told(first_new), _told(first_known))


def _told(entries: Sequence[Entry]) -> tuple[LineTold, ...]:
    names = dict(Ledger.objects.filter(pk__in={each.ledger_id for each in entries}).values_list("pk", "name"))
    return tuple(
        LineTold(each.number, line.day, names[each.ledger_id], line.payee[:200], line.summary[:500], line.fen)
        for each in entries
        for line in (each.line,)
    )


def load_begin(*, person: Person, batch_id: uuid.UUID, good_only: bool) -> Job:
    """Have a batch loaded: at once where it is a single chunk, else beside the server.

    Raises:
        PermissionDenied, LoadedAlready: see there. JobOpen: it is being loaded. JobError: too many jobs already.
    """
    with transaction.atomic():
        batch = _open_batch(batch_id, person)
        job = job_make(
            person=person,
            county_code=batch.county_code,
            kind=Kind.LOAD,
            about=str(batch.pk),
            arguments={"good_only": good_only},
            total=batch.rows,
        )
    return do_at_once(job, CHUNK)


def load_run(person: Person, job: Job, tick: Callable[[int], None]) -> None:
    """Load the batch of a job."""
    batch_load(
        person=person,
        batch_id=uuid.UUID(job.about),
        good_only=json.loads(job.arguments)["good_only"],
        today=timezone.localdate(),
        tick=tick,
    )


def batch_load(
    *, person: Person, batch_id: uuid.UUID, good_only: bool, today: date, tick: Callable[[int], None] = lambda _: None
) -> Batch:
    """Enter what is new of a batch; goes on where an earlier load was cut off.

    Args:
        good_only: the person says that refused lines are left out.
        tick: told after every chunk how many lines are read; may raise to have it stop there.
    Raises:
        PermissionDenied, LoadedAlready: see there. ColumnsMissing: what is needed has no column.
        HasRefusals: lines are refused and nobody said that they are left out. NotReadable: the file is gone.
    """
    with transaction.atomic():
        batch = _open_batch(batch_id, person)
    if columns_now(batch).missing:
        raise ColumnsMissing
    beginning = batch.state == Batch.State.PROPOSED
    if beginning and not good_only:
        _demand_no_refusals(person, batch, today, tick)
    touched: set[uuid.UUID] = set()
    for chunk, is_last in in_chunks(_entries(person, batch, today), CHUNK):
        if is_last or chunk[-1].number > batch.lines:
            batch = _chunk_load(batch, person, chunk, is_last)
            tick(batch.rows if is_last else batch.lines)
        touched.update(each.ledger_id for each in chunk if isinstance(each, Entry))
    if len(touched) <= WATCHED_AT_ONCE:
        ledgers_watch(touched, today)
    return batch


def batch_drop(*, person: Person, batch_id: uuid.UUID) -> None:
    """Give a batch up before anything of it was entered.

    Raises:
        PermissionDenied, LoadedAlready: see there.
    """
    with transaction.atomic():
        batch = proposed_batch(batch_id, person)
        batch.state = Batch.State.DROPPED
        batch.save()
        _log(batch, person, "payments_dropped")
        if not Batch.objects.filter(stored=batch.stored).exclude(state=Batch.State.DROPPED).exists():
            transaction.on_commit(lambda: upload_forget(batch.stored))


def _demand_no_refusals(person: Person, batch: Batch, today: date, tick: Callable[[int], None]) -> None:
    for chunk, _ in in_chunks(_entries(person, batch, today), CHUNK):
        if any(isinstance(each, Refusal) for each in chunk):
            raise HasRefusals
        tick(0)  # it can be stopped here; how far the load itself is, is told later


def _chunk_load(batch: Batch, person: Person, chunk: Sequence[Entry | Refusal], is_last: bool) -> Batch:
    """Enter a chunk; where another import enters the same lines at the same time, look again what is known."""
    for attempt in range(1, _TRIES + 1):
        try:
            with transaction.atomic():
                standing = Batch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
                return _chunk_enter(standing, person, chunk, is_last)
        except (IntegrityError, OperationalError) as error:
            if attempt == _TRIES or (isinstance(error, OperationalError) and not _is_clash(error)):
                raise
    raise AssertionError("not reached")


def _is_clash(error: OperationalError) -> bool:
    """Whether two transactions stood in each other's way, so that one of them is to begin anew."""
    return connection.vendor == "postgresql" and getattr(error.__cause__, "sqlstate", "") in ("40P01", "40001")


def _chunk_enter(batch: Batch, person: Person, chunk: Sequence[Entry | Refusal], is_last: bool) -> Batch:
    if batch.state not in (Batch.State.PROPOSED, Batch.State.LOADING):
        return batch  # somebody else loaded it, or gave it up, meanwhile
    left = [each for each in chunk if each.number > batch.lines]
    entries, wrong = _parted(left)
    known = known_marks(batch.county_code, [entry.mark for entry in entries])
    fresh = [entry for entry in entries if entry.mark not in known]
    now = timezone.now()
    # By their marks: two imports that enter the same lines wait for each other and never in a ring.
    rows = sorted((_row(entry, batch, person, now) for entry in fresh), key=_MARK)
    rows_insert(Payment, _COLUMNS, rows)
    ledgers_add(batch.county_code, _added(fresh))
    told = json.loads(batch.refusals)
    batch.refusals = json.dumps((told + wrong)[:MOST_REFUSALS], ensure_ascii=False)
    batch.state = Batch.State.LOADED if is_last else Batch.State.LOADING
    batch.lines = left[-1].number if left else batch.lines
    batch.new, batch.known = batch.new + len(fresh), batch.known + len(entries) - len(fresh)
    batch.refused, batch.fen = batch.refused + len(wrong), batch.fen + sum(entry.line.fen for entry in fresh)
    batch.save()
    counted = {"new": batch.new, "known": batch.known, "refused": batch.refused, "fen": batch.fen}
    rest = sum(rest_of_line(each.mark, each.number, each.line.fund_source[:60], person.user.pk) for each in fresh)
    action = "payments_loaded" if is_last else "payments_loading"
    _log(batch, person, action, lines=batch.lines, rest=f"{rest % REST:x}", **counted)
    return batch


def _parted(chunk: Iterable[Entry | Refusal]) -> tuple[list[Entry], list[Refusal]]:
    entries: list[Entry] = []
    wrong: list[Refusal] = []
    for each in chunk:
        (entries if isinstance(each, Entry) else wrong).append(each)  # type: ignore[arg-type]  # of its own kind
    return entries, wrong


def _row(entry: Entry, batch: Batch, person: Person, now: datetime) -> tuple[object, ...]:
    line = entry.line
    return (
        new_key(), batch.county_code, entry.ledger_id, line.day, line.fen, line.kind[:20], line.fund_source[:60],
        line.payee[:200], line.voucher[:60], line.summary[:500], entry.mark, batch.pk, entry.number, person.user.pk,
        now,
    )  # fmt: skip


def _added(entries: Iterable[Entry]) -> list[Added]:
    found: dict[uuid.UUID, Added] = {}
    for entry in entries:
        day, fen = entry.line.day, entry.line.fen
        before = found.get(entry.ledger_id) or Added(entry.ledger_id, 0, 0, day, {})
        before.months[day.month] = before.months.get(day.month, 0) + fen
        found[entry.ledger_id] = before._replace(
            fen=before.fen + fen, number=before.number + 1, newest=max(before.newest, day)
        )
    return list(found.values())


def _entries(person: Person, batch: Batch, today: date) -> Iterator[Entry | Refusal]:
    ledgers = Ledgers(person, batch.county_code, batch.year, batch.unit_id)
    return entries_iter(rows_stored(batch.stored), columns_now(batch), ledgers, batch.year, today)


def _demand(person: Person, county_code: str, unit: Unit | None) -> None:
    """A unit's payments are its own people's; a whole county's are those' who reach the whole county."""
    if unit is None:
        person.demand_in_county(Action.ENTER_SPENDING, county_code)
    else:
        person.demand(Action.ENTER_SPENDING, unit)


def _open_batch(batch_id: uuid.UUID, person: Person) -> Batch:
    batch = Batch.objects.select_for_update(of=("self",)).select_related("unit").get(pk=batch_id)
    _demand(person, batch.county_code, batch.unit)
    if batch.state in (Batch.State.LOADED, Batch.State.DROPPED):
        raise LoadedAlready
    return batch


def proposed_batch(batch_id: uuid.UUID, person: Person) -> Batch:
    """A batch of which nothing was entered yet, held in the caller's transaction.

    Raises:
        PermissionDenied: not this person's to enter. LoadedAlready: it is being loaded, was loaded, or was given up.
    """
    batch = _open_batch(batch_id, person)
    if batch.state != Batch.State.PROPOSED:
        raise LoadedAlready
    return batch


def _log(batch: Batch, person: Person, action: str, **detail: object) -> None:
    log_append(
        county_code=batch.county_code,
        actor=person.user.username,
        action=action,
        object_kind="batch",
        object_key=str(batch.pk),
        detail={**detail, "sha256": batch.sha256},
    )
