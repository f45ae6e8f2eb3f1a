"""Setting the county's dates: each service is one transaction with right, compare-and-set, change and log entry.

The days on the filings of all units follow the county's dates in transactions of their own.
"""

from __future__ import annotations

import calendar
import logging
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import DatabaseError, IntegrityError, transaction
from django.utils.translation import gettext

from jixiao_web.accounts.models import Unit
from jixiao_web.accounts.policy import Action, Person
from jixiao_web.accounts.selectors import managed_county
from jixiao_web.audit.log import log_append
from jixiao_web.deadlines.errors import ChangedMeanwhile, NothingToCopy, ReasonMissing, WrongOrder
from jixiao_web.deadlines.keeping import dues_go_on, dues_refresh, dues_want
from jixiao_web.deadlines.models import STEP_WORDS, CountyDeadline, Step
from jixiao_web.deadlines.naming import key_of

_logger = logging.getLogger(__name__)
WAY = (Step.SUBMIT, Step.UNIT_REVIEW, Step.FINANCE_REVIEW, Step.APPROVE, Step.PUBLISH)
"""Steps in the order of a filing's way: their dates must not run backwards."""


def dates_of(county_code: str, year: int, kind: str) -> dict[str, date]:
    """The dates for all units, by step."""
    rows = CountyDeadline.objects.filter(county_code=county_code, year=year, kind=kind, unit=None)
    return dict(rows.values_list("step", "day"))


def dates_set(
    *, person: Person, year: int, kind: str, days: Mapping[str, date | None], seen: Mapping[str, date | None]
) -> int:
    """Set the county's dates of a year for all units; returns how many changed.

    Args:
        days: by step; None takes a date away. seen: the dates that the person saw.
    Raises:
        PermissionDenied: manages no county. ChangedMeanwhile, WrongOrder: see there.
    """
    county = managed_county(person)
    _demand_order(days)
    changed: list[tuple[CountyDeadline, date | None, date | None]] = []
    try:
        with transaction.atomic():
            rows = {row.step: row for row in _county_wide(county, year, kind).select_for_update()}
            for step in Step.values:
                row, day = rows.get(step), days.get(step)
                before = row.day if row else None
                if before != seen.get(step):
                    raise ChangedMeanwhile
                if before == day:
                    continue
                row = row or CountyDeadline(county_code=county, year=year, kind=kind, step=step)
                if day is None:
                    row.delete()
                else:
                    row.day = day
                    row.save()
                changed.append((row, before, day))
            if changed:
                dues_want(county, year, kind)
            for row, before, day in changed:
                _log(person, row, "deadline_set", day_before=_text(before), day=_text(day))
    except IntegrityError:
        raise ChangedMeanwhile from None
    if changed:
        _go_on()
    return len(changed)


def dates_copy(*, person: Person, year: int, kind: str) -> int:
    """Take last year's dates, moved by a year, where this year has none; exceptions stay behind.

    Raises:
        PermissionDenied: manages no county. NothingToCopy, ChangedMeanwhile, WrongOrder: see there.
    """
    county = managed_county(person)
    last, now = dates_of(county, year - 1, kind), dates_of(county, year, kind)
    missing = {step: a_year_later(day) for step, day in last.items() if step not in now}
    if not missing:
        raise NothingToCopy
    return dates_set(person=person, year=year, kind=kind, days=now | missing, seen=now)


def exception_set(*, person: Person, year: int, kind: str, step: str, unit: Unit, day: date, reason: str) -> None:
    """Give one unit a date of its own, with the reason.

    Raises:
        PermissionDenied: not a unit of the county that the person manages. ReasonMissing: see there.
    """
    person.demand(Action.MANAGE, unit)
    if not reason.strip():
        raise ReasonMissing
    with transaction.atomic():
        about: dict[str, Any] = {
            "county_code": unit.county_code,
            "year": year,
            "kind": kind,
            "step": step,
            "unit": unit,
        }
        before = CountyDeadline.objects.select_for_update().filter(**about).first()
        values: dict[str, Any] = {"day": day, "reason": reason.strip()}
        row, _ = CountyDeadline.objects.update_or_create(**about, defaults=values)
        dues_refresh(unit, year, kind)
        told = {"day_before": _text(before.day) if before else "", "day": _text(day), "reason": row.reason}
        _log(person, row, "deadline_excepted", **told)


def exception_remove(*, person: Person, row: CountyDeadline) -> None:
    """Take a unit's own date away: the county's holds again.

    Raises:
        PermissionDenied: not a unit of the county that the person manages. ChangedMeanwhile: it is gone already.
    """
    person.demand_in_county(Action.MANAGE, row.county_code)
    with transaction.atomic():
        deleted, _ = CountyDeadline.objects.filter(pk=row.pk, unit__isnull=False, day=row.day).delete()
        if not deleted:
            raise ChangedMeanwhile
        if row.unit is not None:
            dues_refresh(row.unit, row.year, row.kind)
        _log(person, row, "deadline_exception_removed", day_before=_text(row.day), day="")


def a_year_later(day: date) -> date:
    """The same day of the next year; the end of February stays its end.

    >>> a_year_later(date(2024, 2, 29)), a_year_later(date(2025, 3, 1))
    (datetime.date(2025, 2, 28), datetime.date(2026, 3, 1))
    """
    last = calendar.monthrange(day.year + 1, day.month)[1]
    return day.replace(year=day.year + 1, day=min(day.day, last))


def _county_wide(county: str, year: int, kind: str):  # type: ignore[no-untyped-def]  # a query set
    return CountyDeadline.objects.filter(county_code=county, year=year, kind=kind, unit=None)


def _go_on() -> None:
    try:
        dues_go_on()
    except DatabaseError:  # the dates are written; the server's clock tells the rest of the days
        _logger.exception("the days of filings are told later")


def _demand_order(days: Mapping[str, date | None]) -> None:
    wrong: dict[str, str] = {}
    latest: tuple[Step, date] | None = None
    for step in WAY:
        day = days.get(step)
        if day is None:
            continue
        if latest and day < latest[1]:
            wrong[step] = gettext("不能早于“%(step)s”的 %(day)s") % {
                "step": STEP_WORDS[latest[0]], "day": latest[1].isoformat(),
            }  # fmt: skip
        else:
            latest = (step, day)
    if wrong:
        raise WrongOrder(wrong)


def _text(day: date | None) -> str:
    return day.isoformat() if day else ""


def _log(person: Person, row: CountyDeadline, action: str, **detail: str) -> None:
    log_append(
        county_code=row.county_code,
        actor=person.user.username,
        action=action,
        object_kind="deadline",
        object_key=key_of(row),
        detail=detail,
    )
