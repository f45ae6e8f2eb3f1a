"""What is late: commitments, measures and corrective action beyond their day, the longest first, each with its page."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext, gettext_noop

from jixiao_web.commitments.models import Commitment
from jixiao_web.common.prepared import Prepared, Slot
from jixiao_web.evaluation.models import Rectification
from jixiao_web.monitoring.models import Measure
from jixiao_web.overview.selectors import Place

MOST = 10
_OPEN = (Rectification.State.ISSUED, Rectification.State.RETURNED)


class Late(NamedTuple):
    """Something late: what it is, whose, until when it should have been done, where its page is."""

    what: str
    words: str
    unit: str
    due: date
    url: str


class Lateness(NamedTuple):
    """The longest late, and how many there are in all; where there are `more`, at least."""

    first: list[Late]
    number: int
    more: bool = False


class _Kind(NamedTuple):
    """A kind of what may be late: its name, its page, and its selects."""

    what: str
    address: str
    first: Prepared[Any]
    keys: Prepared[Any]


def late_of(place: Place, year: int | None, today: date, most: int = MOST, counted: int | None = None) -> Lateness:
    """What is late of a place's year, in six queries at most.

    Args:
        counted: up to how many of a kind are counted; None for all.
    """
    found: list[Late] = []
    number, more = 0, False
    values = (place.county_code, year, today, *((place.unit.pk,) if place.unit else ()))
    for kind in _KINDS:
        rows = kind.first.rows(values, most=most) if year else []
        found += [Late(gettext(kind.what), words, unit, due, _page(kind, key)) for key, words, due, unit in rows]
        every = len(rows) if len(rows) < most else len(kind.keys.rows(values, most=counted and counted + 1))
        number += every if counted is None else min(every, counted)
        more = more or (counted is not None and every > counted)
    return Lateness(sorted(found, key=lambda late: late.due)[:most], number, more)


def _page(kind: _Kind, key: uuid.UUID) -> str:
    return reverse(kind.address, args=[key])


def _commitments(county: Slot, year: Slot, today: Slot, *unit: Slot) -> QuerySet[Commitment]:
    rows = Commitment.objects.filter(county_code=county, year=year, in_plan=True, due_on__lt=today)
    return rows.filter(unit_id=unit[0]) if unit else rows


def _measures(county: Slot, year: Slot, today: Slot, *unit: Slot) -> QuerySet[Measure]:
    rows = Measure.objects.filter(county_code=county, filing__year=year, closed_at=None, due__lt=today)
    return rows.filter(filing__unit_id=unit[0]) if unit else rows


def _mends(county: Slot, year: Slot, today: Slot, *unit: Slot) -> QuerySet[Rectification]:
    rows = Rectification.objects.filter(county_code=county, year=year, state__in=_OPEN, due__lt=today)
    return rows.filter(unit_id=unit[0]) if unit else rows


def _kind(what: str, address: str, rows: Callable[..., QuerySet[Any]], words: str, due: str, unit: str) -> _Kind:
    columns = ("pk", words, due, f"{unit}__name")
    return _Kind(
        what,
        address,
        Prepared(lambda *slots, most: rows(*slots).order_by(due, "pk").values_list(*columns)[:most]),
        Prepared(lambda *slots, most: rows(*slots).order_by().values_list("pk")[:most]),
    )


_KINDS = (
    _kind(gettext_noop("保障措施"), "commitments:commitment", _commitments, "text", "due_on", "unit"),
    _kind(gettext_noop("监控整改措施"), "monitoring:measure", _measures, "about", "due", "filing__unit"),
    _kind(gettext_noop("自评整改"), "evaluation:rectification", _mends, "problem", "due", "unit"),
)
