"""Long lists of payments are tried beside the server: kept for their columns, told as of when, tried anew, stopped."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import lxml.html
import pytest
from django.urls import reverse
from django.utils import timezone

from jixiao_web.audit.log import faults
from jixiao_web.filings.models import Filing
from jixiao_web.filings.services import filing_begin, filing_move
from jixiao_web.jobs.models import Job
from jixiao_web.jobs.services import job_cancel
from jixiao_web.spending import importing, trying
from jixiao_web.spending.models import Batch, Ledger, Payment

pytestmark = pytest.mark.django_db

COUNTY = "990128"
TODAY = date(2025, 8, 15)
FIELDS = {"column-0": "day", "column-1": "project_name", "column-2": "fen", "unit": "元"}


@pytest.fixture
def name(aili, unit, baihe, mended_plan, monkeypatch):
    """The name of a project with a ledger."""
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: TODAY)
    filing = filing_begin(person=aili, unit=unit, year=2025, document=mended_plan)
    Filing.objects.filter(pk=filing.pk).update(state="finance_review")
    filing_move(person=baihe, filing_id=filing.pk, move="approve", seen="finance_review")
    return Ledger.objects.filter(unit=unit).order_by("ordinal").first().name


@pytest.fixture
def take(aili, unit, name, monkeypatch):
    """Takes a list of so many payments and one of an unknown project; more than three rows are long, read by two."""
    monkeypatch.setattr(importing, "CHUNK", 2)
    monkeypatch.setattr(trying, "AT_ONCE", 3)

    def make(number: int, months: str = "03", file: str = "支出.csv") -> Batch:
        lines = [f"2025-{months}-0{n},{name},{n}.01" for n in range(1, number + 1)]
        text = "\n".join(["日期,项目名称,金额", *lines, "2025-03-01,不知道的项目,7"])
        return importing.batch_take(
            person=aili, county_code=COUNTY, unit=unit, year=2025, name=file, pieces=[text.encode()]
        )

    return make


def at(batch, what: str = "batch") -> str:
    return reverse(f"spending:{what}", args=[batch.pk])


def looked_at(client, batch) -> lxml.html.HtmlElement:
    return lxml.html.fromstring(client.get(at(batch)).text)


@pytest.fixture
def count(monkeypatch):
    """How often a file was read through."""
    calls, entries = [], importing._entries

    def counted(*words):
        calls.append(1)
        return entries(*words)

    monkeypatch.setattr(importing, "_entries", counted)
    return calls


def test_a_long_list_is_tried_beside_the_server_once(as_aili, take, do_all, count):
    batch = take(5)
    as_aili.post(at(batch, "columns"), FIELDS)
    page = looked_at(as_aili, batch)
    assert page.xpath("//*[@id='work'][@hx-get]//progress/@max") == ["7"] and not count, "nobody waits for it"
    assert page.xpath("//form[contains(@action, '/cancel/')]") and not page.xpath("//form[contains(@action, '/load/')]")
    as_aili.post(at(batch, "try"))
    assert Job.objects.count() == 1, "asked twice, done once"
    assert do_all() == 1 and len(count) == 1
    for _ in range(2):
        page = looked_at(as_aili, batch)
        text = page.text_content()
        assert "将登记5 笔" in text.replace("\n", "").replace(" 5", "5").replace("将登记 ", "将登记")
        assert "15.05" in text and "没有这个项目的支出台账：不知道的项目" in text and "的试算结果" in text
        assert "结果可能已经不同" not in text and page.xpath("//button[text()='重新核对']")
    assert len(count) == 1, "looked at twice, read once"
    assert not Payment.objects.exists()
    job = Job.objects.get()
    assert (job.kind, job.state, job.done, job.total) == ("try", "done", 7, 7) and not list(faults(COUNTY))
    assert at(batch) in as_aili.get(reverse("jobs:job", args=[job.pk])).text


def test_a_short_list_needs_no_worker(as_aili, take, count):
    batch = take(1)
    response = as_aili.post(at(batch, "columns"), FIELDS, follow=True)
    assert "1.01" in response.text and "重新核对" not in response.text and len(count) == 1
    assert not Job.objects.exists() and Batch.objects.get().tried == ""


def test_a_file_of_a_known_source_is_tried_when_it_is_taken(as_aili, take, name, unit, do_all):
    from django.core.files.uploadedfile import SimpleUploadedFile

    as_aili.post(at(take(1), "columns"), FIELDS)
    text = "\n".join(["日期,项目名称,金额", *(f"2025-04-0{n},{name},{n}" for n in range(1, 6))])
    sent = {"file": SimpleUploadedFile("四月.csv", text.encode()), "year": "2025", "unit": unit.pk}
    page = as_aili.post(reverse("spending:imports"), sent, follow=True)
    assert "<progress" in page.text
    assert do_all() == 1 and "全部导入（5 笔）" in as_aili.get(page.redirect_chain[-1][0]).text


def test_other_columns_are_tried_anew(as_aili, take, do_all):
    batch = take(5)
    as_aili.post(at(batch, "columns"), FIELDS)
    do_all()
    as_aili.post(at(batch, "columns"), FIELDS)
    assert Job.objects.count() == 1, "the same columns: what was found holds"
    as_aili.post(at(batch, "columns"), FIELDS | {"unit": "千元"})
    assert "<progress" in as_aili.get(at(batch)).text and "15.05" not in as_aili.get(at(batch)).text
    do_all()
    assert "15,050.00" in as_aili.get(at(batch)).text


def test_columns_that_change_while_it_is_tried_begin_it_again(as_aili, aili, take, do_all, monkeypatch):
    batch = take(5)
    as_aili.post(at(batch, "columns"), FIELDS)
    calls, known = [], importing.known_marks

    def change(*words):
        calls.append(1)
        if len(calls) == 2:
            as_aili.post(at(batch, "columns"), FIELDS | {"unit": "千元"})
        return known(*words)

    monkeypatch.setattr(importing, "known_marks", change)
    assert do_all() == 1 and len(calls) == 2 + 3
    assert Job.objects.get().state == "done" and "15,050.00" in as_aili.get(at(batch)).text


def test_it_is_stopped_and_begun_again_from_the_page(as_aili, aili, take, do_all, monkeypatch):
    batch = take(5)
    as_aili.post(at(batch, "columns"), FIELDS)
    known = importing.known_marks

    def stop(*words):
        job_cancel(person=aili, job_id=Job.objects.get().pk)
        return known(*words)

    with monkeypatch.context() as patched:
        patched.setattr(importing, "known_marks", stop)
        do_all()
    page = looked_at(as_aili, batch)
    assert Job.objects.get().state == "cancelled" and "已停止" in page.text_content()
    assert not page.xpath("//form[contains(@action, '/load/')]"), "nothing is loaded unseen"
    assert page.xpath("//form[contains(@action, '/try/')]//button/text()") == ["开始试算"]
    as_aili.post(at(batch, "try"))
    do_all()
    assert "15.05" in as_aili.get(at(batch)).text and "已停止" not in as_aili.get(at(batch)).text


def test_books_that_changed_since_are_told_and_tried_again(as_aili, aili, take, do_all):
    batch = take(5)
    as_aili.post(at(batch, "columns"), FIELDS)
    do_all()
    other = take(2, file="另一份.csv")
    importing.batch_load(person=aili, batch_id=other.pk, good_only=True, today=TODAY)
    page = as_aili.get(at(batch)).text
    assert "结果可能已经不同" in page and "只导入其余 5 笔" in page
    as_aili.post(at(batch, "try"))
    do_all()
    page = as_aili.get(at(batch)).text
    assert "结果可能已经不同" not in page and "只导入其余 3 笔" in page
    as_aili.post(at(batch, "load"), {"good_only": "yes"})
    do_all()
    batch.refresh_from_db()
    assert (batch.new, batch.known, batch.refused) == (3, 2, 1), "counted by the load, not taken from the trial"


def test_what_is_loaded_is_decided_by_the_load(as_aili, aili, take, do_all):
    """An old trial that says all is well lets no refused line slip in, and enters nothing twice."""
    batch = take(5)
    as_aili.post(at(batch, "columns"), FIELDS)
    do_all()
    importing.batch_load(person=aili, batch_id=take(2, file="b.csv").pk, good_only=True, today=TODAY)
    as_aili.post(at(batch, "load"))
    do_all()
    assert "有不能导入的行" in as_aili.get(at(batch)).text and Payment.objects.count() == 2


def test_refused_lines_of_an_earlier_day_may_hold_today(as_aili, aili, take, do_all, monkeypatch):
    batch = take(5, months="08")
    as_aili.post(at(batch, "columns"), FIELDS)
    do_all()
    assert "结果可能已经不同" not in as_aili.get(at(batch)).text
    batch.refresh_from_db()
    assert trying.trial_of(aili, batch, TODAY + timedelta(days=1)).is_old


def test_a_list_given_up_meanwhile_ends_it(as_aili, aili, take, do_all):
    batch = take(5)
    as_aili.post(at(batch, "columns"), FIELDS)
    importing.batch_drop(person=aili, batch_id=batch.pk)
    do_all()
    assert Job.objects.get().state == "done" and "这次导入已放弃" in as_aili.get(at(batch)).text


def test_a_right_lost_meanwhile_tries_nothing(as_aili, aili, take, do_all):
    batch = take(5)
    as_aili.post(at(batch, "columns"), FIELDS)
    aili.user.appointments.all().delete()
    do_all()
    batch.refresh_from_db()
    assert Job.objects.get().state == "failed" and batch.tried == ""


def test_too_much_work_already_leaves_a_button(as_aili, aili, take, do_all, monkeypatch):
    batch = take(5)
    monkeypatch.setattr("jixiao_web.jobs.services.MOST_OPEN", 0)
    page = as_aili.post(at(batch, "columns"), FIELDS, follow=True).text
    assert "您已有几项批量办理" in page and "开始试算" in page and not Job.objects.exists()


def test_a_load_can_be_stopped_while_it_looks_for_refused_lines(as_aili, aili, take, do_all, monkeypatch):
    batch = take(5)
    as_aili.post(at(batch, "load"))
    job_of, parted = Job.objects.get, importing.in_chunks

    def stop(*words):
        job_cancel(person=aili, job_id=job_of().pk)
        return parted(*words)

    monkeypatch.setattr(importing, "in_chunks", stop)
    do_all()
    batch.refresh_from_db()
    assert (job_of().state, batch.state) == ("cancelled", "proposed") and not Payment.objects.exists()


def test_the_page_of_a_kept_trial_asks_the_same_however_much_was_found(
    as_aili, take, do_all, django_assert_max_num_queries
):
    for number, file in ((4, "a.csv"), (9, "b.csv")):
        batch = take(number, file=file)
        as_aili.post(at(batch, "columns"), FIELDS)
        do_all()
        as_aili.get(at(batch))
        with django_assert_max_num_queries(12):
            as_aili.get(at(batch))


def test_when_it_was_found_is_told(as_aili, take, do_all, monkeypatch):
    batch = take(5)
    as_aili.post(at(batch, "columns"), FIELDS)
    seen = timezone.make_aware(datetime(2025, 8, 15, 10, 12))
    monkeypatch.setattr(trying.timezone, "now", lambda: seen)
    do_all()
    assert "以上是 2025-08-15 10:12 的试算结果" in as_aili.get(at(batch)).text
