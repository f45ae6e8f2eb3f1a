"""The day that a filing bears is the day that holds for it, whatever happens to it or to the county's dates."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from jixiao_web.accounts.models import Unit
from jixiao_web.deadlines.keeping import dues_go_on, dues_refresh_all, dues_want, dues_wrong
from jixiao_web.deadlines.models import CountyDeadline, DuesWanted
from jixiao_web.deadlines.reminding import reminders_gather
from jixiao_web.deadlines.services import dates_set, exception_remove, exception_set
from jixiao_web.deadlines.timer import turn
from jixiao_web.filings.due import NEVER, by_deadline
from jixiao_web.filings.models import Filing, State
from jixiao_web.filings.services import filing_begin, filing_move
from jixiao_web.filings.waiting import MOST as MOST_WAITING

from .conftest import COUNTY, NOW, TODAY

DAYS = {
    "submit": date(2026, 3, 1), "unit_review": date(2026, 3, 5), "finance_review": date(2026, 3, 20),
    "congress": date(2026, 3, 22), "approve": date(2026, 3, 30), "publish": date(2026, 4, 10),
}  # fmt: skip


def kept(filing) -> date:
    """The day that a filing bears, which must be the one that holds."""
    assert not dues_wrong(Filing.every.all())
    return Filing.every.values_list("due_on", flat=True).get(pk=filing.pk)


@pytest.fixture
def set_days(administrator):
    def make(year: int = 2026, **changed):
        seen = dict(CountyDeadline.objects.filter(year=year, unit=None).values_list("step", "day"))
        dates_set(person=administrator, year=year, kind="plan", days={**(seen or DAYS), **changed}, seen=seen)

    return make


def test_it_follows_the_filing_on_its_way(set_days, unit, aili, baihe_unit, baihe, small_plan):
    set_days()
    filing = filing_begin(person=aili, unit=unit, year=2026, document=small_plan)
    assert kept(filing) == DAYS["submit"]

    def moved(move: str, person) -> date:
        filing_move(
            person=person, filing_id=filing.pk, move=move, reason="请改" * ("return" in move),
            seen=Filing.objects.get(pk=filing.pk).state,
        )  # fmt: skip
        return kept(filing)

    assert moved("submit", aili) == DAYS["unit_review"]
    assert moved("withdraw", aili) == DAYS["submit"]
    moved("submit", aili)
    moved("return_in_unit", baihe_unit)
    moved("submit", aili)
    assert moved("pass", baihe_unit) == DAYS["finance_review"]
    grade(baihe, filing)
    assert kept(filing) == DAYS["approve"]
    assert moved("approve", baihe) == DAYS["publish"]
    assert moved("publish", baihe) == NEVER


def grade(baihe, filing):
    from jixiao_web.review.services import sheet_save
    from jixiao_web.review.sheet import terms_of

    points = {item.name: str(item.most) for item in terms_of(2026).items}
    sheet_save(person=baihe, filing_id=filing.pk, points=points, opinion="")


@pytest.mark.parametrize(
    "state", [State.DRAFT, State.UNIT_REVIEW, State.FINANCE_REVIEW, State.APPROVED, State.RETURNED]
)
def test_it_follows_the_countys_dates(filing_in, set_days, administrator, unit, state):
    filing = filing_in(state)
    dues_refresh_all()  # the fixture wrote past the services
    set_days()
    first = kept(filing)
    set_days(**{step: day + timedelta(days=3) for step, day in DAYS.items()})
    assert kept(filing) >= first
    before = kept(filing)
    step = {"draft": "submit", "approved": "publish"}.get(state, state)
    if step in DAYS:
        exception_set(
            person=administrator,
            year=2026,
            kind="plan",
            step=step,
            unit=unit,
            day=TODAY - timedelta(days=60),
            reason="洪",
        )
        assert kept(filing) == TODAY - timedelta(days=60)
        exception_remove(person=administrator, row=CountyDeadline.objects.get(unit=unit))
    assert kept(filing) == before


def test_other_years_and_kinds_keep_their_days(filing_in, set_days):
    filing = filing_in(State.DRAFT, year=2025)
    set_days(2026)
    assert kept(filing) == NEVER
    set_days(2025)
    assert kept(filing) == DAYS["submit"]


def test_a_draft_that_is_put_back_bears_the_day_of_now(set_days, aili, unit, small_plan):
    from jixiao_web.filings.discarding import filing_discard, filing_recover

    filing = filing_begin(person=aili, unit=unit, year=2026, document=small_plan)
    filing_discard(person=aili, filing_id=filing.pk)
    set_days()
    filing_recover(person=aili, filing_id=filing.pk)
    assert kept(filing) == DAYS["submit"]


def test_an_adjusted_plan_keeps_its_day(set_days, filing_in, aili, baihe_unit, baihe):
    from jixiao_web.filings.adjusting import adjustment_begin
    from jixiao_web.filings.models import RowChange
    from jixiao_web.filings.store import document_of, put_changed

    plan = filing_in(State.APPROVED, moved=NOW - timedelta(days=30))
    dues_refresh_all()
    before = kept(plan)
    own = adjustment_begin(person=aili, plan_id=plan.pk, why="预算调减")
    assert kept(own) == NEVER
    plan = Filing.objects.get(pk=plan.pk)
    put_changed(plan, document_of(plan), baihe, shape=RowChange(kind="replaced"))
    assert kept(plan) > before, "the law counts from the plan's last change"


def test_a_daily_look_and_a_migration_set_right_what_nobody_told(filing_in, set_days):
    filing = filing_in(State.DRAFT)
    set_days()
    for look in (
        lambda: reminders_gather(today=TODAY, now=NOW),
        lambda: call_command("migrate", verbosity=0, interactive=False),
    ):
        Filing.objects.update(due_on=None)
        assert dues_wrong(Filing.objects.all()) == [filing]
        look()
        assert kept(filing) == DAYS["submit"]


def test_the_inbox_lists_the_most_urgent_and_leads_to_all(as_baihe, baihe, filing_in, set_days):
    filing_in(State.FINANCE_REVIEW)
    first = Filing.objects.get()
    for number in range(MOST_WAITING + 2):
        copy = Filing.objects.get(pk=first.pk)
        copy.pk, copy.due_on = None, timezone.localdate() + timedelta(days=30 - number)
        copy.unit = Unit.objects.create(county_code=COUNTY, code=f"77{number:04}", name=f"单位{number}")
        copy.unit_code = copy.unit.code
        copy.save(force_insert=True)
    page = as_baihe.get("/")
    ((waiting, _rows),) = page.context["waiting"]
    days = [row.filing.due_on for row in waiting.rows]
    assert (waiting.number, len(days)) == (MOST_WAITING + 3, MOST_WAITING) and days == sorted(days)
    words = page.content.decode()
    assert f"查看全部 {waiting.number} 件" in words
    assert 'href="/review/?state=finance_review&amp;order=deadline"' in words
    shown = as_baihe.get("/review/?state=finance_review&order=deadline").context["queue"].page.object_list
    assert [row.key for row in shown][:MOST_WAITING] == [row.filing.key for row in waiting.rows]


def test_what_has_no_deadline_comes_last(filing_in, set_days):
    set_days(2026)
    later = filing_in(State.DRAFT, year=2025)
    sooner = filing_in(State.DRAFT, year=2026)
    assert [*by_deadline(Filing.objects.all(), ("pk",))] == [sooner, later]


def test_setting_all_right_holds_few_filings_at_a_time_and_none_that_is_right(
    filing_in, set_days, aili, unit, monkeypatch
):
    """The server does it when it starts and once a day, while others write."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from jixiao_web.deadlines import keeping

    monkeypatch.setattr(keeping, "_AT_ONCE", 1)
    filings = [filing_in(State.DRAFT, year=year) for year in (2024, 2025, 2026)]
    set_days()
    dues_refresh_all()
    Filing.every.filter(pk__in=[filings[0].pk, filings[2].pk]).update(due_on=None)

    def transactions() -> tuple[int, int]:
        with CaptureQueriesContext(connection) as asked:
            changed = dues_refresh_all()
        return changed, sum(each["sql"].startswith("SAVEPOINT") for each in asked)

    assert transactions() == (2, 2)
    assert transactions() == (0, 0)
    assert not dues_wrong(Filing.every.all())


