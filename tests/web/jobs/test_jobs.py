"""Long work: many files taken in, filings exported, all checked anew; with progress, stopped, gone on with, removed."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import timedelta

import lxml.html
import msgspec
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from jixiao import api
from jixiao_web.audit.models import Entry
from jixiao_web.filings.models import Filing, Source
from jixiao_web.filings.services import filing_begin
from jixiao_web.jobs import exporting, folder, queue, work
from jixiao_web.jobs.models import Job, State, Step
from jixiao_web.jobs.unpacking import dropped

pytestmark = pytest.mark.django_db

JOBS = "/jobs/"


def text_of(response) -> str:
    return " ".join(lxml.html.fromstring(response.content.decode()).text_content().split())


def path_of(job, name: str = "job") -> str:
    return reverse(f"jobs:{name}", args=[job.pk])


def plan_as(plan, code: str | None, name: str | None, year: int | None = 2025) -> bytes:
    """The bundled plan as JSON, as that of another unit."""
    unit = msgspec.structs.replace(plan.unit, code=code, name=name)
    return msgspec.json.encode(msgspec.structs.replace(plan, unit=unit, year=year))


@pytest.fixture
def filings(aili, chali, unit, other_unit, plan, mended_plan):
    """A filing of each unit."""
    return [
        filing_begin(person=aili, unit=unit, year=2025, document=plan),
        filing_begin(person=chali, unit=other_unit, year=2025, document=mended_plan),
    ]


@pytest.fixture
def batch(packed, sample_bytes, plan, other_unit):
    """Files of a county: the unit's, another's told by its name, a second one of it, a stranger's, a broken one."""
    return packed(
        {
            "乡镇/qingshi.docx": sample_bytes,
            "b.json": plan_as(plan, None, other_unit.name, None),
            "c.json": plan_as(plan, other_unit.code, other_unit.name, 2026),
            "d.json": plan_as(plan, "999999", "没有这个单位"),
            "e.docx": b"PK\x03\x04broken",
            "__MACOSX/._x": b"x",
        }
    )


# ---- taking in ----


def test_many_files_are_read_first_and_begun_when_chosen(as_baihe, do_all, batch, unit, other_unit):
    response = as_baihe.post("/jobs/read/", {"files": [batch], "year": "2026"})
    assert response.status_code == 302
    job = Job.objects.get()
    assert (job.state, job.total) == ("waiting", 5)
    assert do_all() == 1
    told = {step.name: (step.outcome, step.unit, step.year) for step in Step.objects.all()}
    assert told == {
        "qingshi.docx": ("new", unit, 2025),
        "b.json": ("new", other_unit, 2026),
        "c.json": ("twice", other_unit, 2026),
        "d.json": ("unknown", None, 2025),
        "e.docx": ("unreadable", None, None),
    }
    assert not Filing.objects.exists(), "a dry run"
    page = as_baihe.get(path_of(job))
    chosen = lxml.html.fromstring(page.content.decode()).xpath("//input[@name='step']/@value")
    assert len(chosen) == 2
    begun = as_baihe.post(path_of(job, "begin"), {"step": chosen})
    assert begun.status_code == 302 and do_all() == 1
    assert set(Filing.objects.values_list("unit__code", "year", "state")) == {
        (unit.code, 2025, "draft"),
        (other_unit.code, 2026, "draft"),
    }
    assert Source.objects.filter(name="qingshi.docx").exists()
    as_baihe.post(path_of(job, "begin"), {"step": chosen})
    do_all()
    assert Filing.objects.count() == 2
    assert {step.words for step in Step.objects.filter(job__kind="begin", outcome="failed")} == {
        "本单位这一年度已经有绩效文本，请在原申报件上修改。"
    }


def test_a_unit_that_has_a_plan_already_is_told(as_baihe, do_all, filings, sample_bytes):
    as_baihe.post("/jobs/read/", {"files": [SimpleUploadedFile("a.docx", sample_bytes)], "year": "2026"})
    do_all()
    step = Step.objects.get()
    assert (step.outcome, step.filing) == ("there", filings[0])
    page = as_baihe.get(path_of(Job.objects.get()))
    assert "看已有的申报件" in text_of(page) and b'name="step"' not in page.content


def test_begun_filings_are_the_units_own(as_baihe, as_aili, do_all, sample_bytes, unit):
    as_baihe.post("/jobs/read/", {"files": [SimpleUploadedFile("a.docx", sample_bytes)], "year": "2026"})
    do_all()
    as_baihe.post(path_of(Job.objects.get(), "begin"), {"step": [str(Step.objects.get().pk)]})
    do_all()
    filing = Filing.objects.get()
    assert as_aili.get(reverse("filings:edit", args=[filing.pk])).status_code == 200
    assert as_baihe.get(reverse("filings:edit", args=[filing.pk])).status_code == 403
    assert Entry.objects.filter(object_kind="filing", actor="baihe", action="imported").exists()


