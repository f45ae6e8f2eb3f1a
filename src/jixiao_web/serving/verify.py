"""`jixiao audit verify`: the log by its chain, then everything else by what the log says of it."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import NamedTuple

from jixiao_web.serving.answered import faults_of_answered
from jixiao_web.serving.booked import faults_of_booked
from jixiao_web.serving.entered import faults_of_entered
from jixiao_web.serving.faults import Fault
from jixiao_web.serving.filed import faults_of_filing, told_of
from jixiao_web.serving.keys import faults_of_keys
from jixiao_web.serving.listed import faults_of_listed
from jixiao_web.serving.people import faults_of_people
from jixiao_web.serving.promised import faults_of_promised
from jixiao_web.serving.start import demand_migrated, set_up_existing
from jixiao_web.serving.stored import faults_of_stored
from jixiao_web.serving.watched import faults_of_watched


class County(NamedTuple):
    """A county's log: its entries, and the hash of the last: whoever keeps a note of it can prove all before it."""

    code: str
    entries: int
    hash: str


class Proof(NamedTuple):
    """What was verified and what does not hold."""

    counties: tuple[County, ...]
    revisions: int
    faults: tuple[Fault, ...]


FINDERS = (
    faults_of_people, faults_of_keys, faults_of_entered, faults_of_booked, faults_of_watched, faults_of_answered,
    faults_of_promised, faults_of_stored,
)  # fmt: skip
"""What looks through a county beside its filings."""


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
    """Everything of a county that does not hold; what lists show is told where what they show it of does hold."""
    found = [*_faults_of_records(code)]
    blamed = {fault.name for fault in found}
    yield from found
    yield from (fault for fault in faults_of_listed(code) if fault.name not in blamed)


def _faults_of_records(code: str) -> Iterator[Fault]:
    from django.db import transaction

    from jixiao_web.audit.log import faults
    from jixiao_web.filings.models import Filing

    for fault in faults(code):
        yield Fault(code, fault.number, fault.reason)
    told = told_of(code)
    suspects = [each for each in _filings(code) if any(faults_of_filing(code, each, told.get(str(each))))]
    # What changed while we read is no fault: each suspect is looked at once more, with nobody writing.
    for filing_id in suspects:
        with transaction.atomic():
            if Filing.every.select_for_update(of=("self",)).filter(pk=filing_id).first():
                again = told_of(code, str(filing_id))
                found = [*faults_of_filing(code, filing_id, again.get(str(filing_id)))]
        yield from found
    gone = set(told) - {str(filing_id) for filing_id in _filings(code)}
    yield from (Fault(code, told[key].number, "state", key) for key in sorted(gone))
    for find in FINDERS:
        yield from find(code)
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
