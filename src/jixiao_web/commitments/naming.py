"""How goals and commitments are named in the log, which does not know them."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q
from django.urls import reverse

from jixiao_web.commitments.models import Commitment, Goal
from jixiao_web.trace.objects import Named, Namer

_LONGEST = 40


def _namer(model: type[Goal] | type[Commitment], address: str) -> Namer:
    def named(keys: Iterable[str]) -> dict[str, Named]:
        found = model.objects.filter(pk__in=[*keys]).select_related("unit")
        return {str(row.pk): Named(_words(row), reverse(address, args=[row.pk])) for row in found}

    def of_unit(county_code: str, words: str) -> Iterable[object]:
        about = Q(unit__name__icontains=words) | Q(unit__code__startswith=words)
        return model.objects.filter(about, county_code=county_code).values_list("pk", flat=True)

    return Namer(named, of_unit)


def _words(row: Goal | Commitment) -> str:
    said = str(row)
    said = said if len(said) <= _LONGEST else f"{said[:_LONGEST]}…"
    return f"{row.unit.code} {row.unit.name} {row.year} {said}"


GOALS = _namer(Goal, "commitments:goal")
COMMITMENTS = _namer(Commitment, "commitments:commitment")
