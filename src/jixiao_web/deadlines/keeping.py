"""The day on which a filing is due, kept on it (`Filing.due_on`), so that long lists are read in the order of an index.

It is told anew when a filing begins, moves or is graded, when an adjustment changes an approved plan, and for all
filings of a year when the county's dates have changed. What nothing here hears of — new terms of the law, rows
that were written past the services — a daily look sets right.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import FieldDoesNotExist
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from jixiao.model import Document
from jixiao_web.accounts.models import Unit
from jixiao_web.accounts.policy import Person
from jixiao_web.common.models import new_key
from jixiao_web.deadlines.dates import deadlines_told
from jixiao_web.deadlines.models import CountyDeadline, DuesWanted
from jixiao_web.filings.due import NEVER
from jixiao_web.filings.models import Filing, State
from jixiao_web.monitoring.models import Round
from jixiao_web.review.models import ReviewSheet

_READ = ("county_code", "unit_id", "kind", "year", "period", "state", "changed_at", "due_on")
_AT_ONCE = 200
"""Filings that a transaction holds: so few that nobody who writes waits for long."""


def due_begin(filing: Filing, document: Document | None) -> None:
    """Tell the day of a filing that has just begun, or of an approved plan that an adjustment has just changed."""
    if document is not None and (filing.due_on is None or filing.state == State.APPROVED):
        _keep([filing])


def due_follow(filing: Filing, move: str, person: Person) -> None:
    """Tell the day of a filing that has just been moved, within the transaction of the move."""
    _keep([filing])


def due_follows_grade(filing: Filing) -> None:
    """Tell the day of a filing that finance has just graded, within the transaction of the grade."""
    _keep([filing])


def dues_refresh(unit: Unit, year: int, kind: str) -> int:
    """Tell the days of a unit's filings of a year and kind anew; returns how many changed.

    Must be called inside the transaction that changes the unit's own date, before its entry in the log: who moves a
    filing holds it first and the log's end after it. A filing that is being moved is waited for; one that begins at
    the same moment is set right by the daily look.
    """
    rows = Filing.every.filter(county_code=unit.county_code, unit=unit, year=year, kind=kind).only(*_READ)
    return _keep(rows.order_by("pk").select_for_update())


def dues_want(county_code: str, year: int, kind: str) -> None:
    """Note that the days of a county's filings are to be told anew, inside the transaction that changes its dates."""
    token = {"token": new_key()}
    DuesWanted.objects.update_or_create(county_code=county_code, year=year, kind=kind, defaults=token)


def dues_go_on() -> int:
    """Tell the days that are wanted, some filings at a time; returns how many changed.

    To be called when the county's dates are written, outside their transaction. Whoever dies in the middle leaves the
    wish, and the server's clock goes on; whoever changes the dates meanwhile renews it, and does all once more.
    """
    changed = 0
    for wanted in DuesWanted.objects.order_by("pk"):
        about = {"county_code": wanted.county_code, "year": wanted.year, "kind": wanted.kind}
        changed += _some_at_a_time(Filing.every.filter(**about).order_by("pk"))
        DuesWanted.objects.filter(pk=wanted.pk, token=wanted.token).delete()
    return changed


def dues_refresh_all() -> int:
    """Tell the days of all filings anew; returns how many changed.

    Some filings at a time, first without holding them: the server may start or go on meanwhile, and nobody who writes
    waits for long.
    """
    return _some_at_a_time(Filing.every.order_by("county_code", "year", "kind", "pk"))


def _some_at_a_time(filings: QuerySet[Filing]) -> int:
    keys, changed = list(filings.values_list("pk", flat=True)), 0
    for start in range(0, len(keys), _AT_ONCE):
        rows = Filing.every.filter(pk__in=keys[start : start + _AT_ONCE]).only(*_READ).order_by("pk")
        if dues_wrong(rows):
            with transaction.atomic():
                changed += _keep(rows.select_for_update())
    return changed


def dues_wrong(filings: Iterable[Filing]) -> list[Filing]:
    """The filings that bear another day than holds for them."""
    return [filing for filing, _day in _differing(filings)]


def dues_complete(apps: Any = None, **_: Any) -> None:
    """After a migration: the days that no earlier version kept, once all tables are there that they are told by.

    Args:
        apps: what the migration led to; None where tables were only emptied.
    """
    if apps is None or _holds(apps):
        dues_refresh_all()


def _holds(apps: Any) -> bool:
    try:
        return bool(apps.get_model("filings", "Filing")._meta.get_field("due_on")) and all(
            apps.get_model(model._meta.label) for model in (CountyDeadline, DuesWanted, ReviewSheet, Round)
        )
    except (LookupError, FieldDoesNotExist):
        return False


def _keep(filings: Iterable[Filing] | QuerySet[Filing]) -> int:
    keys: defaultdict[date, list[UUID]] = defaultdict(list)
    differing = _differing(filings)
    for filing, day in differing:
        filing.due_on = day  # whoever saves it next must not write the old one
        keys[day].append(filing.pk)
    for day, same in keys.items():
        for start in range(0, len(same), _AT_ONCE):
            Filing.every.filter(pk__in=same[start : start + _AT_ONCE]).update(due_on=day)
    return len(differing)


def _differing(filings: Iterable[Filing]) -> list[tuple[Filing, date]]:
    filings = [*filings]
    told = deadlines_told(filings, timezone.localdate())
    days = ((filing, told[filing.pk].day if filing.pk in told else NEVER) for filing in filings)
    return [(filing, day) for filing, day in days if filing.due_on != day]
