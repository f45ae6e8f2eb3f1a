"""The pages of imports: parse, call one service or selector, render."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jixiao_web.accounts.policy import Action
from jixiao_web.accounts.requests import Request
from jixiao_web.filings.errors import FilingError
from jixiao_web.filings.intake import bare_name
from jixiao_web.jobs.errors import JobError, JobOpen
from jixiao_web.jobs.models import Kind, State
from jixiao_web.jobs.selectors import panel_of
from jixiao_web.spending import importing, trying
from jixiao_web.spending.batches import batch_for, batches_of, refusals_of, units_to_enter
from jixiao_web.spending.columns import FIELDS, MONEY_UNITS, columns_now, shown
from jixiao_web.spending.errors import LoadedAlready
from jixiao_web.spending.forms import ImportForm
from jixiao_web.spending.models import Batch
from jixiao_web.spending.selectors import years_of

PAGE = 20


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def batches(request: Request) -> HttpResponse:
    """All imports that I may see, and a new one."""
    person = request.person
    person.demand_somewhere(Action.ENTER_SPENDING)
    counties = sorted(person.units(Action.ENTER_SPENDING)[1])
    units, years = list(units_to_enter(person)), years_of(person)
    form = ImportForm(
        request.POST or None, request.FILES or None, years=years, units=units, whole=bool(counties)
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        county = data["unit"].county_code if data["unit"] else counties[0]
        try:
            batch = importing.batch_take(
                person=person,
                county_code=county,
                unit=data["unit"],
                year=data["year"],
                name=bare_name(data["file"].name),
                pieces=data["file"].chunks(),
            )
        except FilingError as error:
            form.add_error("file", gettext(str(error)))
        else:
            is_known = batch.source_id and not columns_now(batch).missing
            return _tried(request, batch) if is_known else redirect("spending:columns", batch.pk)
    page = Paginator(batches_of(person), PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "years": years, "query": ""}
    return render(request, "spending/imports.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def columns(request: Request, batch_id: uuid.UUID) -> HttpResponse:
    """Which column means what."""
    batch = batch_for(request.person, batch_id)
    if batch.state != Batch.State.PROPOSED:
        return redirect("spending:batch", batch.pk)
    wrong, chosen, unit = "", None, ""
    if request.method == "POST":
        chosen, unit = _chosen(request), request.POST.get("unit", "")
        try:
            importing.columns_set(person=request.person, batch_id=batch.pk, fields=chosen, money_unit=unit)
        except FilingError as error:
            wrong = gettext(str(error))
        else:
            return _tried(request, batch)
    try:
        every = shown(batch)
    except FilingError as error:
        return _gone(request, error)
    if chosen is not None:
        field_of = {place: field for field, place in chosen.items()}
        every = [each._replace(field=field_of.get(each.place, "")) for each in every]
    context = {
        "batch": batch,
        "columns": every,
        "fields": FIELDS.items(),
        "money_units": MONEY_UNITS,
        "money_chosen": unit or columns_now(batch).unit,
        "wrong": wrong,
    }
    return render(request, "spending/columns.html", context, status=422 if wrong else 200)


def _chosen(request: Request) -> dict[str, int]:
    """Column by field, as the selects `column-<place>` say; of two columns with one field the first."""
    chosen: dict[str, int] = {}
    for name, field in request.POST.items():
        place = name.removeprefix("column-")
        if name.startswith("column-") and place.isdecimal() and len(place) < 4 and field in FIELDS:
            chosen.setdefault(field, int(place))
    return chosen


@login_required
@require_safe
def batch(request: Request, batch_id: uuid.UUID) -> HttpResponse:
    """An import: what it would enter, how far it is, or what it entered."""
    batch = batch_for(request.person, batch_id)
    return _page(request, batch)


@login_required
@require_POST
def try_again(request: Request, batch_id: uuid.UUID) -> HttpResponse:
    """Try a long list, though it was tried before."""
    return _tried(request, batch_for(request.person, batch_id), anew=True)


def _tried(request: Request, batch: Batch, *, anew: bool = False) -> HttpResponse:
    """The page of an import that is tried now, at once or beside the server."""
    try:
        trying.try_begin(person=request.person, batch_id=batch.pk, anew=anew)
    except JobOpen:
        pass  # the page shows how far it is; with other columns it begins again by itself
    except (FilingError, JobError) as error:
        messages.error(request, gettext(str(error)))
    return redirect("spending:batch", batch.pk)


@login_required
@require_POST
def load(request: Request, batch_id: uuid.UUID) -> HttpResponse:
    """Enter what is new; refused lines are left out only if the person says so."""
    batch = batch_for(request.person, batch_id)
    good_only = request.POST.get("good_only") == "yes"
    try:
        job = importing.load_begin(person=request.person, batch_id=batch.pk, good_only=good_only)
    except LoadedAlready as error:
        messages.info(request, gettext(str(error)))
    except JobOpen:
        pass  # sent twice: the page shows how far it is
    except JobError as error:
        return _page(request, batch, str(error))
    else:
        if job.state == State.FAILED:
            return _page(request, batch, job.words)
    return redirect("spending:batch", batch.pk)


@login_required
@require_POST
def drop(request: Request, batch_id: uuid.UUID) -> HttpResponse:
    """Give an import up."""
    batch = batch_for(request.person, batch_id)
    try:
        importing.batch_drop(person=request.person, batch_id=batch.pk)
    except FilingError as error:
        messages.info(request, gettext(str(error)))
    else:
        messages.success(request, gettext("已放弃，没有登记任何支出。"))
    return redirect("spending:imports")


def _page(request: Request, batch: Batch, wrong: str = "") -> HttpResponse:
    panel = panel_of(request.person, [batch.county_code], Kind.LOAD, str(batch.pk), besides=[Kind.TRY])
    context = {"batch": batch, "wrong": wrong, "most": importing.MOST_REFUSALS, "panel": None if wrong else panel}
    if panel and not panel.is_over:
        context["told"] = batch
    elif batch.state == Batch.State.PROPOSED:
        try:
            if columns_now(batch).missing:
                return redirect("spending:columns", batch.pk)
            trial = trying.trial_of(request.person, batch, timezone.localdate())
        except FilingError as error:
            return _gone(request, error)
        context |= {"trial": trial}
        if trial:
            tried = trial.tried
            context |= {"told": tried, "refusals": tried.refusals, "most_told": importing.MOST_TOLD}
    else:
        context |= {"told": batch, "refusals": refusals_of(batch)}
    return render(request, "spending/batch.html", context, status=422 if wrong else 200)


def _gone(request: Request, error: FilingError) -> HttpResponse:
    messages.error(request, gettext(str(error)))
    return redirect("spending:imports")
