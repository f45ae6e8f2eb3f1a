"""Reminders: one mail a person and day, nothing told twice, failures tried again, mails at once; by a real SMTP."""

from __future__ import annotations

import smtplib
import socketserver
import threading
from datetime import timedelta

import pytest
from django.core import mail as outbox
from django.urls import reverse

from jixiao_web.accounts.models import User
from jixiao_web.deadlines import sending
from jixiao_web.deadlines.models import Mail, MailState, Reminder, Round, Step
from jixiao_web.deadlines.reminding import reminder_write, reminders_gather
from jixiao_web.deadlines.sending import mails_send
from jixiao_web.deadlines.timer import turn
from jixiao_web.filings.models import State
from jixiao_web.filings.services import filing_move

from .conftest import NOW, TODAY

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _address(settings):
    settings.ADDRESS = "https://jixiao.example"
    settings.REMIND_AT = "08:00"


def remind(days: int = 0) -> list:
    """What is sent on a day."""
    before = len(outbox.outbox)
    now = NOW + days * DAY
    reminders_gather(today=TODAY + days * DAY, now=now)
    mails_send(now=now)
    return outbox.outbox[before:]


def test_one_mail_gathers_everything(set_day, filing_in, aili, reachable):
    reachable(aili)
    for year, days in ((2025, -2), (2026, 0), (2027, 3), (2028, 30)):
        set_day(Step.SUBMIT, days, year=year)
    filing_in(State.DRAFT, year=2026)
    (sent,) = remind()
    assert sent.to == ["aili@yunhe.example"]
    assert sent.subject == "绩效待办 3 件，其中 2 件已到期或逾期"
    for words in ("【已逾期】", "【今天截止】", "【即将到期】", "已逾期 2 天", "还有 3 天", "（还没有建立）"):
        assert words in sent.body
    assert "2028" not in sent.body and "https://jixiao.example/filings/" in sent.body
    assert "&" not in sent.body and "<" not in sent.body, "plain text"


def test_it_speaks_the_persons_language(set_day, aili, reachable):
    reachable(aili)
    User.objects.filter(pk=aili.user.pk).update(language="en")
    set_day(Step.SUBMIT, 0)
    assert remind()[0].body


def test_nothing_is_told_twice(set_day, aili, reachable):
    reachable(aili)
    set_day(Step.SUBMIT, 7)
    told = [len(remind(days)) for days in range(16)]
    assert told == [1, 0, 0, 0, 1, 0, 1, 1, 1, 0, 0, 0, 0, 0, 0, 1], "7, 3, 1 days before, on the day, weekly after it"


def test_a_day_that_was_missed_is_made_up_for(set_day, aili, reachable):
    reachable(aili)
    set_day(Step.SUBMIT, 3)
    assert len(remind(1)) == 1


def test_a_date_that_moves_is_told_anew(set_day, aili, reachable):
    reachable(aili)
    row = set_day(Step.SUBMIT, 1)
    assert len(remind()) == 1
    row.day += DAY
    row.save()
    assert len(remind(1)) == 1


@pytest.mark.parametrize("change", [{"is_active": False}, {"email": ""}])
def test_who_cannot_be_reached_is_left_out(set_day, aili, reachable, change):
    reachable(aili)
    User.objects.filter(pk=aili.user.pk).update(**change)
    set_day(Step.SUBMIT, 0)
    assert remind() == []


def test_who_wants_none_gets_none(set_day, aili, reachable):
    reachable(aili, "off")
    set_day(Step.SUBMIT, 0)
    assert remind() == []


def test_a_stranger_is_told_nothing_of_the_unit(set_day, filing_in, chali, reachable, baihe, unit):
    reachable(chali)
    set_day(Step.SUBMIT, 0)
    filing_in(State.DRAFT)
    assert unit.name not in remind()[0].body


def test_a_round_is_done_once_and_taken_over_where_it_died(set_day, aili, reachable):
    reachable(aili)
    set_day(Step.SUBMIT, 0)
    Round.objects.create(day=TODAY, claimed_at=NOW - timedelta(minutes=5))
    assert reminders_gather(today=TODAY, now=NOW) == 0, "another process is at it"
    assert reminders_gather(today=TODAY, now=NOW + timedelta(minutes=6)) == 1
    assert reminders_gather(today=TODAY, now=NOW + timedelta(hours=1)) == 0


