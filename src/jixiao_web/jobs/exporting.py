"""Filings as official forms in one archive with an index."""

from __future__ import annotations

import errno
import hashlib
import io
import json
import os
import tempfile
import zipfile
from collections.abc import Callable
from decimal import Decimal
from typing import Any, NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from jixiao import api
from jixiao_web.accounts.policy import Action, Person
from jixiao_web.common.files import clean_name
from jixiao_web.filings.errors import FilingError
from jixiao_web.filings.models import Filing
from jixiao_web.filings.store import day_of, document_of
from jixiao_web.jobs import folder
from jixiao_web.jobs.models import Job, Outcome, Step

RESULT = "result.zip"
KINDS = ("docx", "pdf", "xlsx")


class Made(NamedTuple):
    """A result: the name that a person keeps it under, and its hash."""

    name: str
    sha256: str


def write(person: Person, job: Job, step: Step) -> Callable[[], None]:
    """Write a filing's forms into the job's folder; written twice it is the same file."""
    filing = Filing.objects.filter(pk=step.filing_id).select_related("unit").first() if step.filing_id else None
    if filing is None:
        raise FilingError(_("申报件已不在。"))
    person.demand(Action.SEE_FILING, filing.unit)
    document = document_of(filing)
    for kind in json.loads(job.arguments)["kinds"]:
        made = api.write(document, kind, api.WriteOptions(marks=True, day=day_of(filing)))
        folder.put(job.pk, f"{step.number}.{kind}", made.data)

    def effect() -> None:
        step.outcome = Outcome.DONE

    return effect


def pack(job: Job) -> Made:
    """The archive of all that was written. It is in its place whole or not at all."""
    kinds = json.loads(job.arguments)["kinds"]
    steps = list(Step.objects.filter(job=job).select_related("filing__unit").defer("filing__draft").order_by("number"))
    path = folder.made(job.pk)
    handle, temporary = tempfile.mkstemp(dir=path, prefix=".part-")
    with os.fdopen(handle, "w+b") as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
            packed.writestr("index.xlsx", _index(steps, kinds))
            for step in steps:
                for kind in kinds:
                    if step.outcome == Outcome.DONE:
                        packed.writestr(_name(step, kind), _written(job, step, kind), zipfile.ZIP_STORED)
        file.flush()
        os.fsync(file.fileno())
        file.seek(0)
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    os.replace(temporary, path / RESULT)
    day = timezone.localdate()
    return Made(f"{_('申报件')}-{day:%Y%m%d}-{str(job.pk)[-6:]}.zip", sha256)


def tidy(job: Job) -> None:
    """Drop what was packed: not before the job is over, for a killed worker's job packs once more."""
    for number in Step.objects.filter(job=job).values_list("number", flat=True):
        for kind in json.loads(job.arguments)["kinds"]:
            folder.drop(job.pk, f"{number}.{kind}")


def _written(job: Job, step: Step, kind: str) -> bytes:
    data = folder.take(job.pk, f"{step.number}.{kind}")
    if data is None:  # lost by a disk or an old backup: an archive that lacks it silently would be worse
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), f"{step.number}.{kind}")
    return data


def _name(step: Step, kind: str) -> str:
    """A file's name within the archive: its number keeps two of a unit and year apart."""
    return clean_name(f"{step.number:04d}-{step.name.replace(' ', '-')}.{kind}")


def _index(steps: list[Step], kinds: list[str]) -> bytes:
    """The table of all filings, for people and programs."""
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet, bold, money = (
        book.add_worksheet(),
        book.add_format({"bold": True}),
        book.add_format({"num_format": "#,##0.00"}),
    )
    heads = [
        _("单位编码"),
        _("单位"),
        _("年度"),
        _("种类"),
        _("状态"),
        _("项目"),
        _("预算合计（元）"),
        _("错误"),
        _("疑点"),
    ]
    sheet.write_row(0, 0, [*heads, *(_("文件") for _kind in kinds), _("说明")], bold)
    sheet.set_column(0, 0, 12)
    sheet.set_column(1, 1, 34)
    sheet.set_column(6, 6, 18)
    sheet.set_column(9, 9 + len(kinds), 40)
    sheet.freeze_panes(1, 0)
    for row, step in enumerate(steps, 1):
        sheet.write_row(row, 0, _cells(step))
        if step.filing:
            sheet.write_number(row, 6, float(Decimal(step.filing.budget_fen).scaleb(-2)), money)
        if step.outcome == Outcome.DONE:
            sheet.write_row(row, 9, [_name(step, kind) for kind in kinds])
        sheet.write_string(row, 9 + len(kinds), step.words)
    book.close()
    return out.getvalue()


def _cells(step: Step) -> list[Any]:
    filing = step.filing
    if filing is None:
        return ["", step.name, step.year]
    told = [filing.unit.code, filing.unit.name, filing.year, filing.called]
    state = pgettext("state", filing.get_state_display())
    return [*told, state, filing.projects, None, filing.errors, filing.warnings]
