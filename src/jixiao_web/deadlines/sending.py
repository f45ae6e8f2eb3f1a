"""Sending mails that wait: each is claimed by one process before it is sent, and tried again where that failed.

A process that dies while it sends leaves its mail claimed: nobody can know whether it went out, so it is not sent again
by itself but shown to the administrator, who may have it sent again.
"""

from __future__ import annotations

import contextlib
import smtplib
from datetime import datetime, timedelta
from typing import NamedTuple

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_noop

from jixiao_web.accounts.policy import Action, Person
from jixiao_web.audit.log import log_append
from jixiao_web.deadlines.models import Mail, MailState

AGAIN = tuple(timedelta(minutes=minutes) for minutes in (5, 15, 60, 240, 720))
"""How long after each failure a mail is tried again; after the last it has failed."""
LOST = timedelta(minutes=15)
"""After this a mail that is being sent is one whose process died."""
BATCH = 500

DIED = gettext_noop("发送时程序中断，不知道是否发出")
LOCKED = gettext_noop("账号已停用")
NO_MORE = (smtplib.SMTPRecipientsRefused, ValueError, UnicodeError)
"""Failures of the mail itself: trying again would not help."""


class Outcome(NamedTuple):
    """What became of mails: sent, to be tried again, failed."""

    sent: int = 0
    later: int = 0
    failed: int = 0


def mails_send(*, now: datetime) -> Outcome:
    """Send every mail that is due."""
    lost = Mail.objects.filter(state=MailState.SENDING, claimed_at__lt=now - LOST)
    failed = lost.update(state=MailState.FAILED, problem=DIED)
    waiting = Mail.objects.filter(state=MailState.WAITING, next_try_at__lte=now).order_by("next_try_at", "pk")
    keys = [*waiting.values_list("pk", flat=True)[:BATCH]]
    states = []
    connection = get_connection() if keys else None
    try:
        for key in keys:
            claim = Mail.objects.filter(pk=key, state=MailState.WAITING)
            if claim.update(state=MailState.SENDING, claimed_at=now, tries=F("tries") + 1):
                states.append(_send(Mail.objects.select_related("user").get(pk=key), connection, now))
    finally:
        if connection:
            _close(connection)
    return Outcome(
        states.count(MailState.SENT), states.count(MailState.WAITING), states.count(MailState.FAILED) + failed
    )


def mail_again(*, person: Person, mail: Mail) -> bool:
    """Have a mail that failed sent again; whether it was one that had.

    Raises:
        PermissionDenied: not a mail of a county that the person manages.
    """
    person.demand_in_county(Action.MANAGE, mail.county_code)
    with transaction.atomic():
        failed = Mail.objects.filter(pk=mail.pk, state=MailState.FAILED)
        again = failed.update(state=MailState.WAITING, tries=0, problem="", next_try_at=F("made_at"))
        if again:
            log_append(
                county_code=mail.county_code,
                actor=person.user.username,
                action="mail_again",
                object_kind="account",
                object_key=str(mail.user_id),
                detail={"username": mail.user.username},
            )
    return bool(again)


def _send(mail: Mail, connection: BaseEmailBackend | None, now: datetime) -> MailState:
    if not mail.user.is_active:
        return _keep(mail, MailState.FAILED, problem=LOCKED)
    # The same number at every try: a mail program can tell that two of them are one.
    headers = {"Message-ID": f"<{mail.pk}@jixiao>", "Auto-Submitted": "auto-generated"}
    message = EmailMessage(
        mail.subject, mail.body, settings.DEFAULT_FROM_EMAIL, [mail.address], connection=connection, headers=headers
    )
    try:
        message.send()
    except NO_MORE as error:
        return _keep(mail, MailState.FAILED, problem=_told(error))
    except (OSError, smtplib.SMTPException) as error:
        if connection:
            _close(connection)  # a broken one would spoil those that follow
        if mail.tries > len(AGAIN):
            return _keep(mail, MailState.FAILED, problem=_told(error))
        return _keep(mail, MailState.WAITING, problem=_told(error), next_try_at=now + AGAIN[mail.tries - 1])
    return _keep(mail, MailState.SENT, problem="", sent_at=now, body="")


def _keep(mail: Mail, state: MailState, **changed: object) -> MailState:
    Mail.objects.filter(pk=mail.pk, state=MailState.SENDING).update(state=state, **changed)
    return state


def _told(error: Exception) -> str:
    return " ".join(f"{type(error).__name__}: {error}".split())[:300]


def _close(connection: BaseEmailBackend) -> None:
    with contextlib.suppress(OSError, smtplib.SMTPException):
        connection.close()
