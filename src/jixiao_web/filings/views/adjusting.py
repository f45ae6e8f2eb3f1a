"""Adjustments of approved plans: begun, explained, shown as what they change, on paper; drafts deleted and put back."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jixiao import api
from jixiao.api import JixiaoError
from jixiao_web.accounts.policy import Action
from jixiao_web.accounts.requests import Request
from jixiao_web.common.files import as_attachment
from jixiao_web.filings.adjusting import adjusted_in, adjustment_begin, adjustment_explain
from jixiao_web.filings.application import application_paper
from jixiao_web.filings.discarding import filing_discard, filing_recover
from jixiao_web.filings.errors import FilingError, NotSettled
from jixiao_web.filings.forms import AdjustForm
from jixiao_web.filings.models import SETTLED, Filing, Kind
from jixiao_web.filings.selectors import adjustments_of, filing_for, filings_deleted, may_edit

PAPERS = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def adjust(request: Request, filing_id: uuid.UUID) -> HttpResponse:
    """Begin to adjust an approved plan: what for, first."""
    plan = filing_for(request.person, filing_id)
    request.person.demand(Action.EDIT_FILING, plan.unit)
    if plan.kind != Kind.PLAN or plan.state not in SETTLED:
        messages.error(request, _(str(NotSettled())))
        return redirect("filings:filing", plan.pk)
    form = AdjustForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = adjustment_begin(person=request.person, plan_id=plan.pk, **form.cleaned_data)
        except FilingError as error:
            form.add_error(None, _(str(error)))
        else:
            return redirect("filings:edit", made.pk)
    shown = {"filing": plan, "form": form, "open": next((each for each in adjustments_of(plan) if each.is_open), None)}
    return render(request, "filings/adjust.html", shown, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def explain(request: Request, filing_id: uuid.UUID) -> HttpResponse:
    """Put the reason of an adjustment in other words."""
    filing = _adjustment(request, filing_id)
    request.person.demand(Action.EDIT_FILING, filing.unit)
    form = AdjustForm(request.POST or None, initial={"why": filing.why, "authority": filing.authority})
    if not may_edit(request.person, filing):
        return redirect("filings:filing", filing.pk)
    if request.method == "POST" and form.is_valid():
        seen = request.POST.get("version", "")
        try:
            adjustment_explain(
                person=request.person,
                filing_id=filing.pk,
                seen=int(seen[:9]) if seen.isdecimal() else 0,
                **form.cleaned_data,
            )
        except FilingError as error:
            form.add_error(None, _(str(error)))
        else:
            messages.success(request, _("已保存。"))
            return redirect("filings:filing", filing.pk)
    shown = {"filing": filing, "form": form}
    return render(request, "filings/explain.html", shown, status=422 if form.errors else 200)


@login_required
@require_safe
def changes(request: Request, filing_id: uuid.UUID) -> HttpResponse:
    """What an adjustment changes, as a page to print."""
    filing = _adjustment(request, filing_id)
    return render(request, "filings/adjusted.html", {"filing": filing, "compared": adjusted_in(filing)})


@login_required
@require_safe
def application(request: Request, filing_id: uuid.UUID, file_format: str) -> HttpResponse:
    """绩效目标调整申请表 as a file."""
    filing = _adjustment(request, filing_id)
    if file_format not in PAPERS:
        raise Http404
    try:
        written = api.write_paper(application_paper(filing, adjusted_in(filing)), file_format)
    except JixiaoError as error:
        messages.error(request, str(error))
        return redirect("filings:changes", filing.pk)
    name = f"{filing.year}-{filing.unit.code}-{filing.unit.name}-绩效目标调整申请表.{file_format}"
    return as_attachment(HttpResponse(written.data, content_type=PAPERS[file_format]), name)


def _adjustment(request: Request, filing_id: uuid.UUID) -> Filing:
    filing = filing_for(request.person, filing_id)
    if filing.kind != Kind.ADJUSTMENT:
        raise Http404
    return filing


@login_required
@require_POST
def discard(request: Request, filing_id: uuid.UUID) -> HttpResponse:
    """Delete a draft that was begun by mistake."""
    filing = filing_for(request.person, filing_id)
    try:
        filing_discard(person=request.person, filing_id=filing.pk)
    except FilingError as error:
        messages.error(request, _(str(error)))
        return redirect("filings:filing", filing.pk)
    messages.success(request, _("已删除，可以在这里恢复。"))
    return redirect("filings:deleted")


@login_required
@require_safe
def deleted(request: Request) -> HttpResponse:
    """The drafts that were deleted and can be put back."""
    request.person.demand_somewhere(Action.EDIT_FILING)
    return render(request, "filings/deleted.html", {"rows": filings_deleted(request.person)})


@login_required
@require_POST
def recover(request: Request, filing_id: uuid.UUID) -> HttpResponse:
    """Put a deleted draft back."""
    filing = get_object_or_404(Filing.every.select_related("unit"), pk=filing_id)
    if not request.person.may(Action.SEE_FILING, filing.unit):
        raise Http404
    try:
        filing_recover(person=request.person, filing_id=filing.pk)
    except FilingError as error:
        messages.error(request, _(str(error)))
        return redirect("filings:deleted")
    messages.success(request, _("已恢复。"))
    return redirect("filings:filing", filing.pk)
