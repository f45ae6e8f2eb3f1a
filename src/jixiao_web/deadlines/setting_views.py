"""Pages of the administrator: the county's dates with exceptions and history, and what became of mails."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jixiao_web.accounts.models import Unit
from jixiao_web.accounts.requests import Request
from jixiao_web.accounts.selectors import managed_county
from jixiao_web.deadlines import services
from jixiao_web.deadlines.errors import ChangedMeanwhile, DeadlineError, WrongOrder
from jixiao_web.deadlines.forms import DaysForm, ExceptionForm
from jixiao_web.deadlines.models import CountyDeadline, Mail, MailState
from jixiao_web.deadlines.sending import mail_again
from jixiao_web.deadlines.views import demand_year
from jixiao_web.deadlines.year import history_of, step_lines, years_with_dates
from jixiao_web.filings.models import Kind

PAGE = 50


@login_required
@require_http_methods(["GET", "POST"])
def dates(request: Request, year: int) -> HttpResponse:
    """The county's dates of a year, to be set."""
    demand_year(year)
    county, kind = managed_county(request.person), _kind(request)
    form = DaysForm(kind, services.dates_of(county, year, kind), request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.dates_set(person=request.person, year=year, kind=kind, days=form.days, seen=form.seen)
            messages.success(request, _("日期已保存。"))
            return redirect(_address(year, kind))
        except WrongOrder as error:
            for step, words in error.steps.items():
                form.add_error(step, words)
        except ChangedMeanwhile as error:
            messages.error(request, str(error))
            return redirect(_address(year, kind))
    return _shown(request, year, kind, form=form)


@login_required
@require_POST
def copy(request: Request, year: int) -> HttpResponse:
    """Last year's dates, moved by a year."""
    demand_year(year)
    kind = _kind(request)
    try:
        number = services.dates_copy(person=request.person, year=year, kind=kind)
        words = ngettext("已沿用 %(number)s 个日期，请逐个核对。", "已沿用 %(number)s 个日期，请逐个核对。", number)
        messages.success(request, words % {"number": number})
    except DeadlineError as error:
        messages.error(request, str(error))
    return redirect(_address(year, kind))


@login_required
@require_POST
def exception(request: Request, year: int) -> HttpResponse:
    """A unit's own date."""
    demand_year(year)
    county, kind = managed_county(request.person), _kind(request)
    form = ExceptionForm(county, kind, request.POST)
    if form.is_valid():
        services.exception_set(person=request.person, year=year, kind=kind, **form.cleaned_data)
        messages.success(request, _("单位的日期已保存。"))
        return redirect(_address(year, kind))
    return _shown(request, year, kind, exception_form=form)


@login_required
@require_POST
def exception_end(request: Request, row_id: uuid.UUID) -> HttpResponse:
    """Take a unit's own date away."""
    county = managed_county(request.person)
    rows = CountyDeadline.objects.select_related("unit").filter(county_code=county, unit__isnull=False)
    row = get_object_or_404(rows, pk=row_id)
    try:
        services.exception_remove(person=request.person, row=row)
        messages.success(request, _("已取消，这个单位按全县的日期。"))
    except DeadlineError as error:
        messages.error(request, str(error))
    return redirect(_address(row.year, row.kind))


@login_required
@require_safe
def mails(request: Request) -> HttpResponse:
    """What became of mails."""
    county, state = managed_county(request.person), request.GET.get("state", "")
    every = Mail.objects.filter(county_code=county).select_related("user").defer("body").order_by("-made_at", "pk")
    counts = {each: every.filter(state=each).count() for each in MailState.values}
    found = every.filter(state=state) if state in MailState.values else every
    context = {
        "page": Paginator(found, PAGE).get_page(request.GET.get("page")),
        "state": state,
        "states": [(each.value, _(each.label), counts[each]) for each in MailState],
        "all": sum(counts.values()),
        "year": timezone.localdate().year,
        "may_manage": True,
    }
    return render(request, "deadlines/mails.html", context)


@login_required
@require_POST
def again(request: Request, mail_id: uuid.UUID) -> HttpResponse:
    """Have a mail that failed sent again."""
    mail = get_object_or_404(Mail, pk=mail_id, county_code=managed_county(request.person))
    if mail_again(person=request.person, mail=mail):
        messages.success(request, _("已重新排队，几分钟内发出。"))
    return redirect("deadlines:mails")


def _shown(
    request: Request,
    year: int,
    kind: str,
    form: DaysForm | None = None,
    exception_form: ExceptionForm | None = None,
) -> HttpResponse:
    county = managed_county(request.person)
    form = form or DaysForm(kind, services.dates_of(county, year, kind))
    lines = step_lines(county, year, kind)
    context: dict[str, Any] = {
        "year": year,
        "years": years_with_dates(county, timezone.localdate()),
        "kind": kind,
        "kinds": [(each.value, _(each.label)) for each in Kind],
        "lines": [(line, form[line.step], form[f"was_{line.step}"]) for line in lines],
        "exceptions": [each for line in lines for each in line.exceptions],
        "form": form,
        "exception_form": exception_form or ExceptionForm(county, kind),
        "units": Unit.objects.filter(county_code=county, active=True).order_by("code"),
        "history": history_of(county, year),
        "may_manage": True,
    }
    bound = form.is_bound or (exception_form is not None and exception_form.is_bound)
    return render(request, "deadlines/dates.html", context, status=422 if bound else 200)


def _kind(request: Request) -> str:
    asked = request.GET.get("kind", "")
    return asked if asked in Kind.values else Kind.PLAN.value


def _address(year: int, kind: str) -> str:
    address = reverse("deadlines:dates", args=[year])
    return address if kind == Kind.PLAN else f"{address}?kind={kind}"
