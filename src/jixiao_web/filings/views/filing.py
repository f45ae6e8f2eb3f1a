"""A filing: where it stands, what was found, its form as paper, its moves, its files."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from jixiao import api
from jixiao.api import JixiaoError
from jixiao.model import Document
from jixiao_web.accounts.policy import Action
from jixiao_web.accounts.requests import Request
from jixiao_web.common.files import as_attachment
from jixiao_web.filings.adjusting import adjusted_in
from jixiao_web.filings.cards import cards_of
from jixiao_web.filings.carrying import carried_of
from jixiao_web.filings.drafts import draft_of, paper_of, shown_of
from jixiao_web.filings.due import deadlines_of
from jixiao_web.filings.editing import talks_listed
from jixiao_web.filings.errors import FilingError, MovedOn
from jixiao_web.filings.forms import parts_sent
from jixiao_web.filings.models import REPORTS, SETTLED, Filing, Kind
from jixiao_web.filings.moves import MOVES
from jixiao_web.filings.papers import form_words, papers_of
from jixiao_web.filings.returning import returnable, returned_shown
from jixiao_web.filings.selectors import (
    adjustments_of,
    filing_for,
    has_original,
    may_discard,
    may_edit,
    moves_for,
    revision_of,
)
from jixiao_web.filings.services import filing_move
from jixiao_web.filings.store import day_of, document_of

KINDS = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "html": "text/html; charset=utf-8",
    "json": "application/json",
}
_REVIEWS = (Action.REVIEW_IN_UNIT, Action.REVIEW_IN_FINANCE)


@login_required
@require_safe
def show(request: Request, filing_id: uuid.UUID) -> HttpResponse:
    """A filing."""
    filing = filing_for(request.person, filing_id)
    return render(request, "filings/filing.html", _shown(request, filing))


def _shown(request: Request, filing: Filing) -> dict[str, Any]:
    draft = draft_of(filing)
    shown = shown_of(filing)
    moves = moves_for(request.person, filing)
    return {
        "filing": filing,
        "deadline": deadlines_of([filing], timezone.localdate()).get(filing.pk),
        "paper": paper_of(filing.draft, request.person.user.money_unit),
        "findings": mark_safe(shown.findings),  # escaped in sheet.py
        "empty": shown.empty,
        "moves": [(name, move) for name, move in moves if not move.needs_reason],
        "returns": [(name, move) for name, move in moves if move.needs_reason],
        "may_edit": may_edit(request.person, filing),
        "may_discard": may_discard(request.person, filing),
        "returned": returned_shown(filing, draft.document) if filing.returned else None,
        "return_parts": returnable(filing, shown.parts),
        **_adjusting(request, filing),
        "may_review": any(request.person.may(action, filing.unit) for action in _REVIEWS),
        "has_original": has_original(filing),
        "carried": [(draft.cells[path], each) for path, each in carried_of(filing).items() if path in draft.cells],
        "talks": talks_listed(filing, draft),
        "papers": shown.papers,
        "cards": cards_of(request.person, filing),
    }


def _adjusting(request: Request, filing: Filing) -> dict[str, Any]:
    """What an adjustment changes, or by which adjustments a plan was changed."""
    if filing.kind == Kind.ADJUSTMENT:
        return {"compared": adjusted_in(filing)}
    if filing.kind in REPORTS:
        return {}
    made = adjustments_of(filing) if filing.state in SETTLED else []
    may_begin = filing.state in SETTLED and request.person.may(Action.EDIT_FILING, filing.unit)
    return {
        "adjustments": made,
        "adjusted_last": max((each for each in made if not each.is_open), key=lambda each: each.at, default=None),
        "may_adjust": may_begin and not any(each.is_open for each in made),
    }


@login_required
@require_POST
def move(request: Request, filing_id: uuid.UUID) -> HttpResponse:
    """Move a filing on, or back."""
    filing = filing_for(request.person, filing_id)
    name = request.POST.get("move", "")
    if name not in MOVES:
        raise Http404
    try:
        filing_move(
            person=request.person,
            filing_id=filing.pk,
            move=name,
            seen=request.POST.get("seen", ""),
            reason=request.POST.get("reason", ""),
            parts=parts_sent(request.POST) if MOVES[name].needs_reason else None,
        )
    except FilingError as error:
        messages.error(request, str(error))
        shown = _shown(request, filing_for(request.person, filing_id)) | {"reason": request.POST.get("reason", "")}
        return render(request, "filings/filing.html", shown, status=409 if isinstance(error, MovedOn) else 422)
    messages.success(request, _("已办理：%(move)s") % {"move": _(MOVES[name].title)})
    return redirect("filings:filing", filing.pk)


@login_required
@require_safe
def file(request: Request, filing_id: uuid.UUID, kind: str) -> HttpResponse:
    """The official form as a file, of the draft or of a revision; never shown as a page."""
    filing = filing_for(request.person, filing_id)
    form, revision = request.GET.get("form", ""), request.GET.get("revision", "")
    document, day, label = _asked(filing, revision)
    form_name = form_words(form, document) if form else filing.called if filing.plan_id else _("绩效文本")
    if kind not in KINDS or form_name is None:
        raise Http404
    try:
        written = api.write(document, kind, api.WriteOptions(form=form or None, marks=True, day=day))
    except JixiaoError as error:
        messages.error(request, str(error))
        return redirect("filings:filing", filing.pk)
    name = f"{filing.year}-{filing.unit.code}-{filing.unit.name}-{form_name}{label}.{kind}"
    return as_attachment(HttpResponse(written.data, content_type=KINDS[kind]), name)


def _asked(filing: Filing, revision: str) -> tuple[Document, date, str]:
    """The document of a revision, or of the draft; its day; and what its file is called for."""
    if not revision:
        return document_of(filing), day_of(filing), ""
    if not revision.isdecimal():
        raise Http404
    found = revision_of(filing, int(revision[:9]))
    document = api.load(found.content.encode(), str(filing.pk))
    return document, day_of(filing, found), _("-第%(number)s版") % {"number": found.number}


@login_required
@require_safe
def files(request: Request, filing_id: uuid.UUID) -> HttpResponse:
    """Every official form of a filing as files, of the draft or of a revision."""
    filing = filing_for(request.person, filing_id)
    document, _day, _label = _asked(filing, request.GET.get("revision", ""))
    number = request.GET.get("revision", "")
    shown = {
        "filing": filing,
        "papers": papers_of(document),
        "revision": number,
        "number": int(number[:9]) if number else None,
    }
    return render(request, "filings/files.html", shown)
