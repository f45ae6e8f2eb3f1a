"""Doing a claimed job, step by step. Every step is one transaction with its mark, so that a killed worker's job goes on
where it stopped and nothing is done twice; between steps a job can be stopped.
"""

from __future__ import annotations

import logging
import uuid
from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.db.models import F
from django.utils import translation
from django.utils.translation import gettext as _

from jixiao.api import JixiaoError, set_language
from jixiao_web.accounts.policy import Person
from jixiao_web.filings.errors import FilingError
from jixiao_web.filings.models import Filing
from jixiao_web.jobs import exporting, queue, rechecking, taking_in
from jixiao_web.jobs.models import Job, Kind, Outcome, State, Step

_log = logging.getLogger(__name__)
Effect = Callable[[], None]

PREPARE: dict[str, Callable[[Person, Job, Step], Effect]] = {
    Kind.READ: taking_in.read,
    Kind.BEGIN: taking_in.begin,
    Kind.EXPORT: exporting.write,
    Kind.RECHECK: rechecking.recheck,
}
"""What a kind does with a step: slow work at once, and what it returns within the transaction of the step's mark. It
sets the step's outcome and words. Parts above this one add theirs."""

Tick = Callable[[int], None]
RUN: dict[str, Callable[[Person, Job, Tick], None]] = {}
"""Work without steps, of parts above this one, which keeps its own progress: begun again, it goes on where it stopped.
It tells how far it is between its transactions; where it is to stop, telling raises."""


class _Stopped(Exception):
    """Somebody asked for an end, or has taken the work over."""


def do_at_once(job: Job, most: int) -> Job:
    """Do a job that was just begun while its person waits, where there is no more of it than so much; else leave it to
    the worker. A server that dies in the middle leaves it to the worker as well."""
    claimed = queue.claim_this(job, uuid.uuid4().hex) if job.total <= most else None
    if claimed:
        try:
            do(claimed)
        except DatabaseError:
            _log.exception("Job %s is left to the worker", job.pk)
            queue.release(claimed)
    return Job.objects.get(pk=job.pk)


def do(job: Job, is_ended: Callable[[], bool] = lambda: False) -> None:
    """Work on a job until it is over, it is somebody else's, or the worker has to end."""
    set_language("en" if job.language == "en" else "zh")
    with translation.override(job.language):
        if job.attempts > queue.MOST_ATTEMPTS:
            queue.end(job, State.FAILED, _("办理中断多次，已放弃；已办成的保留。"))
            return
        if job.kind in RUN:
            _run(job, is_ended)
            return
        for number in _waiting(job):
            now = _going_on(job, is_ended)
            if now is None:
                return
            step = Step.objects.select_related("unit").get(job=job, number=number)
            _do_step(Person.of(now.owner), now, step, is_ended)
        _finish(job)


def _going_on(job: Job, is_ended: Callable[[], bool]) -> Job | None:
    """The job as it is now; None where it is to stop."""
    if is_ended():
        return None
    now = Job.objects.select_related("owner").get(pk=job.pk)
    if now.worker != job.worker or now.state != State.RUNNING:
        return None
    if now.cancel_asked or not now.owner.is_active:
        queue.end(job, State.CANCELLED)
        return None
    return now


def _run(job: Job, is_ended: Callable[[], bool]) -> None:
    def tick(done: int) -> None:
        Job.objects.filter(pk=job.pk, worker=job.worker, done__lt=done).update(done=done)
        if _going_on(job, is_ended) is None:
            raise _Stopped

    state, words = State.FAILED, ""
    try:
        tick(0)
        RUN[job.kind](Person.of(job.owner), job, tick)
        state = State.DONE
    except _Stopped:
        return
    except (FilingError, JixiaoError) as error:
        if is_ended():
            return
        words = _(str(error))
    except PermissionDenied:
        words = _("您没有这个权限。")
    except DatabaseError:
        raise
    except Exception:
        _log.exception("Job %s failed", job.pk)
        words = _("程序出错，已记录；请告诉管理员。")
    queue.end(job, state, words)


def there(step: Step, filing: Filing) -> None:
    """The effect of a step whose filing stands already."""
    step.outcome, step.filing = Outcome.THERE, filing


def _waiting(job: Job) -> list[int]:
    left = Step.objects.filter(county_code=job.county_code, job=job, outcome=Outcome.WAITING)
    return list(left.order_by("number").values_list("number", flat=True))


def _do_step(person: Person, job: Job, step: Step, is_ended: Callable[[], bool]) -> None:
    try:
        effect = PREPARE[job.kind](person, job, step)
        _mark(step, effect)
    except (FilingError, JixiaoError) as error:
        if is_ended():  # what ends this process may have ended the one that reads: the next worker does it again
            return
        _mark_failed(step, _(str(error)))
    except PermissionDenied:
        _mark_failed(step, _("您没有这个权限。"))
    except DatabaseError:
        raise  # not the step's fault: it stays, and is done when the database is there again
    except Exception:
        _log.exception("Step %s of job %s failed", step.number, job.pk)
        _mark_failed(step, _("程序出错，已记录；请告诉管理员。"))


def _mark(step: Step, effect: Effect) -> None:
    """Let a step take effect and mark it, unless it is marked already."""
    with transaction.atomic():
        if not _counted(step):
            return
        effect()
        step.words = step.words[:300]
        step.save()


def _mark_failed(step: Step, words: str) -> None:
    step.outcome = Outcome.UNREADABLE if step.job.kind == Kind.READ else Outcome.FAILED
    step.words = words
    step.filing_id = step.filing_id if step.job.kind in (Kind.EXPORT, Kind.RECHECK) else None  # none that it was making
    _mark(step, lambda: None)


def _counted(step: Step) -> bool:
    """Take a step out of those that wait; False where somebody else has. The job's row makes two workers take turns."""
    Job.objects.filter(pk=step.job_id).update(done=F("done") + 1)
    waiting = Step.objects.filter(pk=step.pk, outcome=Outcome.WAITING)
    if waiting.update(outcome=Outcome.DONE):
        return True
    Job.objects.filter(pk=step.job_id).update(done=F("done") - 1)
    return False


def _finish(job: Job) -> None:
    try:
        made = exporting.pack(job) if job.kind == Kind.EXPORT else None
    except OSError as error:
        _log.exception("The result of job %s cannot be written", job.pk)
        queue.end(job, State.FAILED, _("结果文件写不进去：%(why)s") % {"why": error.strerror or error})
        return
    if made:
        queue.end(job, State.DONE, result=made.name, sha256=made.sha256)
        exporting.tidy(job)
    else:
        queue.end(job, State.DONE)
