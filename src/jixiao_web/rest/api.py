"""The API put together: its operations, its addresses, the language and headers of its answers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, re_path
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header
from django.views.decorators.csrf import csrf_exempt
from ninja import NinjaAPI

from jixiao.api import set_language
from jixiao_web.audit.log import token_kept
from jixiao_web.rest.endpoints import drafts, filings, history, people, reviewing, spending, waiting
from jixiao_web.rest.problems import handlers_add, problem

VERSION = "1"

api = NinjaAPI(title="jixiao", version=VERSION, openapi_url=None, docs_url=None, urls_namespace="v1")
for part in (people, waiting, filings, drafts, history, reviewing, spending):
    api.add_router("", part.router)
handlers_add(api)


def language_of(request: HttpRequest) -> str:
    """The language that a program asks for; Chinese where it asks for none that we speak."""
    for wanted, _rank in parse_accept_lang_header(request.headers.get("Accept-Language", "")[:200].lower()):
        if wanted.startswith(("zh", "en")):
            return "en" if wanted.startswith("en") else "zh-hans"
    return "zh-hans"


def answered(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view of the API in the language that is asked for, its answers kept by nobody on the way.

    It takes no cookie for a person, and so needs no token of a form.
    """

    @csrf_exempt
    def answer(request: HttpRequest, **parts: Any) -> HttpResponse:
        language = language_of(request)
        set_language("en" if language == "en" else "zh")
        with translation.override(language), token_kept():
            if "\x00" in request.path or any(
                "\x00" in word for each in request.GET.lists() for word in (each[0], *each[1])
            ):
                response = problem(422)  # no database takes it in a text
            else:
                response = view(request, **parts)
            if response.status_code == 405:
                allowed, response = response["Allow"], problem(405)
                response["Allow"] = allowed
        response["Content-Language"] = language
        response["Cache-Control"] = "no-store"
        patch_vary_headers(response, ("Accept-Language", "Authorization"))
        return response

    return answer


def _nothing(_request: HttpRequest) -> HttpResponse:
    return problem(404)


def addresses() -> list[URLPattern]:
    """Every address of the API once, by the name of its first operation."""
    found: dict[str, URLPattern] = {}
    for pattern in api.urls[0]:
        if isinstance(pattern, URLPattern) and pattern.name != "api-root":
            route = str(pattern.pattern)
            found.setdefault(route, path(route, answered(pattern.callback), name=pattern.name))
    return [*found.values(), re_path(r"^", answered(_nothing), name="nothing")]
