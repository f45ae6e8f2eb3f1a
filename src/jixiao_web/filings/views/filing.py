"""A filing: where it stands, what was found, its form as paper, its moves, its files."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from jixiao import api
from jixiao.errors import JixiaoError
from jixiao.model import Document
from jixiao_web.accounts.policy import Action
from jixiao_web.filings.carrying import carried_of
from jixiao_web.filings.drafts import draft_of, paper_of
from jixiao_web.filings.errors import FilingError, MovedOn
from jixiao_web.filings.models import Filing, Source
from jixiao_web.filings.moves import MOVES
from jixiao_web.filings.selectors import filing_for, may_edit, moves_for, revision_of
from jixiao_web.filings.services import filing_move
from jixiao_web.filings.store import document_of

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
def show(request: HttpRequest, filing_id: uuid.UUID) -> HttpResponse:
    """A filing."""
    filing = filing_for(request.person, filing_id)
    return render(request, "filings/filing.html", _shown(request, filing))


def _shown(request: HttpRequest, filing: Filing) -> dict[str, Any]:
    _document, cells, notes, _sheets = draft_of(filing)
    moves = moves_for(request.person, filing)
    return {
        "filing": filing,
        "paper": paper_of(filing.draft),
        "notes": sorted(notes.told(), key=lambda note: ("error", "warning", "hint").index(note.level)),
        "empty": [cell for cell in cells.values() if cell.required and not cell.text],
        "moves": [(name, move) for name, move in moves if not move.needs_reason],
        "returns": [(name, move) for name, move in moves if move.needs_reason],
        "may_edit": may_edit(request.person, filing),
        "may_review": any(request.person.may(action, filing.unit) for action in _REVIEWS),
        "has_original": Source.objects.filter(filing=filing).exists(),
        "carried": [(cells[path], each) for path, each in carried_of(filing).items() if path in cells],
        "forms": _forms(),
        "kinds": list(KINDS),
    }


def _forms() -> list[tuple[str, str]]:
    """The forms that a plan can be written on."""
    return [
        (name, words) for name, words in api.form_names().items() if name in ("hebei_plan", "hebei_project_target")
    ] + [(name, words) for name, words in api.form_names().items() if name == "national_project_target"]


@login_required
@require_POST
def move(request: HttpRequest, filing_id: uuid.UUID) -> HttpResponse:
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
        )
    except FilingError as error:
        messages.error(request, str(error))
        shown = _shown(request, filing_for(request.person, filing_id)) | {"reason": request.POST.get("reason", "")}
        return render(request, "filings/filing.html", shown, status=409 if isinstance(error, MovedOn) else 422)
    messages.success(request, _("已办理：%(move)s") % {"move": _(MOVES[name].title)})
    return redirect("filings:filing", filing.pk)


@login_required
@require_safe
def file(request: HttpRequest, filing_id: uuid.UUID, kind: str) -> HttpResponse:
    """The official form as a file, of the draft or of a revision; never shown as a page."""
    filing = filing_for(request.person, filing_id)
    form, revision = request.GET.get("form", ""), request.GET.get("revision", "")
    if kind not in KINDS or (form and form not in dict(_forms())):
        raise Http404
    document, label = _asked(filing, revision)
    try:
        written = api.write(document, kind, api.WriteOptions(form=form or None, marks=True))
    except JixiaoError as error:
        messages.error(request, str(error))
        return redirect("filings:filing", filing.pk)
    words = _("绩效文本") if not form else dict(_forms())[form]
    name = f"{filing.year}-{filing.unit.code}-{filing.unit.name}-{words}{label}.{kind}"
    response = HttpResponse(written.data, content_type=KINDS[kind])
    response["Content-Disposition"] = content_disposition_header(
        True, "".join(c for c in name if c.isprintable() and c not in '\\/:*?"<>|')
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def _asked(filing: Filing, revision: str) -> tuple[Document, str]:
    """The document of a revision, or of the draft; and what its file is called for."""
    if not revision:
        return document_of(filing), ""
    if not revision.isdecimal():
        raise Http404
    found = revision_of(filing, int(revision[:9]))
    return api.load(found.content.encode(), str(filing.pk)), _("-第%(number)s版") % {"number": found.number}
