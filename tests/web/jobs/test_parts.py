"""Long work of other parts: payments, reports of a round, self-evaluations; stopped, killed, gone on with."""

from __future__ import annotations

from datetime import date, timedelta

import lxml.html
import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from jixiao_web.audit.log import faults
from jixiao_web.evaluation import opening
from jixiao_web.filings.models import Filing, Kind
from jixiao_web.filings.services import filing_begin, filing_move
from jixiao_web.jobs.errors import JobOpen
from jixiao_web.jobs.models import Job, Step
from jixiao_web.jobs.selectors import panel_of
from jixiao_web.jobs.services import job_cancel
from jixiao_web.monitoring import rounds
from jixiao_web.monitoring.models import Round
from jixiao_web.spending import importing
from jixiao_web.spending.models import Batch, Ledger, Payment
from jixiao_web.spending.totals import differences

pytestmark = pytest.mark.django_db

COUNTY = "990128"
TODAY = date(2025, 8, 15)


class Killed(BaseException):
    """What a kill is to the code: nothing catches it."""


@pytest.fixture
def plans(aili, baihe_unit, chali, unit, other_unit, baihe, mended_plan, monkeypatch):
    """An approved plan of each unit."""
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: TODAY)
    found = []
    for person, own in ((aili, unit), (chali, other_unit)):
        filing = filing_begin(person=person, unit=own, year=2025, document=mended_plan)
        Filing.objects.filter(pk=filing.pk).update(state="finance_review")
        filing_move(person=baihe, filing_id=filing.pk, move="approve", seen="finance_review")
        found.append(Filing.objects.get(pk=filing.pk))
    return found


@pytest.fixture
def batch(plans, aili, unit, monkeypatch):
    """A list of five payments, to be loaded two at a time beside the server."""
    monkeypatch.setattr(importing, "CHUNK", 2)
    name = Ledger.objects.filter(unit=unit).order_by("ordinal").first().name
    lines = [f"2025-03-0{n},{name},{n}.01" for n in range(1, 6)]
    text = "\n".join(["日期,项目名称,金额", *lines])
    return importing.batch_take(
        person=aili, county_code=COUNTY, unit=unit, year=2025, name="支出.csv", pieces=[text.encode()]
    )


def act(batch, what: str) -> str:
    return reverse(f"spending:{what}", args=[batch.pk])


def whole(batch) -> None:
    """Every payment of the list stands once, and the totals equal them."""
    batch.refresh_from_db()
    assert (batch.state, batch.new, batch.known) == ("loaded", 5, 0)
    assert sorted(Payment.objects.values_list("fen", flat=True)) == [101, 201, 301, 401, 501]
    assert not list(differences(COUNTY)) and not list(faults(COUNTY))


# ---- payments ----


def test_a_large_list_is_loaded_beside_the_server_and_the_page_tells_how_far(as_aili, batch, do_all):
    response = as_aili.post(act(batch, "load"))
    assert response["Location"] == act(batch, "batch") and not Payment.objects.exists()
    page = lxml.html.fromstring(as_aili.get(act(batch, "batch")).text)
    assert page.xpath("//*[@id='work'][@hx-get]//progress/@max") == ["6"]
    assert page.xpath("//noscript/meta[@http-equiv='refresh']")
    assert not page.xpath("//form[contains(@action, '/load/')]"), "nothing to press twice"
    assert as_aili.post(act(batch, "load")).status_code == 302 and Job.objects.count() == 1, "sent twice, done once"
    assert do_all() == 1
    page = lxml.html.fromstring(as_aili.get(act(batch, "batch")).text)
    assert not page.xpath("//*[@hx-get]") and "已导入" in page.text_content()
    job = Job.objects.get()
    assert (job.state, job.done, job.total) == ("done", 6, 6)
    assert act(batch, "batch") in as_aili.get(reverse("jobs:job", args=[job.pk])).text
    whole(batch)


def test_a_small_list_is_loaded_while_the_person_waits(as_aili, batch, monkeypatch):
    monkeypatch.setattr(importing, "CHUNK", 5000)
    assert "已导入" in as_aili.post(act(batch, "load"), follow=True).text
    assert Job.objects.get().state == "done"
    whole(batch)


def test_a_load_is_stopped_between_chunks_and_goes_on_later(as_aili, aili, batch, do_all, monkeypatch):
    as_aili.post(act(batch, "load"))
    job, load = Job.objects.get(), importing._chunk_load

    def load_and_stop(*words):
        job_cancel(person=aili, job_id=job.pk)
        return load(*words)

    with monkeypatch.context() as patched:
        patched.setattr(importing, "_chunk_load", load_and_stop)
        do_all()
    batch.refresh_from_db()
    job.refresh_from_db()
    assert (job.state, batch.state, batch.new) == ("cancelled", "loading", 2)
    assert Payment.objects.count() == 2 and not list(differences(COUNTY)), "what stands is whole"
    page = as_aili.get(act(batch, "batch")).text
    assert "已停止" in page and "继续导入" in page
    as_aili.post(act(batch, "load"))
    do_all()
    whole(batch)


