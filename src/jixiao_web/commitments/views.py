"""The pages of commitments: parse, call one service or selector, render."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from jixiao_web.accounts.policy import Action
from jixiao_web.accounts.requests import Request
from jixiao_web.commitments import services
from jixiao_web.commitments.errors import ProofRefused
from jixiao_web.commitments.forms import CommitmentForm, RecordForm
from jixiao_web.commitments.models import Commitment
from jixiao_web.commitments.selectors import (
    MOST_UNITS,
    Wanted,
    commitment_for,
    commitments_found,
    counts_of,
    due_of,
    lacking_of,
    record_for,
    standing_of,
    years_of,
)
from jixiao_web.common.proofs import NotAProof, Proof, proof_answer, proof_keep
from jixiao_web.common.years import year_first
from jixiao_web.filings.errors import FilingError

PAGE = 50
ONLY = {"late": "逾期的", "soon": "近期到期的", "unset": "频次待定的"}


def wanted_of(request: Request, years: list[int], only: dict[str, str]) -> Wanted:
    """What a list is asked for."""
    asked, year = request.GET, request.GET.get("year", "")
    return Wanted(
        int(year) if year.isdecimal() and len(year) == 4 else year_first(years, timezone.localdate()),
        asked.get("q", "")[:100].strip(),
        asked.get("only", "") if asked.get("only") in only else "",
        asked.get("unit", "")[:12],
    )


@login_required
@require_safe
def commitments(request: Request) -> HttpResponse:
    """All commitments that I may see, what is late, and what a plan lacks."""
    years, today = years_of(request.person), timezone.localdate()
    wanted = wanted_of(request, years, ONLY)
    page = Paginator(commitments_found(request.person, wanted, today), PAGE).get_page(request.GET.get("page"))
    counts = counts_of(request.person, wanted, today)
    context = {
        "page": page,
        "rows": [due_of(each, today) for each in page.object_list],
        "wanted": wanted,
        "years": years,
        "only": ONLY.items(),
        "units": counts[:MOST_UNITS],
        "more_units": max(len(counts) - MOST_UNITS, 0),
        "late": sum(each.late for each in counts),
        "lacking": lacking_of(request.person, wanted) if not wanted.words and not wanted.only else [],
    }
    return render(request, "commitments/commitments.html", context)


@login_required
@require_safe
def commitment(request: Request, commitment_id: uuid.UUID) -> HttpResponse:
    """A commitment: how it is kept, what is late, what was done."""
    return _page(request, commitment_for(request.person, commitment_id))


@login_required
@require_POST
def change(request: Request, commitment_id: uuid.UUID) -> HttpResponse:
    """Say how a commitment is kept."""
    kept = commitment_for(request.person, commitment_id)
    request.person.demand(Action.KEEP_COMMITMENTS, kept.unit)
    form = CommitmentForm(request.POST, kept=kept)
    if form.is_valid():
        try:
            services.commitment_change(
                person=request.person, commitment_id=kept.pk, version=form.cleaned_data["version"], told=form.told()
            )
        except FilingError as error:
            form.add_error(None, gettext(str(error)))
        else:
            messages.success(request, gettext("已保存。"))
            return redirect("commitments:commitment", kept.pk)
    return _page(request, kept, {"form": form}, status=422)


@login_required
@require_POST
def record(request: Request, commitment_id: uuid.UUID) -> HttpResponse:
    """Record one time that a commitment was kept."""
    kept = commitment_for(request.person, commitment_id)
    request.person.demand(Action.KEEP_COMMITMENTS, kept.unit)
    form = RecordForm(request.POST, request.FILES)
    if form.is_valid():
        data = form.cleaned_data
        try:
            services.record_add(
                person=request.person,
                commitment_id=kept.pk,
                key=data["key"],
                day=data["day"],
                words=data["words"],
                proof=_proof(kept, data["proof"]),
                today=timezone.localdate(),
            )
        except FilingError as error:
            form.add_error(None, gettext(str(error)))
        else:
            messages.success(request, gettext("已登记。"))
            return redirect("commitments:commitment", kept.pk)
    return _page(request, kept, {"record_form": form}, status=422)


@login_required
@require_POST
def record_delete(request: Request, record_id: uuid.UUID) -> HttpResponse:
    """Take a record back, or put it back."""
    found = record_for(request.person, record_id)
    deleted = request.POST.get("deleted") == "yes"
    services.record_delete(person=request.person, record_id=found.pk, deleted=deleted)
    messages.success(request, gettext("已删除，可以撤销。") if deleted else gettext("已恢复。"))
    return redirect("commitments:commitment", found.commitment_id)


@login_required
@require_safe
def proof(request: Request, record_id: uuid.UUID) -> HttpResponse:
    """The proof of a record, as a file to be kept."""
    found = record_for(request.person, record_id)
    return proof_answer(found.county_code, found.sha256, found.file_kind, found.file_name)


def _proof(kept: Commitment, file: Any) -> Proof | None:
    if not file:
        return None
    try:
        return proof_keep(kept.county_code, file.name, file.read())
    except NotAProof as error:
        raise ProofRefused(str(error)) from None


def _page(request: Request, kept: Commitment, forms: dict[str, Any] | None = None, status: int = 200) -> HttpResponse:
    today = timezone.localdate()
    records = list(kept.records.select_related("made_by"))
    may = request.person.may(Action.KEEP_COMMITMENTS, kept.unit)
    context = {
        "kept": kept,
        "due": due_of(kept, today),
        "standing": standing_of(kept, records, today),
        "today": today,
        "records": [each for each in records if each.deleted_at is None],
        "deleted": [each for each in records if each.deleted_at is not None],
        "may_keep": may,
        "form": CommitmentForm(kept=kept) if may else None,
        "record_form": RecordForm.fresh(today) if may else None,
    } | (forms or {})
    return render(request, "commitments/commitment.html", context, status=status)
