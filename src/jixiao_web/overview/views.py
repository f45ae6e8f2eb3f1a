"""The dashboards: of a county, of a unit, their charts and reports. Parse, read, render; nothing is changed here."""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from jixiao import api
from jixiao.errors import JixiaoError
from jixiao_web.accounts.policy import Action
from jixiao_web.commitments.models import Goal
from jixiao_web.common.files import as_attachment
from jixiao_web.filings.views.filing import KINDS
from jixiao_web.overview.charts import execution_chart, lights_chart
from jixiao_web.overview.late import late_of
from jixiao_web.overview.league import league_paper
from jixiao_web.overview.models import Summary
from jixiao_web.overview.reports import county_paper, unit_paper
from jixiao_web.overview.selectors import (
    MOST_CHARTED,
    ORDERS,
    Place,
    county_for,
    curve_of,
    ledgers_of,
    own_units,
    project_lines,
    risks_of,
    summary_of,
    unit_for,
    unit_lines,
    units_of,
    years_of,
)
from jixiao_web.spending.selectors import rate_of

PAGE = 30
_SEE = Action.SEE_FILING
_ORDER_WORDS = {"rate": "执行率从低到高", "lights": "红灯从多到少", "budget": "预算从大到小", "unit": "单位编码"}


@login_required
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
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
    page = Paginator(units_of(place, year, order), PAGE).get_page(request.GET.get("page"))
    context = _shared(place, years, year, summary, today) | {
        "page": page,
        "lines": unit_lines(list(page.object_list)),
        "order": order,
        "orders": _ORDER_WORDS.items(),
    }
    return render(request, "overview/county.html", context)


@login_required
@require_safe
def unit(request: HttpRequest, unit_id: uuid.UUID) -> HttpResponse:
    """A unit's year."""
    place, today = unit_for(request.person, unit_id), timezone.localdate()
    years, year, summary = _year(request, place)
    page = Paginator(ledgers_of(place, year), PAGE).get_page(request.GET.get("page"))
    months, lines = project_lines(place, list(page.object_list), today)
    context = _shared(place, years, year, summary, today) | {
        "page": page,
        "months": months,
        "lines": lines,
        "goals": Goal.objects.filter(county_code=place.county_code, unit=place.unit, year=year, in_plan=True),
        "sees_county": place.county_code in request.person.units(_SEE)[1],
    }
    return render(request, "overview/unit.html", context)


@login_required
@require_safe
def county_chart(request: HttpRequest, chart: str) -> HttpResponse:
    """A chart of a county."""
    return _chart(request, county_for(request.person, request.GET.get("county", "")[:6]), chart)


@login_required
@require_safe
def unit_chart(request: HttpRequest, unit_id: uuid.UUID, chart: str) -> HttpResponse:
    """A chart of a unit."""
    return _chart(request, unit_for(request.person, unit_id), chart)


@login_required
@require_safe
def county_report(request: HttpRequest, file_format: str) -> HttpResponse:
    """The county's report, or its league table as a workbook."""
    place = county_for(request.person, request.GET.get("county", "")[:6])
    return _report(request, place, file_format, league_paper if file_format == "xlsx" else county_paper)


@login_required
@require_safe
def unit_report(request: HttpRequest, unit_id: uuid.UUID, file_format: str) -> HttpResponse:
    """A unit's report."""
    if file_format == "xlsx":
        raise Http404
    return _report(request, unit_for(request.person, unit_id), file_format, unit_paper)


def _year(request: HttpRequest, place: Place) -> tuple[list[int], int | None, Summary | None]:
    asked, years = request.GET.get("year", ""), years_of(place)
    year = int(asked) if asked.isdecimal() and len(asked) == 4 else next(iter(years), None)
    return years, year, summary_of(place, year)


def _shared(place: Place, years: list[int], year: int | None, summary: Summary | None, today: Any) -> dict[str, Any]:
    points = curve_of(summary, today) if summary else []
    return {
        "place": place,
        "years": years,
        "year": year,
        "summary": summary,
        "rate": rate_of(summary.spent_fen, summary.adjusted_fen) if summary else None,
        "planned": rate_of(summary.planned_fen, summary.adjusted_fen) if summary and summary.month else None,
        "points": points,
        "last": next((point for point in reversed(points) if point.is_over), None),
        "late": late_of(place, year, today),
        "risks": risks_of(place, year, today),
    }


def _chart(request: HttpRequest, place: Place, chart: str) -> HttpResponse:
    _, year, summary = _year(request, place)
    if summary is None:
        raise Http404
    if chart == "execution":
        points = curve_of(summary, timezone.localdate())
        drawn = execution_chart([point.planned for point in points], [point.spent for point in points])
    elif chart == "lights" and place.unit is None:
        rows = units_of(place, year, "lights")[:MOST_CHARTED]
        drawn = lights_chart([(row.unit.name, row.red, row.yellow, row.green, row.blue) for row in rows])
    else:
        raise Http404
    response = HttpResponse(drawn, content_type="image/svg+xml")
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'; style-src 'unsafe-inline'"
    response["Cache-Control"] = "private, no-store"
    return response


def _report(request: HttpRequest, place: Place, file_format: str, paper_of: Any) -> HttpResponse:
    _, year, summary = _year(request, place)
    if summary is None or file_format not in ("docx", "pdf", "xlsx"):
        raise Http404
    paper = paper_of(place, summary, timezone.localdate(), settings.ADDRESS or request.build_absolute_uri("/")[:-1])
    try:
        written = api.write_paper(paper, file_format)
    except JixiaoError as error:
        messages.error(request, str(error))
        back = redirect("overview:unit", place.unit.pk) if place.unit else redirect("overview:overview")
        return back
    return as_attachment(HttpResponse(written.data, content_type=KINDS[file_format]), f"{paper.title}.{file_format}")
