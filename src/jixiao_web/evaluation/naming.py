"""How corrective action and appraisals are named in the log, which knows neither."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext

from jixiao_web.evaluation.models import Appraisal, Rectification
from jixiao_web.trace.objects import Named, Namer


def _rectifications(keys: Iterable[str]) -> dict[str, Named]:
    found = Rectification.objects.filter(pk__in=[*keys]).select_related("unit")
    return {
        str(each.pk): Named(
            f"{each.unit.code} {each.unit.name} {each.year} {gettext('整改')}",
            reverse("evaluation:rectification", args=[each.pk]),
        )
        for each in found
    }


def _appraisals(keys: Iterable[str]) -> dict[str, Named]:
    found = Appraisal.objects.filter(pk__in=[*keys]).select_related("unit")
    return {
        str(each.pk): Named(
            f"{each.unit.code} {each.unit.name} {each.year} {each.project}",
            reverse("evaluation:appraisal", args=[each.pk]),
        )
        for each in found
    }


def _about(county_code: str, words: str) -> Q:
    return Q(county_code=county_code) & (Q(unit__name__icontains=words) | Q(unit__code__startswith=words))


def _rectifications_of_unit(county_code: str, words: str) -> Iterable[object]:
    return Rectification.objects.filter(_about(county_code, words)).values_list("pk", flat=True)


def _appraisals_of_unit(county_code: str, words: str) -> Iterable[object]:
    return Appraisal.objects.filter(_about(county_code, words)).values_list("pk", flat=True)


NAMERS = {
    "rectification": Namer(_rectifications, _rectifications_of_unit),
    "appraisal": Namer(_appraisals, _appraisals_of_unit),
}
