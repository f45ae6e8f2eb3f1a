"""What people read of their jobs. A job is its owner's alone."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from django.core.paginator import Page, Paginator
from django.db.models import Count
from django.http import Http404
from django.utils.translation import gettext as _

from jixiao_web.accounts.policy import Person
from jixiao_web.jobs import folder
from jixiao_web.jobs.exporting import RESULT
from jixiao_web.jobs.models import ENDED, Job, Kind, Outcome, State, Step

STEPS_SHOWN = 200
_MOST_JOBS = 50

PLACES: dict[str, Callable[[Job], str]] = {}
"""The addresses of the pages that show what other parts' work is about, by kind."""


class Progress(NamedTuple):
    """A job for its page.

    Attributes:
        counts: how many steps have which outcome, in words. choosing: filings can be begun with what was read.
    """

    job: Job
    kind: str
    state: str
    is_over: bool
    counts: Sequence[tuple[str, str, int]]
    page: Page[Step] | None
    has_result: bool
    choosing: bool
    place: str


class Panel(NamedTuple):
    """The newest work on something, for the page of that: going on, or ended otherwise than it should.

    Attributes:
        failed: steps that were not done.
    """

    job: Job
    kind: str
    is_over: bool
    is_mine: bool
    failed: int


def jobs_of(person: Person) -> list[Job]:
    """A person's last jobs, the newest first."""
    return list(Job.objects.filter(owner=person.user)[:_MOST_JOBS])


def job_for(person: Person, job_id: uuid.UUID) -> Job:
    """A job of this person's own.

    Raises:
        Http404: there is none.
    """
    found = Job.objects.filter(pk=job_id, owner=person.user).first()
    if found is None:
        raise Http404
    return found


def progress_of(job: Job, number: str | None, outcome: str = "") -> Progress:
    """A job for its page; its steps only when it is over."""
    over = job.state in ENDED
    counted = Step.objects.filter(job=job).order_by().values_list("outcome").annotate(number=Count("pk"))
    by_outcome = dict(counted)
    counts = [(value, _(words), by_outcome[value]) for value, words in Outcome.choices if value in by_outcome]
    page = None
    if over:
        steps = Step.objects.filter(job=job).select_related("unit", "filing").defer("filing__draft").order_by("number")
        page = Paginator(steps.filter(outcome=outcome) if outcome else steps, STEPS_SHOWN).get_page(number)
    return Progress(
        job=job,
        kind=_(job.get_kind_display()),
        state=_(job.get_state_display()),
        is_over=over,
        counts=counts,
        page=page,
        has_result=result_of(job) is not None,
        choosing=over and job.kind == Kind.READ and Outcome.NEW in by_outcome,
        place=place_of(job),
    )


def place_of(job: Job) -> str:
    """The address of the page that shows what a job is about; empty where that is the job's own."""
    place = PLACES.get(job.kind)
    return place(job) if place else ""


def panel_of(
    person: Person, county_codes: Iterable[str], kind: Kind, about: str, *, besides: Sequence[Kind] = ()
) -> Panel | None:
    """The newest work on something that the person may have done there; None where it ended as it should.

    Args:
        besides: other kinds of work on the same thing: the newest of all counts.
    """
    own = Job.objects.filter(county_code__in=[*county_codes], kind__in=[kind, *besides], about=about)
    job = own.order_by("-created_at", "-pk").first()
    if job is None:
        return None
    over = job.state in ENDED
    failed = Step.objects.filter(job=job, outcome=Outcome.FAILED).count() if over else 0
    if job.state == State.DONE and not failed:
        return None
    return Panel(job, _(job.get_kind_display()), over, job.owner_id == person.user.pk, failed)


def number_done(job: Job) -> int:
    """How many steps of a job were done as they should."""
    return Step.objects.filter(job=job, outcome=Outcome.DONE).count()


def result_of(job: Job) -> Path | None:
    """The file that a job made, where it still is."""
    path = folder.folder_of(job.pk) / RESULT
    return path if job.state == State.DONE and job.result and path.is_file() else None
