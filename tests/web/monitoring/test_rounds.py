"""Rounds: opened for many units at once, filled up, closed; the pages of rounds and of the matrix."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from jixiao_web.audit.models import Entry
from jixiao_web.deadlines.models import Mail
from jixiao_web.filings.due import deadlines_of
from jixiao_web.filings.models import Filing, Kind
from jixiao_web.monitoring.errors import NobodyToAsk, PeriodWrong, RoundClosed, RoundThere
from jixiao_web.monitoring.models import Round, Standing
from jixiao_web.monitoring.rounds import report_refresh, round_close, round_fill, round_remind
from jixiao_web.monitoring.selectors import periods_offered


def test_it_begins_a_report_for_every_chosen_unit(report, round_):
    assert (report.kind, report.period, report.plan_id is not None) == (Kind.MONITORING, "1-7", True)
    assert Standing.objects.filter(filing=report).count() == report.projects > 0
    actions = {*Entry.objects.values_list("action", flat=True)}
    assert {"round_opened", "report_begun"} <= actions


def test_only_the_finance_bureau_opens_rounds(open_round, aili, approved):
    with pytest.raises(PermissionDenied):
        open_round(person=aili)
    assert not Round.objects.exists()


def test_months_are_monitored_once(open_round):
    open_round()
    with pytest.raises((RoundThere, NobodyToAsk)):
        open_round()
    assert Round.objects.count() == 1


@pytest.mark.parametrize(
    ("period", "due"), [("7-1", "2025-08-31"), ("0-7", "2025-08-31"), ("1-7", "2025-01-31"), ("x", "2025-08-31")]
)
def test_wrong_months_are_refused(open_round, period, due):
    with pytest.raises(PeriodWrong):
        open_round(period, due=date.fromisoformat(due))


def test_a_unit_whose_plan_is_approved_later_is_added(
    report, round_, baihe, person_of, other_unit, chali, mended_plan, as_baihe
):
    from jixiao_web.filings.services import filing_begin, filing_move

    late = filing_begin(person=chali, unit=other_unit, year=2025, document=mended_plan)
    reviewer = person_of("r2", "审核", "unit_reviewer", other_unit)
    assert other_unit.name not in as_baihe.get(reverse("monitoring:round", args=[round_.pk])).content.decode()
    for who, move, seen in (
        (chali, "submit", "draft"),
        (reviewer, "pass", "unit_review"),
        (baihe, "approve", "finance_review"),
    ):
        filing_move(person=who, filing_id=late.pk, move=move, seen=seen)
    page = as_baihe.get(reverse("monitoring:round", args=[round_.pk])).content.decode()
    assert other_unit.name in page
    as_baihe.post(reverse("monitoring:fill", args=[round_.pk]), {"unit": str(other_unit.pk)})
    assert Filing.objects.filter(kind=Kind.MONITORING).count() == 2
    with pytest.raises(NobodyToAsk):
        round_fill(person=baihe, round_id=round_.pk, units=[other_unit.pk])


def test_a_closed_round_takes_nobody_more(round_, baihe, other_unit):
    round_close(person=baihe, round_id=round_.pk)
    with pytest.raises(RoundClosed):
        round_fill(person=baihe, round_id=round_.pk, units=[other_unit.pk])
    with pytest.raises(RoundClosed):
        round_close(person=baihe, round_id=round_.pk)


def test_a_report_is_due_on_the_rounds_day(report, today):
    assert deadlines_of([report], today)[report.pk].day == date(2025, 8, 31)


def test_the_inbox_is_in_the_order_of_those_days(report, aili, open_round, today):
    from jixiao_web.filings.due import by_deadline

    later = open_round("1-6", due=date(2025, 7, 15)).begun[0]
    drafts = by_deadline(Filing.objects.filter(state="draft"), ("pk",))
    assert [each.pk for each in drafts] == [later.pk, report.pk]


def test_late_units_are_reminded_by_mail(report, round_, baihe, aili):
    aili.user.email = "aili@yunhe.example"
    aili.user.save()
    assert round_remind(person=baihe, round_id=round_.pk) == 1
    mail = Mail.objects.get()
    assert "1—7月 绩效运行监控" in mail.subject and "2025-08-31" in mail.body


def test_the_executed_amount_follows_the_books(report, aili, pay):
    from jixiao_web.filings.store import document_of

    pay("05-01", 4321)
    after = report_refresh(person=aili, filing_id=report.pk)
    assert str(document_of(after).projects[0].execution.executed_yuan) == "43.21"
    assert Standing.objects.get(filing=report, number=1).spent_fen == 4321


def test_the_place_says_which_months(county):
    assert [each.month for each in periods_offered("990128", 2025)][0] == 7
    assert str(periods_offered("990128", 2025)[0].due) == "2025-08-31"


def test_the_round_is_opened_on_its_page(as_baihe, approved):
    address = reverse("monitoring:open")
    page = as_baihe.get(address + "?year=2025&last=7")
    assert approved.unit.name in page.content.decode()
    sent = {
        "year": "2025",
        "first": "1",
        "last": "7",
        "title": "1—7月监控",
        "due": "2025-08-31",
        "unit": str(approved.unit_id),
    }
    done = as_baihe.post(address, sent, follow=True)
    assert done.status_code == 200 and approved.unit.name in done.content.decode()
    refused = as_baihe.post(address, sent)
    assert refused.status_code == 422


def test_any_months_can_be_opened_when_the_usual_ones_are(as_baihe, open_round, approved):
    address = reverse("monitoring:open")
    open_round("1-7")
    for asked in ("?year=2025", "?year=2025&last=3", "?year=2025&first=4&last=9", "?year=2025&first=12&last=11"):
        page = as_baihe.get(address + asked).content.decode()
        assert f'value="{approved.unit_id}" checked' in page, asked
    done = as_baihe.get(address + "?year=2025&last=7").content.decode()
    assert str(approved.unit_id) not in done
    page = as_baihe.get(address + "?year=2025&first=4&last=9").content.decode()
    assert 'name="first" value="4"' in page and 'name="last" value="9"' in page and "4—9月绩效运行监控" in page


@pytest.mark.parametrize(
    ("day", "opened", "month", "due"),
    [
        (date(2025, 5, 6), None, 7, "2025-08-31"),  # the law's own
        (date(2025, 11, 20), None, 7, "2025-11-30"),  # late, but the law's own still; its day is over
        (date(2025, 8, 6), "1-7", 10, "2025-11-30"),
        (date(2025, 11, 20), "1-7", 10, "2025-11-30"),  # the spring that was passed over is not proposed
        (date(2025, 11, 20), "1-10", 12, "2026-01-31"),
    ],
)
def test_the_next_period_and_a_day_to_come_are_proposed(
    as_baihe, open_round, approved, monkeypatch, day, opened, month, due
):
    if opened:
        open_round(opened, due=date(2025, 12, 31))
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: day)
    page = as_baihe.get(reverse("monitoring:open") + "?year=2025")
    form = page.context["form"]
    assert (form["last"].value(), str(form["due"].value())) == (str(month), due)


def test_checkpoints_of_the_plans_form_are_offered(county):
    assert {3, 6, 10, 12} <= {each.month for each in periods_offered("990128", 2025) if each.basis == "plan"}


def test_a_stranger_of_the_county_sees_no_other_unit(as_chali, report, round_):
    page = as_chali.get(reverse("monitoring:round", args=[round_.pk])).content.decode()
    assert report.unit.name not in page
    assert report.unit.name not in as_chali.get(reverse("monitoring:matrix")).content.decode()


def test_pages_ask_a_fixed_number_of_questions(as_baihe, report, round_, django_assert_max_num_queries):
    addresses = {
        reverse("monitoring:rounds"): 9,
        reverse("monitoring:round", args=[round_.pk]): 12,
        reverse("monitoring:matrix"): 13,
        reverse("monitoring:report", args=[report.pk]): 14,
    }
    for address, most in addresses.items():
        with django_assert_max_num_queries(most):
            assert as_baihe.get(address).status_code == 200, address


def test_the_matrix_leads_to_the_row(as_baihe, report):
    page = as_baihe.get(reverse("monitoring:matrix")).content.decode()
    assert "7月底" in page and f"{reverse('monitoring:report', args=[report.pk])}#row-0" in page and "未批复" in page
