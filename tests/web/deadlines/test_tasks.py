"""Safeguards, measures, corrective action and rounds: each waits for its own people in inbox, calendar, feed, mail."""

from __future__ import annotations

import uuid
from datetime import date, timedelta

import pytest
from django.core import mail as outbox
from django.urls import reverse

from jixiao_web.commitments.models import Commitment
from jixiao_web.commitments.services import record_add
from jixiao_web.deadlines.entries import entries_of
from jixiao_web.deadlines.feed import feed_of
from jixiao_web.deadlines.items import items_for
from jixiao_web.deadlines.keeping import dues_refresh_all
from jixiao_web.deadlines.models import Reminder
from jixiao_web.deadlines.reminding import reminders_gather
from jixiao_web.deadlines.sending import mails_send
from jixiao_web.evaluation.models import Rectification
from jixiao_web.evaluation.rectifying import Problem, rectification_issue, rectification_move
from jixiao_web.filings.due import NEVER
from jixiao_web.filings.models import Filing, Kind
from jixiao_web.filings.services import filing_move
from jixiao_web.filings.tasks import tasks_for, tasks_near
from jixiao_web.filings.waiting import filings_waiting_for
from jixiao_web.monitoring.measures import measure_note, measure_take
from jixiao_web.monitoring.rounds import round_close, round_open

from .conftest import COUNTY, NOW, TODAY

DAY = timedelta(days=1)
TEXT = "每月一次矛盾大排查，由司法所负责。"


@pytest.fixture(autouse=True)
def _today(monkeypatch, settings):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: TODAY)
    settings.ADDRESS = "https://jixiao.example"
    settings.REMIND_AT = "08:00"


@pytest.fixture
def approved(filing_in):
    """爱丽's plan of 2026, approved; what it promises is left out."""
    filing = filing_in("approved")
    Commitment.objects.all().delete()
    return filing


@pytest.fixture
def promise(approved):
    """Makes a safeguard of the plan that is due some days from today."""

    def make(days: int, owner=None, text: str = TEXT) -> Commitment:
        return Commitment.objects.create(
            county_code=COUNTY, unit=approved.unit, plan=approved, year=2026, ordinal=1, text=text, rhythm="month",
            starts_on=date(2026, 1, 1), due_on=TODAY + days * DAY, owner=owner,
        )  # fmt: skip

    return make


@pytest.fixture
def report(approved, baihe):
    """The unit's report in a round whose last day is in three days."""
    opened = round_open(
        person=baihe, county_code=COUNTY, year=2026, period="1-3", title="一季度监控", due=TODAY + 3 * DAY,
        units=[approved.unit_id],
    )  # fmt: skip
    return opened.begun[0]


@pytest.fixture
def measure(report, aili, baihe):
    """Takes a measure that is due some days from today."""

    def make(days: int, what: str = "correct"):
        person = baihe if what == "suspend" else aili
        return measure_take(
            person=person, filing_id=report.pk, path="projects[0].indicators[0]", what=what, words="补足数量",
            responsible="爱丽", due=TODAY + days * DAY, today=TODAY + min(days, 0) * DAY,
        )  # fmt: skip

    return make


@pytest.fixture
def mending(approved, baihe, unit):
    """Corrective action that was due yesterday."""
    return rectification_issue(
        person=baihe, unit=unit, year=2026, told=Problem("里程不实", "补修0.5公里", TODAY - DAY, project="道路维修")
    )


def kinds(person) -> list[tuple[str, int | None]]:
    told = tasks_near(person, TODAY)
    return [(task.kind, deadline.left if deadline else None) for task, deadline in told]


def test_a_late_safeguard_waits_for_its_units_people(
    promise, aili, baihe_unit, baihe, chali, auditor, client_of, reachable
):
    promise(-4)
    assert kinds(aili) == kinds(baihe_unit) == [("commitment", -4)]
    assert [kinds(person) for person in (baihe, chali, auditor)] == [[], [], []]
    page = client_of(aili).get("/").text
    kept = Commitment.objects.get()
    address = reverse("commitments:commitment", args=[kept.pk])
    assert "要落实的事项" in page and TEXT in page and "已逾期 4 天" in page and address in page
    assert "要落实的事项" not in client_of(baihe).get("/").text
    month = client_of(aili).get("/calendar/").text
    assert f"保障措施：{TEXT}" in month and address in month
    feed = feed_of(aili, TODAY, NOW).decode().replace("\r\n ", "")
    assert f"commitment-{kept.pk}@jixiao" in feed and f"https://jixiao.example{address}" in feed
    assert "保障措施" not in feed_of(chali, TODAY, NOW).decode()
    reachable(aili)
    for _ in range(2):
        reminders_gather(today=TODAY, now=NOW)
    mails_send(now=NOW)
    (sent,) = outbox.outbox
    assert "【已逾期】" in sent.body and TEXT in sent.body and f"https://jixiao.example{address}" in sent.body
    assert "还没有建立" not in sent.body and Reminder.objects.filter(about=f"commitment:{kept.pk}").count() == 1


def test_what_was_recorded_waits_no_more_and_the_next_time_comes(promise, aili):
    kept = promise(-4)
    for month in (1, 2):
        day = date(2026, month, 20)
        record_add(
            person=aili, commitment_id=kept.pk, key=uuid.uuid4(), day=day, words="已排查", proof=None, today=TODAY
        )
    kept.refresh_from_db()
    assert kept.due_on == date(2026, 3, 31) and kinds(aili) == [], "not near"
    (entry,) = (each for each in entries_of(aili, TODAY) if "commitment" in each.key)
    assert (entry.day, entry.level) == (date(2026, 3, 31), "hint")


