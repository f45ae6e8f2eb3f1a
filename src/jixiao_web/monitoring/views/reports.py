"""The page of a report's lights, and its evidence; files are given back for keeping, never shown as a page."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from jixiao_web.accounts.policy import Action
from jixiao_web.accounts.requests import Request
from jixiao_web.common.proofs import proof_answer
from jixiao_web.filings.errors import FilingError
from jixiao_web.filings.models import OPEN, SETTLED, Filing
from jixiao_web.monitoring import evidence as services
from jixiao_web.monitoring.cards import anchor_of
from jixiao_web.monitoring.forms import EvidenceForm
from jixiao_web.monitoring.models import Evidence, Nature
from jixiao_web.monitoring.rounds import report_refresh
from jixiao_web.monitoring.selectors import evidence_for, report_for, report_told


@login_required
@require_safe
def show(request: Request, report_id: uuid.UUID) -> HttpResponse:
    """A report's lights with evidence and measures."""
    filing = report_for(request.person, report_id)
    is_own = filing.state in OPEN and request.person.may(Action.EDIT_FILING, filing.unit)
    is_finance = request.person.may(Action.REVIEW_IN_FINANCE, filing.unit)
    projects, undo = report_told(filing), _key(request.GET.get("undo", ""))
    deleted = Evidence.objects.filter(pk__in=[undo], filing=filing)
    context = {
        "filing": filing,
        "projects": [
            (each, anchor_of(each.standing.path), [(row, anchor_of(row.standing.path)) for row in each.rows])
            for each in projects
        ],
        "may_edit": is_own,
        "may_choose": is_own or (is_finance and filing.state not in SETTLED),
        "may_measure": is_finance or request.person.may(Action.EDIT_FILING, filing.unit),
        "natures": Nature.choices,
        "undo": deleted.exclude(deleted_at=None).first() if undo else None,
    }
    return render(request, "monitoring/report.html", context)


@login_required
@require_POST
def refresh(request: Request, report_id: uuid.UUID) -> HttpResponse:
    """Bring the executed amounts to what the books say now."""
    filing = report_for(request.person, report_id)
    try:
        report_refresh(person=request.person, filing_id=filing.pk)
        messages.success(request, _("执行数已按支出台账更新。"))
    except FilingError as error:
        messages.error(request, _(str(error)))
    return redirect("monitoring:report", filing.pk)


@login_required
@require_POST
def natures(request: Request, report_id: uuid.UUID) -> HttpResponse:
    """Choose the natures of indicators."""
    filing = report_for(request.person, report_id)
    chosen = {key[len("nature:") :]: str(value) for key, value in request.POST.items() if key.startswith("nature:")}
    try:
        services.natures_choose(person=request.person, filing_id=filing.pk, natures=chosen)
        messages.success(request, _("已保存，亮灯按所选性质重新计算。"))
    except FilingError as error:
        messages.error(request, _(str(error)))
    return redirect("monitoring:report", filing.pk)


@login_required
@require_POST
def attach(request: Request, report_id: uuid.UUID) -> HttpResponse:
    """Add a file to a row."""
    filing = report_for(request.person, report_id)
    request.person.demand(Action.EDIT_FILING, filing.unit)
    form = EvidenceForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, _("文件是空的。") if "file" in request.FILES else _("请选择一个文件。"))
        return redirect("monitoring:report", filing.pk)
    upload, path = form.cleaned_data["file"], form.cleaned_data["path"]
    try:
        services.evidence_add(
            person=request.person, filing_id=filing.pk, path=path, name=_bare(upload.name), data=upload.read()
        )
        messages.success(request, _("已附上：%(name)s") % {"name": _bare(upload.name)})
    except FilingError as error:
        messages.error(request, _(str(error)))
        return redirect("monitoring:report", filing.pk)
    return _at(filing, path)


@login_required
@require_safe
def evidence(request: Request, evidence_id: uuid.UUID) -> HttpResponse:
    """A file for keeping."""
    made = evidence_for(request.person, evidence_id)
    return proof_answer(made.county_code, made.sha256, made.kind, made.name)


@login_required
@require_POST
def evidence_away(request: Request, evidence_id: uuid.UUID) -> HttpResponse:
    """Take a file away from its row, or put it back."""
    made = evidence_for(request.person, evidence_id)
    deleted = request.POST.get("deleted") != "no"
    try:
        services.evidence_delete(person=request.person, evidence_id=made.pk, deleted=deleted)
    except FilingError as error:
        messages.error(request, _(str(error)))
        return redirect("monitoring:report", made.filing_id)
    if not deleted:
        messages.success(request, _("已恢复。"))
        return _at(made.filing, made.path)
    return redirect(reverse("monitoring:report", args=[made.filing_id]) + f"?undo={made.pk}")


def _at(filing: Filing, path: str) -> HttpResponse:
    return redirect(reverse("monitoring:report", args=[filing.pk]) + f"#{anchor_of(path)}")


def _bare(name: str | None) -> str:
    return (name or "").replace("\\", "/").rpartition("/")[2][-200:] or "file"


def _key(words: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(words)
    except ValueError:
        return None
