"""The calendar: a month as a grid and a list, a budget year from beginning to end. Views parse, call and render."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from jixiao_web.accounts.policy import Action
from jixiao_web.accounts.requests import Request
from jixiao_web.deadlines.entries import entries_of, in_month, month_after, month_of, next_after, overdue_in, weeks_of
from jixiao_web.deadlines.year import county_shown, year_lines, years_with_dates

FIRST_YEAR, LAST_YEAR = 2000, 2200


@login_required
@require_safe
def month(request: Request) -> HttpResponse:
    """A month of my calendar."""
    today = timezone.localdate()
    entries = entries_of(request.person, today)
    shown = month_of(request.GET.get("month", ""), today)
    overdue = overdue_in(entries)
    context = {
        "today": today,
        "month": shown,
        "before": month_after(shown, -1),
        "after": month_after(shown, 1),
        "weeks": weeks_of(shown, entries),
        "entries": in_month(entries, shown),
        "overdue": overdue,
        "next": next_after(entries, shown),
        "may_manage": request.person.may_somewhere(Action.MANAGE),
        "year": shown.year,
    }
    return render(request, "deadlines/month.html", context)


@login_required
@require_safe
def year(request: Request, year: int) -> HttpResponse:
    """A budget year: the law's calendar beside the county's dates."""
    demand_year(year)
    today, county = timezone.localdate(), county_shown(request.person)
    context = {
        "year": year,
        "years": years_with_dates(county, today) if county else [year],
        "lines": year_lines(county, year) if county else [],
        "may_manage": request.person.may_somewhere(Action.MANAGE),
        "today": today,
    }
    return render(request, "deadlines/year.html", context)


def demand_year(year: int) -> None:
    """Refuse what is no year.

    Raises:
        Http404: it is none.
    """
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404
