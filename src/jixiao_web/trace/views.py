"""Pages of the log: for those who may see it, to read and to take away."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from jixiao_web.accounts.policy import Person
from jixiao_web.common.files import as_attachment
from jixiao_web.trace.csv_lines import csv_lines
from jixiao_web.trace.selectors import Wanted, counties_of, log_of, log_whole
from jixiao_web.trace.words import ACTIONS, action_words

COLUMNS = ("number", "at", "actor", "action", "object_kind", "object_key", "detail", "hash_before", "hash")


def _wanted(request: HttpRequest) -> tuple[Wanted, set[str]]:
    person: Person = request.person  # type: ignore[attr-defined]  # set by PersonMiddleware, after `login_required`
    counties = counties_of(person)
    return Wanted.of(request.GET.dict(), counties), counties


@login_required
@require_GET
def log(request: HttpRequest) -> HttpResponse:
    """The log, newest first."""
    wanted, counties = _wanted(request)
    shown = log_of(wanted)
    context = {
        "wanted": wanted,
        "log": shown,
        "counties": sorted(counties) if len(counties) > 1 else [],
        "actions": [(name, action_words(name)) for name in ACTIONS],
        "filtered": any((wanted.unit, wanted.action, wanted.actor, wanted.since, wanted.until)),
        "older": wanted.address(before=shown.older) if shown.older else "",
        "export": wanted.address(before=None),
    }
    return render(request, "trace/log.html", context)


@login_required
@require_GET
def export(request: HttpRequest) -> StreamingHttpResponse:
    """The log as CSV, with the hashes by which anyone can prove it."""
    wanted, _ = _wanted(request)
    rows = ([getattr(entry, name) for name in COLUMNS] for entry in log_whole(wanted))
    response = StreamingHttpResponse(csv_lines(COLUMNS, rows), content_type="text/csv; charset=utf-8")
    return as_attachment(response, f"log-{wanted.county}.csv")
