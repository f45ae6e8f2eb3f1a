"""Sessions in the database that know their person and end when nobody has used them for a while.

The absolute end of a session is the date at which it expires; the idle one is reckoned from `seen_at`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, TypeVar, cast

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.db import connection
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from jixiao_web.accounts.models import Appointment, Session, Unit, User
from jixiao_web.common.prepared import Prepared, Slot

Made = TypeVar("Made", bound=Model)

TOUCH = timedelta(minutes=1)
"""How exactly `seen_at` is kept: a request of the same minute writes nothing."""


_OWN = ("session_data", "seen_at")
_OF_USER, _OF_APPOINTMENT, _OF_UNIT = (
    tuple(field.attname for field in model._meta.concrete_fields) for model in (User, Appointment, Unit)
)


def _select(key: Slot, now: Slot, idle_since: Slot) -> QuerySet[Session, Any]:
    """A session that has not ended, its user, and the user's appointments with their units: a row for each of them."""
    own = Session.objects.filter(session_key=key, expire_date__gt=now, seen_at__gt=idle_since).order_by()
    held = "user__appointments"
    return own.values_list(
        *_OWN,
        *(f"user__{name}" for name in _OF_USER),
        *(f"{held}__{name}" for name in _OF_APPOINTMENT),
        *(f"{held}__unit__{name}" for name in _OF_UNIT),
    )


_SESSION = Prepared(_select)


class SessionStore(DatabaseStore):
    """Django's sessions of the database, in our own table.

    Attributes:
        holder: whose session it is, read together with it; only `holder_of` may take it for who asks.
        appointments: those of the holder, read together with it, too.
    """

    seen_at: datetime | None = None
    holder: User | None = None
    appointments: tuple[Appointment, ...] = ()

    @classmethod
    def get_model_class(cls) -> type[Session]:
        """The table."""
        return Session

    def load(self) -> dict[str, Any]:
        """What the session holds; nothing where it has ended."""
        now = timezone.now()
        rows = _SESSION.rows((self.session_key, now, now - idle_limit()))
        if not rows:
            self._session_key = None
            return {}
        content, self.seen_at = rows[0][: len(_OWN)]
        self.holder = _made(User, rows[0], len(_OWN))
        self.appointments = tuple(filter(None, map(_appointment, rows)))
        return self.decode(content)

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        """The row to be written, with what can be read of it without decoding."""
        row = cast(Session, super().create_model_instance(data))
        row.user_id = data.get(SESSION_KEY)
        row.address, row.agent = data.get("address", ""), data.get("agent", "")
        begun = data.get("begun")
        row.begun_at = datetime.fromisoformat(begun) if begun else row.begun_at
        return row

    def touch(self) -> None:
        """Note that the session is in use."""
        now = timezone.now()
        if self.session_key and self.seen_at and self.seen_at < now - TOUCH:
            Session.objects.filter(session_key=self.session_key).update(seen_at=now)
            self.seen_at = now

    @classmethod
    def clear_expired(cls) -> None:
        """Delete the sessions that have ended by either limit."""
        now = timezone.now()
        Session.objects.filter(Q(expire_date__lt=now) | Q(seen_at__lt=now - idle_limit())).delete()


def _made(model: type[Made], row: Sequence[Any], start: int) -> Made | None:
    """The model's columns of a row, from one on, as an instance; None where the row has none."""
    names = [field.attname for field in model._meta.concrete_fields]
    values = row[start : start + len(names)]
    return model.from_db(connection.alias, names, values) if any(each is not None for each in values) else None


def _appointment(row: Sequence[Any]) -> Appointment | None:
    start = len(_OWN) + len(_OF_USER)
    made = _made(Appointment, row, start)
    if made is not None:
        made.unit = _made(Unit, row, start + len(_OF_APPOINTMENT))
    return made


def holder_of(request: HttpRequest) -> AbstractBaseUser | AnonymousUser:
    """Who asks, read with the session in one query where all holds that Django wants; else Django says who."""
    session = cast(SessionStore, request.session)
    told, user = session.get(SESSION_KEY), session.holder
    if (
        user is not None
        and told == str(user.pk)
        and user.is_active
        and session.get(BACKEND_SESSION_KEY) in settings.AUTHENTICATION_BACKENDS
        and constant_time_compare(session.get(HASH_SESSION_KEY, ""), user.get_session_auth_hash())
    ):
        return user
    return get_user(request)


def idle_limit() -> timedelta:
    """How long a session stands without a request."""
    return timedelta(minutes=settings.SESSION_IDLE_MINUTES)


def sessions_of(user: User) -> list[Session]:
    """A person's sessions that have not ended, the last used first."""
    now = timezone.now()
    held = Session.objects.filter(user=user, expire_date__gt=now, seen_at__gt=now - idle_limit())
    return list(held.defer("session_data").order_by("-seen_at"))


def sessions_end(*, user: User, keep: str | None = None) -> int:
    """End a person's sessions, all but one where one is named; returns how many. The caller logs why."""
    ended = Session.objects.filter(user=user).exclude(session_key=keep or "")
    return ended.delete()[0]
