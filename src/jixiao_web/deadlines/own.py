"""What a person chooses: how to be reminded, to which address, and the secret address of the calendar's feed."""

from __future__ import annotations

import hashlib
import secrets

from django.db import transaction

from jixiao_web.accounts.models import User
from jixiao_web.accounts.policy import Person
from jixiao_web.accounts.selectors import county_of
from jixiao_web.audit.log import log_append
from jixiao_web.deadlines.models import Feed, Mode, Wish


def wish_of(person: Person) -> Mode:
    """When a person is reminded: daily, where nothing else was chosen."""
    wish = Wish.objects.filter(user=person.user).first()
    return Mode(wish.mode) if wish else Mode.DAILY


def wish_set(*, person: Person, mode: Mode, address: str) -> None:
    """Keep a person's mode and address. A taste, no event of the county: the log is left alone."""
    with transaction.atomic():
        User.objects.filter(pk=person.user.pk).update(email=address)
        Wish.objects.update_or_create(user=person.user, defaults={"mode": mode})


def feed_make(*, person: Person) -> str:
    """Give a person a new secret address; an earlier one ends. Returns its token, which nobody can read again."""
    token = secrets.token_urlsafe(32)
    with transaction.atomic():
        Feed.objects.filter(user=person.user).delete()
        feed = Feed.objects.create(user=person.user, token_hash=hash_of(token))
        _log(person, "feed_made", credential=feed.token_hash)
    return token


def feed_end(*, person: Person) -> None:
    """End a person's feed: its address leads nowhere from now on."""
    with transaction.atomic():
        if Feed.objects.filter(user=person.user).delete()[0]:
            _log(person, "feed_ended")


def person_of_feed(token: str) -> Person | None:
    """Whose feed an address is; None where there is none, or its person may not log in now."""
    feed = Feed.objects.filter(token_hash=hash_of(token)).select_related("user").first()
    if feed is None or not feed.user.is_active or feed.user.must_change_password:
        return None
    return Person.of(feed.user)


def hash_of(token: str) -> str:
    """What is kept of a token: it is random and long, so no salt or slow hash is needed."""
    return hashlib.sha256(token.encode()).hexdigest()


def _log(person: Person, action: str, **detail: str) -> None:
    county = county_of(person)
    if county:
        log_append(
            county_code=county,
            actor=person.user.username,
            action=action,
            object_kind="account",
            object_key=str(person.user.pk),
            detail={"username": person.user.username, **detail},
        )
