"""Corrective action and appraisals."""

from __future__ import annotations

import functools
import operator
import uuid
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jixiao import api
from jixiao.api import JixiaoError
from jixiao_web.accounts.models import Unit
from jixiao_web.accounts.policy import Action
from jixiao_web.accounts.requests import Request
from jixiao_web.common.files import as_attachment
from jixiao_web.common.proofs import proof_answer
from jixiao_web.evaluation import appraising
from jixiao_web.evaluation.forms import AppraiseForm, IssueForm, lines_in, number_in
from jixiao_web.evaluation.marks import Marked, Row, marks_of
from jixiao_web.evaluation.models import Appraisal, Rectification
from jixiao_web.evaluation.notices import notice_paper
from jixiao_web.evaluation.points import written
from jixiao_web.evaluation.rectifying import MOVES, OPEN, Problem, rectification_issue, rectification_move
from jixiao_web.evaluation.results import DEPARTMENT, key_of
from jixiao_web.evaluation.selectors import (
    appraisal_for,
    appraisals_seen_by,
    evaluation_for,
    overdue_count,
    proof_for,
    rectification_for,
    rectifications_found,
    years_of,
)
from jixiao_web.filings.errors import FilingError
from jixiao_web.filings.selectors import reach
from jixiao_web.filings.store import document_of

PAGE = 50
DAYS = 30
"""Within which corrective action is done where nobody says otherwise."""
ONLY = {
    "open": "未办结的", "overdue": "逾期的", "reported": "待核实的", "verified": "已核实的",
}  # fmt: skip
NOTICE_KINDS = ("docx", "pdf")


