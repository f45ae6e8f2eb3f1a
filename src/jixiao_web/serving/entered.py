"""What people entered beside the filings held against the log: comments, review sheets, payments, budgets, dates."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from jixiao_web.serving.faults import Fault
from jixiao_web.serving.logged import Finder, Said, faults_found, said_of

_SAME_LINES = 50
"""How many lines of the very same content of one file are looked for by their mark."""


def faults_of_entered(code: str) -> Iterator[Fault]:
    """Everything that people entered in a county and that is not as the log tells it."""
    return faults_found(code, FINDERS)


def _of_comments(code: str) -> Iterator[Fault]:
    from jixiao_web.review.models import Comment

    told: dict[str, list[Said]] = {}
    for said in said_of(code, "comment"):
        told.setdefault(said.key, []).append(said)
    rows = Comment.every.filter(county_code=code).select_related("filing__unit", "author").defer("filing__draft")
    for comment in rows.order_by("pk").iterator(chunk_size=2000):
        name = f"{comment.filing.year} {comment.filing.unit.code}"
        entries = told.pop(str(comment.pk), None)
        if entries is None:
            yield Fault(code, 0, "unlogged", name)
            continue
        first = entries[0]
        author = comment.author.username if comment.author else ""
        stands: tuple[Any, ...] = (comment.text, author, str(comment.filing_id), comment.path)
        told_of_it = first.detail.get("path", comment.path)
        entered = (first.detail.get("text"), first.actor, first.detail.get("filing"), told_of_it)
        ends = (comment.deleted_at is not None, comment.resolved_at is not None)
        last = {each.action: each.number for each in entries}
        is_deleted = last.get("comment_deleted", 0) > last.get("comment_restored", 0)
        is_resolved = last.get("resolved", 0) > last.get("reopened", 0)
        if stands != entered or ends != (is_deleted, is_resolved):
            yield Fault(code, entries[-1].number, "comment", name)
    yield from (Fault(code, each[-1].number, "gone", str(each[0].detail.get("filing", ""))) for each in told.values())


def _of_sheets(code: str) -> Iterator[Fault]:
    from jixiao_web.review.models import ReviewSheet

    told = {said.key: said for said in said_of(code, "filing", "graded")}
    rows = ReviewSheet.objects.filter(county_code=code).select_related("filing__unit", "reviewer")
    for sheet in rows.defer("filing__draft").order_by("pk").iterator(chunk_size=2000):
        name = f"{sheet.filing.year} {sheet.filing.unit.code}"
        said = told.pop(str(sheet.filing_id), None)
        reviewer = sheet.reviewer.username if sheet.reviewer else ""
        if said is None:
            yield Fault(code, 0, "unlogged", name)
        elif (sheet.points, sheet.grade, sheet.opinion, reviewer) != (
            *(said.detail.get(part) for part in ("points", "grade", "opinion")), said.actor,
        ):  # fmt: skip
            yield Fault(code, said.number, "sheet", name)
    yield from (Fault(code, said.number, "gone", key) for key, said in told.items())


class Paid(NamedTuple):
    """A payment as it stands, in the order of the columns that are read."""

    key: uuid.UUID
    ledger: uuid.UUID
    batch: uuid.UUID | None
    day: date
    fen: int
    kind: str
    fund_source: str
    payee: str
    voucher: str
    summary: str
    mark: bytes


_COLUMNS = ("pk", "ledger_id", "batch_id", *Paid._fields[3:])
_TOLD = Paid._fields[4:10]
"""What the log tells of a payment beside its day; of an older one the amount only."""


def _of_payments(code: str) -> Iterator[Fault]:
    """Entries typed in by what the log says of each; lines of files by their marks and by the log's count and sum."""
    from jixiao_web.spending.models import Payment

    told = {said.detail.get("payment"): said for said in said_of(code, "ledger", "payment_added", "payment_reversed")}
    batches: dict[uuid.UUID, list[int]] = {}
    rows = Payment.objects.filter(county_code=code).order_by("pk").values_list(*_COLUMNS)
    for paid in map(Paid._make, rows.iterator(chunk_size=2000)):
        if paid.batch:
            counted = batches.setdefault(paid.batch, [0, 0])
            counted[0] += 1
            counted[1] += paid.fen
            if not _bears_its_mark(paid):
                yield Fault(code, 0, "payment", _name_of(paid))
            continue
        said = told.pop(str(paid.key), None)
        if said is None:
            yield Fault(code, 0, "unlogged", _name_of(paid))
        elif not _is_as_said(paid, said):
            yield Fault(code, said.number, "payment", _name_of(paid))
    yield from (Fault(code, said.number, "gone", said.key) for said in told.values())
    yield from _of_batches(code, batches)


