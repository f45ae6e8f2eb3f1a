"""Puts the person who acts on every request, in the language that the person chose.

Sends first log-ins with an initial password to a new one.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.functional import SimpleLazyObject

from jixiao.language import set_language
from jixiao_web.accounts.models import User
from jixiao_web.accounts.places import places_of
from jixiao_web.accounts.policy import Person

LANGUAGE_COOKIE = "jixiao_language"


class PersonMiddleware:
    """`request.person` is None for strangers."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        request.person = Person.of(user) if isinstance(user, User) else None  # type: ignore[attr-defined]  # set for all views here
        chosen = user.language if isinstance(user, User) else request.COOKIES.get(LANGUAGE_COOKIE, "zh-hans")
        language = chosen if chosen in ("zh-hans", "en") else "zh-hans"
        set_language("en" if language == "en" else "zh")
        with translation.override(language):
            if isinstance(user, User) and user.must_change_password and not _is_free(request.path):
                return redirect("accounts:password")
            request.places = SimpleLazyObject(lambda: places_of(request.person))  # type: ignore[attr-defined]  # for the bar
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


def _is_free(path: str) -> bool:
    free = (reverse("accounts:password"), reverse("accounts:logout"), reverse("accounts:language"))
    return path in free or path.startswith("/static/")
