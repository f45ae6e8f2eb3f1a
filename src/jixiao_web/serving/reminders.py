"""`jixiao remind`: what the server's own clock does every minute, once. It may run while the server does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jixiao_web.serving.start import demand_migrated, set_up_existing

if TYPE_CHECKING:
    from jixiao_web.deadlines.sending import Outcome


def remind() -> Outcome:
    """Write today's mails where that is not done, then send everything that waits.

    Raises:
        ServingError: there is no database of a server, or it is of another version.
    """
    set_up_existing()
    demand_migrated()
    from django.utils import timezone

    from jixiao_web.deadlines.reminding import reminders_gather
    from jixiao_web.deadlines.sending import mails_send
    from jixiao_web.spending.watching import ledgers_refresh

    now = timezone.now()
    reminders_gather(today=timezone.localdate(now), now=now)
    ledgers_refresh(timezone.localdate(now))
    return mails_send(now=now)
