"""The daily mail: one to a person and day, with everything that is due, written once whatever happens.

Several processes and several runs may gather at the same time: a row of `Round` is claimed by one of them, and where it
dies another goes on; the unique rows of `Mail` and `Reminder` keep anybody from being told twice. Sending is
`sending.py`'s.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from jixiao_web.accounts.models import User
from jixiao_web.accounts.policy import Person
from jixiao_web.accounts.selectors import county_of
from jixiao_web.deadlines.items import Item, items_for, newly_come
from jixiao_web.deadlines.keeping import dues_refresh_all
from jixiao_web.deadlines.models import Mail, Mode, Reminder, Round
from jixiao_web.deadlines.speaking import in_language_of, written

CLAIM = timedelta(minutes=10)
"""After this a round that was claimed and not done is taken over."""
AHEAD = 7
"""Days before a deadline from which a mail tells of it."""
NEW = 3
"""Days for which something counts as newly come where nobody was told."""
LONGEST = 12
"""Weeks for which something that is over is told again, once a week."""
MOST = 50
"""Lines of a mail in each part; the rest is told as a number."""


def reminders_gather(*, today: date, now: datetime) -> int:
    """Write the daily mails that have not been written yet; returns how many."""
    if not _claimed(today, now):
        return 0
    dues_refresh_all()
    number = sum(reminder_write(user=user, today=today, now=now) for user in _to_remind())
    Round.objects.filter(day=today).update(done_at=now)
    return number


def reminder_write(*, user: User, today: date, now: datetime) -> bool:
    """Write a person's mail of a day, if there is something new to tell and none was written; whether it was."""
    person = Person.of(user)
    items = items_for(person, today)
    come = {item.key for item in newly_come(items, today, NEW)}
    told = {(each.about, each.step, each.kind, each.day) for each in Reminder.objects.filter(user=user)}
    new = [key for key in _to_tell(items, come) if key not in told]
    if not new or Mail.objects.filter(user=user, day=today).exists():
        return False
    mail = _mail(user, items, come, today, now)
    try:
        with transaction.atomic():
            mail.save(force_insert=True)
            Reminder.objects.bulk_create(
                Reminder(user=user, mail=mail, about=about, step=step, kind=kind, day=day)
                for about, step, kind, day in new
            )
    except IntegrityError:
        return False  # another process was faster
    return True


def kind_of(left: int) -> str | None:
    """How near a deadline is, as what is told once; None where nothing is told.

    >>> [kind_of(left) for left in (8, 7, 3, 1, 0, -1, -8, -200)]
    [None, 'in_7', 'in_3', 'in_1', 'today', 'over_0', 'over_1', None]
    """
    if left < 0:
        week = (-left - 1) // 7
        return f"over_{week}" if week < LONGEST else None
    return "today" if left == 0 else next((f"in_{days}" for days in (1, 3, AHEAD) if left <= days), None)


def _to_tell(items: Iterable[Item], come: set[str]) -> list[tuple[str, str, str, date]]:
    found = []
    for item in items:
        if item.deadline and (kind := kind_of(item.deadline.left)):
            found.append((item.key, item.deadline.step, kind, item.deadline.day))
        if item.key in come and item.filing and item.since:
            found.append((item.key, item.filing.state, "came", item.since))
    return found


def _mail(user: User, items: list[Item], come: set[str], today: date, now: datetime) -> Mail:
    parts: dict[str, list[Item]] = {"over": [], "today": [], "soon": [], "new": []}
    for item in items:
        left = item.deadline.left if item.deadline else None
        if left is not None and left <= AHEAD:
            parts["over" if left < 0 else "today" if left == 0 else "soon"].append(item)
        elif item.key in come:
            parts["new"].append(item)
    urgent = len(parts["over"]) + len(parts["today"])
    with in_language_of(user):
        every = sum(map(len, parts.values()))
        subject = ngettext("绩效待办 %(number)s 件", "绩效待办 %(number)s 件", every) % {"number": every}
        if urgent:
            words = ngettext("其中 %(number)s 件已到期或逾期", "其中 %(number)s 件已到期或逾期", urgent)
            subject += gettext("，") + words % {"number": urgent}
        body = written("daily.txt", {
            "user": user, "today": today, "inbox": settings.ADDRESS + reverse("filings:inbox"),
            "own": settings.ADDRESS + reverse("deadlines:own"),
            "parts": [(name, [*map(_line, part[:MOST])], len(part) - MOST) for name, part in parts.items() if part],
        })  # fmt: skip
    return Mail(
        county_code=county_of(Person.of(user)) or "", user=user, day=today, address=user.email, subject=subject,
        body=body, made_at=now, next_try_at=now,
    )  # fmt: skip


def _line(item: Item) -> dict[str, object]:
    return {
        "title": item.title,
        "unit": item.unit.name if item.unit else "",
        "item": item,
        "link": settings.ADDRESS + item.url,
    }


def _to_remind() -> Iterable[User]:
    """Everybody who wants to be reminded and can be reached."""
    wanted = Q(reminder_wish=None) | ~Q(reminder_wish__mode=Mode.OFF)
    users = User.objects.filter(wanted, is_active=True, appointments__isnull=False).exclude(email="")
    return users.distinct().order_by("pk")


def _claimed(today: date, now: datetime) -> bool:
    """Whether this process gathers: nobody does, or who did has died."""
    try:
        with transaction.atomic():
            Round.objects.create(day=today, claimed_at=now)
        return True
    except IntegrityError:
        stale = Round.objects.filter(day=today, done_at=None, claimed_at__lt=now - CLAIM)
        return bool(stale.update(claimed_at=now))
