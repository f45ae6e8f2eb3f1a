"""Pages of the administrator: units, accounts, and importing both from tables."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jixiao_web.accounts import imports_accounts, imports_units, selectors, services
from jixiao_web.accounts.errors import AccountError
from jixiao_web.accounts.forms import AccountForm, ApplyForm, TableForm
from jixiao_web.accounts.imports import Preview
from jixiao_web.accounts.policy import Person
from jixiao_web.accounts.tables import table_text
from jixiao_web.accounts.views import person_of

PAGE = 100


@login_required
@require_GET
def units(request: HttpRequest) -> HttpResponse:
    """The county's units."""
    county = selectors.managed_county(person_of(request))
    words = request.GET.get("q", "").strip()
    page = Paginator(selectors.units_of(county, words), PAGE).get_page(request.GET.get("page"))
    found = {"page": page, "words": words, "region": selectors.region_name(county)}
    return render(request, "accounts/units.html", found)


@login_required
@require_GET
def regions(request: HttpRequest) -> HttpResponse:
    """The county among the regions above and below it."""
    county = selectors.managed_county(person_of(request))
    page = Paginator(imports_units.REGIONS.in_county(county).select_related("parent"), PAGE)
    shown = {"page": page.get_page(request.GET.get("page")), "region": selectors.region_name(county)}
    return render(request, "accounts/regions.html", shown)


@login_required
@require_http_methods(["GET", "POST"])
def regions_import(request: HttpRequest) -> HttpResponse:
    """Regions from a table: choose it, see what it would change, have it done."""
    return _tree_import(request, imports_units.REGIONS, "accounts:regions")


@login_required
@require_http_methods(["GET", "POST"])
def units_import(request: HttpRequest) -> HttpResponse:
    """Units from a table: choose it, see what it would change, have it done."""

    return _tree_import(request, imports_units.UNITS, "accounts:units")


def _tree_import(request: HttpRequest, sort: imports_units.Sort, back: str) -> HttpResponse:
    def do(person: Person, text: str, seen: str) -> HttpResponse:
        done = imports_units.tree_import(person=person, text=text, seen=seen, sort=sort)
        words = _("已导入：新增%(new)s个，修改%(changed)s个。")
        messages.success(request, words % {"new": len(done.of("new")), "changed": len(done.of("changed"))})
        return redirect(back)

    def preview_of(person: Person, text: str) -> Preview[imports_units.Change]:
        return imports_units.tree_preview(person=person, text=text, sort=sort)

    return _import(request, f"accounts/{sort.kind}_import.html", preview_of, do)


@login_required
@require_GET
def accounts(request: HttpRequest) -> HttpResponse:
    """The county's accounts, unit by unit."""
    county = selectors.managed_county(person_of(request))
    words, unit = request.GET.get("q", "").strip(), request.GET.get("unit", "").strip()
    page = Paginator(selectors.accounts_by_unit(county, words, unit), PAGE).get_page(request.GET.get("page"))
    return render(
        request, "accounts/accounts.html", {"page": page, "words": words, "region": selectors.region_name(county)}
    )


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def account_new(request: HttpRequest) -> HttpResponse:
    """One more account."""
    person = person_of(request)
    form = AccountForm(selectors.managed_county(person), request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            issued = services.account_create(person=person, **form.cleaned_data)
            return _passwords(request, [issued])
        except AccountError as error:
            form.add_error("username", str(error))
    return render(request, "accounts/account_new.html", {"form": form}, status=422 if form.is_bound else 200)


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def accounts_import(request: HttpRequest) -> HttpResponse:
    """Accounts from a table: choose it, see what it would make, have it made, print the initial passwords."""

    def do(person: Person, text: str, seen: str) -> HttpResponse:
        return _passwords(request, imports_accounts.accounts_import(person=person, text=text, seen=seen))

    return _import(request, "accounts/accounts_import.html", imports_accounts.accounts_preview, do)


@login_required
@require_POST
def account_lock(request: HttpRequest, user_id: uuid.UUID) -> HttpResponse:
    """Lock an account, or open it again."""
    lock = request.POST.get("lock") == "yes"
    change = services.account_lock if lock else services.account_unlock
    try:
        user = change(person=person_of(request), user_id=user_id)
        messages.success(request, (_("已停用账号%(user)s。") if lock else _("已启用账号%(user)s。")) % {"user": user})
    except AccountError as error:
        messages.error(request, str(error))
    return redirect("accounts:accounts")


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def account_password(request: HttpRequest, user_id: uuid.UUID) -> HttpResponse:
    """Give an account a new initial password, after a question."""
    try:
        if request.method == "GET":
            return _asked(request, user_id, "password")
        return _passwords(request, [services.password_reset(person=person_of(request), user_id=user_id)])
    except AccountError as error:
        messages.error(request, str(error))
        return redirect("accounts:accounts")


@login_required
@require_http_methods(["GET", "POST"])
def account_second_step(request: HttpRequest, user_id: uuid.UUID) -> HttpResponse:
    """Forget the second step of somebody who has lost the telephone, after a question."""
    try:
        if request.method == "GET":
            return _asked(request, user_id, "second_step")
        user = services.second_step_reset(person=person_of(request), user_id=user_id)
        messages.success(request, _("已重置账号%(user)s的两步验证。") % {"user": user})
    except AccountError as error:
        messages.error(request, str(error))
    return redirect("accounts:accounts")


def _asked(request: HttpRequest, user_id: uuid.UUID, what: str) -> HttpResponse:
    """The page that asks once more, and says what will follow."""
    user, _county = services.managed_account(person_of(request), user_id)
    return render(request, "accounts/account_sure.html", {"user": user, "what": what})


def _passwords(request: HttpRequest, issued: list[services.Issued]) -> HttpResponse:
    """The one page that shows initial passwords; it is kept nowhere."""
    return render(request, "accounts/passwords.html", {"issued": issued})


def _import(
    request: HttpRequest,
    template: str,
    preview_of: Callable[..., Any],
    do: Callable[[Person, str, str], HttpResponse],
) -> HttpResponse:
    """A table's way in: a file is chosen, its preview shown, and done where the person has seen it."""
    person = person_of(request)
    county = selectors.managed_county(person)
    form, preview, refusal, text = TableForm(), None, "", ""
    try:
        if "seen" in request.POST:
            text = request.POST.get("text", "")
            return do(person, text, request.POST["seen"])
        if request.method == "POST":
            form = TableForm(request.POST, request.FILES)
            text = table_text(form.cleaned_data["file"].read()) if form.is_valid() else ""
    except AccountError as error:
        refusal = str(error)
    try:
        preview = preview_of(person=person, text=text) if text else None
    except AccountError as error:
        refusal = str(error)
    lines = preview.by_kind if preview else None
    shown = {"form": form, "preview": preview, "lines": lines, "refusal": refusal}
    shown |= {"county": county, "region": selectors.region_name(county)}  # of the example
    shown["apply"] = ApplyForm(initial={"text": text, "seen": preview.digest}) if preview else None
    return render(request, template, shown, status=422 if refusal or form.errors else 200)