@login_required
@require_safe
def rectifications(request: Request) -> HttpResponse:
    """The corrective action that I may see."""
    asked, today = request.GET, timezone.localdate()
    only = asked.get("only", "") if asked.get("only") in ONLY else ""
    words = asked.get("q", "")[:100].strip()
    page = Paginator(rectifications_found(request.person, only, words, today), PAGE).get_page(asked.get("page"))
    context = {
        "page": page, "only": only, "words": words, "choices": ONLY.items(), "today": today,
        "overdue": overdue_count(request.person, today),
    }  # fmt: skip
    return render(request, "evaluation/rectifications.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def issue(request: Request, evaluation_id: uuid.UUID) -> HttpResponse:
    """Issue corrective action from a self-evaluation: from a project, or a row of it."""
    filing = evaluation_for(request.person, evaluation_id)
    request.person.demand(Action.REVIEW_IN_FINANCE, filing.unit)
    document = document_of(filing)
    path = (request.POST if request.method == "POST" else request.GET).get("path", "")
    marked, row = _place(marks_of(document), path)
    key = key_of(document, _number(marked)) if marked else ""
    form = IssueForm(request.POST or None, initial=_proposed(marked, row))
    if request.method == "POST" and form.is_valid():
        told = Problem(**form.cleaned_data, key=key, project=_called(marked), path=path if row else "")
        try:
            made = rectification_issue(
                person=request.person, unit=filing.unit, year=filing.year, told=told, filing=filing
            )
        except FilingError as error:
            form.add_error(None, gettext(str(error)))
        else:
            messages.success(request, gettext("整改已下达。"))
            return redirect("evaluation:rectification", made.pk)
    context = {"filing": filing, "form": form, "path": path, "marked": marked, "row": row}
    return render(request, "evaluation/issue.html", context, status=422 if form.errors else 200)


def _called(marked: Marked | None) -> str:
    """What corrective action says that it is about: words that are kept, whatever language the page is in."""
    return "" if marked is None else marked.name if _number(marked) else DEPARTMENT


def _number(marked: Marked) -> int:
    return int(marked.path[len("projects[") : -1]) + 1 if marked.path.startswith("projects[") else 0


def _place(every: tuple[Marked, ...], path: str) -> tuple[Marked | None, Row | None]:
    """The project and the row that a path leads to."""
    for marked in every:
        if path == marked.path:
            return marked, None
        for row in marked.rows:
            if row.path == path:
                return marked, row
    return None, None


def _proposed(marked: Marked | None, row: Row | None) -> dict[str, Any]:
    """What the form of corrective action begins with."""
    told: dict[str, Any] = {"due": timezone.localdate() + timedelta(days=DAYS)}
    if row is not None:
        words = gettext("指标“%(name)s”指标值%(target)s，实际完成%(actual)s，自评%(paper)s分（分值%(weight)s分）。")
        told["problem"] = words % {
            "name": row.name, "target": row.target or "—", "actual": row.actual or "—",
            "paper": written(row.paper) or "—", "weight": written(row.weight),
        }  # fmt: skip
    elif marked is not None and marked.added is not None:
        told["problem"] = gettext("项目“%(name)s”自评%(total)s分。") % {
            "name": marked.name, "total": written(marked.added),
        }  # fmt: skip
    return told


@login_required
@require_safe
def rectification(request: Request, rectification_id: uuid.UUID) -> HttpResponse:
    """Corrective action: what is demanded, what was done, what may be done now."""
    return _rectification(request, rectification_for(request.person, rectification_id))


def _rectification(request: Request, found: Rectification, text: str = "", status: int = 200) -> HttpResponse:
    context = {
        "found": found,
        "notes": found.notes.select_related("author"),
        "proofs": found.proofs.select_related("made_by"),
        "may_report": found.state in OPEN and request.person.may(Action.EDIT_FILING, found.unit),
        "may_verify": found.state == Rectification.State.REPORTED
        and request.person.may(Action.REVIEW_IN_FINANCE, found.unit),
        "today": timezone.localdate(),
        "text": text,
        "is_done": found.state == Rectification.State.VERIFIED,
    }
    return render(request, "evaluation/rectification.html", context, status=status)


@login_required
@require_POST
def mend(request: Request, rectification_id: uuid.UUID) -> HttpResponse:
    """Report corrective action, verify it, return it."""
    found = rectification_for(request.person, rectification_id)
    move = request.POST.get("move", "")
    if move not in MOVES:
        raise Http404
    request.person.demand(MOVES[move].right, found.unit)
    text = request.POST.get("text", "")[:4000]
    try:
        rectification_move(
            person=request.person,
            rectification_id=found.pk,
            move=move,
            seen=request.POST.get("seen", ""),
            text=text,
            uploads=request.FILES.getlist("files") if move == "report" else (),
        )
    except FilingError as error:
        messages.error(request, gettext(str(error)))
        return _rectification(request, rectification_for(request.person, rectification_id), text, 422)
    messages.success(request, gettext("已办理。"))
    return redirect("evaluation:rectification", found.pk)


@login_required
@require_safe
def notice(request: Request, rectification_id: uuid.UUID, file_format: str) -> HttpResponse:
    """The notice of corrective action as a file."""
    found = rectification_for(request.person, rectification_id)
    if file_format not in NOTICE_KINDS:
        raise Http404
    try:
        made = api.write_paper(notice_paper(found), file_format)
    except JixiaoError as error:
        messages.error(request, str(error))
        return redirect("evaluation:rectification", found.pk)
    name = f"{found.year}-{found.unit.code}-{found.unit.name}-整改通知.{file_format}"
    return as_attachment(HttpResponse(made.data, content_type="application/octet-stream"), name)


@login_required
@require_safe
def proof(request: Request, proof_id: uuid.UUID) -> HttpResponse:
    """A kept file."""
    found = proof_for(request.person, proof_id)
    return proof_answer(found.county_code, found.sha256, found.kind, found.name)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def appraisals(request: Request) -> HttpResponse:
    """The appraisals that I may see, and beginning one."""
    person = request.person
    may = [each for each in (Action.REVIEW_IN_FINANCE, Action.REVIEW_IN_UNIT) if person.may_somewhere(each)]
    reached = functools.reduce(operator.or_, (reach(person, each, "pk") for each in may), Q(pk__in=()))
    units = list(Unit.objects.filter(reached, active=True)) if may else []
    kinds = {kind for unit in units for kind in appraising.kinds_of(person, unit)}
    form = AppraiseForm(units, kinds, request.POST or None, initial={"year": next(iter(years_of(person)), None)})
    if request.method == "POST":
        if not may:
            raise PermissionDenied
        if form.is_valid():
            data = form.cleaned_data | {"unit": form.units[form.cleaned_data["unit"]]}
            try:
                made = appraising.appraisal_begin(person=person, about=appraising.About(**data))
            except FilingError as error:
                form.add_error(None, gettext(str(error)))
            else:
                return redirect("evaluation:appraisal", made.pk)
    page = Paginator(appraisals_seen_by(person), PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "may_begin": bool(may)}
    return render(request, "evaluation/appraisals.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def appraisal(request: Request, appraisal_id: uuid.UUID) -> HttpResponse:
    """An appraisal: its indicators with their marks, conclusion, report."""
    found = appraisal_for(request.person, appraisal_id)
    if request.method != "POST":
        return _appraisal(request, found, appraising.lines_of(found) or appraising.blank())
    if found.kind not in appraising.kinds_of(request.person, found.unit):
        raise PermissionDenied
    lines = lines_in(request.POST)
    try:
        appraising.appraisal_save(
            person=request.person,
            appraisal_id=found.pk,
            lines=lines,
            institution=request.POST.get("institution", "")[:120],
            conclusion=request.POST.get("conclusion", "")[:8000],
            version=number_in(request.POST.get("version", ""), 0),
            is_told=request.POST.get("do") == "tell",
            uploads=request.FILES.getlist("files"),
        )
    except FilingError as error:
        messages.error(request, gettext(str(error)))
        found.institution = request.POST.get("institution", "")
        found.conclusion = request.POST.get("conclusion", "")
        return _appraisal(request, found, lines, 422)
    messages.success(request, gettext("已保存。"))
    return redirect("evaluation:appraisal", found.pk)


def _appraisal(request: Request, found: Appraisal, lines: list[appraising.Line], status: int = 200) -> HttpResponse:
    may = found.kind in appraising.kinds_of(request.person, found.unit)
    more = [appraising.Line("产出", "", "", "")] * 3 if may else []
    context = {
        "found": found,
        "lines": [*lines, *more],
        "dimensions": appraising.DIMENSIONS,
        "least": appraising.least_output(found.county_code, found.year),
        "proofs": found.proofs.select_related("made_by"),
        "may_save": may,
    }
    return render(request, "evaluation/appraisal.html", context, status=status)
