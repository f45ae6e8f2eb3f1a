"""How rounds are named in the log, which does not know them."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse

from jixiao_web.monitoring.models import Round
from jixiao_web.trace.objects import Named, Namer


def _rounds(keys: Iterable[str]) -> dict[str, Named]:
    return {
        str(each.pk): Named(f"{each.year} {each.title}", reverse("monitoring:round", args=[each.pk]))
        for each in Round.objects.filter(pk__in=[*keys])
    }


def _of_unit(county_code: str, words: str) -> Iterable[object]:
    return ()


ROUNDS = Namer(_rounds, _of_unit)
