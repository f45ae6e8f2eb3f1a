"""How the county's dates are named in the log: their key there is `year/kind/step` or `year/kind/step/unit's code`."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext

from jixiao_web.accounts.models import Unit
from jixiao_web.deadlines.models import STEP_WORDS, CountyDeadline, Step
from jixiao_web.filings.models import Kind
from jixiao_web.trace.objects import Named, Namer


def key_of(row: CountyDeadline) -> str:
    """A date's key in the log: it stays when the row is deleted."""
    parts = [str(row.year), row.kind, row.step]
    return "/".join([*parts, row.unit.code] if row.unit else parts)


def title_of(year: int, kind: str, step: str) -> str:
    """A step in words: 2026年绩效文本：上报."""
    words = gettext("%(year)s年%(kind)s：%(step)s")
    return words % {"year": year, "kind": gettext(Kind(kind).label), "step": STEP_WORDS[Step(step)]}


def _named(keys: Iterable[str]) -> dict[str, Named]:
    return {key: Named(name_of(key), reverse("deadlines:year", args=[int(key.split("/")[0])])) for key in keys}


def name_of(key: str) -> str:
    """What a key of the log means in words."""
    year, kind, step, *unit = key.split("/")
    return " ".join([title_of(int(year), kind, step), *unit])


def _of_unit(county_code: str, words: str) -> Iterable[str]:
    units = Unit.objects.filter(county_code=county_code, deadlines__isnull=False)
    found = CountyDeadline.objects.filter(unit__in=units.filter(name__icontains=words) | units.filter(code=words))
    return [key_of(row) for row in found.select_related("unit")]


NAMER = Namer(_named, _of_unit)
