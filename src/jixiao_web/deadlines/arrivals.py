"""Mails that are due at once: a filing was returned to its fillers, or came to its reviewers.

The mail is written in the transaction of the move, so that it is sent once or, where the move fails, never. Sending is
`sending.py`'s.
"""

from __future__ import annotations

from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from jixiao_web.accounts.models import Appointment, User
from jixiao_web.accounts.policy import POLICY, Action, Person
from jixiao_web.deadlines.dates import deadlines_told
from jixiao_web.deadlines.models import Mail, Mode, Reminder
from jixiao_web.deadlines.speaking import in_language_of, written
from jixiao_web.filings.models import Filing, State

WAITS_FOR = {
    State.RETURNED: Action.EDIT_FILING,
    State.UNIT_REVIEW: Action.REVIEW_IN_UNIT,
    State.FINANCE_REVIEW: Action.REVIEW_IN_FINANCE,
}
"""To whom a filing comes, by its new state: those with the right to go on with it."""


def arrival_tell(filing: Filing, move: str, person: Person) -> None:
    """Write a mail to everybody to whom a filing has come and who wants to know at once."""
    action = WAITS_FOR.get(State(filing.state))
    if action is None:
        return
    for user in _to_tell(filing, action, person):
        _mail(filing, user, person)


def report_remind(filing: Filing, person: Person) -> int:
    """Write a mail to everybody who fills in a unit's report that is still wanted; returns how many."""
    users = _to_tell(filing, Action.EDIT_FILING, person, always=True)
    for user in users:
        now = timezone.now()
        with in_language_of(user):
            name = f"{filing.unit.name} {filing.year} {filing.called}"
            deadline = deadlines_told([filing], timezone.localdate(now)).get(filing.pk)
            body = written("report.txt", {
                "user": user, "name": name, "deadline": deadline,
                "link": settings.ADDRESS + reverse("filings:filing", args=[filing.pk]),
                "own": settings.ADDRESS + reverse("deadlines:own"),
            })  # fmt: skip
            subject = _line(gettext("请报送：%(name)s") % {"name": name})
        Mail.objects.create(
            county_code=filing.county_code, user=user, address=user.email, subject=subject, body=body, made_at=now,
            next_try_at=now,
        )  # fmt: skip
    return len(users)


def _to_tell(filing: Filing, action: Action, mover: Person, *, always: bool = False) -> list[User]:
    roles = [role.value for role, actions in POLICY.items() if action in actions]
    held = Appointment.objects.filter(county_code=filing.county_code, role__in=roles)
    held = held.filter(unit=filing.unit_id) | held.filter(unit=None)
    users = User.objects.filter(appointments__in=held, is_active=True)
    users = users.exclude(reminder_wish__mode=Mode.OFF) if always else users.filter(reminder_wish__mode=Mode.AT_ONCE)
    return [*users.exclude(email="").exclude(pk=mover.user.pk).distinct()]


def _mail(filing: Filing, user: User, mover: Person) -> None:
    now = timezone.now()
    with in_language_of(user):
        returned = filing.state == State.RETURNED
        subject = gettext("退回修改：%(name)s") if returned else gettext("待审核：%(name)s")
        name = f"{filing.unit.name} {filing.year} {filing.called}"
        deadline = deadlines_told([filing], timezone.localdate(now)).get(filing.pk)
        body = written("arrival.txt", {
            "user": user, "name": name, "filing": filing, "mover": mover.user, "returned": returned,
            "deadline": deadline, "link": settings.ADDRESS + reverse("filings:filing", args=[filing.pk]),
            "own": settings.ADDRESS + reverse("deadlines:own"),
        })  # fmt: skip
    mail = Mail(
        county_code=filing.county_code, user=user, address=user.email, subject=_line(subject % {"name": name}),
        body=body, made_at=now, next_try_at=now,
    )  # fmt: skip
    mail.save(force_insert=True)
    try:
        with transaction.atomic():  # who has been told need not be told again by the daily mail
            day = timezone.localdate(now)
            Reminder.objects.create(user=user, mail=mail, about=str(filing.pk), step=filing.state, kind="came", day=day)
    except IntegrityError:
        pass  # it came back and forth within a day


def _line(words: str) -> str:
    return " ".join(words.split())[:200]
