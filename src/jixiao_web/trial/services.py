"""Trying a file, and beginning a filing with it. Nothing of a trial outlives its hour."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from importlib.resources import files

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from jixiao.api import language
from jixiao_web.accounts.models import Unit
from jixiao_web.accounts.policy import Person
from jixiao_web.filings.errors import NotReadable
from jixiao_web.filings.intake import intake_of, loaded, run_apart, taken
from jixiao_web.filings.models import Filing
from jixiao_web.filings.reading import Read
from jixiao_web.filings.services import filing_begin
from jixiao_web.trial.apart import Tried
from jixiao_web.trial.models import Trial

SAMPLE = "qingshi-2025.docx"
KEPT = timedelta(hours=1)
MOST = 5
"""Trials that a person may have at a time; the oldest goes first."""


def trial_make(*, person: Person, upload: UploadedFile[bytes] | None = None) -> Trial:
    """Read and check a file, or the bundled sample.

    Raises:
        NotReadable: too large, or not readable within the bounds.
    """
    if upload is None:
        data, name = files("jixiao.samples").joinpath(SAMPLE).read_bytes(), SAMPLE
    else:
        data, name = taken(upload)
    told = run_apart("jixiao_web.trial.apart", data, name, Tried)
    if told.error:
        raise NotReadable(told.error)
    loaded(told.document, name)
    with transaction.atomic():
        trials_remove_old()
        mine = Trial.objects.filter(user=person.user).order_by("-created_at", "-pk")
        Trial.objects.filter(pk__in=list(mine.values_list("pk", flat=True)[MOST - 1 :])).delete()
        return Trial.objects.create(
            user=person.user,
            name=name,
            sha256=hashlib.sha256(data).hexdigest(),
            document=told.document,
            report=told.report,
            page=told.page,
            language=language(),
            report_other=told.report_other,
            page_other=told.page_other,
            lines=told.lines,
        )


def trials_remove_old() -> int:
    """Remove what was tried more than an hour ago; returns how many there were."""
    return Trial.objects.filter(created_at__lt=timezone.now() - KEPT).delete()[0]


def trial_begin(*, person: Person, trial: Trial, unit: Unit, year: int) -> Filing:
    """Begin a unit's plan with what was tried.

    Raises:
        NotReadable: it is no plan. PermissionDenied, AlreadyThere: as `filing_begin`.
    """
    intake = intake_of(Read(document=trial.document), trial.name, trial.sha256)
    original = intake.original._replace(lines=trial.lines)
    return filing_begin(
        person=person, unit=unit, year=year, document=intake.document, cause="imported", original=original
    )