def test_the_owner_stops_it_from_its_page_before_it_begins(as_aili, batch, do_all):
    as_aili.post(act(batch, "load"))
    response = as_aili.post(reverse("jobs:cancel", args=[Job.objects.get().pk]))
    assert response["Location"] == act(batch, "batch")
    assert do_all() == 0 and not Payment.objects.exists()
    assert "试算结果" in as_aili.get(act(batch, "batch")).text, "it can be loaded or given up"


@pytest.mark.parametrize("committed", [True, False])
def test_a_load_whose_worker_is_killed_goes_on_where_it_stopped(as_aili, batch, do_all, monkeypatch, committed):
    as_aili.post(act(batch, "load"))
    load, calls = importing._chunk_load, []

    def load_and_die(*words):
        calls.append(1)
        if len(calls) == 2 and not committed:
            raise Killed
        made = load(*words)
        if len(calls) == 2:
            raise Killed
        return made

    with monkeypatch.context() as patched:
        patched.setattr(importing, "_chunk_load", load_and_die)
        with pytest.raises(Killed):
            do_all()
    assert Payment.objects.count() == (4 if committed else 2) and not list(differences(COUNTY))
    assert do_all() == 0, "the dead one counts as alive for a while"
    Job.objects.update(beat_at=timezone.now() - timedelta(minutes=1))
    assert do_all() == 1
    assert Job.objects.get().state == "done"
    whole(batch)


def test_refused_lines_stop_a_load_before_it_begins(as_aili, aili, batch, unit, do_all):
    text = "日期,项目名称,金额\n2025-03-01,不知道的项目,1\n2025-03-02,甲,2\n"
    other = importing.batch_take(
        person=aili, county_code=COUNTY, unit=unit, year=2025, name="b.csv", pieces=[text.encode()]
    )
    as_aili.post(act(other, "load"))
    do_all()
    page = as_aili.get(act(other, "batch")).text
    assert Job.objects.get().state == "failed" and "有不能导入的行" in page and "试算结果" in page
    other.refresh_from_db()
    assert other.state == Batch.State.PROPOSED and not Payment.objects.exists()


def test_a_right_lost_meanwhile_loads_nothing(as_aili, aili, batch, do_all):
    as_aili.post(act(batch, "load"))
    aili.user.appointments.all().delete()
    do_all()
    assert Job.objects.get().state == "failed" and not Payment.objects.exists()


def test_others_who_enter_payments_see_how_far_it_is_and_do_not_stop_it(as_aili, as_baihe, as_chali, batch):
    as_aili.post(act(batch, "load"))
    page = as_baihe.get(act(batch, "batch")).text
    assert "<progress" in page and "/cancel/" not in page
    assert as_chali.get(act(batch, "batch")).status_code == 404


# ---- reports of a round ----


@pytest.fixture
def opened(plans, baihe, monkeypatch):
    """A round whose reports are begun beside the server."""
    monkeypatch.setattr(rounds, "AT_ONCE", 0)
    return rounds.round_open(
        person=baihe, county_code=COUNTY, year=2025, period="1-7", title="监控", due=date(2025, 8, 31),
        units=[each.unit_id for each in plans],
    )  # fmt: skip


def test_a_round_for_many_units_is_filled_beside_the_server(as_baihe, as_aili, opened, do_all):
    at = reverse("monitoring:round", args=[opened.round.pk])
    page = lxml.html.fromstring(as_baihe.get(at).text)
    assert page.xpath("//*[@id='work'][@hx-get]//progress/@max") == ["2"] and not opened.begun
    assert not page.xpath("//form[contains(@action, '/fill/')]")
    assert "<progress" not in as_aili.get(at).text, "the bureau's affair"
    assert do_all() == 1
    assert len(opened.begun) == 2 and Job.objects.get().state == "done"
    assert "<progress" not in as_baihe.get(at).text
    listed = as_baihe.get(reverse("jobs:job", args=[opened.job.pk])).text
    assert all(reverse("filings:filing", args=[each.pk]) in listed for each in opened.begun)
    assert not list(faults(COUNTY))


def test_a_round_that_is_stopped_is_filled_up_later(as_baihe, baihe, opened, plans, do_all, monkeypatch):
    begin = rounds.report_begin

    def begin_and_stop(**words):
        job_cancel(person=baihe, job_id=opened.job.pk)
        return begin(**words)

    with monkeypatch.context() as patched:
        patched.setattr(rounds, "report_begin", begin_and_stop)
        do_all()
    assert len(opened.begun) == 1 and Job.objects.get().state == "cancelled"
    at = reverse("monitoring:round", args=[opened.round.pk])
    page = lxml.html.fromstring(as_baihe.get(at).text)
    missing = page.xpath("//input[@name='unit']/@value")
    assert len(missing) == 1 and "已停止" in page.text_content()
    as_baihe.post(reverse("monitoring:fill", args=[opened.round.pk]), {"unit": missing})
    do_all()
    assert Filing.objects.filter(kind=Kind.MONITORING).count() == 2
    assert "已停止" not in as_baihe.get(at).text


