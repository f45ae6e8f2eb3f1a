"""What is late: commitments, measures and corrective action beyond their day, the longest first, each with its page."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from django.db.models import QuerySet
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext

from jixiao_web.commitments.models import Commitment
from jixiao_web.evaluation.models import Rectification
from jixiao_web.monitoring.models import Measure
from jixiao_web.overview.selectors import Place

MOST = 10


class Late(NamedTuple):
    """Something late: what it is, whose, until when it should have been done, where its page is."""

    what: str
    words: str
    unit: str
    due: date
    url: str


class Lateness(NamedTuple):
    """The longest late, and how many there are in all."""

    first: list[Late]
    number: int


def late_of(place: Place, year: int | None, today: date) -> Lateness:
    """What is late of a place's year, in six queries."""
    own = {"county_code": place.county_code}
    commitments = Commitment.objects.filter(**own, year=year, in_plan=True, due_on__lt=today)
    measures = Measure.objects.filter(**own, filing__year=year, closed_at=None, due__lt=today)
    open_states = (Rectification.State.ISSUED, Rectification.State.RETURNED)
    mends = Rectification.objects.filter(**own, year=year, state__in=open_states, due__lt=today)
    if place.unit:
        commitments, mends = commitments.filter(unit=place.unit), mends.filter(unit=place.unit)
        measures = measures.filter(filing__unit=place.unit)
    found = [
        *_told(commitments.select_related("unit").order_by("due_on"), gettext("保障措施"), "commitments:commitment"),
        *_told(measures.select_related("filing__unit").order_by("due"), gettext("监控整改措施"), "monitoring:measure"),
        *_told(mends.select_related("unit").order_by("due"), gettext("自评整改"), "evaluation:rectification"),
    ]
    number = commitments.count() + measures.count() + mends.count()
    return Lateness(sorted(found, key=lambda late: late.due)[:MOST], number)


def _told(rows: QuerySet, what: str, address: str) -> list[Late]:
    return [
        Late(
            what,
            getattr(row, "text", "") or getattr(row, "about", "") or getattr(row, "problem", ""),
            (row.filing.unit if isinstance(row, Measure) else row.unit).name,
            row.due_on if isinstance(row, Commitment) else row.due,
            _page(address, row.pk),
        )
        for row in rows[:MOST]
    ]


def _page(address: str, key: object) -> str:
    try:
        return reverse(address, args=[key])
    except NoReverseMatch:
        return ""
