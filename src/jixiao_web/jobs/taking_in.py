"""Files of many units: each read apart and matched to its unit; then filings begun with those that were chosen."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import msgspec
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jixiao.model import Document
from jixiao_web.accounts.models import Unit
from jixiao_web.accounts.policy import Action, Person
from jixiao_web.filings.checking import check
from jixiao_web.filings.errors import NotReadable
from jixiao_web.filings.intake import intake_of, read_apart
from jixiao_web.filings.models import Filing
from jixiao_web.filings.models import Kind as FilingKind
from jixiao_web.filings.reading import Read
from jixiao_web.filings.services import filing_begin, owned
from jixiao_web.jobs import folder
from jixiao_web.jobs.models import Job, Outcome, Step

_CODE = re.compile(r"(?<!\d)\d{3,12}(?!\d)")
_YEARS = range(2000, 2101)


def read(person: Person, job: Job, step: Step) -> Callable[[], None]:
    """Read a file, and see what would become of it."""
    data = folder.take(job.pk, f"{step.number}.in")
    if data is None:
        raise NotReadable(_("上传的文件已不在，请重新上传。"))
    told = read_apart(data, step.name)
    document = intake_of(told, step.name, step.sha256).document
    folder.put(job.pk, f"{step.number}.json", msgspec.json.encode(told))

    def effect() -> None:
        year = document.year if document.year in _YEARS else json.loads(job.arguments)["year"]
        step.unit, step.year = unit_of(job.county_code, document, step.name), year
        step.outcome, step.words = _judged(job, step, document)

    return effect


def _judged(job: Job, step: Step, document: Document) -> tuple[Outcome, str]:
    if step.unit is None:
        told = " ".join(each for each in (document.unit.code, document.unit.name) if each)
        return Outcome.UNKNOWN, told or _("文件里没有写明单位。")
    there = Filing.objects.filter(
        county_code=job.county_code, unit=step.unit, year=step.year or 0, kind=FilingKind.PLAN
    ).first()
    if there is not None:
        step.filing = there
        return Outcome.THERE, ""
    twin = Step.objects.filter(job=job, unit=step.unit, year=step.year, number__lt=step.number, outcome=Outcome.NEW)
    first = twin.values_list("name", flat=True).first()
    if first is not None:
        return Outcome.TWICE, first
    return Outcome.NEW, _projects(len(document.projects))


def _projects(number: int) -> str:
    return ngettext("%(number)s 个项目", "%(number)s 个项目", number) % {"number": number}


def unit_of(county_code: str, document: Document, file_name: str) -> Unit | None:
    """The unit that a file is of: by the code or the name that it tells, else by the code in its file's name."""
    units = Unit.objects.filter(county_code=county_code, active=True)
    code, name = document.unit.code, document.unit.name
    found = units.filter(code=code).first() if code else None
    if found is None and name:
        alike = list(units.filter(name="".join(name.split()))[:2])
        found = alike[0] if len(alike) == 1 else None
    if found is None and not code:
        alike = list(units.filter(code__in=_CODE.findall(file_name))[:2])
        found = alike[0] if len(alike) == 1 else None
    return found


def begin(person: Person, job: Job, step: Step) -> Callable[[], None]:
    """Begin a filing with a file that was read."""
    source = Step.objects.filter(pk=step.source, job__owner=job.owner).first() if step.source else None
    kept = folder.take(source.job_id, f"{source.number}.json") if source else None
    if kept is None or step.unit is None or step.year is None:
        raise NotReadable(_("读取的结果已不在，请重新上传。"))
    unit, year = step.unit, step.year
    intake = intake_of(msgspec.json.decode(kept, type=Read), step.name, step.sha256)
    check(owned(intake.document, unit, year))  # slow, and remembered: not while others wait for the database

    def effect() -> None:
        step.filing = filing_begin(
            person=person,
            unit=unit,
            year=year,
            document=intake.document,
            cause="imported",
            original=intake.original,
            right=Action.IMPORT_MANY,
        )
        step.outcome = Outcome.DONE

    return effect
