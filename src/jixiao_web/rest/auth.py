"""Who asks: the person behind a token, never the one behind a cookie; how often this may be."""

from __future__ import annotations

from typing import Any, cast

from django.http import HttpRequest
from django.utils.translation import gettext as _

from jixiao_web.accounts.throttle import address_of
from jixiao_web.audit.log import token_tell
from jixiao_web.rest import limits
from jixiao_web.rest.models import Token
from jixiao_web.rest.problems import Problem
from jixiao_web.rest.scopes import Scope, ScopedPerson, scopes_of
from jixiao_web.rest.tokens import token_by


class Needs:
    """What an operation asks of a token: one of some scopes; `cost` in requests."""

    def __init__(self, *scopes: Scope, cost: int = 1) -> None:
        self.scopes, self.cost = scopes, cost

    def __call__(self, request: HttpRequest) -> ScopedPerson:
        """The person who asks.

        Raises:
            Problem: no token that works, not its scope, or too many requests.
        """
        token = token_of(request)
        if not limits.is_within("token", token.sha256, limits.A_MINUTE, self.cost):
            raise Problem(429, Retry_After=str(limits.seconds_left()))
        held = scopes_of(token.scopes)
        if not any(scope in held for scope in self.scopes):
            wanted = "、".join(scope.value for scope in self.scopes)
            raise Problem(403, "scope_missing", _("令牌缺少权限：%(scope)s") % {"scope": wanted})
        request.token = token  # type: ignore[attr-defined]  # read by `once.py` and the answer to /me
        token_tell(token.prefix)
        return ScopedPerson.by_token(token.user, held)


def token_of(request: HttpRequest) -> Token:
    """The token that a request bears.

    Raises:
        Problem: none that works; or this address has tried too often.
    """
    kind, _blank, secret = request.headers.get("Authorization", "").partition(" ")
    token = token_by(secret.strip()) if kind.lower() == "bearer" and secret.strip() else None
    if token is None:
        if not limits.is_within("failed", address_of(request), limits.FAILED_A_MINUTE):
            raise Problem(429, Retry_After=str(limits.seconds_left()))
        raise Problem(401)
    return token


def person_of(request: HttpRequest) -> ScopedPerson:
    """Who asks; only within an operation."""
    return cast(ScopedPerson, cast(Any, request).auth)


READ = Needs(Scope.READ)
WRITE = Needs(Scope.WRITE)
REVIEW = Needs(Scope.REVIEW)
EITHER = Needs(Scope.WRITE, Scope.REVIEW)
HEAVY = Needs(Scope.READ, cost=30)
