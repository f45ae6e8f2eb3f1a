"""What waits for a person, and the list of all filings that the person may see."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from jixiao_web.accounts.policy import Action
from jixiao_web.accounts.requests import Request
from jixiao_web.filings.due import to_begin
from jixiao_web.filings.finding import page_with_words, projects_matching, words_of
from jixiao_web.filings.listing import page_listed
from jixiao_web.filings.models import State
from jixiao_web.filings.rowing import list_markup
from jixiao_web.filings.selectors import (
    Search,
    years_seen_by,
)
from jixiao_web.filings.tasks import tasks_near
from jixiao_web.filings.waiting import filings_waiting_for, waiting_markup

PAGE = 50
_MOST_WORDS = 100
MOST_TASKS = 50
"""Tasks beside filings that the inbox lists; the rest is in the calendar."""


@login_required
@require_safe
def inbox(request: Request) -> HttpResponse:
    """What waits for me."""
    person = request.person
    today = timezone.localdate()
    tasks = tasks_near(person, today)
    return render(
        request,
        "filings/inbox.html",
        {
            "waiting": [
                (each, waiting_markup(each.rows, person.user.money_unit, today)) for each in filings_waiting_for(person)
            ],
            "to_begin": to_begin(person, today),
            "tasks": tasks[:MOST_TASKS],
            "tasks_more": max(len(tasks) - MOST_TASKS, 0),
            "may_start": person.may_somewhere(Action.EDIT_FILING),
        },
    )


@login_required
@require_safe
def found(request: Request) -> HttpResponse:
    """All filings that I may see."""
    person, asked = request.person, request.GET
    year = asked.get("year", "")
    search = Search(
        words=asked.get("q", "")[:_MOST_WORDS].strip(),
        year=int(year) if year.isdecimal() and len(year) == 4 else None,
        state=asked.get("state", "") if asked.get("state") in State.values else "",
        unit=asked.get("unit", "")[:12],
    )
    narrowing = {"year": search.year, "state": search.state, "unit_code": search.unit}
    if words := words_of(search.words):
        page, years = page_with_words(person, words, narrowing, asked.get("page"), PAGE), years_seen_by(person)
        rows = page.object_list
        matching = projects_matching([row.key for row in rows], words)
    else:
        page, years = page_listed(person, narrowing, asked.get("page"), PAGE)
        rows, matching = page.object_list, {}
    kept = {"q": search.words, "year": search.year or "", "state": search.state, "unit": search.unit}
    return render(
        request,
        "filings/list.html",
        {
            "page": page,
            "rows": list_markup(rows, matching, person.user.money_unit, timezone.localdate()),
            "search": search,
            "narrowed": any(search),
            "years": years,
            "states": State.choices,
            "query": urlencode({key: value for key, value in kept.items() if value}) + "&" * any(search),
            "may_start": person.may_somewhere(Action.EDIT_FILING),
        },
    )
