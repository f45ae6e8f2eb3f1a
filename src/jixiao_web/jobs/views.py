"""Pages of long work: begin it, watch it, stop it, take away what it made."""

from __future__ import annotations

import uuid
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from jixiao_web.accounts.policy import Action
from jixiao_web.accounts.requests import Request
from jixiao_web.common.files import as_attachment
from jixiao_web.filings.selectors import filings_seen_by, years_seen_by
from jixiao_web.jobs import services
from jixiao_web.jobs.errors import JobError
from jixiao_web.jobs.forms import ExportForm, ReadForm
from jixiao_web.jobs.models import Outcome
from jixiao_web.jobs.selectors import job_for, jobs_of, place_of, progress_of, result_of

_ORIGINS = {"filings": "filings:list", "queue": "review:queue"}
"""The pages on which filings are chosen for export, by what they call themselves."""


@login_required
@require_safe
def jobs(request: Request) -> HttpResponse:
    """My jobs, and what I may begin."""
    return render(request, "jobs/jobs.html", _offered(request))


def _offered(request: Request, **forms: Any) -> dict[str, Any]:
    person = request.person
    years = years_seen_by(person)
    return {
        "jobs": jobs_of(person),
        "may_import": person.may_somewhere(Action.IMPORT_MANY),
        "read": forms.get("read") or ReadForm(),
        "export": forms.get("export") or (ExportForm(years) if years else None),
    }


@login_required
@require_POST
def read(request: Request) -> HttpResponse:
    """Take in many files."""
    request.person.demand_somewhere(Action.IMPORT_MANY)
    form = ReadForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            told = form.cleaned_data
            job = services.job_read(person=request.person, uploads=told["files"], year=told["year"])
            return redirect("jobs:job", job.pk)
        except JobError as error:
            form.add_error("files", str(error))
    return render(request, "jobs/jobs.html", _offered(request, read=form), status=422)


@login_required
@require_POST
def export(request: Request) -> HttpResponse:
    """Export all filings of a year, or chosen ones."""
    person, chosen = request.person, request.POST.getlist("filing")
    origin = _ORIGINS.get(request.POST.get("from", ""))
    if origin and not chosen:
        messages.error(request, _("请先勾选申报件。"))
        return redirect(origin)
    form = ExportForm(years_seen_by(person), request.POST)
    offered = cast(list[tuple[str, str]], cast(forms.ChoiceField, form.fields["kinds"]).choices)
    kinds = [kind for kind in request.POST.getlist("kinds") if kind in dict(offered)]
    found = filings_seen_by(person).order_by("-year", "unit_code", "pk")
    try:
        if chosen:
            narrowed = found.filter(pk__in=_keys(chosen))
        elif form.is_valid():
            narrowed = found.filter(year=form.cleaned_data["year"])
        else:
            return render(request, "jobs/jobs.html", _offered(request, export=form), status=422)
        return redirect("jobs:job", services.job_export(person=person, filings=narrowed, kinds=kinds or ["docx"]).pk)
    except JobError as error:
        messages.error(request, str(error))
        return redirect(origin or "jobs:jobs")


def _keys(words: list[str]) -> list[uuid.UUID]:
    try:
        return [uuid.UUID(each) for each in words]
    except ValueError:
        raise Http404 from None


@login_required
@require_POST
def recheck(request: Request) -> HttpResponse:
    """Check all open filings anew."""
    try:
        return redirect("jobs:job", services.job_recheck(person=request.person).pk)
    except JobError as error:
        messages.error(request, str(error))
        return redirect("jobs:jobs")


@login_required
@require_safe
def job(request: Request, job_id: uuid.UUID) -> HttpResponse:
    """How far a job is, and what became of each step."""
    outcome = request.GET.get("outcome", "")
    outcome = outcome if outcome in Outcome.values else ""
    told = progress_of(job_for(request.person, job_id), request.GET.get("page"), outcome)
    query = f"outcome={outcome}&" if outcome else ""
    return render(request, "jobs/job.html", {"told": told, "job": told.job, "outcome": outcome, "query": query})


@login_required
@require_POST
def begin(request: Request, job_id: uuid.UUID) -> HttpResponse:
    """Begin filings with the files that were chosen."""
    own = job_for(request.person, job_id)
    chosen = [str(key) for key in _keys(request.POST.getlist("step"))]
    try:
        return redirect("jobs:job", services.job_begin(person=request.person, job_id=own.pk, chosen=chosen).pk)
    except JobError as error:
        messages.error(request, str(error))
        return redirect("jobs:job", own.pk)


@login_required
@require_POST
def cancel(request: Request, job_id: uuid.UUID) -> HttpResponse:
    """Stop a job."""
    own = job_for(request.person, job_id)
    if services.job_cancel(person=request.person, job_id=own.pk):
        messages.success(request, _("正在停止：办完手头这一件就停，已办成的保留。"))
    return redirect(place_of(own) or reverse("jobs:job", args=[own.pk]))


@login_required
@require_safe
def result(request: Request, job_id: uuid.UUID) -> HttpResponseBase:
    """The file that a job made."""
    own = job_for(request.person, job_id)
    path = result_of(own)
    if path is None:
        raise Http404
    return as_attachment(FileResponse(path.open("rb"), content_type="application/zip"), own.result)
