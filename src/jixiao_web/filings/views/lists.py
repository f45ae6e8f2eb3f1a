"""What waits for a person, and the list of all filings that the person may see."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from jixiao_web.accounts.policy import Action
from jixiao_web.filings.due import deadlines_of, to_begin
from jixiao_web.filings.models import State
from jixiao_web.filings.selectors import (
    Search,
    filings_page,
    filings_waiting_for,
    projects_matching,
)

PAGE = 50
_MOST_WORDS = 100


@login_required
@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """What waits for me."""
    person = request.person
    return render(
        request,
        "filings/inbox.html",
        {
            "waiting": filings_waiting_for(person, today := timezone.localdate()),
            "to_begin": to_begin(person, today),
            "may_start": person.may(Action.EDIT_FILING),
        },
    )


@login_required
@require_safe
def found(request: HttpRequest) -> HttpResponse:
    """All filings that I may see."""
    person, asked = request.person, request.GET
    year = asked.get("year", "")
    search = Search(
        words=asked.get("q", "")[:_MOST_WORDS].strip(),
        year=int(year) if year.isdecimal() and len(year) == 4 else None,
        state=asked.get("state", "") if asked.get("state") in State.values else "",
        unit=asked.get("unit", "")[:12],
    )
    page, years = filings_page(person, search, asked.get("page"), PAGE)
    rows = list(page.object_list)
    matching = projects_matching(rows, search.words)
    deadlines = deadlines_of(rows, timezone.localdate())
    kept = {"q": search.words, "year": search.year or "", "state": search.state, "unit": search.unit}
    return render(
        request,
        "filings/list.html",
        {
            "page": page,
            "rows": [(row, matching.get(row.pk, []), deadlines.get(row.pk)) for row in rows],
            "search": search,
            "narrowed": any(search),
            "years": years,
            "states": State.choices,
            "query": urlencode({key: value for key, value in kept.items() if value}) + "&" * any(search),
            "may_start": person.may(Action.EDIT_FILING),
        },
    )
