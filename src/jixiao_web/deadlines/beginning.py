"""What a county that begins waits for: units, people, dates. Told to its administrator until they are there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext

from jixiao_web.accounts.models import Appointment, Role, Unit
from jixiao_web.accounts.policy import Action, Person
from jixiao_web.deadlines.models import CountyDeadline
from jixiao_web.filings.tasks import BEHIND, Task


def county_to_begin(person: Person, since: date) -> Iterator[Task]:
    """For `filings.tasks`: one step after the other; nothing more once the county has units, people and dates."""
    for county in sorted(person.units(Action.MANAGE)[1]):
        yield from _steps(county, (since + BEHIND).year)


def _steps(county: str, year: int) -> Iterator[Task]:
    what, held = gettext("建立本县"), Appointment.objects.filter(county_code=county)
    if not Unit.objects.filter(county_code=county).exists():
        words = gettext("第一步：导入本县各单位。单位导入后，才能建立填报人的账号。")
        yield Task(f"begin:{county}-units", what, words, reverse("accounts:units_import"), year, None)
        return
    if not (held.filter(role=Role.FILLER).exists() and held.filter(role=Role.FINANCE_REVIEWER).exists()):
        words = gettext("第二步：建立账号，至少有各单位的填报人、单位审核人和财政审核人。")
        yield Task(f"begin:{county}-people", what, words, reverse("accounts:accounts_import"), year, None)
    if not CountyDeadline.objects.filter(county_code=county).exists():
        words = gettext("第三步：设定绩效文本各环节的期限，各单位的待办和提醒按它计算。")
        yield Task(f"begin:{county}-dates", what, words, reverse("deadlines:dates", args=[year]), year, None)
