"""The dashboards: of a county, of a unit, their charts. Parse, read, render; nothing is changed here."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from jixiao_web.accounts.policy import Action
from jixiao_web.accounts.requests import Request
from jixiao_web.commitments.models import Goal
from jixiao_web.common.years import year_first
from jixiao_web.filings.listing import Pages
from jixiao_web.overview.charts import NARROW, WIDE, execution_chart, lights_chart, shares_chart
from jixiao_web.overview.goal_lights import goals_at, units_by_goals
from jixiao_web.overview.late import late_of
from jixiao_web.overview.marks import marks_by_level
from jixiao_web.overview.models import Summary
from jixiao_web.overview.selectors import (
    MOST_CHARTED,
    ORDERS,
    Place,
    county_for,
    curve_of,
    ledgers_of,
    own_units,
    project_lines,
    risks_shown,
    summaries_of,
    unit_for,
    units_listed,
    units_of,
)
from jixiao_web.spending.selectors import rate_of

PAGE = 30
MOST_COUNTED = 100
"""Late things of a kind that a dashboard counts."""
_SEE = Action.SEE_FILING
_ORDER_WORDS = {"rate": "执行率从低到高", "lights": "红灯从多到少", "budget": "预算从大到小", "unit": "单位编码"}


@login_required
@require_safe
def overview(request: Request) -> HttpResponse:
    """A county's year; who belongs to one unit is led to that, who belongs to several chooses."""
    if not request.person.units(_SEE)[1]:
        units = list(own_units(request.person))
        if len(units) == 1:
            return redirect("overview:unit", units[0].pk)
        return render(request, "overview/units.html", {"units": units})
    place = county_for(request.person, request.GET.get("county", "")[:6])
    today, asked = timezone.localdate(), request.GET.get("order", "")
    order = asked if asked in ORDERS else "rate"
    years, year, summary = _year(request, place)
    number, of_year = (summary.units, summary.year) if summary else (0, 0)
    rows = Pages(number, lambda start, end: units_listed(place, of_year, order, start, end) if number else [])
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = _shared(place, years, year, summary, today) | {
        "page": page,
        "lines": page.object_list,
        "asked_county": request.GET.get("county", "")[:6],
        "order": order,
        "orders": _ORDER_WORDS.items(),
    }
    return render(request, "overview/county.html", context)


@login_required
@require_safe
def unit(request: Request, unit_id: uuid.UUID) -> HttpResponse:
    """A unit's year."""
    place, today = unit_for(request.person, unit_id), timezone.localdate()
    years, year, summary = _year(request, place)
    page = Paginator(ledgers_of(place, year), PAGE).get_page(request.GET.get("page"))
    months, lines = project_lines(place, list(page.object_list), today)
    context = _shared(place, years, year, summary, today) | {
        "page": page,
        "months": months,
        "lines": lines,
        "goals": Goal.objects.filter(county_code=place.county_code, unit=place.unit, year=year or 0, in_plan=True),
        "sees_county": place.county_code in request.person.units(_SEE)[1],
    }
    return render(request, "overview/unit.html", context)


@login_required
@require_safe
def county_chart(request: Request, chart: str) -> HttpResponse:
    """A chart of a county."""
    return _chart(request, county_for(request.person, request.GET.get("county", "")[:6]), chart)


@login_required
@require_safe
def unit_chart(request: Request, unit_id: uuid.UUID, chart: str) -> HttpResponse:
    """A chart of a unit."""
    return _chart(request, unit_for(request.person, unit_id), chart)


def _year(request: Request, place: Place) -> tuple[list[int], int | None, Summary | None]:
    asked, summaries = request.GET.get("year", ""), summaries_of(place)
    year = int(asked) if asked.isdecimal() and len(asked) == 4 else year_first(summaries, timezone.localdate())
    return [*summaries], year, summaries.get(year or 0)


def _shared(place: Place, years: list[int], year: int | None, summary: Summary | None, today: Any) -> dict[str, Any]:
    points = curve_of(summary, today) if summary else []
    return {
        "place": place,
        "years": years,
        "year": year,
        "summary": summary,
        "rate": rate_of(summary.spent_fen, summary.adjusted_fen) if summary else None,
        "lit": goals_at(place, year),
        "planned": rate_of(summary.planned_fen, summary.adjusted_fen) if summary and summary.month else None,
        "points": points,
        "last": next((point for point in reversed(points) if point.is_over), None),
        "late": late_of(place, year, today, counted=MOST_COUNTED),
        "risks": risks_shown(place, year),
    }


def _chart(request: Request, place: Place, chart: str) -> HttpResponse:
    _, year, summary = _year(request, place)
    if summary is None:
        raise Http404
    width = NARROW if request.GET.get("narrow") else WIDE
    if chart == "execution":
        points = curve_of(summary, timezone.localdate())
        drawn = execution_chart([point.planned for point in points], [point.spent for point in points], width=width)
    elif chart == "lights" and place.unit is None:
        rows = units_of(place, year, "lights")[:MOST_CHARTED]
        drawn = lights_chart(
            [(row.of_unit.name, row.red, row.yellow, row.green, row.blue) for row in rows], width=width
        )
    elif chart == "goals" and place.unit is None:
        drawn = lights_chart(units_by_goals(place, summary.year), width=width)
    elif chart == "marks":
        charted = marks_by_level(place, year).charted
        drawn = shares_chart([(gettext(name) if name else "—", share) for name, share in charted], width=width)
    else:
        raise Http404
    response = HttpResponse(drawn, content_type="image/svg+xml")
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'; style-src 'unsafe-inline'"
    response["Cache-Control"] = "private, no-store"
    return response
