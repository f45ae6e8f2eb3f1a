"""Beginning and stopping long work. The work itself is `work.py`'s, claiming it `queue.py`'s."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from jixiao_web.accounts.models import Unit
from jixiao_web.accounts.policy import Action, Person
from jixiao_web.accounts.selectors import county_of
from jixiao_web.audit.log import log_append
from jixiao_web.filings.models import SETTLED, Filing
from jixiao_web.jobs import folder
from jixiao_web.jobs.errors import JobError, JobOpen
from jixiao_web.jobs.models import Job, Kind, Outcome, State, Step
from jixiao_web.jobs.unpacking import dropped

MOST_OPEN = 3
"""Jobs that a person may have waiting or running at a time."""

_OPEN = (State.WAITING, State.RUNNING)
_CHUNK = 500


class Piece(NamedTuple):
    """A step of another part's work: the unit that it is for, and what it is made from."""

    unit: Unit
    year: int
    source: uuid.UUID


def import_county(person: Person) -> str:
    """The county whose files a person may take in.

    Raises:
        PermissionDenied: none.
    """
    counties = sorted(person.units(Action.IMPORT_MANY)[1])
    if not counties:
        raise PermissionDenied(Action.IMPORT_MANY.value)
    return counties[0]


def job_read(*, person: Person, uploads: Iterable[UploadedFile[bytes]], year: int) -> Job:
    """Take in many files to see what would become of each.

    Args:
        year: of files that name none.
    Raises:
        PermissionDenied: not this person's to do. JobError: nothing to read, too much of it, or too many jobs already.
    """
    job = _new(person, import_county(person), Kind.READ, {"year": year})
    steps = []
    try:
        for number, (name, data) in enumerate(dropped(uploads), 1):
            step = Step(county_code=job.county_code, job=job, number=number, name=name)
            if data is None:
                step.outcome, step.words = Outcome.UNREADABLE, _("文件太大。")
            else:
                step.sha256 = hashlib.sha256(data).hexdigest()
                folder.put(job.pk, f"{number}.in", data)
            steps.append(step)
        if not steps:
            raise JobError(_("没有可以读取的文件。"))
        job.done = sum(step.outcome != Outcome.WAITING for step in steps)
        return _begun(job, steps, person)
    except BaseException:
        folder.clear(job.pk)
        raise


def job_begin(*, person: Person, job_id: uuid.UUID, chosen: Sequence[str]) -> Job:
    """Begin filings with chosen files of a job that read them.

    Raises:
        PermissionDenied, JobError: as `job_read`; or nothing was chosen.
    """
    county = import_county(person)
    found = Step.objects.filter(
        job_id=job_id, job__owner=person.user, job__kind=Kind.READ, county_code=county,
        outcome=Outcome.NEW, pk__in=chosen,
    )  # fmt: skip
    job = _new(person, county, Kind.BEGIN, {"from": str(job_id)})
    steps = [
        Step(
            county_code=county, job=job, number=number, name=each.name, unit_id=each.unit_id, year=each.year,
            source=each.pk, sha256=each.sha256,
        )
        for number, each in enumerate(found.order_by("number"), 1)
    ]  # fmt: skip
    if not steps:
        raise JobError(_("请先勾选要建立的申报件。"))
    return _begun(job, steps, person)


def job_export(*, person: Person, filings: Iterable[Filing], kinds: Sequence[str]) -> Job:
    """Write filings that the person may see as files in one archive; `kinds` are file formats.

    Raises:
        JobError: none to write, or too many jobs already.
    """
    person.demand_somewhere(Action.SEE_FILING)
    job = _new(person, county_of(person) or "", Kind.EXPORT, {"kinds": list(kinds)})
    seen = (each for each in filings if each.county_code == job.county_code)
    steps = [_of_filing(job, number, each) for number, each in enumerate(seen, 1)]
    if not steps or not kinds:
        raise JobError(_("没有可以导出的申报件。"))
    return _begun(job, steps, person)


