"""How jobs are named in the log, which does not know them."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext

from jixiao_web.jobs.models import Job
from jixiao_web.trace.objects import Named, Namer


def _jobs(keys: Iterable[str]) -> dict[str, Named]:
    found = Job.objects.filter(pk__in=[*keys])
    return {str(job.pk): Named(gettext(job.get_kind_display()), reverse("jobs:job", args=[job.pk])) for job in found}


NAMER = Namer(_jobs, lambda county_code, words: ())
