"""Who works on what: jobs are claimed by compare-and-set, a claim is kept alive, an abandoned one is taken over.

An own queue and not `django-tasks-db`: there, a task whose worker was killed stays "running" for ever, nothing can be
asked to stop, and looking for work locks SQLite's writers out every second.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from jixiao_web.jobs import folder
from jixiao_web.jobs.models import Job, State
from jixiao_web.jobs.services import job_log

BEAT_SECONDS = 5
STALE = timedelta(seconds=30)
"""A claim that was not kept alive for so long is abandoned."""

MOST_ATTEMPTS = 5
KEPT = timedelta(days=7)
"""How long a job that is over, and what it made, can be had."""

UPKEEP: list[Callable[[], object]] = []
"""What other parts have removed when jobs are."""

BESIDE: list[Callable[[], bool]] = []
"""What other parts have done when no job waits, a piece at a time; each says whether there was anything to do."""


def claim(worker: str) -> Job | None:
    """The next job, now this worker's; None where nothing waits. Reading alone finds out that nothing does."""
    now = timezone.now()
    free = Q(state=State.WAITING) | Q(state=State.RUNNING) & (Q(beat_at__lt=now - STALE) | Q(beat_at=None))
    for job in Job.objects.filter(free).order_by("created_at", "pk")[:10]:
        if claimed := claim_this(job, worker):
            return claimed
    return None


def claim_this(job: Job, worker: str) -> Job | None:
    """A job as it was seen, now this worker's; None where somebody else was faster."""
    as_seen = Job.objects.filter(pk=job.pk, state=job.state, worker=job.worker, beat_at=job.beat_at)
    if job.beat_at is None:
        as_seen = Job.objects.filter(pk=job.pk, state=job.state, worker=job.worker, beat_at__isnull=True)
    now = timezone.now()
    if not as_seen.update(state=State.RUNNING, worker=worker, beat_at=now, attempts=F("attempts") + 1):
        return None
    return Job.objects.select_related("owner").get(pk=job.pk)


def beat(job: Job) -> bool:
    """Keep a claim alive; False where somebody else has it now."""
    mine = Job.objects.filter(pk=job.pk, worker=job.worker, state=State.RUNNING)
    return bool(mine.update(beat_at=timezone.now()))


def release(job: Job) -> None:
    """Give a job back that is not over: the worker ends, the next one goes on at once and it counts as no attempt."""
    mine = Job.objects.filter(pk=job.pk, worker=job.worker, state=State.RUNNING)
    mine.update(worker="", beat_at=None, attempts=F("attempts") - 1)


def end(job: Job, state: State, words: str = "", *, result: str = "", sha256: str = "") -> bool:
    """End a job that is still this worker's."""
    with transaction.atomic():
        now = timezone.now()
        mine = Job.objects.filter(pk=job.pk, worker=job.worker, state=State.RUNNING)
        ended = mine.update(state=state, words=words[:300], result=result, result_sha256=sha256, ended_at=now)
        if ended:
            job_log(job, job.owner.username, "job_ended", state=str(state))
    return bool(ended)


def remove_old() -> int:
    """Remove what nobody can have any more, jobs that ended days ago among it; returns how many jobs."""
    for remove in UPKEEP:
        remove()
    keys = list(Job.objects.filter(ended_at__lt=timezone.now() - KEPT).values_list("pk", flat=True))
    Job.objects.filter(pk__in=keys).delete()
    for key in keys:
        folder.clear(key)
    return len(keys)