class Killed(BaseException):
    """What ends a process in the middle."""


@pytest.fixture
def killed_after(monkeypatch):
    """Ends the telling of days before a transaction of one filing each, and does something at that moment."""
    from jixiao_web.deadlines import keeping

    keep = keeping._keep

    def end(number: int, then=None) -> None:
        left = iter([*[None] * number, then or killed])

        def kept_or_ended(filings):
            at = next(left, None)
            return at() if at else keep(filings)

        monkeypatch.setattr(keeping, "_AT_ONCE", 1)
        monkeypatch.setattr(keeping, "_keep", kept_or_ended)

    def killed():
        raise Killed

    return end


def test_dates_that_were_written_are_told_by_the_clock_where_the_server_was_killed(
    filing_in, set_days, settings, killed_after
):
    settings.REMIND_AT = ""
    set_days()
    first = filing_in(State.DRAFT)
    for number in range(3):
        _copy(first, number)
    killed_after(2)
    with pytest.raises(Killed):
        set_days(submit=date(2026, 2, 20))
    told = [*Filing.objects.values_list("due_on", flat=True)]
    assert told.count(date(2026, 2, 20)) == 2 and told.count(DAYS["submit"]) == 2, "some new, some old, all saved"
    assert DuesWanted.objects.count() == 1
    turn(NOW)
    assert not dues_wrong(Filing.every.all()) and not DuesWanted.objects.exists()


def test_dates_that_change_while_days_are_told_are_told_once_more(filing_in, set_days, killed_after):
    set_days()
    filing = filing_in(State.DRAFT)
    _copy(filing, 1)

    def changed_meanwhile() -> int:
        CountyDeadline.objects.filter(step="submit").update(day=date(2026, 2, 10))
        dues_want(COUNTY, 2026, "plan")
        return 0

    killed_after(1, changed_meanwhile)
    set_days(submit=date(2026, 2, 20))
    assert DuesWanted.objects.count() == 1, "the wish of whoever changed them meanwhile"
    assert dues_go_on() == 2 and kept(filing) == date(2026, 2, 10)
    assert not DuesWanted.objects.exists()


def test_an_exception_touches_its_unit_alone(filing_in, set_days, administrator, unit, monkeypatch):
    from jixiao_web.deadlines import keeping

    set_days()
    _copy(filing_in(State.DRAFT), 1)
    seen = []
    keep = keeping._keep
    monkeypatch.setattr(keeping, "_keep", lambda filings: keep(seen.append([*filings]) or filings))
    told = {"person": administrator, "year": 2026, "kind": "plan", "step": "submit", "reason": "洪"}
    exception_set(**told, unit=unit, day=TODAY)
    assert [[filing.unit_id for filing in filings] for filings in seen] == [[unit.pk]]
    assert not dues_wrong(Filing.every.all())


def _copy(filing, number: int) -> None:
    """The same filing of another unit."""
    copy = Filing.objects.get(pk=filing.pk)
    copy.pk, copy.unit = None, Unit.objects.create(county_code=COUNTY, code=f"78{number:04}", name=f"单位{number}")
    copy.unit_code = copy.unit.code
    copy.save(force_insert=True)
