"""The pages of rounds and the matrix of lights: parse, call one service or selector, render."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jixiao import api
from jixiao_web.accounts.models import Unit
from jixiao_web.accounts.policy import Action, Person
from jixiao_web.accounts.requests import Request
from jixiao_web.accounts.selectors import county_of
from jixiao_web.filings.errors import FilingError
from jixiao_web.filings.models import Filing
from jixiao_web.jobs.errors import JobError
from jixiao_web.jobs.models import Kind, State
from jixiao_web.jobs.selectors import number_done, panel_of
from jixiao_web.monitoring import rounds as services
from jixiao_web.monitoring.forms import RoundForm
from jixiao_web.monitoring.matrix import Asked, matrix_of
from jixiao_web.monitoring.models import Round
from jixiao_web.monitoring.rounds import plans_without
from jixiao_web.monitoring.selectors import periods_offered, round_for, rounds_told, units_in

_SHORTEST = timedelta(days=10)
"""The least time that a unit is proposed to be given for its report."""


@login_required
@require_safe
def rounds(request: Request) -> HttpResponse:
    """The rounds of my county."""
    told = rounds_told(request.person, timezone.localdate())
    may_open = request.person.may_somewhere(Action.OPEN_ROUND)
    return render(request, "monitoring/rounds.html", {"rows": told, "may_open": may_open})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def open_round(request: Request) -> HttpResponse:
    """Open a round: first the months, then the units with an approved plan."""
    request.person.demand_somewhere(Action.OPEN_ROUND)
    county, today = _county(request.person), timezone.localdate()
    year = _year(request.POST.get("year") or request.GET.get("year", ""), today)
    offered = periods_offered(county, year)
    told = request.POST or request.GET
    months = (
        _month(told.get("first", "")) or 1,
        _month(told.get("last", "")) or _next_month(county, year, offered, today),
    )
    first, last = sorted(months)
    due = next((each.due for each in offered if each.month == last), None) or _due(year, last)
    units = [
        *Unit.objects.filter(pk__in=plans_without(county, year, f"{first}-{last}").values("unit")).order_by("code")
    ]
    initial = {
        "year": year, "first": str(first), "last": str(last), "due": max(due, today + _SHORTEST),
        "title": _("%(months)s绩效运行监控") % {"months": Filing(period=f"{first}-{last}").months},
    }  # fmt: skip
    form = RoundForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        chosen = {unit.pk for unit in units} & {_uuid(key) for key in request.POST.getlist("unit")}
        try:
            opened = services.round_open(
                person=request.person, county_code=county, year=data["year"], period=form.period,
                title=data["title"], due=data["due"], units=chosen,
            )  # fmt: skip
        except (FilingError, JobError) as error:
            form.add_error(None, _(str(error)))
        else:
            if words := _asked_words(opened):
                messages.success(request, words)
            return redirect("monitoring:round", opened.round.pk)
    context = {
        "form": form,
        "units": units,
        "offered": offered,
        "year": year,
        "first": first,
        "last": last,
        "months": range(1, 13),
    }
    return render(request, "monitoring/open.html", context, status=422 if form.errors else 200)


@login_required
@require_safe
def show(request: Request, round_id: uuid.UUID) -> HttpResponse:
    """A round: its units, where they are, their lights."""
    made = round_for(request.person, round_id)
    today = timezone.localdate()
    rows = units_in(request.person, made, today)
    may = request.person.may_in_county(Action.OPEN_ROUND, made.county_code)
    missing = plans_without(made.county_code, made.year, made.period).select_related("unit").defer("draft")
    context = {
        "round": made,
        "rows": rows,
        "late": sum(row.is_late for row in rows),
        "may": may,
        "missing": [each.unit for each in missing.order_by("unit_code")] if may else [],
        "panel": panel_of(request.person, [made.county_code], Kind.ROUND, str(made.pk)) if may else None,
        "is_over": made.due < today,
    }
    return render(request, "monitoring/round.html", context)


@login_required
@require_POST
def fill(request: Request, round_id: uuid.UUID) -> HttpResponse:
    """Ask further units for their report."""
    units = {key for each in request.POST.getlist("unit") if (key := _uuid(each))}
    return _done(request, round_id, lambda who, key: _asked_words(
        services.round_fill(person=who, round_id=key, units=units)
    ))  # fmt: skip


@login_required
@require_POST
def remind(request: Request, round_id: uuid.UUID) -> HttpResponse:
    """Remind those who are late."""

    def told(who: Person, key: uuid.UUID) -> str:
        number = services.round_remind(person=who, round_id=key)
        return ngettext("已给 %(number)s 人写了提醒邮件。", "已给 %(number)s 人写了提醒邮件。", number) % {
            "number": number
        }

    return _done(request, round_id, told)


@login_required
@require_POST
def close(request: Request, round_id: uuid.UUID) -> HttpResponse:
    """Close a round."""

    def closed(who: Person, key: uuid.UUID) -> str:
        services.round_close(person=who, round_id=key)
        return _("本轮监控已结束。")

    return _done(request, round_id, closed)


@login_required
@require_safe
def matrix(request: Request) -> HttpResponse:
    """The matrix of lights."""
    asked = request.GET
    year = asked.get("year", "")
    wanted = Asked(
        int(year) if year.isdecimal() and len(year) == 4 else None,
        asked.get("q", "")[:100].strip(),
        asked.get("only", "") if asked.get("only") in ("red", "yellow") else "",
    )
    told = matrix_of(request.person, wanted, asked.get("page"), timezone.localdate())
    kept = {"year": told.year or "", "q": wanted.words, "only": wanted.only}
    query = urlencode({key: value for key, value in kept.items() if value}) + "&"
    context = {"matrix": told, "wanted": wanted, "page": told.page, "query": query}
    return render(request, "monitoring/matrix.html", context)


def _done(request: Request, round_id: uuid.UUID, do: Callable[[Person, uuid.UUID], str]) -> HttpResponse:
    made: Round = round_for(request.person, round_id)
    request.person.demand_in_county(Action.OPEN_ROUND, made.county_code)
    try:
        if words := do(request.person, made.pk):
            messages.success(request, words)
    except (FilingError, JobError) as error:
        messages.error(request, _(str(error)))
    return redirect("monitoring:round", made.pk)


def _asked_words(opened: services.Opened) -> str:
    """How many units were asked; nothing while that goes on, which the page of the round shows."""
    if opened.job.state != State.DONE:
        return ""
    number = number_done(opened.job)
    words: Any = ngettext("已向 %(number)s 个单位布置监控报告。", "已向 %(number)s 个单位布置监控报告。", number)
    return str(words % {"number": number})


def _county(person: Person) -> str:
    _units, counties = person.units(Action.OPEN_ROUND)
    return min(counties, default=county_of(person) or "")


def _year(words: str, today: date) -> int:
    return int(words) if words.isdecimal() and len(words) == 4 else today.year


def _month(words: str) -> int:
    """A month as the page says it; 0 for what is none."""
    return int(words) if words.isdecimal() and len(words) < 3 and 0 < int(words) < 13 else 0


def _next_month(county: str, year: int, offered: Sequence[api.Period], today: date) -> int:
    """The last month of the period whose turn it is: the place's own before the plans' before those of other places.

    Of each kind the newest that is over, then those to come: what was passed over is not proposed afterwards.
    """
    opened = Round.objects.filter(county_code=county, year=year).values_list("period", flat=True)
    done = max((int(period.split("-")[1]) for period in opened), default=0)
    for _basis, periods in groupby(offered, key=lambda each: each.basis):
        months = sorted(each.month for each in periods)
        over = [month for month in months if api.month_end(year, month) < today]
        if left := [month for month in [*over[-1:], *months[len(over) :]] if month > done]:
            return left[0]
    return offered[0].month if offered else 12


def _due(year: int, month: int) -> date:
    """The end of the month after a period, where the law sets no day."""
    after = month + 2
    return date(year + (after > 12), after if after <= 12 else after - 12, 1) - timedelta(days=1)


def _uuid(words: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(words)
    except ValueError:
        return None
