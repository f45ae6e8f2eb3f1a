"""The pages of measures: taken about a light, followed up, listed."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jixiao_web.accounts.policy import Action
from jixiao_web.accounts.requests import Request
from jixiao_web.filings.errors import FilingError
from jixiao_web.filings.models import Filing
from jixiao_web.monitoring import measures as services
from jixiao_web.monitoring.errors import DuePast
from jixiao_web.monitoring.forms import LinkForm, MeasureForm, NoteForm
from jixiao_web.monitoring.models import Measure
from jixiao_web.monitoring.selectors import adjustments_for, measure_for, measures_seen_by, report_for
from jixiao_web.monitoring.standing import standings_of

PAGE = 50
ONLY = {"": "未办结的", "overdue": "已逾期的", "all": "全部"}


@login_required
@require_safe
def found(request: Request) -> HttpResponse:
    """The measures that I may see."""
    only, today = request.GET.get("only", ""), timezone.localdate()
    only = only if only in ONLY else ""
    page = Paginator(measures_seen_by(request.person, only, today), PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [(each, each.closed_at is None and each.due < today) for each in page.object_list],
        "only": only,
        "choices": ONLY.items(),
        "query": f"only={only}&" if only else "",
    }
    return render(request, "monitoring/measures.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def take(request: Request, report_id: uuid.UUID) -> HttpResponse:
    """Take a measure about a row or a project of a report."""
    filing = report_for(request.person, report_id)
    is_finance = request.person.may(Action.REVIEW_IN_FINANCE, filing.unit)
    if not is_finance:
        request.person.demand(Action.EDIT_FILING, filing.unit)
    initial = {"path": request.GET.get("path", "")}
    form = MeasureForm(_paths(filing), request.POST or None, may_suspend=is_finance, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.measure_take(person=request.person, filing_id=filing.pk, **form.cleaned_data)
        except FilingError as error:
            form.add_error("due" if isinstance(error, DuePast) else None, _(str(error)))
        else:
            messages.success(request, _("措施已登记。"))
            return redirect("monitoring:measure", made.pk)
    context = {"filing": filing, "form": form}
    return render(request, "monitoring/take.html", context, status=422 if form.errors else 200)


@login_required
@require_safe
def show(request: Request, measure_id: uuid.UUID) -> HttpResponse:
    """A measure with its notes."""
    return _page(request, measure_for(request.person, measure_id), NoteForm())


@login_required
@require_POST
def note(request: Request, measure_id: uuid.UUID) -> HttpResponse:
    """Note what became of a measure, and close it where that is said."""
    measure = measure_for(request.person, measure_id)
    form = NoteForm(request.POST)
    if not form.is_valid():
        return _page(request, measure, form, 422)
    try:
        services.measure_note(
            person=request.person,
            measure_id=measure.pk,
            text=form.cleaned_data["text"],
            close=request.POST.get("do") == "close",
        )
    except FilingError as error:
        messages.error(request, _(str(error)))
    return redirect("monitoring:measure", measure.pk)


@login_required
@require_POST
def link(request: Request, measure_id: uuid.UUID) -> HttpResponse:
    """Link a measure to an adjustment."""
    measure = measure_for(request.person, measure_id)
    form = LinkForm(adjustments_for(measure), request.POST)
    try:
        if form.is_valid():
            services.measure_link(
                person=request.person, measure_id=measure.pk, adjustment_id=uuid.UUID(form.cleaned_data["adjustment"])
            )
        elif not services.may_follow(request.person, measure):
            request.person.demand(Action.EDIT_FILING, measure.filing.unit)
    except FilingError as error:
        messages.error(request, _(str(error)))
    return redirect("monitoring:measure", measure.pk)


def _page(request: Request, measure: Measure, form: NoteForm, status: int = 200) -> HttpResponse:
    adjustments = [*adjustments_for(measure)]
    may = services.may_follow(request.person, measure) and measure.closed_at is None
    context = {
        "measure": measure,
        "filing": measure.filing,
        "notes": measure.notes.select_related("by"),
        "form": form,
        "may": may,
        "is_late": measure.closed_at is None and measure.due < timezone.localdate(),
        "link_form": LinkForm(adjustments) if may and adjustments and not measure.adjustment_id else None,
    }
    return render(request, "monitoring/measure.html", context, status=status)


def _paths(filing: Filing) -> Iterator[tuple[str, str]]:
    """Everything about which a measure may be taken: projects, and indicators that are not green."""
    for project in standings_of(filing):
        name = project.project.name or f"{project.number}"
        yield project.path, _("%(name)s：预算执行") % {"name": name}
        for row in project.rows:
            sign = {"red": "■", "yellow": "▲"}.get(row.light, "")
            words = _("%(name)s：%(row)s") % {"name": name, "row": f"{sign}{row.indicator.name or '—'}"}
            yield row.path, words
