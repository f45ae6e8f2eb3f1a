"""The county's dates with exceptions, and what people want to be told: reminders, mails, feeds."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_noop, pgettext_lazy

from jixiao_web.accounts.models import Unit, User
from jixiao_web.common.models import CountyRow, new_key
from jixiao_web.filings.models import Kind


class Step(models.TextChoices):
    """What has a date: the steps of a filing, and the congress from which the law counts."""

    SUBMIT = "submit", "上报"
    UNIT_REVIEW = "unit_review", "单位审核"
    FINANCE_REVIEW = "finance_review", "财政审核"
    CONGRESS = "congress", "人代会批准预算"
    APPROVE = "approve", "批复"
    PUBLISH = "publish", "公开"


STEP_WORDS = {
    Step.SUBMIT: pgettext_lazy("step", "上报"),
    Step.UNIT_REVIEW: pgettext_lazy("step", "单位审核"),
    Step.FINANCE_REVIEW: pgettext_lazy("step", "财政审核"),
    Step.CONGRESS: pgettext_lazy("step", "人代会批准预算"),
    Step.APPROVE: pgettext_lazy("step", "批复"),
    Step.PUBLISH: pgettext_lazy("step", "公开"),
}
"""Steps in the page's language: a step is another word than the state that it ends in."""


class CountyDeadline(CountyRow):
    """The last day of a step for all units of a county, or an exception for one of them, with its reason."""

    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.PLAN)
    step = models.CharField(max_length=16, choices=Step.choices)
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.CASCADE, related_name="deadlines")
    day = models.DateField()
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("county_code", "year", "kind", "step"), condition=Q(unit=None), name="deadline_once_in_county"
            ),
            models.UniqueConstraint(
                fields=("county_code", "year", "kind", "step", "unit"),
                condition=Q(unit__isnull=False),
                name="deadline_once_for_unit",
            ),
            models.CheckConstraint(condition=Q(unit=None) | ~Q(reason=""), name="exceptions_have_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.kind} {self.step} {self.day}"


class DuesWanted(CountyRow):
    """The county's dates of a year have changed, and not all its filings bear the new days yet (`keeping.py`).

    Attributes:
        token: another one with every change: who has told the days takes back only the wish that was there before.
    """

    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=Kind.choices)
    token = models.UUIDField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=("county_code", "year", "kind"), name="dues_wanted_once")]

    def __str__(self) -> str:
        return f"{self.county_code} {self.year} {self.kind}"


class Mode(models.TextChoices):
    """When a person is reminded."""

    DAILY = "daily", gettext_noop("每天一封")
    AT_ONCE = "at_once", gettext_noop("每天一封，有申报件转来或退回时另外立即通知")
    OFF = "off", gettext_noop("不发")


class Wish(models.Model):
    """How a person wants to be reminded; who has none is reminded daily."""

    user = models.OneToOneField(User, primary_key=True, on_delete=models.CASCADE, related_name="reminder_wish")
    mode = models.CharField(max_length=8, choices=Mode.choices, default=Mode.DAILY)

    def __str__(self) -> str:
        return self.mode


class Feed(models.Model):
    """The secret address of a person's calendar: only the hash of its token is kept."""

    user = models.OneToOneField(User, primary_key=True, on_delete=models.CASCADE, related_name="calendar_feed")
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return str(self.made_at)


class Round(models.Model):
    """A day's gathering of reminders: whoever claims it does it; done once."""

    day = models.DateField(primary_key=True)
    claimed_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return str(self.day)


class MailState(models.TextChoices):
    """What became of a mail."""

    WAITING = "waiting", gettext_noop("待发")
    SENDING = "sending", gettext_noop("正在发")
    SENT = "sent", gettext_noop("已发")
    FAILED = "failed", gettext_noop("未发出")


class Mail(CountyRow):
    """A mail to a person. It is written together with what it tells, and sent afterwards.

    Attributes:
        day: of the daily mail; None for one that is sent at once. body: emptied when it was sent.
        tries, next_try_at, claimed_at: who sends it, and when again. problem: why it could not be sent.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    day = models.DateField(null=True)
    address = models.EmailField()
    subject = models.CharField(max_length=200)
    body = models.TextField()
    state = models.CharField(max_length=8, choices=MailState.choices, default=MailState.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    problem = models.CharField(max_length=300, blank=True)
    made_at = models.DateTimeField()
    next_try_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("user", "day"), name="one_daily_mail"),
        ]
        indexes = [
            models.Index(fields=("county_code", "-made_at"), name="mail_of_county"),
            models.Index(fields=("state", "next_try_at"), name="mail_to_send"),
        ]

    def __str__(self) -> str:
        return self.subject


class Reminder(models.Model):
    """Something that a person has been told, or is told by a mail that waits: never told again.

    Attributes:
        about: key of the filing, or `unit:year` of one that was not begun. step, day: the deadline. kind: how near.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    mail = models.ForeignKey(Mail, on_delete=models.CASCADE, related_name="reminders")
    about = models.CharField(max_length=60)
    step = models.CharField(max_length=16)
    kind = models.CharField(max_length=10)
    day = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("user", "about", "step", "kind", "day"), name="told_once"),
        ]

    def __str__(self) -> str:
        return f"{self.about} {self.step} {self.kind} {self.day}"