def test_only_the_finance_bureau_takes_in_many(as_aili, as_auditor, as_baihe, do_all):
    for client in (as_aili, as_auditor):
        assert client.post("/jobs/read/", {}).status_code == 403
        assert client.post("/jobs/recheck/").status_code == 403
        assert "读取一批文件" not in text_of(client.get(JOBS))
    assert as_baihe.post("/jobs/read/", {"year": "2026"}).status_code == 422


def test_names_of_an_archive_from_windows_are_read():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(zipfile.ZipInfo("x" * 6 + ".txt"), b"1")
    raw = out.getvalue().replace(b"xxxxxx", "青石镇".encode("gb18030"))
    (one,) = dropped([SimpleUploadedFile("a.zip", raw)])
    assert one == ("青石镇.txt", b"1")


def test_a_bomb_and_a_flood_are_refused(as_baihe, do_all, packed, settings, monkeypatch):
    settings.UPLOAD_BYTES = 1000
    as_baihe.post("/jobs/read/", {"files": [packed({"a.txt": b"0" * 100_000})], "year": "2026"})
    assert Step.objects.get().words == "文件太大。"
    monkeypatch.setattr("jixiao_web.jobs.unpacking.MOST_FILES", 2)
    many = packed({f"{n}.txt": b"1" for n in range(3)})
    refused = as_baihe.post("/jobs/read/", {"files": [many], "year": "2026"})
    assert refused.status_code == 422 and "一次最多2个" in text_of(refused)
    broken = SimpleUploadedFile("a.zip", many.file.getvalue()[:60])
    assert as_baihe.post("/jobs/read/", {"files": [broken], "year": "2026"}).status_code == 302, "read as a file"
    assert [each.name for each in folder.folder_of("x").parent.iterdir()], "refused ones leave nothing"
    assert len([*folder.folder_of("x").parent.iterdir()]) == 1


# ---- exporting ----


def test_all_filings_of_a_year_in_one_archive(as_baihe, do_all, filings):
    as_baihe.post("/jobs/export/", {"year": "2025", "kinds": ["docx", "xlsx"]})
    do_all()
    job = Job.objects.get()
    assert job.state == "done"
    response = as_baihe.get(path_of(job, "result"))
    content = b"".join(response.streaming_content)
    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff" and "sandbox" in response["Content-Security-Policy"]
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        names = packed.namelist()
        first = next(name for name in names if name.startswith("0001") and name.endswith(".docx"))
        assert api.read_bytes(packed.read(first), first).unit.code == "471012"
    assert names[0] == "index.xlsx" and len(names) == 5
    assert job.result_sha256 == __import__("hashlib").sha256(content).hexdigest()
    assert sorted(each.name for each in folder.folder_of(job.pk).iterdir()) == ["result.zip"]


def test_two_reports_of_a_year_are_told_apart_by_their_months(as_aili, do_all, filings):
    plan = filings[0]
    for period in ("1-7", "1-10"):
        told = {"unit": plan.unit, "county_code": plan.county_code, "plan": plan, "draft": plan.draft}
        Filing.objects.create(year=2025, kind="monitoring", period=period, **told)
    as_aili.post("/jobs/export/", {"year": "2025", "kinds": ["docx"]})
    names = " ".join(Step.objects.values_list("name", flat=True))
    assert "1—7月 绩效运行监控" in names and "1—10月 绩效运行监控" in names


def test_an_export_holds_only_what_its_owner_sees(as_aili, do_all, filings):
    as_aili.post("/jobs/export/", {"filing": [str(each.pk) for each in filings], "kinds": ["docx"]})
    do_all()
    assert [step.filing for step in Step.objects.all()] == [filings[0]]


def test_a_right_lost_meanwhile_holds(as_aili, aili, do_all, filings):
    as_aili.post("/jobs/export/", {"year": "2025", "kinds": ["docx"]})
    aili.user.appointments.all().delete()
    do_all()
    assert Step.objects.get().outcome == "failed"
    aili.user.is_active = False
    aili.user.save()


def test_nobody_else_sees_a_job(as_aili, as_baihe, as_chali, as_administrator, do_all, filings):
    as_baihe.post("/jobs/export/", {"year": "2025", "kinds": ["docx"]})
    do_all()
    job = Job.objects.get()
    for client in (as_aili, as_chali, as_administrator):
        assert client.get(path_of(job)).status_code == 404
        assert client.get(path_of(job, "result")).status_code == 404
        assert client.post(path_of(job, "cancel")).status_code == 404


# ---- checking anew ----


