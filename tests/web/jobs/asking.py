"""What the tests of the worker need of a server's database: `python -m tests.web.jobs.asking told`."""

from __future__ import annotations

import json
import sys
from pathlib import Path

SAMPLE = Path(__file__).parents[3] / "src/jixiao/samples/qingshi-2025.docx"
COUNTY = "990128"


def main() -> None:
    """Do or tell one thing."""
    from jixiao_web.serving.start import set_up

    set_up()
    what, *words = sys.argv[1:]
    told = {"hand_in": _hand_in, "begin": _begin, "forget": _forget, "told": _told, "loads": _loads}[what](*words)
    print(json.dumps(told or {}))


def _person():
    from jixiao_web.accounts.models import User
    from jixiao_web.accounts.policy import Person

    return Person.of(User.objects.get(username="baihe"))


def _hand_in(number: str) -> None:
    """Units without a plan, and a file for each."""
    import msgspec
    from django.core.files.uploadedfile import SimpleUploadedFile

    from jixiao import api
    from jixiao_web.accounts.models import Unit
    from jixiao_web.jobs.services import job_read

    plan, uploads = api.read(SAMPLE), []
    for each in range(int(number)):
        unit = Unit.objects.create(county_code=COUNTY, code=f"8{each:05d}", name=f"云河县第{each}所")
        own = msgspec.structs.replace(plan, unit=msgspec.structs.replace(plan.unit, code=unit.code, name=unit.name))
        uploads.append(SimpleUploadedFile(f"{each}.json", msgspec.json.encode(own)))
    job_read(person=_person(), uploads=uploads, year=2025)


def _begin() -> None:
    """Begin filings with all that was read."""
    from jixiao_web.jobs.models import Job, Step
    from jixiao_web.jobs.services import job_begin

    job = Job.objects.get(kind="read")
    keys = [str(key) for key in Step.objects.filter(job=job).values_list("pk", flat=True)]
    job_begin(person=_person(), job_id=job.pk, chosen=keys)


def _forget() -> None:
    """Have every claim count as abandoned, and as no attempt."""
    from jixiao_web.jobs.models import Job

    Job.objects.filter(state="running").update(beat_at=None, attempts=0)


def _loads() -> dict[str, object]:
    """How many imports are loaded, and what became of the work."""
    from django.db.models import Count

    from jixiao_web.jobs.models import Job
    from jixiao_web.spending.models import Batch

    jobs = Job.objects.filter(kind="load").order_by().values_list("state").annotate(number=Count("pk"))
    return {"loaded": Batch.objects.filter(state="loaded").count(), "jobs": dict(jobs)}


def _told() -> dict[str, object]:
    from django.db.models import Count

    from jixiao_web.audit.models import Entry
    from jixiao_web.filings.models import Filing
    from jixiao_web.jobs.models import ENDED, Job, Step

    counted = Step.objects.order_by().values_list("outcome").annotate(number=Count("pk"))
    return {
        "over": Job.objects.filter(state__in=ENDED).count(),
        "done": list(Job.objects.filter(kind="read").values_list("done", flat=True)),
        "outcomes": dict(counted),
        "filings": Filing.objects.count(),
        "entries": Entry.objects.filter(actor="baihe", action="imported").count(),
    }


if __name__ == "__main__":
    main()