def test_two_processes_that_write_at_once_tell_once(set_day, aili, reachable, monkeypatch):
    """The second has looked before the first wrote: the unique rows stop it."""
    reachable(aili)
    set_day(Step.SUBMIT, 0)
    assert reminder_write(user=aili.user, today=TODAY, now=NOW)
    Mail.objects.update(day=TODAY - DAY)  # as if the mail itself were not in the way
    real = Reminder.objects.filter
    monkeypatch.setattr(Reminder.objects, "filter", lambda **about: real(pk=None))
    assert not reminder_write(user=aili.user, today=TODAY, now=NOW)
    assert Mail.objects.count() == Reminder.objects.count() == 1


def test_a_mail_is_claimed_before_it_is_sent(set_day, aili, reachable, monkeypatch):
    reachable(aili)
    set_day(Step.SUBMIT, 0)
    reminders_gather(today=TODAY, now=NOW)

    def meanwhile(self, *args, **words):
        assert Mail.objects.get().state == MailState.SENDING
        assert mails_send(now=NOW) == (0, 0, 0), "another process finds nothing"
        return 1

    monkeypatch.setattr(sending.EmailMessage, "send", meanwhile)
    assert mails_send(now=NOW) == (1, 0, 0)
    assert Mail.objects.get().body == "", "what was sent is not kept"


def test_a_mail_that_fails_is_tried_again_and_given_up_at_last(set_day, aili, reachable, monkeypatch):
    reachable(aili)
    set_day(Step.SUBMIT, 0)
    reminders_gather(today=TODAY, now=NOW)

    def refuse(self, *args, **words):
        raise ConnectionRefusedError("no mail server")

    monkeypatch.setattr(sending.EmailMessage, "send", refuse)
    now = NOW
    for pause in sending.AGAIN:
        assert mails_send(now=now) == (0, 1, 0)
        assert mails_send(now=now + pause - timedelta(seconds=1)) == (0, 0, 0)
        now += pause
    assert mails_send(now=now) == (0, 0, 1)
    assert "no mail server" in Mail.objects.get().problem


@pytest.mark.parametrize("error", [smtplib.SMTPRecipientsRefused({"a@b": (550, b"no such user")}), ValueError("x")])
def test_a_wrong_address_fails_at_once(set_day, aili, reachable, monkeypatch, error):
    reachable(aili)
    set_day(Step.SUBMIT, 0)
    reminders_gather(today=TODAY, now=NOW)

    def refuse(self, *args, **words):
        raise error

    monkeypatch.setattr(sending.EmailMessage, "send", refuse)
    assert mails_send(now=NOW) == (0, 0, 1)


def test_a_mail_whose_process_died_is_not_sent_twice(set_day, aili, reachable, as_administrator):
    reachable(aili)
    set_day(Step.SUBMIT, 0)
    reminders_gather(today=TODAY, now=NOW)
    Mail.objects.update(state=MailState.SENDING, claimed_at=NOW)
    assert mails_send(now=NOW + timedelta(minutes=16)) == (0, 0, 1)
    assert not outbox.outbox
    assert "不知道是否发出" in as_administrator.get("/calendar/mails/").content.decode()
    as_administrator.post(reverse("deadlines:again", args=[Mail.objects.get().pk]))
    assert mails_send(now=NOW + timedelta(minutes=17)) == (1, 0, 0)


def test_a_locked_account_gets_no_mail_that_waits(set_day, aili, reachable):
    reachable(aili)
    set_day(Step.SUBMIT, 0)
    reminders_gather(today=TODAY, now=NOW)
    User.objects.update(is_active=False)
    assert mails_send(now=NOW) == (0, 0, 1) and not outbox.outbox


def test_the_clock_waits_for_its_hour(set_day, aili, reachable):
    reachable(aili)
    set_day(Step.SUBMIT, 0)
    turn(NOW.replace(hour=7, minute=59))
    assert not outbox.outbox
    turn(NOW.replace(hour=8, minute=0))
    assert len(outbox.outbox) == 1