def test_open_filings_are_checked_anew_and_drafts_stay(as_baihe, do_all, filings):
    draft = filings[0].draft
    Filing.objects.filter(pk=filings[0].pk).update(errors=99)
    Filing.objects.filter(pk=filings[1].pk).update(errors=99, state="approved")
    as_baihe.post("/jobs/recheck/")
    do_all()
    now = Filing.objects.get(pk=filings[0].pk)
    assert now.errors == filings[0].errors != 99 and now.draft == draft
    assert Filing.objects.get(pk=filings[1].pk).errors == 99, "settled ones stay as they were approved"
    assert [step.outcome for step in Step.objects.all()] == ["changed"]


# ---- progress, stopping, going on ----


def test_the_page_tells_how_far_it_is_and_asks_again(as_baihe, do_all, filings):
    as_baihe.post("/jobs/export/", {"year": "2025", "kinds": ["docx"]})
    job = Job.objects.get()
    page = lxml.html.fromstring(as_baihe.get(path_of(job)).content.decode())
    (bar,) = page.xpath("//progress")
    assert (bar.get("value"), bar.get("max")) == ("0", "2")
    assert page.xpath("//*[@id='job']/@hx-get") and page.xpath("//noscript/meta[@http-equiv='refresh']")
    do_all()
    over = lxml.html.fromstring(as_baihe.get(path_of(job)).content.decode())
    assert not over.xpath("//progress") and not over.xpath("//*[@hx-get]") and not over.xpath("//noscript")


def test_a_job_that_waits_is_stopped_at_once(as_baihe, do_all, filings):
    as_baihe.post("/jobs/export/", {"year": "2025", "kinds": ["docx"]})
    job = Job.objects.get()
    as_baihe.post(path_of(job, "cancel"))
    assert do_all() == 0 and Job.objects.get().state == "cancelled"
    assert Entry.objects.filter(object_kind="job", action="job_cancelled").count() == 1
    as_baihe.post(path_of(job, "cancel"))
    assert Entry.objects.filter(object_kind="job", action="job_cancelled").count() == 1


def test_a_running_job_is_stopped_before_its_next_step(as_baihe, do_all, filings, monkeypatch):
    as_baihe.post("/jobs/export/", {"year": "2025", "kinds": ["docx"]})
    write = exporting.write

    def write_and_stop(person, job, step):
        as_baihe.post(path_of(job, "cancel"))
        return write(person, job, step)

    monkeypatch.setitem(work.PREPARE, "export", write_and_stop)
    do_all()
    job = Job.objects.get()
    assert (job.state, job.done) == ("cancelled", 1)
    page = as_baihe.get(path_of(job)).text
    assert "未办" in page and ">等待<" not in page, "what a stopped job has left waits for nobody"
    assert as_baihe.get(path_of(job, "result")).status_code == 404


def test_an_abandoned_job_goes_on_where_it_stopped(as_baihe, do_all, filings, monkeypatch):
    as_baihe.post("/jobs/export/", {"year": "2025", "kinds": ["docx"]})
    job = queue.claim("first")
    asked = iter([False, True])
    work.do(job, lambda: next(asked))
    assert list(Step.objects.values_list("outcome", flat=True)) == ["done", "waiting"]
    assert queue.claim("second") is None, "the first is still alive"
    Job.objects.update(beat_at=timezone.now() - timedelta(minutes=1))
    written = []
    write = exporting.write
    monkeypatch.setitem(work.PREPARE, "export", lambda *args: written.append(args[2].number) or write(*args))
    assert do_all() == 1 and written == [2]
    now = Job.objects.get()
    assert (now.state, now.done, now.attempts) == ("done", 2, 2)
    assert not queue.beat(job) and not queue.end(job, State.FAILED), "the first has lost it"


def test_a_worker_killed_after_packing_packs_once_more(as_baihe, do_all, filings, monkeypatch):
    as_baihe.post("/jobs/export/", {"year": "2025", "kinds": ["docx"]})

    def die(*_, **__):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(queue, "end", die)
        with pytest.raises(KeyboardInterrupt):
            do_all()
    Job.objects.update(beat_at=timezone.now() - timedelta(minutes=1))
    assert do_all() == 1
    job = Job.objects.get()
    content = b"".join(as_baihe.get(path_of(job, "result")).streaming_content)
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        assert len(packed.namelist()) == 3, "the index and both"
    assert sorted(each.name for each in folder.folder_of(job.pk).iterdir()) == ["result.zip"]


def test_an_export_whose_files_are_lost_says_so(as_baihe, do_all, filings, monkeypatch):
    as_baihe.post("/jobs/export/", {"year": "2025", "kinds": ["docx"]})
    finish = work._finish

    def lose(job):
        folder.drop(job.pk, "1.docx")
        finish(job)

    monkeypatch.setattr(work, "_finish", lose)
    do_all()
    job = Job.objects.get()
    assert job.state == "failed" and "结果文件写不进去" in job.words


