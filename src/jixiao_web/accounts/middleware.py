"""Puts the person who acts on every request, in the language that the person chose.

Sends first log-ins with an initial password to a new one, and whose role demands a second step to setting it up.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from django.contrib.auth.middleware import AuthenticationMiddleware
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.functional import SimpleLazyObject

from jixiao.api import set_language
from jixiao_web.accounts.models import User, language_or_default
from jixiao_web.accounts.places import places_of
from jixiao_web.accounts.policy import Person
from jixiao_web.accounts.second_step import MARK, is_demanded
from jixiao_web.accounts.sessions import SessionStore, holder_of

LANGUAGE_COOKIE = "jixiao_language"


class HolderMiddleware(AuthenticationMiddleware):
    """`request.user`, read together with the session."""

    def process_request(self, request: HttpRequest) -> None:
        """Put it there, to be read when it is first asked for."""
        super().process_request(request)
        request.user = SimpleLazyObject(lambda: _holder(request))  # type: ignore[assignment]  # as Django does


def _holder(request: HttpRequest) -> object:
    if not hasattr(request, "_cached_user"):
        request._cached_user = holder_of(request)  # type: ignore[attr-defined]  # where Django keeps it, and forgets it at log-out
    return request._cached_user  # type: ignore[attr-defined]  # put there above


class PersonMiddleware:
    """`request.person` is None for strangers."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        person = request.person = _person(request)  # type: ignore[attr-defined]  # set for all views here
        chosen = person.user.language if person else request.COOKIES.get(LANGUAGE_COOKIE, "")
        language = language_or_default(chosen)
        set_language("en" if language == "en" else "zh")
        if person:
            cast(SessionStore, request.session).touch()
        with translation.override(language):
            first = _first(request, person) if person else ""
            if first and not _is_free(request.path, first):
                return redirect(first)
            open_to = None if first else person  # no way in the bar that leads back to where one is
            request.places = SimpleLazyObject(lambda: places_of(open_to))  # type: ignore[attr-defined]  # for the bar
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


def _person(request: HttpRequest) -> Person | None:
    """Who asks, with the rights that hold now: read with the session, where that tells who it is."""
    user, session = _holder(request), cast(SessionStore, request.session)
    if user is session.holder and isinstance(user, User):
        return Person(user, session.appointments)
    return Person.of(user) if isinstance(user, User) else None


def _first(request: HttpRequest, person: Person) -> str:
    """The page to which a person is led before any other; empty where all are open."""
    if person.user.must_change_password:
        return "accounts:password"
    if not request.session.get(MARK) and is_demanded(person):
        return "accounts:second_step"
    return ""


def _is_free(path: str, first: str) -> bool:
    free = (reverse(first), reverse("accounts:logout"), reverse("accounts:language"))
    return path in free or path.startswith("/static/")
