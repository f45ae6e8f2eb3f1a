"""The story of a filing: its revisions and the log; what changed between two; the workbook that came back."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from jixiao import api
from jixiao_web.accounts.policy import Action
from jixiao_web.accounts.requests import Request
from jixiao_web.common.files import as_attachment
from jixiao_web.filings.compare import compared
from jixiao_web.filings.errors import FilingError, MovedOn
from jixiao_web.filings.forms import WorkbookForm
from jixiao_web.filings.history import events_of
from jixiao_web.filings.intake import back_from, sealed, unsealed
from jixiao_web.filings.merging import merged, strangeness_of
from jixiao_web.filings.models import OPEN
from jixiao_web.filings.selectors import filing_for, may_edit, names_of, revision_of, revisions_of
from jixiao_web.filings.services import draft_replace
from jixiao_web.filings.store import document_of
from jixiao_web.filings.told import EXPORTED, events_told, exported
from jixiao_web.trace.csv_lines import csv_lines


@login_required
@require_safe
def show(request: Request, filing_id: uuid.UUID) -> HttpResponse:
    """The revisions and the log of a filing."""
    filing = filing_for(request.person, filing_id)
    events = events_of(filing)
    shown = {
        "filing": filing,
        "revisions": revisions_of(filing),
        "entries": events_told(events, names_of(each.entry for each in events)),
        "may_edit": may_edit(request.person, filing),
    }
    return render(request, "filings/story.html", shown)


@login_required
@require_safe
def export(request: Request, filing_id: uuid.UUID) -> HttpResponse:
    """The whole log of a filing as CSV, the oldest first, with the hashes by which anyone can prove it."""
    filing = filing_for(request.person, filing_id)
    lines = csv_lines(EXPORTED, exported(reversed(events_of(filing, most=None))))
    name = f"{filing.year}-{filing.unit.code}-{filing.unit.name}-{filing.called}-{_('经过')}.csv"
    return as_attachment(HttpResponse("".join(lines), content_type="text/csv; charset=utf-8"), name)


@login_required
@require_safe
def compare(request: Request, filing_id: uuid.UUID) -> HttpResponse:
    """What changed between two revisions; without a later one, up to the draft as it stands."""
    filing = filing_for(request.person, filing_id)
    before = revision_of(filing, _number(request.GET.get("from", "")))
    later = _number(request.GET.get("to", ""))
    after = revision_of(filing, later) if later else None
    old = api.load(before.content.encode(), "")
    new = api.load(after.content.encode(), "") if after else document_of(filing)
    shown = {"filing": filing, "before": before, "after": after, "compared": compared(old, new)}
    return render(request, "filings/compare.html", shown)


def _number(words: str) -> int:
    return int(words[:9]) if words.isdecimal() else 0


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def workbook(request: Request, filing_id: uuid.UUID) -> HttpResponse:
    """Take a filled-in file back into a draft: what it would change is shown first."""
    filing = filing_for(request.person, filing_id)
    request.person.demand(Action.EDIT_FILING, filing.unit)
    if filing.state not in OPEN:
        messages.error(request, str(MovedOn()))
        return redirect("filings:filing", filing.pk)
    form = WorkbookForm(request.POST or None, request.FILES or None)
    shown = {"filing": filing, "form": form}
    try:
        if request.method == "POST" and "sealed" in request.POST:
            return _taken_over(request, filing_id)
        if request.method == "POST" and form.is_valid():
            now = document_of(filing)
            intake = back_from(form.cleaned_data["file"], now.kind)
            document, lost = merged(now, intake.document)
            shown |= {
                "compared": compared(now, document),
                "lost": lost,
                "strange": strangeness_of(now, intake.document),
                "sealed": sealed(document, str(filing.pk)),
                "name": intake.original.name,
            }
    except FilingError as error:
        form.add_error("file" if form.is_bound else None, str(error)) if form.is_bound else messages.error(
            request, str(error)
        )
        return render(request, "filings/workbook.html", shown, status=422)
    return render(request, "filings/workbook.html", shown, status=422 if form.errors else 200)


def _taken_over(request: Request, filing_id: uuid.UUID) -> HttpResponse:
    """Put the document that the person saw in the draft's place."""
    version = _number(request.POST.get("version", ""))
    try:
        draft_replace(
            person=request.person,
            filing_id=filing_id,
            document=unsealed(request.POST["sealed"], str(filing_id)),
            version=version,
            cause="workbook",
            note=request.POST.get("name", "")[:200],
        )
    except FilingError as error:
        messages.error(request, str(error))
        return redirect("filings:workbook", filing_id)
    messages.success(request, _("文件内容已并入草稿；原来的内容留在“经过”里，可随时比对。"))
    return redirect("filings:edit", filing_id)
