"""How filings and the comments on them are named in the log, which knows neither."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q
from django.urls import reverse

from jixiao_web.filings.models import Filing
from jixiao_web.review.models import Comment
from jixiao_web.trace.objects import Named, Namer


def _filings(keys: Iterable[str]) -> dict[str, Named]:
    found = Filing.every.filter(pk__in=[*keys]).select_related("unit").defer("draft")
    return {str(filing.pk): _named(filing) for filing in found}


def _comments(keys: Iterable[str]) -> dict[str, Named]:
    found = Comment.objects.filter(pk__in=[*keys]).select_related("filing__unit").defer("filing__draft")
    return {str(comment.pk): _named(comment.filing) for comment in found}


def _named(filing: Filing) -> Named:
    words = f"{filing.unit.code} {filing.unit.name} {filing.year} {filing.called}"
    return Named(words, "" if filing.deleted_at else reverse("review:filing", args=[filing.pk]))


def _of_unit(county_code: str, words: str) -> Q:
    about = Q(unit__name__icontains=words) | Q(unit__code__startswith=words)
    return Q(county_code=county_code) & about


def _filings_of_unit(county_code: str, words: str) -> Iterable[object]:
    return Filing.objects.filter(_of_unit(county_code, words)).values_list("pk", flat=True)


def _comments_of_unit(county_code: str, words: str) -> Iterable[object]:
    filings = Filing.objects.filter(_of_unit(county_code, words))
    return Comment.objects.filter(filing__in=filings).values_list("pk", flat=True)


NAMERS = {"filing": Namer(_filings, _filings_of_unit), "comment": Namer(_comments, _comments_of_unit)}
