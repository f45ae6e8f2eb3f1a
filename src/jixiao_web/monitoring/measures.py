"""Measures about red and yellow lights: taken, followed up by notes, closed. Every service is one transaction."""

from __future__ import annotations

import uuid
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from jixiao_web.accounts.policy import Action, Person
from jixiao_web.filings.errors import MovedOn, RowGone
from jixiao_web.filings.models import Filing, Kind
from jixiao_web.filings.store import document_of, locked, log
from jixiao_web.monitoring.errors import DuePast, MeasureClosed, WordsMissing
from jixiao_web.monitoring.models import Measure, MeasureNote
from jixiao_web.monitoring.standing import standings_of


def measure_take(
    *,
    person: Person,
    filing_id: uuid.UUID,
    path: str,
    what: str,
    words: str,
    responsible: str,
    due: date,
    today: date | None = None,
) -> Measure:
    """Take a measure about a row or a project of a report; only the finance bureau suspends payments.

    Args:
        due: the day of taking or a later one. today: the day of taking, of what is entered of the past.
    Raises:
        PermissionDenied: neither the unit's filler nor the finance bureau. WordsMissing, DuePast, RowGone: see there.
    """
    with transaction.atomic():
        filing = locked(filing_id)
        _demand(person, filing, what)
        if filing.kind != Kind.MONITORING:
            raise MovedOn
        about, light = _about(filing, path)
        if not words.strip() or not responsible.strip():
            raise WordsMissing
        if due < (today or timezone.localdate()):
            raise DuePast
        made = Measure.objects.create(
            county_code=filing.county_code,
            filing=filing,
            path=path,
            about=about,
            light=light,
            what=what,
            words=words.strip(),
            responsible=responsible.strip()[:60],
            due=due,
            taken_by=person.user,
        )
        told = {"row": str(made.pk), "words": made.words, "responsible": made.responsible}
        log(filing, person, "measure_taken", note=made.words[:200], path=path, what=what, day=str(due), **told)
    return made


def measure_note(*, person: Person, measure_id: uuid.UUID, text: str, close: bool = False) -> MeasureNote:
    """Note what became of a measure, and close it with that note.

    Raises:
        PermissionDenied: as `measure_take`. WordsMissing: nothing is noted. MeasureClosed: it is closed.
    """
    with transaction.atomic():
        measure = Measure.objects.select_related("filing__unit").get(pk=measure_id)
        _demand(person, measure.filing, measure.what)
        if not text.strip():
            raise WordsMissing
        now = timezone.now()
        values = {"closed_at": now, "closed_by": person.user} if close else {"closed_at": None}
        if not Measure.objects.filter(pk=measure_id, closed_at=None).update(**values):
            raise MeasureClosed
        made = MeasureNote.objects.create(
            county_code=measure.county_code, measure=measure, text=text.strip(), by=person.user
        )
        action = "measure_closed" if close else "measure_noted"
        told = {"row": str(made.pk), "measure": str(measure_id), "words": made.text}
        log(measure.filing, person, action, note=made.text[:200], path=measure.path, **told)
    return made


def measure_link(*, person: Person, measure_id: uuid.UUID, adjustment_id: uuid.UUID) -> Measure:
    """Link a measure to the adjustment of the report's plan that it leads to.

    Raises:
        PermissionDenied: as `measure_take`. RowGone: it is no adjustment of that plan. MeasureClosed: it is closed.
    """
    with transaction.atomic():
        measure = Measure.objects.select_related("filing__unit").get(pk=measure_id)
        _demand(person, measure.filing, measure.what)
        adjustment = Filing.objects.filter(pk=adjustment_id, adjusts=measure.filing.plan_id).first()
        if adjustment is None:
            raise RowGone
        if not Measure.objects.filter(pk=measure_id, closed_at=None).update(adjustment=adjustment):
            raise MeasureClosed
        told = {"measure": str(measure_id), "adjustment": str(adjustment_id)}
        log(measure.filing, person, "measure_linked", path=measure.path, **told)
    return measure


def may_follow(person: Person, measure: Measure) -> bool:
    """Whether a person may note what became of a measure."""
    try:
        _demand(person, measure.filing, measure.what)
    except PermissionDenied:
        return False
    return True


def _demand(person: Person, filing: Filing, what: str) -> None:
    is_finance = person.may(Action.REVIEW_IN_FINANCE, filing.unit)
    if what == Measure.What.SUSPEND and not is_finance:
        raise PermissionDenied("suspend payments")
    if not is_finance:
        person.demand(Action.EDIT_FILING, filing.unit)


def _about(filing: Filing, path: str) -> tuple[str, str]:
    """What a path is about in words, and its light."""
    for project in standings_of(filing, document_of(filing)):
        name = project.project.name or f"{project.number}"
        if path == project.path:
            return name[:300], project.money or project.light
        for row in project.rows:
            if row.path == path:
                return f"{name[:300]} · {(row.indicator.name or '')[:300]}", row.light
    raise RowGone
