"""Reading and checking a file without filing it."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from pathlib import PurePath
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jixiao import api
from jixiao.api import JixiaoError
from jixiao_web.accounts.policy import Action
from jixiao_web.accounts.requests import Request
from jixiao_web.common.files import as_attachment
from jixiao_web.filings.errors import FilingError
from jixiao_web.trial.forms import BeginForm, TryForm
from jixiao_web.trial.models import Trial
from jixiao_web.trial.selectors import LEVELS, notice_of, report_json, shown_of, trial_for
from jixiao_web.trial.services import SAMPLE, trial_begin, trial_make

_KINDS = {
    "html": "text/html; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "json": "application/json",
}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: Request) -> HttpResponse:
    """Drop in a file, or take the bundled one."""
    wants_sample = "sample" in request.POST
    form = TryForm(*((request.POST, request.FILES) if request.method == "POST" and not wants_sample else ()))
    if wants_sample or form.is_valid():
        try:
            upload = None if wants_sample else form.cleaned_data["file"]
            return redirect("trial:show", trial_make(person=request.person, upload=upload).pk)
        except FilingError as error:
            form.add_error("file", str(error))
    shown = {"form": form, "sample": SAMPLE}
    return render(request, "trial/start.html", shown, status=422 if form.is_bound else 200)


@login_required
@require_safe
def show(request: Request, trial_id: uuid.UUID) -> HttpResponse:
    """What was understood of a file, what was not checked, what was found."""
    return render(request, "trial/shown.html", _shown(request, trial_for(request.person, trial_id)))


def _shown(request: Request, trial: Trial, form: BeginForm | None = None) -> dict[str, Any]:
    level = request.GET.get("level", "")
    level = level if level in LEVELS else ""
    shown = shown_of(trial, level)
    may_begin = shown.is_plan and request.person.may_somewhere(Action.EDIT_FILING)
    if may_begin and form is None:
        form = BeginForm(request.person, shown.document)
    counts = [(each, getattr(shown.summary, each)) for each in LEVELS]
    return {"trial": trial, "shown": shown, "level": level, "counts": counts, "begin": form if may_begin else None}


@login_required
@require_safe
def report(request: Request, trial_id: uuid.UUID, kind: str) -> HttpResponse:
    """The findings as a file."""
    trial = trial_for(request.person, trial_id)
    if kind not in _KINDS:
        raise Http404
    try:
        ways: dict[str, Callable[[], bytes]] = {
            "html": trial.page_now.encode, "json": lambda: report_json(trial), "docx": lambda: notice_of(trial)
        }  # fmt: skip
        data = ways[kind]()
    except JixiaoError as error:
        messages.error(request, str(error))
        return redirect("trial:show", trial.pk)
    words = _("整改通知书") if kind == "docx" else _("检查报告")
    return as_attachment(HttpResponse(data, content_type=_KINDS[kind]), f"{PurePath(trial.name).stem}-{words}.{kind}")


@login_required
@require_POST
def begin(request: Request, trial_id: uuid.UUID) -> HttpResponse:
    """Begin a filing with the file."""
    request.person.demand_somewhere(Action.EDIT_FILING)
    trial = trial_for(request.person, trial_id)
    form = BeginForm(request.person, api.load(trial.document.encode(), trial.name), request.POST)
    if form.is_valid():
        unit, year = form.units[form.cleaned_data["unit"]], form.cleaned_data["year"]
        try:
            filing = trial_begin(person=request.person, trial=trial, unit=unit, year=year)
        except FilingError as error:
            form.add_error(None, _(str(error)))
        else:
            messages.success(request, _("已用这份文件建立申报件，请对照原文件核对。"))
            return redirect("filings:original", filing.pk)
    return render(request, "trial/shown.html", _shown(request, trial, form), status=422)