def test_a_safeguard_with_an_owner_waits_for_the_owner_alone(promise, aili, baihe_unit):
    kept = promise(2, owner=aili.user)
    assert kinds(aili) == [("commitment", 2)] and kinds(baihe_unit) == []
    aili.user.is_active = False
    aili.user.save()
    assert kinds(baihe_unit) == [("commitment", 2)], "nobody else would"
    Commitment.objects.filter(pk=kept.pk).update(in_plan=False)
    assert kinds(baihe_unit) == []


def test_safeguards_of_a_unit_and_day_are_one_entry(promise, aili):
    for text in "甲乙丙":
        promise(2, text=text)
    (entry,) = (each for each in entries_of(aili, TODAY) if "commitment" in each.key)
    assert (entry.title, len(entry.items), entry.url) == ("保障措施", 3, reverse("filings:inbox"))
    assert "3 件待办" in feed_of(aili, TODAY, NOW).decode()


def test_what_is_long_over_is_not_asked_for_any_more(promise, aili):
    promise(-365)
    promise(-366)
    assert kinds(aili) == [("commitment", -365)]


def test_measures_wait_for_who_follows_them(measure, aili, baihe_unit, baihe, chali):
    measure(1)
    stopped = measure(2, "suspend")
    assert [each for each in kinds(aili) if each[0] == "measure"] == [("measure", 1)]
    assert ("measure", 2) in kinds(baihe) and ("measure", 1) not in kinds(baihe)
    assert kinds(baihe_unit) == kinds(chali) == []
    measure_note(person=baihe, measure_id=stopped.pk, text="已恢复拨付", close=True)
    assert ("measure", 2) not in kinds(baihe)


def test_corrective_action_waits_for_the_unit_then_for_its_verification(mending, aili, baihe, chali, client_of):
    assert kinds(aili) == [("mend", -1)] and kinds(baihe) == kinds(chali) == []
    assert "道路维修，里程不实" in client_of(aili).get("/").text
    rectification_move(person=aili, rectification_id=mending.pk, move="report", seen="issued", text="已补修")
    assert kinds(aili) == [] and kinds(baihe) == [("mend", None)]
    page = client_of(baihe).get("/").text
    assert "整改核实" in page and "未定期限" in page
    assert not any("mend" in each.key for each in entries_of(baihe, TODAY)), "no day to stand on"
    Rectification.objects.update(state="verified")
    assert kinds(baihe) == []


def test_an_open_round_waits_for_the_bureau_and_its_report_for_the_unit(report, aili, baihe, chali, client_of):
    (item,) = items_for(aili, TODAY)
    assert (item.filing.pk, item.deadline.day) == (report.pk, TODAY + 3 * DAY)
    assert kinds(baihe) == [("round", 3)] and kinds(aili) == kinds(chali) == []
    assert "一季度监控，1 个单位未报" in client_of(baihe).get("/").text
    (entry,) = (each for each in entries_of(baihe, TODAY) if "round" in each.key)
    assert entry.unit is None and entry.title.startswith("监控轮次：一季度监控")
    assert (
        "一季度监控" in feed_of(baihe, TODAY, NOW).decode() and "一季度监控" in client_of(baihe).get("/calendar/").text
    )
    Filing.objects.filter(kind=Kind.MONITORING).update(state="approved")
    assert next(task.words for task in tasks_for(baihe, TODAY)) == "一季度监控"
    round_close(person=baihe, round_id=uuid.UUID(tasks_for(baihe, TODAY)[0].key.partition(":")[2]))
    assert kinds(baihe) == []


def test_the_number_of_queries_does_not_grow_with_tasks(promise, aili, client_of, django_assert_max_num_queries):
    client = client_of(aili)
    promise(1)
    client.get("/")
    with django_assert_max_num_queries(40) as few:
        client.get("/")
    for number in range(60):
        promise(number % 9 - 3, text=f"第{number}项")
    with django_assert_max_num_queries(len(few)):
        page = client.get("/").text
    assert "另有 11 项，见日历" in page


@pytest.mark.parametrize("kind", [Kind.MONITORING, Kind.SELF_EVALUATION])
def test_an_approved_report_waits_for_its_publication_only_where_it_is_published(approved, baihe, set_day, kind):
    set_day("publish", -3, kind=kind)
    period = "1-7" if kind == Kind.MONITORING else ""
    report = Filing.objects.create(
        county_code=COUNTY, unit=approved.unit, plan=approved, year=2026, kind=kind, period=period, state="approved",
        draft=approved.draft,
    )  # fmt: skip
    dues_refresh_all()
    report.refresh_from_db()
    waits = kind == Kind.SELF_EVALUATION
    assert (report in [item.filing for item in items_for(baihe, TODAY)]) == waits
    rows = [row.filing.key for each in filings_waiting_for(baihe) for row in each.rows]
    assert (report.pk in rows) == waits
    assert sum(each.number for each in filings_waiting_for(baihe)) == len(rows)
    assert report.due_on == (TODAY - 3 * DAY if waits else NEVER)
    assert filing_move(person=baihe, filing_id=report.pk, move="publish", seen="approved").state == "published"


def test_corrective_action_is_in_the_inbox_as_soon_as_it_is_given(approved, aili, baihe, unit):
    told = Problem("里程不实", "补修0.5公里", TODAY + 30 * DAY, project="道路维修")
    rectification_issue(person=baihe, unit=unit, year=2026, told=told)
    assert kinds(aili) == [("mend", 30)]
