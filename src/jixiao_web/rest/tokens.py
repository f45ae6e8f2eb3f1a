"""Making, finding and revoking tokens: services with their log entries, and selectors."""

from __future__ import annotations

import hashlib
import secrets
import uuid
from collections.abc import Iterable
from datetime import timedelta
from typing import NamedTuple

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext

from jixiao_web.accounts.errors import AccountError
from jixiao_web.accounts.events import account_log
from jixiao_web.accounts.policy import Action, Person
from jixiao_web.accounts.selectors import county_of
from jixiao_web.rest.models import Token
from jixiao_web.rest.scopes import Scope

LONGEST_DAYS = 366
MOST = 20
"""Tokens that a person may have at work: who needs more has lost sight of them."""
MARK = "jx_"
_PREFIX = len(MARK) + 6
_USED_EVERY = timedelta(hours=1)


class TokenRefused(AccountError):
    """A token that cannot be made, in one sentence."""


class IssuedToken(NamedTuple):
    """A token with its secret, which nobody can read again later."""

    token: Token
    secret: str


def token_make(*, person: Person, name: str, scopes: Iterable[Scope], days: int) -> IssuedToken:
    """Make a token of a person's own.

    Args:
        days: for how long it works, 1 to `LONGEST_DAYS`.
    Raises:
        TokenRefused: nothing would be opened by it, it would work too long, or the person has too many.
    """
    county, chosen, name = county_of(person), set(scopes), name.strip()
    if county is None:
        raise TokenRefused(gettext("您还没有角色，令牌打不开任何内容。"))
    if not chosen or not name:
        raise TokenRefused(gettext("请写明令牌的用途，并至少选一项权限。"))
    if not 1 <= days <= LONGEST_DAYS:
        raise TokenRefused(gettext("令牌的有效期最长一年。"))
    secret = MARK + secrets.token_urlsafe(32)
    with transaction.atomic():
        if tokens_of(person).filter(revoked_at=None, expires_at__gt=timezone.now()).count() >= MOST:
            raise TokenRefused(gettext("有效的令牌太多，请先撤销不用的。"))
        token = Token(
            county_code=county,
            user=person.user,
            name=name[:60],
            prefix=secret[:_PREFIX],
            sha256=digest_of(secret),
            scopes=" ".join(scope.value for scope in Scope if scope in chosen),
            expires_at=timezone.now() + timedelta(days=days),
        )
        token.save(force_insert=True)
        told = {"token": token.prefix, "note": token.name, "scopes": token.scopes, "credential": token.sha256}
        told["until"] = token.expires_at.isoformat()
        account_log(person, county, "token_made", person.user, **told, expires=token.expires_at.date().isoformat())
    return IssuedToken(token, secret)


def token_revoke(*, person: Person, token_id: uuid.UUID) -> Token:
    """End a token: one's own, or of an account of a county that the person manages.

    Raises:
        Token.DoesNotExist: none of those.
    """
    with transaction.atomic():
        token = Token.objects.select_for_update(of=("self",)).select_related("user").get(_reached(person), pk=token_id)
        if token.revoked_at is None:
            token.revoked_at = timezone.now()
            token.save(update_fields=["revoked_at"])
            told = {"token": token.prefix, "note": token.name}
            account_log(person, token.county_code, "token_revoked", token.user, **told)
    return token


def _reached(person: Person) -> Q:
    return Q(user=person.user) | Q(county_code__in=person.units(Action.MANAGE)[1])


def tokens_of(person: Person) -> QuerySet[Token]:
    """A person's own tokens, the newest first."""
    return Token.objects.filter(user=person.user).order_by("-created_at")


def tokens_managed_by(person: Person, most: int = 500) -> list[Token]:
    """The tokens at work in the counties that a person manages, but the own ones."""
    working = Token.objects.filter(
        county_code__in=person.units(Action.MANAGE)[1], revoked_at=None, expires_at__gt=timezone.now()
    )
    return list(working.exclude(user=person.user).select_related("user").order_by("user__username", "pk")[:most])


def token_by(secret: str) -> Token | None:
    """The token that works and has a secret; that it was used is noted once an hour."""
    token = Token.objects.filter(sha256=digest_of(secret)).select_related("user").first()
    now = timezone.now()
    if token is None or not token.works_at(now):
        return None
    if token.last_used_at is None or token.last_used_at < now - _USED_EVERY:
        Token.objects.filter(pk=token.pk).update(last_used_at=now)
    return token


def digest_of(secret: str) -> str:
    """What is kept of a secret: with 256 random bits a plain hash is enough."""
    return hashlib.sha256(secret.encode()).hexdigest()
