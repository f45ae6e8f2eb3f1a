"""What opens a county beside passwords held against the log: tokens, addresses of calendars, second steps' secrets."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import TYPE_CHECKING

from jixiao_web.serving.faults import Fault
from jixiao_web.serving.logged import Finder, Said, by_key, faults_found, said_of
from jixiao_web.serving.people import accounts_made

if TYPE_CHECKING:
    from jixiao_web.rest.models import Token


def faults_of_keys(code: str) -> Iterator[Fault]:
    """Every token, calendar address, seed and recovery code of a county that is not as the log tells it."""
    return faults_found(code, FINDERS)


def _of_tokens(code: str) -> Iterator[Fault]:
    from jixiao_web.rest.models import Token

    made: dict[str, Said] = {}
    revoked: dict[str, Said] = {}
    for said in said_of(code, "account", "token_made", "token_revoked"):
        (made if said.action == "token_made" else revoked)[str(said.detail.get("token"))] = said
    tokens = Token.objects.filter(county_code=code).select_related("user").order_by("pk")
    for token in tokens.iterator(chunk_size=2000):
        own = made.pop(token.prefix, None)
        if own is None:
            yield Fault(code, 0, "unlogged", f"{token.user.username} {token.prefix}…")
        elif not _is_made(token, own) or (token.revoked_at is not None) != (token.prefix in revoked):
            yield Fault(code, revoked.get(token.prefix, own).number, "key", token.user.username)
    yield from (Fault(code, said.number, "gone", str(said.detail.get("username"))) for said in made.values())


def _is_made(token: Token, said: Said) -> bool:
    """Whether a token is as it was made; of before the log tells neither its hash nor the moment of its end."""
    stands = {
        "username": token.user.username, "note": token.name, "scopes": token.scopes, "credential": token.sha256,
        "until": token.expires_at.isoformat(), "expires": token.expires_at.date().isoformat(),
    }  # fmt: skip
    return all(said.detail[name] == words for name, words in stands.items() if name in said.detail)


class KeysTold:
    """What the log says of a person's calendar and second step; None where it does not tell it.

    Attributes:
        number: of the last entry. feed: the hash of its address, empty where there is none. seed: the hash of the seed.
        codes: hashes of the recovery codes; used: how many of them were used since.
    """

    def __init__(self) -> None:
        self.number = self.used = 0
        self.feed: str | None = None
        self.has_feed = False
        self.seed: str | None = None
        self.codes: set[str] | None = set()

    def take(self, said: Said) -> None:
        """Take the next entry in."""
        self.number = said.number
        if said.action in ("feed_made", "feed_ended"):
            self.has_feed, self.feed = said.action == "feed_made", said.detail.get("credential")
        elif said.action == "recovery_code_used":
            self.used += 1
        elif said.action in ("second_step_on", "recovery_codes_made"):
            self.used, codes = 0, said.detail.get("recovery_codes")
            self.codes = None if codes is None else set(codes)
            self.seed = said.detail.get("seed") if said.action == "second_step_on" else self.seed
        else:
            self.used, self.codes, self.seed = 0, set(), None

    def holds(self, feed: str, seed: str, codes: set[str]) -> bool:
        """Whether what stands is what is told: each as a hash, empty where there is none."""
        if bool(feed) != self.has_feed or (self.feed and feed != self.feed):
            return False
        if self.seed and seed != self.seed:
            return False
        return self.codes is None or (codes <= self.codes and len(codes) == len(self.codes) - self.used)


_TOLD = (
    "feed_made", "feed_ended", "second_step_on", "second_step_off", "second_step_reset", "recovery_codes_made",
    "recovery_code_used",
)  # fmt: skip


def _of_people(code: str) -> Iterator[Fault]:
    """The people of this county only: who has roles in another one may have told that one's log.

    Of whom the log says nothing, those are proved whose account it saw made.
    """
    from jixiao_web.accounts.events import hash_of
    from jixiao_web.accounts.models import Appointment, RecoveryCode, SecondStep, User
    from jixiao_web.deadlines.models import Feed

    told: dict[str, KeysTold] = {}
    for key, entries in by_key(said_of(code, "account", *_TOLD)).items():
        own = told.setdefault(key, KeysTold())
        for said in entries:
            own.take(said)
    feeds = dict(Feed.objects.values_list("user_id", "token_hash"))
    seeds = dict(SecondStep.objects.filter(confirmed_at__isnull=False).values_list("user_id", "seed"))
    codes: dict[uuid.UUID, set[str]] = {}
    for user_id, digest in RecoveryCode.objects.values_list("user_id", "digest").iterator(chunk_size=2000):
        codes.setdefault(user_id, set()).add(hash_of(digest))
    elsewhere = set(Appointment.objects.exclude(county_code=code).values_list("user_id", flat=True))
    people = User.objects.filter(appointments__county_code=code).distinct().order_by("pk")
    untold = []
    for user_id, name in people.values_list("pk", "username").iterator(chunk_size=2000):
        own = told.get(str(user_id), KeysTold())
        seed = hash_of(seeds[user_id]) if user_id in seeds else ""
        if user_id in elsewhere or own.holds(feeds.get(user_id, ""), seed, codes.get(user_id, set())):
            continue
        if own.number:
            yield Fault(code, own.number, "key", name)
        else:
            untold.append(name)
    made = accounts_made(code) if untold else set()
    yield from (Fault(code, 0, "unlogged", name) for name in untold if name in made)


FINDERS: tuple[Finder, ...] = (_of_tokens, _of_people)
"""What looks through a county, one after another."""
