"""Money held against the log: payments, imported files, changes of budgets, ledgers with their approvals."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import NamedTuple

from jixiao_web.serving.faults import Fault
from jixiao_web.serving.logged import Finder, Row, Said, by_key, faults_found, rows_held, said_of
from jixiao_web.spending import marks

_SAME_LINES = 50
"""How many lines of the very same content of one file are looked for by their mark."""
_PLANS = 200
"""Of so many plans the ledgers are looked at together."""


def faults_of_booked(code: str) -> Iterator[Fault]:
    """Everything in a county's books that is not as the log tells it."""
    return faults_found(code, FINDERS)


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
    entered_by: uuid.UUID | None
    line: int | None
    reverses: uuid.UUID | None


_COLUMNS = ("pk", "ledger_id", "batch_id", *Paid._fields[3:11], "entered_by_id", "line", "reverses_id")
_TOLD = Paid._fields[4:10]
"""What the log tells of a payment beside its day; of an older one the amount only."""


class Counted:
    """The lines of a file as they stand: how many, their sum, and what else they say, added up."""

    def __init__(self) -> None:
        self.number = self.fen = self.rest = 0

    def take(self, paid: Paid) -> None:
        """Take a line in."""
        self.number += 1
        self.fen += paid.fen
        self.rest += marks.rest_of_line(bytes(paid.mark), paid.line or 0, paid.fund_source, paid.entered_by)


def _of_payments(code: str) -> Iterator[Fault]:
    """Entries typed in by what the log says of each; lines of files by their marks and by the log's count and sums."""
    from jixiao_web.accounts.models import User
    from jixiao_web.spending.models import Payment

    told = {said.detail.get("payment"): said for said in said_of(code, "ledger", "payment_added", "payment_reversed")}
    names = dict(User.objects.values_list("pk", "username"))
    batches: dict[uuid.UUID, Counted] = {}
    rows = Payment.objects.filter(county_code=code).order_by("pk").values_list(*_COLUMNS)
    for paid in map(Paid._make, rows.iterator(chunk_size=2000)):
        if paid.batch:
            batches.setdefault(paid.batch, Counted()).take(paid)
            if not _bears_its_mark(paid):
                yield Fault(code, 0, "payment", _name_of(paid))
            continue
        said = told.pop(str(paid.key), None)
        if said is None:
            yield Fault(code, 0, "unlogged", _name_of(paid))
        elif not _is_as_said(paid, said) or (names.get(paid.entered_by, "") if paid.entered_by else "") != said.actor:
            yield Fault(code, said.number, "payment", _name_of(paid))
    yield from (Fault(code, said.number, "gone", said.key) for said in told.values())
    yield from _of_batches(code, batches)


def _bears_its_mark(paid: Paid) -> bool:
    words = (paid.voucher, paid.payee, paid.summary, paid.kind)
    content, mark = marks.content_of(paid.ledger, paid.day.isoformat(), paid.fen, words), bytes(paid.mark)
    return content == mark or any(mark == marks.mark_of_line(content, count) for count in range(2, _SAME_LINES))


def _is_as_said(paid: Paid, said: Said) -> bool:
    reverses = str(paid.reverses) if paid.reverses else None
    stands = (str(paid.ledger), paid.day.isoformat(), reverses)
    if stands != (said.key, said.detail.get("day"), said.detail.get("reverses")):
        return False
    return all(getattr(paid, each) == said.detail[each] for each in _TOLD if each in said.detail)


def _name_of(paid: Paid) -> str:
    from jixiao_web.spending.models import Ledger

    ledger = Ledger.objects.select_related("unit").get(pk=paid.ledger)
    return f"{ledger.year} {ledger.unit.code} {paid.day}"


def _of_batches(code: str, stands: dict[uuid.UUID, Counted]) -> Iterator[Fault]:
    from jixiao_web.spending.models import Batch

    told = by_key(said_of(code, "batch", "payments_loading", "payments_loaded"))
    for batch in Batch.objects.filter(county_code=code, state__in=(Batch.State.LOADING, Batch.State.LOADED)):
        said, own = told.pop(str(batch.pk), None), stands.pop(batch.pk, Counted())
        if said is None:
            yield Fault(code, 0, "unlogged", batch.name)
            continue
        rests = [each.detail["rest"] for each in said if "rest" in each.detail]
        rest = sum(int(each, 16) for each in rests) % marks.REST if len(rests) == len(said) else None
        last = tuple(said[-1].detail.get(each) for each in ("new", "fen", "sha256"))
        if (own.number, own.fen, batch.sha256) != last or rest not in (None, own.rest % marks.REST):
            yield Fault(code, said[-1].number, "batch", batch.name)
    yield from (Fault(code, said[-1].number, "gone", key) for key, said in told.items())
    yield from (Fault(code, 0, "unlogged", str(key)) for key in stands)


def _of_budgets(code: str) -> Iterator[Fault]:
    """Changes of budgets that people entered; those that an adjustment brings are the ledger's."""
    from jixiao_web.spending.models import BudgetChange

    changes = BudgetChange.objects.filter(county_code=code, adjustment=None).select_related("entered_by")
    rows = (
        Row(
            str(row.pk), f"{row.day} {row.document}",
            {
                "key": str(row.ledger_id), "fen": row.fen, "document": row.document, "day": row.day.isoformat(),
                "note": row.note, "actor": row.entered_by.username if row.entered_by else "",
            },
        )
        for row in changes.order_by("pk").iterator(chunk_size=2000)
    )  # fmt: skip
    said = said_of(code, "ledger", "budget_changed")
    yield from rows_held(code, "budget", rows, said, ("key", "fen", "document", "actor"))


def _of_ledgers(code: str) -> Iterator[Fault]:
    """The ledgers of every plan as its approval, an adjustment or the finance bureau left them last."""
    from jixiao_web.filings.models import Filing
    from jixiao_web.spending.models import Ledger
    from jixiao_web.spending.opening import words_sha256

    opened = said_of(code, "filing", "ledgers_opened", "ledgers_adjusted")
    last = {said.key: said for said in opened}
    for said in said_of(code, "ledger", "approval_set"):
        plan = said.detail.get("plan")
        if plan in last and last[plan].number < said.number:
            last[plan] = said._replace(key=plan)
    plans = Ledger.objects.filter(county_code=code).order_by("plan_id").values_list("plan_id", flat=True).distinct()
    every = plans.iterator(chunk_size=_PLANS)
    while chunk := [*islice(every, _PLANS)]:
        hashes, names = words_sha256(chunk), Filing.every.filter(pk__in=chunk).values_list("pk", "year", "unit_code")
        for key, year, unit in names:
            opening = last.pop(str(key), None)
            if opening is None:
                yield Fault(code, 0, "unlogged", f"{year} {unit}")
            elif opening.detail.get("words_sha256") not in (None, hashes[key]):
                yield Fault(code, opening.number, "ledger", f"{year} {unit}")
    yield from (Fault(code, said.number, "gone", key) for key, said in last.items())


FINDERS: tuple[Finder, ...] = (_of_payments, _of_budgets, _of_ledgers)
"""What looks through a county, one after another."""
