"""The reports of a county and of a unit as files. Parse, read, write; nothing is changed here."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import date

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_safe

from jixiao import api
from jixiao.api import JixiaoError
from jixiao_web.accounts.requests import Request
from jixiao_web.common.chinese import in_chinese
from jixiao_web.common.files import as_attachment
from jixiao_web.filings.views.filing import KINDS
from jixiao_web.overview.models import Summary
from jixiao_web.overview.reports.evaluation import county_evaluation, unit_evaluation
from jixiao_web.overview.reports.monitoring import county_monitoring, unit_monitoring
from jixiao_web.overview.reports.workbook import county_workbook
from jixiao_web.overview.selectors import Place, county_for, summaries_of, unit_for

_Maker = Callable[[Place, Summary, date, str], api.Paper]
_PAPER = ("docx", "pdf")


@login_required
@require_safe
def county_report(request: Request, file_format: str) -> HttpResponse:
    """The county's monitoring report, or the finance bureau's workbook."""
    if file_format == "xlsx":
        return _report(request, _county(request), file_format, county_workbook, ("xlsx",))
    return _report(request, _county(request), file_format, county_monitoring)


@login_required
@require_safe
def unit_report(request: Request, unit_id: uuid.UUID, file_format: str) -> HttpResponse:
    """A unit's monitoring report."""
    return _report(request, unit_for(request.person, unit_id), file_format, unit_monitoring)


@login_required
@require_safe
def county_evaluation_report(request: Request, file_format: str) -> HttpResponse:
    """The county's report of self-evaluations."""
    return _report(request, _county(request), file_format, county_evaluation)


@login_required
@require_safe
def unit_evaluation_report(request: Request, unit_id: uuid.UUID, file_format: str) -> HttpResponse:
    """A unit's report of its self-evaluation."""
    return _report(request, unit_for(request.person, unit_id), file_format, unit_evaluation)


def _county(request: Request) -> Place:
    return county_for(request.person, request.GET.get("county", "")[:6])


def _report(
    request: Request, place: Place, file_format: str, maker: _Maker, formats: tuple[str, ...] = _PAPER
) -> HttpResponse:
    """A report of the year that was asked for, or of the newest."""
    asked, summaries = request.GET.get("year", ""), summaries_of(place)
    year = int(asked) if asked.isdecimal() and len(asked) == 4 else next(iter(summaries), 0)
    summary = summaries.get(year)
    if summary is None or file_format not in formats:
        raise Http404
    address = settings.ADDRESS or request.build_absolute_uri("/")[:-1]
    with in_chinese():
        paper = maker(place, summary, timezone.localdate(), address)
    try:
        written = api.write_paper(paper, file_format)
    except JixiaoError as error:
        messages.error(request, str(error))
        return redirect("overview:unit", place.unit.pk) if place.unit else redirect("overview:overview")
    return as_attachment(HttpResponse(written.data, content_type=KINDS[file_format]), f"{paper.title}.{file_format}")
