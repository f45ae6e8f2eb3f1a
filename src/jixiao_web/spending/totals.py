"""The roll-ups of ledgers proved against their entries; they are written in the same transaction (`bulk.py`)."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from django.db import transaction
from django.db.models import Count, Sum
from django.db.models.functions import ExtractMonth

from jixiao_web.spending.models import BudgetChange, Ledger, MonthTotal, Payment


class Difference(NamedTuple):
    """A roll-up that does not equal its entries."""

    ledger_id: uuid.UUID
    what: str
    stands: int
    entries: int


def differences(county_code: str, ledger_id: uuid.UUID | None = None) -> Iterator[Difference]:
    """Every roll-up of a county, or of one ledger of it, that its entries do not add up to.

    In a fixed number of queries. While people write, what is written between two of them shows as a difference:
    `differences_held` looks twice.
    """
    of_ledger = {"ledger_id": ledger_id} if ledger_id else {}
    entries = {
        row["ledger_id"]: row
        for row in Payment.objects.filter(county_code=county_code, **of_ledger)
        .order_by()
        .values("ledger_id")
        .annotate(fen=Sum("fen"), number=Count("pk"))
    }
    changes = dict(
        BudgetChange.objects.filter(county_code=county_code, **of_ledger)
        .order_by()
        .values("ledger_id")
        .annotate(fen=Sum("fen"))
        .values_list("ledger_id", "fen")
    )
    of_key = {"pk": ledger_id} if ledger_id else {}
    for ledger in Ledger.objects.filter(county_code=county_code, **of_key).order_by().iterator(chunk_size=2000):
        own = entries.get(ledger.pk, {"fen": 0, "number": 0})
        checked = (
            ("spent_fen", ledger.spent_fen, own["fen"]),
            ("payments_count", ledger.payments_count, own["number"]),
            ("adjusted_fen", ledger.adjusted_fen, ledger.initial_fen + changes.get(ledger.pk, 0)),
        )
        yield from (Difference(ledger.pk, what, stands, is_) for what, stands, is_ in checked if stands != is_)
    yield from _months(county_code, of_ledger)


def differences_held(county_code: str) -> Iterator[Difference]:
    """The differences that stand while nobody writes in the ledger; the server may go on serving."""
    for ledger_id in sorted({each.ledger_id for each in differences(county_code)}):
        with transaction.atomic():
            Ledger.objects.select_for_update(of=("self",)).get(pk=ledger_id)
            found = list(differences(county_code, ledger_id))
        yield from found


def _months(county_code: str, of_ledger: Mapping[str, uuid.UUID]) -> Iterator[Difference]:
    summed = (
        Payment.objects.filter(county_code=county_code, **of_ledger)
        .order_by()
        .annotate(month=ExtractMonth("day"))
        .values_list("ledger_id", "month")
        .annotate(fen=Sum("fen"))
    )
    entries = {(ledger, month): fen for ledger, month, fen in summed}
    kept = MonthTotal.objects.filter(county_code=county_code, **of_ledger).values_list("ledger_id", "month", "fen")
    stands = {(ledger, month): fen for ledger, month, fen in kept}
    for place in entries.keys() | stands.keys():
        if entries.get(place, 0) != stands.get(place, 0):
            yield Difference(place[0], f"month {place[1]}", stands.get(place, 0), entries.get(place, 0))
