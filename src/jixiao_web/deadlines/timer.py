"""The server's own clock: a thread in each of its processes, so that a laptop needs no cron.

It may run in many processes at once: what is done once is held by the database (`reminding.py`, `sending.py`). Whatever
died before, at the next minute the days of filings are told that a change of the county's dates left to tell, and
ledgers whose books changed are watched and summed. Whoever prefers cron for mails empties JIXIAO_REMIND_AT and runs
`jixiao remind`; mails that are due at once then go out with it.
"""

from __future__ import annotations

import logging
import threading
from datetime import datetime

from django.conf import settings
from django.db import DatabaseError, connections
from django.utils import timezone

from jixiao_web.deadlines.keeping import dues_go_on
from jixiao_web.deadlines.reminding import reminders_gather
from jixiao_web.deadlines.sending import mails_send
from jixiao_web.spending.watching import ledgers_refresh

SECONDS = 60
LEDGERS = 1000
"""Ledgers that are watched anew in a turn: some seconds of work."""
_log = logging.getLogger(__name__)


def timer_start() -> None:
    """Begin to look every minute what is to be done."""
    threading.Thread(target=_run, name="clock", daemon=True).start()


def turn(now: datetime) -> None:
    """What is to be done at a moment; mails only where the setting does not leave them to `jixiao remind`."""
    local = timezone.localtime(now)
    dues_go_on()
    if settings.REMIND_AT:
        if local.strftime("%H:%M") >= settings.REMIND_AT:
            reminders_gather(today=local.date(), now=now)
        mails_send(now=now)
    ledgers_refresh(local.date(), most=LEDGERS)


def _run() -> None:
    pause = threading.Event()
    while not pause.wait(SECONDS):
        try:
            turn(timezone.now())
        except DatabaseError:
            _log.exception("the clock waits for the database")
        except Exception:
            _log.exception("the clock's turn failed; tried again in a minute")
        finally:
            connections.close_all()