def _bears_its_mark(paid: Paid) -> bool:
    from jixiao_web.spending.marks import content_of, mark_of_line

    words = (paid.voucher, paid.payee, paid.summary, paid.kind)
    content = content_of(paid.ledger, paid.day.isoformat(), paid.fen, words)
    return any(bytes(paid.mark) == mark_of_line(content, count) for count in range(1, _SAME_LINES))


def _is_as_said(paid: Paid, said: Said) -> bool:
    if (str(paid.ledger), paid.day.isoformat()) != (said.key, said.detail.get("day")):
        return False
    return all(getattr(paid, each) == said.detail[each] for each in _TOLD if each in said.detail)


def _name_of(paid: Paid) -> str:
    from jixiao_web.spending.models import Ledger

    ledger = Ledger.objects.select_related("unit").get(pk=paid.ledger)
    return f"{ledger.year} {ledger.unit.code} {paid.day}"


def _of_batches(code: str, stands: dict[uuid.UUID, list[int]]) -> Iterator[Fault]:
    from jixiao_web.spending.models import Batch

    last = {said.key: said for said in said_of(code, "batch", "payments_loading", "payments_loaded")}
    for batch in Batch.objects.filter(county_code=code, state__in=(Batch.State.LOADING, Batch.State.LOADED)):
        said, own = last.pop(str(batch.pk), None), stands.pop(batch.pk, [0, 0])
        if said is None:
            yield Fault(code, 0, "unlogged", batch.name)
        elif (*own, batch.sha256) != tuple(said.detail.get(each) for each in ("new", "fen", "sha256")):
            yield Fault(code, said.number, "batch", batch.name)
    yield from (Fault(code, said.number, "gone", key) for key, said in last.items())
    yield from (Fault(code, 0, "unlogged", str(key)) for key in stands)


def _of_budgets(code: str) -> Iterator[Fault]:
    """Changes of budgets that people entered; those that an adjustment brings follow from it."""
    from jixiao_web.spending.models import BudgetChange

    told: Counter[tuple[Any, ...]] = Counter(
        (said.key, said.detail.get("fen"), said.detail.get("document"))
        for said in said_of(code, "ledger", "budget_changed")
    )
    rows = BudgetChange.objects.filter(county_code=code, adjustment=None)
    stands = Counter(
        (str(key), fen, document) for key, fen, document in rows.values_list("ledger_id", "fen", "document")
    )
    for key, _fen, document in {*(stands - told), *(told - stands)}:
        yield Fault(code, 0, "budget", document or key)


def _of_dates(code: str) -> Iterator[Fault]:
    from jixiao_web.deadlines.models import CountyDeadline
    from jixiao_web.deadlines.naming import key_of

    last = {said.key: said for said in said_of(code, "deadline")}
    for row in CountyDeadline.objects.filter(county_code=code).select_related("unit"):
        said = last.pop(key_of(row), None)
        if said is None:
            yield Fault(code, 0, "unlogged", key_of(row))
        elif (row.day.isoformat(), row.reason) != (said.detail.get("day"), said.detail.get("reason", "")):
            yield Fault(code, said.number, "date", key_of(row))
    yield from (Fault(code, said.number, "gone", key) for key, said in last.items() if said.detail.get("day"))


FINDERS: tuple[Finder, ...] = (_of_comments, _of_sheets, _of_payments, _of_budgets, _of_dates)
"""What looks through a county, one after another."""