def test_a_step_takes_effect_once(as_baihe, do_all, sample_bytes, unit):
    as_baihe.post("/jobs/read/", {"files": [SimpleUploadedFile("a.docx", sample_bytes)], "year": "2026"})
    do_all()
    as_baihe.post(path_of(Job.objects.get(), "begin"), {"step": [str(Step.objects.get().pk)]})
    job, again = queue.claim("one"), Step.objects.get(job__kind="begin")
    work.do(job)
    work._mark(again, lambda: pytest.fail("it was done already"))
    assert Job.objects.get(pk=job.pk).done == 1 and Filing.objects.count() == 1


def test_a_job_that_kills_its_workers_is_given_up(as_baihe, do_all, filings):
    as_baihe.post("/jobs/export/", {"year": "2025", "kinds": ["docx"]})
    Job.objects.update(attempts=queue.MOST_ATTEMPTS)
    do_all()
    job = Job.objects.get()
    assert job.state == "failed" and "中断多次" in text_of(as_baihe.get(path_of(job)))


def test_a_fault_of_ours_in_one_step_leaves_the_others(as_baihe, do_all, filings, monkeypatch):
    write = exporting.write

    def fail_first(person, job, step):
        if step.number == 1:
            raise ValueError("fault")
        return write(person, job, step)

    monkeypatch.setitem(work.PREPARE, "export", fail_first)
    as_baihe.post("/jobs/export/", {"year": "2025", "kinds": ["docx"]})
    do_all()
    assert list(Step.objects.values_list("outcome", flat=True)) == ["failed", "done"]
    assert Job.objects.get().state == "done"


def test_nobody_fills_the_queue_alone(as_baihe, do_all, filings):
    for _ in range(4):
        response = as_baihe.post("/jobs/export/", {"year": "2025", "kinds": ["docx"]}, follow=True)
    assert Job.objects.count() == 3 and "还没有完成" in text_of(response)


def test_what_is_over_is_removed_after_days(as_baihe, do_all, filings):
    as_baihe.post("/jobs/export/", {"year": "2025", "kinds": ["docx"]})
    do_all()
    job = Job.objects.get()
    assert queue.remove_old() == 0
    Job.objects.update(ended_at=timezone.now() - timedelta(days=8))
    assert queue.remove_old() == 1
    assert not folder.folder_of(job.pk).exists() and as_baihe.get(path_of(job)).status_code == 404


def test_the_log_tells_of_jobs(as_baihe, as_auditor, do_all, filings):
    as_baihe.post("/jobs/export/", {"year": "2025", "kinds": ["docx"]})
    do_all()
    assert list(Entry.objects.filter(object_kind="job").values_list("action", flat=True)) == ["job_begun", "job_ended"]
    assert "开始批量办理" in text_of(as_auditor.get("/log/"))


def test_the_number_of_queries_does_not_grow(as_baihe, do_all, batch, unit, django_assert_max_num_queries):
    as_baihe.post("/jobs/read/", {"files": [batch], "year": "2026"})
    do_all()
    with django_assert_max_num_queries(11):
        assert as_baihe.get(path_of(Job.objects.get())).status_code == 200
    with django_assert_max_num_queries(9):
        assert as_baihe.get(JOBS).status_code == 200


def test_what_is_chosen_in_a_list_and_in_the_queue_is_exported(as_baihe, aili, unit, mended_plan):
    filing = filing_begin(person=aili, unit=unit, year=2025, document=mended_plan)
    Filing.objects.filter(pk=filing.pk).update(state="finance_review")
    for address, origin in (("/filings/", "filings"), ("/review/", "queue")):
        page = as_baihe.get(address).text
        assert "导出所选" in page and f'name="filing" value="{filing.pk}"' in page and f"选择 {unit.name}" in page
        nothing = as_baihe.post("/jobs/export/", {"from": origin}, follow=True)
        assert nothing.redirect_chain[-1][0] == address and "请先勾选申报件" in nothing.text
        begun = as_baihe.post("/jobs/export/", {"from": origin, "filing": [str(filing.pk)], "kinds": "xlsx"})
        job = Job.objects.get(pk=begun["Location"].rstrip("/").rpartition("/")[2])
        assert json.loads(job.arguments)["kinds"] == ["xlsx"] and job.steps.count() == 1


def test_who_approves_nothing_exports_from_the_queue_all_the_same(as_auditor, aili, unit, mended_plan):
    filing = filing_begin(person=aili, unit=unit, year=2025, document=mended_plan)
    Filing.objects.filter(pk=filing.pk).update(state="finance_review")
    page = as_auditor.get("/review/").text
    assert "导出所选" in page and "批复所选" not in page
