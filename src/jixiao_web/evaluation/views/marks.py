"""Results, the marks of a self-evaluation, its re-check, samples."""

from __future__ import annotations

import uuid
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jixiao_web.accounts.policy import Action, Person
from jixiao_web.accounts.requests import Request
from jixiao_web.evaluation import opening
from jixiao_web.evaluation.forms import DrawForm, given_in, number_in, sent_by_path
from jixiao_web.evaluation.marking import marks_fill
from jixiao_web.evaluation.marks import marks_of, terms_of
from jixiao_web.evaluation.rechecking import Given, compared_of, may_recheck, recheck_of, recheck_save, right_to_recheck
from jixiao_web.evaluation.sampling import sample_draw
from jixiao_web.evaluation.selectors import (
    Wanted,
    evaluation_for,
    grades_of,
    recheck_seen,
    results_found,
    sample_for,
    samples_seen_by,
    years_of,
)
from jixiao_web.filings.drafts import draft_of
from jixiao_web.filings.errors import AlreadyThere, FilingError, MovedOn
from jixiao_web.filings.models import WHOLE, Filing
from jixiao_web.filings.selectors import may_edit
from jixiao_web.jobs.errors import JobError, JobOpen
from jixiao_web.jobs.models import Kind, State
from jixiao_web.jobs.selectors import Panel, number_done, panel_of

PAGE = 50
GRADES = ("优", "良", "中", "差")
PARTS = {"projects": "项目", WHOLE: "部门整体"}


@login_required
@require_safe
def results(request: Request) -> HttpResponse:
    """The results of all self-evaluations that I may see, at first those of the last year that is over."""
    person, asked = request.person, request.GET
    years = years_of(person)
    over = (year for year in years if year < timezone.localdate().year)
    year = number_in(asked.get("year", ""), 0) or next(over, next(iter(years), None))
    wanted = Wanted(
        year,
        asked.get("q", "")[:100].strip(),
        asked.get("grade", "") if asked.get("grade") in GRADES else "",
        asked.get("part", "") if asked.get("part") in PARTS else "",
    )
    found = results_found(person, wanted)
    page = Paginator(found, PAGE).get_page(asked.get("page"))
    units, _counties = person.units(Action.EDIT_FILING)
    bureaus = person.units(Action.REVIEW_IN_FINANCE)[1]
    context = {
        "page": page,
        "wanted": wanted,
        "years": years,
        "grades": GRADES,
        "counted": grades_of(results_found(person, wanted._replace(grade=""))),
        "may_open": bool(bureaus),
        "panel": _panel(person, bureaus, year) if bureaus and year else None,
        "waiting": _waiting(person, year) if year and units else (),
        "parts": PARTS.items(),
        "query": urlencode({key: value for key, value in wanted._asdict().items() if value}) + "&",
    }
    return render(request, "evaluation/results.html", context)


def _panel(person: Person, counties: set[str], year: int) -> Panel | None:
    """The work that is going on, or else that was done last, on the self-evaluations of a year."""
    every = [panel_of(person, counties, Kind.EVALUATE, opening.about_of(year, each)) for each in opening.PERIODS]
    told = [panel for panel in every if panel]
    return next((panel for panel in told if not panel.is_over), next(iter(told), None))


def _waiting(person: Person, year: int) -> list[tuple[str, list[Filing]]]:
    """The plans of a person's units on which a self-evaluation is still to begin, by its period."""
    return [
        (period, list(opening.plans_without(person, Action.EDIT_FILING, year, period)[:20]))
        for period in opening.PERIODS
    ]


def _period(request: Request) -> str:
    """The period of the self-evaluation that is to begin."""
    return WHOLE if request.POST.get("period") == WHOLE else opening.WHOLE_YEAR


@login_required
@require_POST
def open_year(request: Request) -> HttpResponse:
    """Begin the self-evaluations of a year for all units of my counties."""
    year = number_in(request.POST.get("year", ""), 0)
    _units, counties = request.person.units(Action.REVIEW_IN_FINANCE)
    if not counties:
        raise PermissionDenied
    for county_code in sorted(counties):
        try:
            job = opening.evaluations_open(
                person=request.person, county_code=county_code, year=year, period=_period(request)
            ).job
        except JobOpen:
            continue  # sent twice: the page shows how far it is
        except JobError as error:
            messages.error(request, str(error))
            continue
        if job is None or job.state == State.DONE:
            number = number_done(job) if job else 0
            words = ngettext("已为%(number)s个单位建立绩效自评。", "已为%(number)s个单位建立绩效自评。", number)
            messages.success(request, words % {"number": number})
    return redirect(f"{request.path.rsplit('open/', 1)[0]}?year={year}")


