"""A person's own page of reminders and feed, and the feed itself, which needs no session but its secret address."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jixiao_web.accounts.policy import Action
from jixiao_web.accounts.requests import Request
from jixiao_web.deadlines.feed import feed_of
from jixiao_web.deadlines.forms import WishForm
from jixiao_web.deadlines.models import Feed, Mode
from jixiao_web.deadlines.own import feed_end, feed_make, person_of_feed, wish_of, wish_set
from jixiao_web.deadlines.speaking import in_language_of


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def own(request: Request) -> HttpResponse:
    """How I am reminded."""
    person = request.person
    form = WishForm(request.POST or None, initial={"mode": wish_of(person), "address": person.user.email})
    if request.method == "POST" and form.is_valid():
        wish_set(person=person, mode=Mode(form.cleaned_data["mode"]), address=form.cleaned_data["address"])
        messages.success(request, _("已保存。"))
        return redirect("deadlines:own")
    return _shown(request, form, status=422 if form.is_bound else 200)


@never_cache
@login_required
@require_POST
def feed(request: Request) -> HttpResponse:
    """Make the secret address of my calendar anew, which is shown once, or end it."""
    if request.POST.get("do") == "end":
        feed_end(person=request.person)
        messages.success(request, _("订阅地址已停用。"))
        return redirect("deadlines:own")
    token = feed_make(person=request.person)
    form = WishForm(initial={"mode": wish_of(request.person), "address": request.person.user.email})
    return _shown(request, form, address=settings.ADDRESS + reverse("deadlines:ics", args=[token]))


def _shown(request: Request, form: WishForm, address: str = "", status: int = 200) -> HttpResponse:
    context = {
        "form": form,
        "feed": Feed.objects.filter(user=request.person.user).first(),
        "address": address,
        "at": settings.REMIND_AT,
        "may_manage": request.person.may_somewhere(Action.MANAGE),
        "year": timezone.localdate().year,
    }
    return render(request, "deadlines/own.html", context, status=status)


@require_safe
def ics(request: Request, token: str) -> HttpResponse:
    """The calendar of whoever was given this address."""
    person = person_of_feed(token)
    if person is None:
        raise Http404
    now = timezone.now()
    with in_language_of(person.user):
        content = feed_of(person, timezone.localdate(now), now)
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="jixiao.ics"'
    response["Cache-Control"] = "private, max-age=900"
    response["Referrer-Policy"] = "no-referrer"
    return response
