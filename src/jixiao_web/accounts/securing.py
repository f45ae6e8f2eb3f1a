"""Pages of the second step, as one logs in and as one sets it up, and of one's own sessions."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from jixiao_web.accounts import codes, services
from jixiao_web.accounts import second_step as steps
from jixiao_web.accounts.errors import AccountError, LogInExpired, StepDemanded, TooManyTries
from jixiao_web.accounts.forms import CodeForm, FirstCodeForm, OffForm
from jixiao_web.accounts.policy import Person
from jixiao_web.accounts.views import HOME, person_of


@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "POST"])
def log_in_code(request: HttpRequest) -> HttpResponse:
    """The second page of the log-in."""
    if request.user.is_authenticated:
        return redirect(HOME)
    form, status, refusal = CodeForm(request.POST or None), 200, ""
    try:
        if form.is_bound and form.is_valid():
            return redirect(steps.log_in_finish(request=request, code=form.cleaned_data["code"]))
        steps.log_in_begun(request)
    except LogInExpired as error:
        messages.error(request, str(error))
        return redirect("accounts:login")
    except AccountError as error:
        refusal, status = str(error), _status(error)
    status = 422 if form.errors else status
    return render(request, "accounts/login_code.html", {"form": form, "refusal": refusal}, status=status)


@never_cache
@login_required
@sensitive_post_parameters("code")
@require_http_methods(["GET", "POST"])
def second_step(request: HttpRequest) -> HttpResponse:
    """How the second step stands; setting it up where it is off."""
    person = person_of(request)
    standing = steps.standing_of(person)
    if standing.is_on:
        if standing.is_demanded and not request.session.get(steps.MARK):
            logout(request)  # begun before the step was switched on elsewhere
            return redirect("accounts:login")
        return render(request, "accounts/second_step.html", {"standing": standing})
    form, status, refusal = FirstCodeForm(request.POST or None), 200, ""
    if form.is_bound:
        status = 422
        try:
            if form.is_valid():
                made = steps.step_on(request=request, person=person, code=form.cleaned_data["code"])
                return _codes(request, made, _("两步验证已开启。"))
        except AccountError as error:
            refusal, status = str(error), _status(error)
    shown = {"form": form, "refusal": refusal, "standing": standing, **_secret(person)}
    return render(request, "accounts/second_step_on.html", shown, status=status)


@never_cache
@login_required
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def second_step_off(request: HttpRequest) -> HttpResponse:
    """Switch the second step off, by password and code."""
    person = person_of(request)
    form, status, refusal = OffForm(person.user, request.POST or None), 200, ""
    try:
        if steps.is_demanded(person):
            raise StepDemanded
        if form.is_bound and form.is_valid():
            steps.step_off(request=request, person=person, code=form.cleaned_data["code"])
            messages.success(request, _("两步验证已关闭。"))
            return redirect("accounts:own")
    except StepDemanded as error:
        messages.error(request, str(error))
        return redirect("accounts:second_step")
    except AccountError as error:
        refusal, status = str(error), _status(error)
    status = 422 if form.errors else status
    return render(request, "accounts/second_step_off.html", {"form": form, "refusal": refusal}, status=status)


@never_cache
@login_required
@sensitive_post_parameters("code")
@require_http_methods(["GET", "POST"])
def recovery_codes(request: HttpRequest) -> HttpResponse:
    """Ten other recovery codes, by a code."""
    form, status, refusal = CodeForm(request.POST or None), 200, ""
    try:
        if form.is_bound and form.is_valid():
            code = form.cleaned_data["code"]
            made = steps.recovery_renew(request=request, person=person_of(request), code=code)
            return _codes(request, made, _("原来的恢复码已经作废。"))
    except AccountError as error:
        refusal, status = str(error), _status(error)
    status = 422 if form.errors else status
    return render(request, "accounts/recovery_new.html", {"form": form, "refusal": refusal}, status=status)


@login_required
@require_POST
def sessions_end(request: HttpRequest) -> HttpResponse:
    """End all own sessions but this one."""
    ended = services.sessions_end_others(request=request, person=person_of(request))
    words = ngettext("已结束其他%(ended)s处登录。", "已结束其他%(ended)s处登录。", ended)
    messages.success(request, words % {"ended": ended})
    return redirect("accounts:own")


def _secret(person: Person) -> dict[str, Any]:
    """The secret as an app takes it: as a picture, as a link on the telephone itself, as text."""
    step = steps.setup_begin(person=person)
    address = codes.app_address(step, person.user, _("绩效"))
    return {"image": codes.qr_image(address), "address": address, "secret": codes.secret_words(step)}


def _codes(request: HttpRequest, made: list[str], words: str) -> HttpResponse:
    """The one page that shows recovery codes; it is kept nowhere."""
    return render(request, "accounts/recovery_codes.html", {"codes": made, "words": words})


def _status(error: AccountError) -> int:
    return 429 if isinstance(error, TooManyTries) else 422