@login_required
@require_POST
def begin(request: Request, plan_id: uuid.UUID) -> HttpResponse:
    """Begin the self-evaluation on a plan of my unit."""
    try:
        filing = opening.evaluation_begin(person=request.person, plan_id=plan_id, period=_period(request))
    except AlreadyThere:  # sent twice, or a colleague was quicker
        standing = opening.evaluation_standing(plan_id, _period(request))
        return redirect("filings:filing", standing.pk) if standing else redirect("evaluation:results")
    except FilingError as error:
        messages.error(request, gettext(str(error)))
        return redirect("evaluation:results")
    return redirect("filings:edit", filing.pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def marks(request: Request, evaluation_id: uuid.UUID) -> HttpResponse:
    """The marks of a self-evaluation with their working; a filler may choose and fill in."""
    filing = evaluation_for(request.person, evaluation_id)
    if request.method != "POST":
        return _marks(request, filing)
    request.person.demand(Action.EDIT_FILING, filing.unit)
    by_formula = request.POST.get("do") == "fill"
    try:
        filled = marks_fill(
            person=request.person,
            filing_id=filing.pk,
            chosen=sent_by_path(request.POST, "points"),
            reasons=sent_by_path(request.POST, "reason"),
            by_formula=by_formula,
        )
    except FilingError as error:
        messages.error(request, gettext(str(error)))
        status = 409 if isinstance(error, MovedOn) else 422
        return _marks(request, evaluation_for(request.person, evaluation_id), status)
    if filled.saved and (filled.saved.refused or filled.saved.conflicts):
        messages.warning(request, gettext("有内容没有写入：其他人刚刚改动过，请核对后再试。"))
    elif filled.written:
        words = ngettext("已写入%(number)s处。", "已写入%(number)s处。", filled.written)
        messages.success(request, words % {"number": filled.written})
    elif not filled.refused:
        messages.info(request, gettext("没有需要写入的内容。"))
    if filled.refused:
        messages.error(request, gettext("这些得分没有写入：%(rows)s。") % {"rows": "；".join(filled.refused[:5])})
    if filled.left:
        messages.warning(request, gettext("还要由您确定得分：%(rows)s。") % {"rows": "；".join(filled.left[:5])})
    return redirect("evaluation:marks", filing.pk)


def _marks(request: Request, filing: Filing, status: int = 200) -> HttpResponse:
    document = draft_of(filing).document
    marked = marks_of(document)
    context = {
        "filing": filing,
        "marked": marked,
        "terms": terms_of(document),
        "may_edit": may_edit(request.person, filing),
        "troubles": sum(len(each.every) for each in marked),
        "may_recheck": may_recheck(request.person, filing),
        "recheck": recheck_seen(request.person, filing),
    }
    return render(request, "evaluation/marks.html", context, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def recheck(request: Request, evaluation_id: uuid.UUID) -> HttpResponse:
    """The department's or the bureau's marks beside the unit's own."""
    filing = evaluation_for(request.person, evaluation_id)
    if request.method != "POST":
        return _recheck(request, filing)
    request.person.demand(right_to_recheck(filing), filing.unit)
    given = given_in(request.POST)
    told = request.POST.get("do") == "tell"
    try:
        recheck_save(
            person=request.person,
            filing_id=filing.pk,
            given=given,
            opinion=request.POST.get("opinion", "")[:4000],
            version=number_in(request.POST.get("version", ""), 0),
            is_told=told,
        )
    except FilingError as error:
        messages.error(request, gettext(str(error)))
        return _recheck(request, filing, given, request.POST.get("opinion", ""), 422)
    messages.success(request, gettext("复核意见已告知单位。") if told else gettext("已保存，单位还看不到。"))
    return redirect("evaluation:recheck", filing.pk)


def _recheck(
    request: Request, filing: Filing, given: dict[str, Given] | None = None, opinion: str = "", status: int = 200
) -> HttpResponse:
    kept = recheck_seen(request.person, filing)
    may = may_recheck(request.person, filing)
    standing = recheck_of(filing) if may else None
    context: dict[str, Any] = {
        "filing": filing,
        "compared": compared_of(filing, given) if kept or may else (),
        "recheck": kept,
        "version": standing.version if standing else 0,
        "opinion": opinion or (kept.opinion if kept else ""),
        "may_recheck": may,
        "may_issue": request.person.may(Action.REVIEW_IN_FINANCE, filing.unit),
    }
    return render(request, "evaluation/recheck.html", context, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def samples(request: Request) -> HttpResponse:
    """The samples that were drawn, and drawing another."""
    request.person.demand_somewhere(Action.SEE_QUEUE)
    years = years_of(request.person)
    over = (year for year in years if year < timezone.localdate().year)
    form = DrawForm(request.POST or None, initial={"year": next(over, next(iter(years), None))})
    if request.method == "POST":
        request.person.demand_somewhere(Action.REVIEW_IN_FINANCE)
        if form.is_valid():
            _units, counties = request.person.units(Action.REVIEW_IN_FINANCE)
            try:
                drawn = sample_draw(person=request.person, county_code=min(counties), **form.cleaned_data)
            except FilingError as error:
                form.add_error(None, gettext(str(error)))
            else:
                return redirect("evaluation:sample", drawn.pk)
    context = {
        "form": form,
        "samples": samples_seen_by(request.person)[:100],
        "may_draw": request.person.may_somewhere(Action.REVIEW_IN_FINANCE),
    }
    return render(request, "evaluation/samples.html", context, status=422 if form.errors else 200)


@login_required
@require_safe
def sample(request: Request, sample_id: uuid.UUID) -> HttpResponse:
    """A sample with the reason for every project of it."""
    found = sample_for(request.person, sample_id)
    rows = found.drawn.select_related("filing__unit").defer("filing__draft", "filing__carried", "filing__returned")
    return render(request, "evaluation/sample.html", {"sample": found, "rows": rows})
