"""Rounds of monitoring: opened for many units at once, filled up, refreshed, closed. Every service is one transaction.

The reports of a round are begun as long work (`jobs`), a transaction each: what was begun stands whatever happens to
the next, and filling the round up again begins only what is missing.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

from django.db import IntegrityError, transaction
from django.utils import timezone

from jixiao_web.accounts.policy import Action, Person
from jixiao_web.audit.log import log_append
from jixiao_web.filings.errors import MovedOn, NotSettled
from jixiao_web.filings.models import OPEN, SETTLED, Filing, Kind
from jixiao_web.filings.reports import report_begin
from jixiao_web.filings.store import document_of, log, open_filing, put_changed
from jixiao_web.jobs.models import Job, Outcome, Step
from jixiao_web.jobs.models import Kind as JobKind
from jixiao_web.jobs.services import Piece, job_make
from jixiao_web.jobs.work import do_at_once, there
from jixiao_web.monitoring.errors import NobodyToAsk, PeriodWrong, RoundClosed, RoundThere
from jixiao_web.monitoring.models import Round
from jixiao_web.monitoring.preparing import booked_of, report_of, with_books
from jixiao_web.monitoring.standing import month_of

AT_ONCE = 30
"""Reports that are begun while the person waits; more of them beside the server."""

_PERIOD = re.compile(r"(?P<first>1[0-2]|[1-9])-(?P<last>1[0-2]|[1-9])")

REMINDERS: list[Callable[[Filing, Person], int]] = []
"""Who tells the people of a unit that its report is wanted; each returns how many were told."""


class Opened(NamedTuple):
    """A round with the work that begins reports in it."""

    round: Round
    job: Job

    @property
    def begun(self) -> tuple[Filing, ...]:
        """The reports that it has begun so far, by their units."""
        steps = Step.objects.filter(job=self.job, outcome=Outcome.DONE)
        return tuple(Filing.objects.filter(pk__in=steps.values("filing")).order_by("unit_code"))


def round_open(
    *, person: Person, county_code: str, year: int, period: str, title: str, due: date, units: Iterable[uuid.UUID]
) -> Opened:
    """Open a round for units with an approved plan, and begin their reports.

    Raises:
        PermissionDenied: the finance bureau opens rounds. PeriodWrong, RoundThere, NobodyToAsk, JobError: see there.
    """
    person.demand_in_county(Action.OPEN_ROUND, county_code)
    found = _PERIOD.fullmatch(period)
    if not found or int(found["first"]) > int(found["last"]) or due < _end(year, int(found["last"])):
        raise PeriodWrong
    chosen = {*units}
    if not plans_without(county_code, year, period).filter(unit__in=chosen).exists():
        raise NobodyToAsk
    made = Round(county_code=county_code, year=year, period=period, title=title.strip(), due=due, opened_by=person.user)
    try:
        with transaction.atomic():
            made.save(force_insert=True)
            _log(made, person, "round_opened", note=made.title, day=str(due))
            job = _asked(made, person, chosen)
    except IntegrityError:
        raise RoundThere from None
    return Opened(made, do_at_once(job, AT_ONCE))


def round_fill(*, person: Person, round_id: uuid.UUID, units: Iterable[uuid.UUID]) -> Opened:
    """Begin the reports of further units in a round.

    Raises:
        PermissionDenied: the finance bureau's. RoundClosed, NobodyToAsk, JobError: see there.
    """
    made = Round.objects.get(pk=round_id)
    person.demand_in_county(Action.OPEN_ROUND, made.county_code)
    if made.closed_at:
        raise RoundClosed
    with transaction.atomic():
        job = _asked(made, person, {*units})
    return Opened(made, do_at_once(job, AT_ONCE))


def round_close(*, person: Person, round_id: uuid.UUID) -> Round:
    """Close a round: no unit is added any more; reports that are on their way go on.

    Raises:
        PermissionDenied: the finance bureau's. RoundClosed: it is closed.
    """
    with transaction.atomic():
        made = Round.objects.select_for_update().get(pk=round_id)
        person.demand_in_county(Action.OPEN_ROUND, made.county_code)
        now = timezone.now()
        if not Round.objects.filter(pk=round_id, closed_at=None).update(closed_at=now, closed_by=person.user):
            raise RoundClosed
        _log(made, person, "round_closed", note=made.title)
    return made


def round_remind(*, person: Person, round_id: uuid.UUID) -> int:
    """Have the units whose report is still open told so; returns how many people are told.

    Raises:
        PermissionDenied: the finance bureau's.
    """
    with transaction.atomic():
        made = Round.objects.get(pk=round_id)
        person.demand_in_county(Action.OPEN_ROUND, made.county_code)
        open_now = reports_of(made).filter(state__in=OPEN).select_related("unit")
        told = sum(tell(filing, person) for filing in open_now for tell in REMINDERS)
        _log(made, person, "round_reminded", note=made.title, number=told)
    return told


def report_refresh(*, person: Person, filing_id: uuid.UUID) -> Filing:
    """Bring a report's executed amounts to what the books say now.

    Raises:
        PermissionDenied: not this person's to fill in. MovedOn: it is not open any more.
    """
    with transaction.atomic():
        filing = open_filing(filing_id, person)
        if filing.kind != Kind.MONITORING or filing.plan is None:
            raise MovedOn
        document = document_of(filing)
        changed = with_books(document, booked_of(filing.plan, document, month_of(filing.period)))
        if changed != document:
            put_changed(filing, changed, person)
            log(filing, person, "report_refreshed")
    return filing


def reports_of(made: Round):  # type: ignore[no-untyped-def]  # a query of Django
    """The reports of a round."""
    return Filing.objects.filter(county_code=made.county_code, kind=Kind.MONITORING, year=made.year, period=made.period)


def plans_without(county_code: str, year: int, period: str):  # type: ignore[no-untyped-def]  # a query of Django
    """The approved plans of a county and year on which there is no report of a period."""
    asked = Filing.objects.filter(county_code=county_code, kind=Kind.MONITORING, year=year, period=period)
    plans = Filing.objects.filter(county_code=county_code, kind=Kind.PLAN, year=year, state__in=SETTLED)
    return plans.exclude(pk__in=asked.values("plan"))


def report_prepare(person: Person, job: Job, step: Step) -> Callable[[], None]:
    """Begin a unit's report in the round of a job, as `PREPARE` wants it."""
    made = Round.objects.filter(pk=job.about).first()
    if made is None or made.closed_at:
        raise RoundClosed
    standing = reports_of(made).filter(plan=step.source).first()
    if standing:
        return lambda: there(step, standing)
    plan = Filing.objects.select_related("unit").filter(pk=step.source).first() if step.source else None
    if plan is None:
        raise NotSettled
    document = report_of(plan, made.period)

    def effect() -> None:
        step.filing = report_begin(
            person=person,
            plan_id=plan.pk,
            kind=Kind.MONITORING,
            period=made.period,
            document=document,
            right=Action.OPEN_ROUND,
        )
        step.outcome = Outcome.DONE

    return effect


def _asked(made: Round, person: Person, units: set[uuid.UUID]) -> Job:
    plans = plans_without(made.county_code, made.year, made.period).filter(unit__in=units)
    found = plans.select_related("unit").defer("draft").order_by("unit_code")
    pieces = [Piece(plan.unit, plan.year, plan.pk) for plan in found]
    if not pieces:
        raise NobodyToAsk
    return job_make(
        person=person, county_code=made.county_code, kind=JobKind.ROUND, about=str(made.pk), pieces=pieces
    )  # fmt: skip


def _end(year: int, month: int) -> date:
    """The first day of a period's last month: a round may be opened before it is over, not before it begins to end."""
    return date(year, month, 1)


def _log(made: Round, person: Person, action: str, **detail: object) -> None:
    log_append(
        county_code=made.county_code,
        actor=person.user.username,
        action=action,
        object_kind="round",
        object_key=str(made.pk),
        detail=detail,
    )
