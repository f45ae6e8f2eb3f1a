"""What the log keeps of a job."""

from __future__ import annotations

import json

from django.utils import translation


def test_the_log_is_chinese_whatever_page_a_job_was_begun_on(baihe):
    from jixiao_web.audit.models import Entry
    from jixiao_web.jobs.models import Job
    from jixiao_web.jobs.services import job_log

    job = Job(county_code="990128", owner=baihe.user, kind="recheck")
    with translation.override("en"):
        job_log(job, "baihe", "job_begun")
    assert json.loads(Entry.objects.latest("number").detail)["note"] == "重新检查"