def test_what_comes_back_is_told_at_once(filing_in, aili, baihe_unit, reachable):
    reachable(aili, "at_once")
    filing = filing_in(State.UNIT_REVIEW)
    reason = "指标值要 <测算> & 说明"
    filing_move(person=baihe_unit, filing_id=filing.pk, move="return_in_unit", seen="unit_review", reason=reason)
    assert not outbox.outbox, "nobody waits for the mail server"
    mails_send(now=filing.changed_at + 365 * DAY)
    (sent,) = outbox.outbox
    assert sent.subject == "退回修改：云河县青石镇人民政府本级 2026 绩效文本"
    assert "指标值要 <测算> & 说明" in sent.body and f"https://jixiao.example/filings/{filing.pk}/" in sent.body


def test_a_reviewer_is_told_at_once_only_where_wanted(filing_in, aili, baihe_unit, baihe, reachable):
    reachable(baihe_unit, "at_once")
    reachable(baihe)
    filing_in(State.FINANCE_REVIEW)
    assert [mail.user for mail in Mail.objects.all()] == [baihe_unit.user]


def test_a_move_that_fails_tells_nobody(filing_in, aili, baihe_unit, reachable):
    from jixiao_web.filings.errors import MovedOn

    reachable(baihe_unit, "at_once")
    filing = filing_in(State.DRAFT)
    with pytest.raises(MovedOn):
        filing_move(person=aili, filing_id=filing.pk, move="submit", seen="returned")
    assert not Mail.objects.exists()


def test_what_came_is_in_the_daily_mail_once(filing_in, baihe_unit, reachable):
    reachable(baihe_unit)
    filing_in(State.UNIT_REVIEW)
    (sent,) = remind()
    assert "【新转来】" in sent.body
    assert remind(1) == []


def test_the_page_keeps_mode_and_address(as_aili, aili):
    assert as_aili.post("/calendar/reminders/", {"mode": "off", "address": "a@yunhe.example"}).status_code == 302
    aili.user.refresh_from_db()
    assert aili.user.email == "a@yunhe.example"
    assert "a@yunhe.example" in as_aili.get("/calendar/reminders/").content.decode()
    assert as_aili.post("/calendar/reminders/", {"mode": "no", "address": "nonsense"}).status_code == 422


class _Handler(socketserver.StreamRequestHandler):
    """As much of a mail server as sending one mail needs."""

    def handle(self) -> None:
        self.wfile.write(b"220 here\r\n")
        while line := self.rfile.readline():
            word = line[:4].upper()
            if word == b"DATA":
                self.wfile.write(b"354 go on\r\n")
                content = b""
                while (part := self.rfile.readline()) != b".\r\n":
                    content += part
                self.server.received.append(content)  # type: ignore[attr-defined]  # the fixture puts it there
            self.wfile.write(b"221 bye\r\n" if word == b"QUIT" else b"250 ok\r\n")
            if word == b"QUIT":
                return


@pytest.fixture
def mail_server():
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Handler) as server:
        server.daemon_threads = True
        server.received = []  # type: ignore[attr-defined]  # kept on the server for the test
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def test_it_goes_out_by_smtp(set_day, aili, reachable, settings, mail_server):
    from email import message_from_bytes, policy

    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = mail_server.server_address
    reachable(aili)
    set_day(Step.SUBMIT, 0)
    reminders_gather(today=TODAY, now=NOW)
    assert mails_send(now=NOW) == (1, 0, 0)
    (content,) = mail_server.received
    message = message_from_bytes(content, policy=policy.default)
    assert message["Subject"].strip() == "绩效待办 1 件，其中 1 件已到期或逾期"
    assert message.get_content_type() == "text/plain" and "今天截止" in message.get_content()
    assert message["Message-ID"] == f"<{Mail.objects.get().pk}@jixiao>"


def test_a_mail_server_that_is_away_is_told_to_the_administrator(set_day, aili, reachable, settings, as_administrator):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    reachable(aili)
    set_day(Step.SUBMIT, 0)
    reminders_gather(today=TODAY, now=NOW)
    assert mails_send(now=NOW) == (0, 1, 0)
    assert "ConnectionRefusedError" in as_administrator.get("/calendar/mails/?state=waiting").content.decode()


def test_the_pages_queries_do_not_grow_with_mails(as_administrator, aili, django_assert_max_num_queries):
    for number in range(30):
        Mail.objects.create(
            county_code="990128", user=aili.user, address="a@b.example", subject=str(number), made_at=NOW,
            next_try_at=NOW,
        )  # fmt: skip
    with django_assert_max_num_queries(14):
        as_administrator.get("/calendar/mails/")
