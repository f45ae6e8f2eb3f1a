"""Pages of the API: a person's tokens, those of a county for its administrator, and the API's description."""

from __future__ import annotations

import re
import uuid
from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jixiao_web.accounts.errors import AccountError
from jixiao_web.accounts.policy import Action, Person
from jixiao_web.rest.api import answered
from jixiao_web.rest.auth import token_of
from jixiao_web.rest.described import described
from jixiao_web.rest.forms import TokenForm
from jixiao_web.rest.models import Token
from jixiao_web.rest.openapi import openapi
from jixiao_web.rest.problems import Problem, problem
from jixiao_web.rest.scopes import WORDS, Scope, scopes_of
from jixiao_web.rest.tokens import token_make, token_revoke, tokens_managed_by, tokens_of

SHOWN = 50


def _person(request: HttpRequest) -> Person:
    return cast(Person, request.person)  # type: ignore[attr-defined]  # set by PersonMiddleware, after `login_required`


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def tokens(request: HttpRequest) -> HttpResponse:
    """A person's tokens; a new one shows its secret this once."""
    person, issued, status = _person(request), None, 200
    form = TokenForm(request.POST or None)
    if request.method == "POST":
        status = 422
        if form.is_valid():
            told = form.cleaned_data
            try:
                issued = token_make(
                    person=person, name=told["name"], scopes=map(Scope, told["scopes"]), days=told["days"]
                )
            except AccountError as error:
                form.add_error(None, str(error))
            else:
                form, status = TokenForm(), 200
    now = timezone.now()
    own = list(tokens_of(person).select_related("user")[:SHOWN])
    shown = {
        "form": form,
        "issued": issued,
        "own": [(each, _scopes(each), each.works_at(now)) for each in own],
        "managed": [(each, _scopes(each)) for each in tokens_managed_by(person)],
        "may_manage": person.may_somewhere(Action.MANAGE),
    }
    return render(request, "rest/tokens.html", shown, status=status)


def _scopes(token: Token) -> str:
    """The scopes of a token by their short names, those before the colon."""
    return _("、").join(re.split("[:：]", _(WORDS[scope]))[0] for scope in scopes_of(token.scopes))


@login_required
@require_POST
def revoke(request: HttpRequest, token_id: uuid.UUID) -> HttpResponse:
    """End a token."""
    try:
        token = token_revoke(person=_person(request), token_id=token_id)
    except Token.DoesNotExist:
        raise Http404 from None
    messages.success(request, _("令牌“%(name)s”已撤销。") % {"name": token.name})
    return redirect("rest:tokens")


@require_safe
def openapi_json(request: HttpRequest) -> HttpResponse:
    """The API as OpenAPI, for those who are logged in and for tokens."""
    return answered(_openapi_json)(request)


def _openapi_json(request: HttpRequest) -> HttpResponse:
    if _person(request) is None:
        try:
            token_of(request)
        except Problem as error:
            return problem(error.status)
    return JsonResponse(openapi(), json_dumps_params={"ensure_ascii": False})


@login_required
@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    """The API for people."""
    return render(request, "rest/docs.html", {"api": described(openapi())})
