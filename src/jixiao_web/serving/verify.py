"""`jixiao audit verify`: the log by its chain, then revisions and filings by what the log says of them."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from jixiao_web.serving.start import demand_migrated, set_up_existing


class County(NamedTuple):
    """A county's log: its entries, and the hash of the last: whoever keeps a note of it can prove all before it."""

    code: str
    entries: int
    hash: str


class Fault(NamedTuple):
    """What does not hold: of a log's entry by its number, or of a filing by its name."""

    county_code: str
    number: int
    reason: str
    name: str = ""


class Proof(NamedTuple):
    """What was verified and what does not hold."""

    counties: tuple[County, ...]
    revisions: int
    faults: tuple[Fault, ...]


class _Told:
    """What the log says of a filing: the last entry with its state and the hash of its draft, all hashes, all moves."""

    def __init__(self) -> None:
        self.number, self.state, self.sha256 = 0, "", ""
        self.hashes: set[str] = set()
        self.moves: Counter[str] = Counter()


def verify() -> Proof:
    """Verify every county of the server's database; while it serves, too."""
    set_up_existing()
    demand_migrated()
    from jixiao_web.audit.models import Entry, Head
    from jixiao_web.filings.models import Filing, Revision

    codes: set[str] = set()
    for model in (Head, Entry, Filing, Revision):
        codes |= {*model._base_manager.order_by().values_list("county_code", flat=True).distinct()}
    counties: list[County] = []
    faults: list[Fault] = []
    revisions = 0
    for code in sorted(codes):
        last = Entry.objects.filter(county_code=code).order_by("-number").first()
        counties.append(County(code, last.number if last else 0, last.hash if last else ""))
        faults += verify_county(code)
        revisions += Revision.objects.filter(county_code=code).count()
    return Proof(tuple(counties), revisions, tuple(faults))


def verify_county(code: str) -> Iterator[Fault]:
    """Everything of a county that does not hold."""
    from django.db import transaction

    from jixiao_web.audit.log import faults
    from jixiao_web.filings.models import Filing

    for fault in faults(code):
        yield Fault(code, fault.number, fault.reason)
    told = _told_of(code)
    suspects = [filing_id for filing_id in _filings(code) if any(_of_filing(code, filing_id, told.get(str(filing_id))))]
    # What changed while we read is no fault: each suspect is looked at once more, with nobody writing.
    for filing_id in suspects:
        with transaction.atomic():
            if Filing.every.select_for_update(of=("self",)).filter(pk=filing_id).first():
                again = _told_of(code, str(filing_id))
                found = [*_of_filing(code, filing_id, again.get(str(filing_id)))]
        yield from found
    gone = set(told) - {str(filing_id) for filing_id in _filings(code)}
    yield from (Fault(code, told[key].number, "state", key) for key in sorted(gone))
    yield from _of_spending(code)
    yield from _of_summaries(code)


def _of_spending(code: str) -> Iterator[Fault]:
    """Ledgers whose totals are not the sums of their entries, each once."""
    from jixiao_web.spending.models import Ledger
    from jixiao_web.spending.totals import differences_held

    wrong = {each.ledger_id for each in differences_held(code)}
    for ledger in Ledger.objects.filter(pk__in=wrong).select_related("unit"):
        yield Fault(code, 0, "totals", f"{ledger.year} {ledger.unit.code} {ledger.name or ledger.key}")


def _of_summaries(code: str) -> Iterator[Fault]:
    """The sums of units and of the county that are not those of the ledgers."""
    from django.utils import timezone

    from jixiao_web.overview.proving import summaries_wrong

    for each in summaries_wrong(code, timezone.localdate()):
        yield Fault(code, 0, "sums", f"{each.year} {each.unit.code if each.unit else code}")


def _filings(code: str) -> list[uuid.UUID]:
    from jixiao_web.filings.models import Filing

    return [*Filing.every.filter(county_code=code).order_by("pk").values_list("pk", flat=True)]


def _told_of(code: str, key: str | None = None) -> dict[str, _Told]:
    from jixiao_web.audit.models import Entry
    from jixiao_web.filings.moves import MOVES

    entries = Entry.objects.filter(county_code=code, object_kind="filing").order_by("number")
    if key:
        entries = entries.filter(object_key=key)
    told: dict[str, _Told] = {}
    for entry in entries.only("number", "action", "object_key", "detail").iterator(chunk_size=2000):
        try:
            detail = json.loads(entry.detail)
        except ValueError:
            continue  # the chain's faults tell it
        of_filing = told.setdefault(entry.object_key, _Told())
        if "state" in detail and "sha256" in detail:
            of_filing.number, of_filing.state, of_filing.sha256 = entry.number, detail["state"], detail["sha256"]
            of_filing.hashes.add(detail["sha256"])
        if entry.action in MOVES:
            of_filing.moves[entry.action] += 1
    return told


def _of_filing(code: str, filing_id: uuid.UUID, told: _Told | None) -> Iterator[Fault]:
    from jixiao_web.filings.models import Filing
    from jixiao_web.filings.moves import MOVES

    filing = Filing.every.select_related("unit").get(pk=filing_id)
    name = f"{filing.year} {filing.unit.code}"
    if told is None:
        yield Fault(code, 0, "unlogged", name)
        return
    if filing.state != told.state:
        yield Fault(code, told.number, "state", name)
    if _sha256(filing.draft) != told.sha256:
        yield Fault(code, told.number, "draft", name)
    number, moves = 0, Counter[str]()
    for revision in filing.revisions.order_by("number").iterator(chunk_size=50):
        number += 1
        if revision.number != number:
            yield Fault(code, number, "revision_missing", name)
            number = revision.number
        if _sha256(revision.content) != revision.sha256 or revision.sha256 not in told.hashes:
            yield Fault(code, revision.number, "revision", name)
        moves[revision.cause] += revision.cause in MOVES
    if +moves != told.moves:
        yield Fault(code, number + 1, "revision_missing", name)


def _sha256(content: str) -> str:
    return hashlib.sha256(content.encode()).hexdigest()