def job_recheck(*, person: Person) -> Job:
    """Check all filings of a county that are not settled, by the rules of now.

    Raises:
        PermissionDenied, JobError: as `job_read`.
    """
    job = _new(person, import_county(person), Kind.RECHECK, {})
    open_filings = Filing.objects.filter(county_code=job.county_code).exclude(state__in=SETTLED)
    found = open_filings.select_related("unit").defer("draft").order_by("year", "unit__code", "pk")
    steps = [_of_filing(job, number, each) for number, each in enumerate(found, 1)]
    if not steps:
        raise JobError(_("没有需要检查的申报件。"))
    return _begun(job, steps, person)


def job_make(
    *,
    person: Person,
    county_code: str,
    kind: Kind,
    about: str,
    arguments: dict[str, Any] | None = None,
    pieces: Iterable[Piece] = (),
    total: int = 0,
) -> Job:
    """Begin another part's work, whose right it has seen to; in its transaction.

    Args:
        about: key of what is worked on. pieces: its steps; work without steps says how much there is (`total`).
    Raises:
        JobOpen: it is going on already. JobError: too many jobs already.
    """
    try:
        job = _new(person, county_code, kind, arguments or {})
    except JobError:  # the same work among them is all that its page asks for
        if Job.objects.filter(county_code=county_code, kind=kind, about=about, state__in=_OPEN).exists():
            raise _open() from None
        raise
    job.about, job.total = about, total
    steps = [
        Step(
            county_code=county_code, job=job, number=number, name=f"{each.unit.code} {each.unit.name}"[:200],
            unit=each.unit, year=each.year, source=each.source,
        )
        for number, each in enumerate(pieces, 1)
    ]  # fmt: skip
    try:
        with transaction.atomic():
            return _begun(job, steps, person)
    except IntegrityError:
        raise _open() from None


def _open() -> JobOpen:
    return JobOpen(_("这项办理正在进行，请等它完成。"))


def job_cancel(*, person: Person, job_id: uuid.UUID) -> bool:
    """Ask a job of one's own to stop: at once where it waits, else before its next step; False where it is over."""
    with transaction.atomic():
        mine = Job.objects.filter(pk=job_id, owner=person.user)
        now = timezone.now()
        stopped = mine.filter(state=State.WAITING).update(state=State.CANCELLED, cancel_asked=True, ended_at=now)
        asked = stopped or mine.filter(state=State.RUNNING, cancel_asked=False).update(cancel_asked=True)
        if asked:
            job_log(mine.get(), person.user.username, "job_cancelled")
    return bool(asked)


def job_log(job: Job, actor: str, action: str, **detail: Any) -> None:
    """Tell an event of a job; in its transaction, and in Chinese whatever page it was begun on."""
    log_append(
        county_code=job.county_code, actor=actor, action=action, object_kind="job", object_key=str(job.pk),
        detail={"note": job.get_kind_display(), "number": job.total, **detail},
    )  # fmt: skip


def _new(person: Person, county_code: str, kind: Kind, arguments: dict[str, Any]) -> Job:
    if Job.objects.filter(owner=person.user, state__in=_OPEN).count() >= MOST_OPEN:
        raise JobError(_("您已有几项批量办理还没有完成，请等它们完成或先停止。"))
    return Job(
        county_code=county_code,
        owner=person.user,
        kind=kind,
        arguments=json.dumps(arguments),
        language=get_language() or "zh-hans",
    )


def _of_filing(job: Job, number: int, filing: Filing) -> Step:
    name = f"{filing.year} {filing.unit.code} {filing.unit.name} {filing.called}"
    return Step(
        county_code=job.county_code,
        job=job,
        number=number,
        name=name,
        filing=filing,
        unit=filing.unit,
        year=filing.year,
    )


def _begun(job: Job, steps: list[Step], person: Person) -> Job:
    job.total = len(steps) or job.total
    with transaction.atomic():
        job.save(force_insert=True)
        Step.objects.bulk_create(steps, batch_size=_CHUNK)
        job_log(job, person.user.username, "job_begun")
    return job
