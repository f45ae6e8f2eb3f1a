"""Beginning a plan, from a file or blank; the original's text beside what was understood of it."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from jixiao.model import Document
from jixiao_web.accounts.policy import Action
from jixiao_web.accounts.requests import Request
from jixiao_web.filings.cards import cards_of_start
from jixiao_web.filings.errors import FilingError
from jixiao_web.filings.forms import StartForm
from jixiao_web.filings.intake import plan_from
from jixiao_web.filings.models import Filing, Source
from jixiao_web.filings.originals import original_of
from jixiao_web.filings.rows import blank
from jixiao_web.filings.selectors import filing_for, may_edit
from jixiao_web.filings.services import filing_begin, filing_carry_over


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: Request) -> HttpResponse:
    """Begin a plan."""
    request.person.demand_somewhere(Action.EDIT_FILING)
    asked = {name: words for name in ("unit", "year") if (words := request.GET.get(name))}
    form = StartForm(request.person, request.POST or None, request.FILES or None, initial=asked)
    if request.method == "POST" and form.is_valid():
        try:
            filing = _begun(request, form)
        except FilingError as error:
            form.add_error(None, str(error))
        else:
            return redirect("filings:original" if form.cleaned_data["file"] else "filings:edit", filing.pk)
    shown = {"form": form, "cards": cards_of_start(request.person)}
    return render(request, "filings/start.html", shown, status=422 if form.errors else 200)


def _begun(request: Request, form: StartForm) -> Filing:
    unit, year, upload = form.units[form.cleaned_data["unit"]], form.cleaned_data["year"], form.cleaned_data["file"]
    if not upload and form.cleaned_data["carry"]:
        return filing_carry_over(person=request.person, unit=unit, year=year)
    if not upload:
        document = blank(Document(kind="performance_plan", profile="hebei"))
        return filing_begin(person=request.person, unit=unit, year=year, document=document)
    intake = plan_from(upload)
    filing = filing_begin(
        person=request.person,
        unit=unit,
        year=year,
        document=intake.document,
        cause="imported",
        original=intake.original,
    )
    _tell_differences(request, filing, intake.document)
    return filing


def _tell_differences(request: Request, filing: Filing, document: Document) -> None:
    """Say where the file speaks of another unit or year than the filing."""
    other = document.unit.name
    if other and other != filing.unit.name:
        messages.warning(request, _("文件里的单位是“%(unit)s”，申报件按所选单位建立。") % {"unit": other})
    if document.year and document.year != filing.year:
        told = {"year": document.year, "chosen": filing.year}
        messages.warning(request, _("文件是%(year)s年的，申报件按%(chosen)s年建立，请逐项核对年份和金额。") % told)


@login_required
@require_safe
def original(request: Request, filing_id: uuid.UUID) -> HttpResponse:
    """The text of the file that a draft was read from, with what was understood of it; doubtful places are marked."""
    filing = filing_for(request.person, filing_id)
    source = Source.objects.filter(filing=filing).first()
    if source is None:
        raise Http404
    shown = {
        "filing": filing,
        "source": source,
        "original": original_of(source, filing),
        "may_edit": may_edit(request.person, filing),
    }
    return render(request, "filings/original.html", shown)
