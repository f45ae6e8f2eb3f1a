"""Pages of one's own: log in and out, password, language, money unit. Managing others is `managing.py`'s."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from jixiao_web.accounts import second_step, services, sessions
from jixiao_web.accounts.errors import AccountError, TooManyTries
from jixiao_web.accounts.forms import LoginForm, OwnForm, PasswordForm
from jixiao_web.accounts.middleware import LANGUAGE_COOKIE
from jixiao_web.accounts.models import User
from jixiao_web.accounts.policy import Person

HOME = "filings:inbox"
YEAR = 365 * 24 * 60 * 60


def person_of(request: HttpRequest) -> Person:
    """Who asks; only where nobody but a person comes in."""
    return cast(Person, request.person)  # type: ignore[attr-defined]  # the middleware puts it there


def next_of(request: HttpRequest, otherwise: str) -> str:
    """Where the person wanted to go, if that is one of our own pages."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe else resolve_url(otherwise)


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def log_in(request: HttpRequest) -> HttpResponse:
    """The page before all others."""
    if request.user.is_authenticated:
        return redirect(HOME)
    form, status, refusal = LoginForm(request.POST or None), 200, ""
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                page = next_of(request, HOME)
                done = services.person_log_in(request=request, next_page=page, **form.cleaned_data)
                return redirect(page if done else "accounts:login_code")
            except AccountError as error:
                refusal, status = str(error), 429 if isinstance(error, TooManyTries) else 422
    next_page = request.POST.get("next") or request.GET.get("next") or ""
    context = {"form": form, "refusal": refusal, "next": next_page, "is_new": not User.objects.exists()}
    return render(request, "accounts/login.html", context, status=status)


@require_POST
def log_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    services.person_log_out(request=request, person=getattr(request, "person", None))
    return redirect("accounts:login")


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Take the other language, for a person for ever, for a stranger by a cookie."""
    chosen = "en" if request.POST.get("language") == "en" else "zh-hans"
    response = redirect(next_of(request, HOME))
    if request.user.is_authenticated:
        services.own_change(person=person_of(request), language=chosen)
    response.set_cookie(LANGUAGE_COOKIE, chosen, YEAR, httponly=True, samesite="Lax", secure=request.is_secure())
    return response


@never_cache
@login_required
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """Another password; at the first log-in with an initial one nothing else can be done."""
    person = person_of(request)
    form = PasswordForm(person.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.password_change(request=request, person=person, password=form.cleaned_data["new"])
        messages.success(request, _("密码已修改。"))
        return redirect(HOME)
    status = 422 if form.is_bound else 200
    return render(
        request, "accounts/password.html", {"form": form, "forced": person.user.must_change_password}, status=status
    )


@login_required
@require_http_methods(["GET", "POST"])
def own(request: HttpRequest) -> HttpResponse:
    """A person's own page: who one is here, and how pages are shown."""
    person = person_of(request)
    chosen = {"language": person.user.page_language, "money_unit": person.user.money_unit}
    form = OwnForm(request.POST or None, initial=chosen)
    if request.method == "POST" and form.is_valid():
        services.own_change(person=person, **form.cleaned_data)
        with translation.override(form.cleaned_data["language"]):
            messages.success(request, _("已保存。"))
        return redirect("accounts:own")
    held = [(_(each.get_role_display()), each.unit) for each in person.appointments]
    shown = {
        "form": form, "held": held, "second_step": second_step.standing_of(person),
        "sessions": sessions.sessions_of(person.user), "session_now": request.session.session_key,
    }  # fmt: skip
    return render(request, "accounts/own.html", shown, status=422 if form.is_bound else 200)
