"""Beginning a plan, from a file or blank; the original's text beside what was understood of it."""

from __future__ import annotations

import re
import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from jixiao.model import Document
from jixiao_web.accounts.policy import Action
from jixiao_web.accounts.requests import Request
from jixiao_web.common.provinces import profile_for
from jixiao_web.filings.amounts import YUAN
from jixiao_web.filings.cards import cards_of_start
from jixiao_web.filings.editing import edits_of
from jixiao_web.filings.errors import FilingError
from jixiao_web.filings.forms import StartForm
from jixiao_web.filings.intake import plan_from
from jixiao_web.filings.models import Filing, Source
from jixiao_web.filings.originals import original_of
from jixiao_web.filings.rows import blank
from jixiao_web.filings.selectors import filing_for, last_settled, may_edit
from jixiao_web.filings.services import draft_save, filing_begin, filing_carry_over


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
        filing = filing_carry_over(person=request.person, unit=unit, year=year)
        last = last_settled(unit, year)
        if last and last.year < year - 1:
            told = {"last": last.year, "before": year - 1}
            messages.warning(request, _("没有%(before)s年已批复的文本，沿用的是%(last)s年的。") % told)
        return filing
    if not upload:
        document = blank(Document(kind="performance_plan", profile=profile_for(unit.county_code)))
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
@require_http_methods(["GET", "HEAD", "POST"])
def original(request: Request, filing_id: uuid.UUID) -> HttpResponse:
    """The text of the file that a draft was read from, with what was understood of it; one corrects it there."""
    filing = filing_for(request.person, filing_id)
    if request.method == "POST":
        return _corrected(request, filing)
    source = Source.objects.filter(filing=filing).first()
    if source is None:
        raise Http404
    allowed = may_edit(request.person, filing)
    shown = {
        "filing": filing,
        "source": source,
        "original": original_of(source, filing, may_edit=allowed, correct=request.GET.get("correct", "")),
        "may_edit": allowed,
    }
    return render(request, "filings/original.html", shown)


def _corrected(request: Request, filing: Filing) -> HttpResponse:
    """Save the cells of one line of the original."""
    shape, line = request.POST.get("shape", ""), request.POST.get("line", "")
    try:
        saved = draft_save(
            person=request.person,
            filing_id=filing.pk,
            edits=edits_of(request.POST),
            money_unit=YUAN,
            shape=int(shape[:9]) if shape.isdecimal() else None,
        )
    except FilingError as error:
        messages.error(request, str(error))
    else:
        for _path, reason, _words in saved.refused:
            messages.warning(request, reason)
        for conflict in saved.conflicts:
            told = {"stands": conflict.stands, "words": conflict.refused}
            messages.warning(request, _("他人已改：现在是“%(stands)s”，您填的“%(words)s”没有保存。") % told)
        if not saved.refused and not saved.conflicts:
            messages.success(request, _("已保存。"))
    anchor = f"#{line}" if re.fullmatch(r"o-[0-9]{1,6}", line) else ""
    return redirect(reverse("filings:original", args=[filing.pk]) + anchor)