def test_a_round_whose_worker_is_killed_begins_each_report_once(opened, do_all, monkeypatch):
    begin = rounds.report_begin

    def begin_and_die(**words):
        begin(**words)
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(rounds, "report_begin", begin_and_die)
        with pytest.raises(Killed):
            do_all()
    assert not opened.begun and not Filing.objects.filter(kind=Kind.MONITORING).exists(), "all of a step or nothing"
    Job.objects.update(beat_at=timezone.now() - timedelta(minutes=1))
    do_all()
    assert len(opened.begun) == 2 == Filing.objects.filter(kind=Kind.MONITORING).count()
    assert list(Step.objects.values_list("outcome", flat=True)) == ["done", "done"]


def test_a_round_closed_meanwhile_gets_no_more_reports(as_baihe, baihe, opened, do_all):
    rounds.round_close(person=baihe, round_id=opened.round.pk)
    do_all()
    assert not opened.begun and set(Step.objects.values_list("outcome", flat=True)) == {"failed"}
    panel = panel_of(baihe, [COUNTY], "round", str(opened.round.pk))
    assert panel.failed == 2 and "2 件未办成" in as_baihe.get(
        reverse("monitoring:round", args=[opened.round.pk])
    ).text.replace("&nbsp;", " ")


def test_a_report_that_stands_already_is_left_alone(opened, baihe, plans, do_all):
    round_ = opened.round
    Job.objects.update(state="cancelled")
    again = rounds.round_fill(person=baihe, round_id=round_.pk, units=[plans[0].unit_id])
    Job.objects.filter(pk=opened.job.pk).update(state="waiting", about="")
    do_all()
    Job.objects.filter(pk=opened.job.pk).update(about=str(round_.pk), state="waiting")
    Step.objects.filter(job=opened.job).update(outcome="waiting", filing=None)
    do_all()
    told = Step.objects.filter(job=opened.job).order_by("number").values_list("outcome", flat=True)
    assert set(told) == {"there", "done"} and len(again.begun) == 1
    assert Filing.objects.filter(kind=Kind.MONITORING).count() == 2


def test_a_round_is_filled_by_one_work_at_a_time(opened, baihe, plans):
    with pytest.raises(JobOpen):
        rounds.round_fill(person=baihe, round_id=opened.round.pk, units=[plans[0].unit_id])


def test_the_same_work_is_told_as_going_on_even_where_no_more_may_begin(opened, baihe, plans, monkeypatch):
    monkeypatch.setattr("jixiao_web.jobs.services.MOST_OPEN", 1)
    with pytest.raises(JobOpen):
        rounds.round_fill(person=baihe, round_id=opened.round.pk, units=[plans[0].unit_id])


def test_no_round_stands_without_its_work(plans, baihe, monkeypatch):
    def refuse(**_):
        raise PermissionDenied

    monkeypatch.setattr(rounds, "job_make", refuse)
    with pytest.raises(PermissionDenied):
        rounds.round_open(
            person=baihe, county_code=COUNTY, year=2025, period="1-7", title="监控", due=date(2025, 8, 31),
            units=[plans[0].unit_id],
        )  # fmt: skip
    assert not Round.objects.exists()


# ---- self-evaluations ----


def test_self_evaluations_of_all_units_are_begun_beside_the_server(as_baihe, baihe, plans, do_all, monkeypatch):
    monkeypatch.setattr(opening, "AT_ONCE", 0)
    for _ in range(2):
        assert as_baihe.post(reverse("evaluation:open"), {"year": "2025"}).status_code == 302
    assert Job.objects.count() == 1, "pressed twice, done once"
    at = reverse("evaluation:results")
    begin = opening.report_begin

    def begin_and_stop(**words):
        job_cancel(person=baihe, job_id=Job.objects.get().pk)
        return begin(**words)

    monkeypatch.setattr(opening, "report_begin", begin_and_stop)
    page = as_baihe.get(at, {"year": "2025"}).text
    assert "<progress" in page and "为各单位建立" not in page
    do_all()
    assert Filing.objects.filter(kind=Kind.SELF_EVALUATION).count() == 1 and Job.objects.get().state == "cancelled"
    monkeypatch.setattr(opening, "report_begin", begin)
    as_baihe.post(reverse("evaluation:open"), {"year": "2025"})
    do_all()
    assert Filing.objects.filter(kind=Kind.SELF_EVALUATION).count() == 2
    assert "<progress" not in as_baihe.get(at, {"year": "2025"}).text and not list(faults(COUNTY))


def test_a_panel_is_one_countys(opened, baihe):
    assert panel_of(baihe, [COUNTY], "round", str(opened.round.pk))
    assert panel_of(baihe, ["990129"], "round", str(opened.round.pk)) is None
