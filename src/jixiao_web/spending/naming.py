"""How ledgers and imports are named in the log, which does not know them."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q
from django.urls import reverse

from jixiao_web.spending.models import Batch, Ledger
from jixiao_web.trace.objects import Named, Namer


def _ledgers(keys: Iterable[str]) -> dict[str, Named]:
    found = Ledger.objects.filter(pk__in=[*keys]).select_related("unit")
    return {str(ledger.pk): _named(ledger) for ledger in found}


def _named(ledger: Ledger) -> Named:
    words = f"{ledger.unit.code} {ledger.unit.name} {ledger.year} {ledger.name or ledger.key}"
    return Named(words, reverse("spending:ledger", args=[ledger.pk]))


def _of_unit(county_code: str, words: str) -> Iterable[object]:
    about = Q(unit__name__icontains=words) | Q(unit__code__startswith=words)
    return Ledger.objects.filter(about, county_code=county_code).values_list("pk", flat=True)


LEDGERS = Namer(_ledgers, _of_unit)


def _batches(keys: Iterable[str]) -> dict[str, Named]:
    found = Batch.objects.filter(pk__in=[*keys])
    return {str(batch.pk): Named(batch.name, reverse("spending:batch", args=[batch.pk])) for batch in found}


def _batches_of_unit(county_code: str, words: str) -> Iterable[object]:
    about = Q(unit__name__icontains=words) | Q(unit__code__startswith=words)
    return Batch.objects.filter(about, county_code=county_code).values_list("pk", flat=True)


BATCHES = Namer(_batches, _batches_of_unit)
