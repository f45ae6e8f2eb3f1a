"""Marks by category: of a county, of a unit, and the projects behind a level. Parse, read, render."""

from __future__ import annotations

import uuid
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jixiao_web.accounts.policy import Action
from jixiao_web.accounts.requests import Request
from jixiao_web.evaluation.models import Result
from jixiao_web.overview.marks import marks_by_level, projects_at, share_of, years_marked
from jixiao_web.overview.selectors import Place, county_for, unit_for

PAGE = 50


@login_required
@require_safe
def county_marks(request: Request) -> HttpResponse:
    """The marks of a county by category."""
    return _marks(request, county_for(request.person, request.GET.get("county", "")[:6]))


@login_required
@require_safe
def unit_marks(request: Request, unit_id: uuid.UUID) -> HttpResponse:
    """The marks of a unit by category."""
    return _marks(request, unit_for(request.person, unit_id))


def _marks(request: Request, place: Place) -> HttpResponse:
    asked, years = request.GET, years_marked(place)
    wanted = asked.get("year", "")
    year = int(wanted) if wanted.isdecimal() and len(wanted) == 4 else next(iter(years), None)
    marks = marks_by_level(place, year)
    level = next(
        (each for each in marks.lines if [each.dimension, each.category] == [asked.get("first"), asked.get("second")]),
        None,
    )
    context: dict[str, Any] = {
        "place": place,
        "years": years,
        "year": year,
        "lines": marks.lines,
        "level": level,
        "sees_county": place.county_code in request.person.units(Action.SEE_FILING)[1],
        "own": {} if place.unit else {"county": place.county_code},
    }
    if level:
        found = projects_at(place, year, level.dimension, level.category)
        page = Paginator(found, PAGE).get_page(asked.get("page"))
        context |= {"page": page, "rows": _named([*page.object_list])}
        kept = {"county": place.county_code, "year": year, "first": level.dimension, "second": level.category}
        context["query"] = urlencode(kept) + "&"
    return render(request, "overview/marks.html", context)


def _named(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Projects with their names and shares, in one query."""
    known = Result.objects.filter(filing__in={row["filing_id"] for row in rows})
    names = {(filing, ordinal): name for filing, ordinal, name in known.values_list("filing_id", "ordinal", "name")}
    return [
        row
        | {
            "name": names.get((row["filing_id"], row["ordinal"]), ""),
            "percent": share_of(row["all_held"], row["all_weight"]),
        }
        for row in rows
    ]
