"""The pages of ledgers: parse, call one service or selector, render."""

from __future__ import annotations

import uuid
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jixiao_web.accounts.policy import Action
from jixiao_web.accounts.requests import Request
from jixiao_web.common.years import year_first
from jixiao_web.filings.errors import FilingError
from jixiao_web.spending import services
from jixiao_web.spending.batches import batches_of
from jixiao_web.spending.forms import ApprovalForm, BudgetForm, PaymentForm, ReverseForm
from jixiao_web.spending.models import Ledger
from jixiao_web.spending.selectors import (
    Wanted,
    account_of,
    ledger_for,
    ledgers_found,
    payment_for,
    row_of,
    total_of,
    years_of,
)

PAGE = 50
ONLY = {"findings": "有疑点的", "over": "超预算的", "none": "未支出的"}


@login_required
@require_safe
def ledgers(request: Request) -> HttpResponse:
    """All ledgers that I may see."""
    asked, today = request.GET, timezone.localdate()
    years = years_of(request.person)
    year = asked.get("year", "")
    wanted = Wanted(
        int(year) if year.isdecimal() and len(year) == 4 else year_first(years, today),
        asked.get("q", "")[:100].strip(),
        asked.get("only", "") if asked.get("only") in ONLY else "",
    )
    found = ledgers_found(request.person, wanted)
    page = Paginator(found, PAGE).get_page(asked.get("page"))
    kept = {"year": wanted.year or "", "q": wanted.words, "only": wanted.only}
    context = {
        "page": page,
        "rows": [row_of(each, today) for each in page.object_list],
        "total": total_of(found),
        "wanted": wanted,
        "years": years,
        "only": ONLY.items(),
        "may_enter": request.person.may_somewhere(Action.ENTER_SPENDING),
        "query": urlencode({key: value for key, value in kept.items() if value}) + "&",
    }
    return render(request, "spending/ledgers.html", context)


@login_required
@require_safe
def ledger(request: Request, ledger_id: uuid.UUID) -> HttpResponse:
    """A ledger: its figures, its curve, what the watch rules ask, its entries."""
    return _page(request, ledger_for(request.person, ledger_id))


@login_required
@require_POST
def pay(request: Request, ledger_id: uuid.UUID) -> HttpResponse:
    """Enter a payment."""
    ledger = ledger_for(request.person, ledger_id)
    request.person.demand(Action.ENTER_SPENDING, ledger.unit)
    form = PaymentForm(request.POST, unit=request.person.user.money_unit)
    if not form.is_valid():
        return _page(request, ledger, {"pay_form": form}, status=422)
    data = form.cleaned_data
    try:
        services.payment_add(
            person=request.person,
            ledger_id=ledger.pk,
            key=data["key"],
            day=data["day"],
            fen=data["fen"],
            told=form.told(),
            today=timezone.localdate(),
        )
    except FilingError as error:
        form.add_error(None, gettext(str(error)))
        return _page(request, ledger, {"pay_form": form}, status=422)
    messages.success(request, gettext("已登记。"))
    return redirect("spending:ledger", ledger.pk)


@login_required
@require_POST
def budget(request: Request, ledger_id: uuid.UUID) -> HttpResponse:
    """Enter a change of the budget."""
    ledger = ledger_for(request.person, ledger_id)
    request.person.demand(Action.CHANGE_BUDGET, ledger.unit)
    form = BudgetForm(request.POST, unit=request.person.user.money_unit)
    if not form.is_valid():
        return _page(request, ledger, {"budget_form": form}, status=422)
    try:
        services.budget_change(
            person=request.person, ledger_id=ledger.pk, today=timezone.localdate(), **form.cleaned_data
        )
    except FilingError as error:
        form.add_error(None, gettext(str(error)))
        return _page(request, ledger, {"budget_form": form}, status=422)
    messages.success(request, gettext("预算调整已登记。"))
    return redirect("spending:ledger", ledger.pk)


@login_required
@require_POST
def approval(request: Request, ledger_id: uuid.UUID) -> HttpResponse:
    """Say when the budget was handed down."""
    ledger = ledger_for(request.person, ledger_id)
    request.person.demand(Action.CHANGE_BUDGET, ledger.unit)
    form = ApprovalForm(request.POST)
    if not form.is_valid():
        return _page(request, ledger, {"approval_form": form}, status=422)
    try:
        services.approval_set(
            person=request.person, ledger_id=ledger.pk, today=timezone.localdate(), **form.cleaned_data
        )
    except FilingError as error:
        form.add_error(None, gettext(str(error)))
        return _page(request, ledger, {"approval_form": form}, status=422)
    messages.success(request, gettext("批复日期已登记，本单位本年度各项目同时更新。"))
    return redirect("spending:ledger", ledger.pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def reverse(request: Request, payment_id: uuid.UUID) -> HttpResponse:
    """Take a payment back, asked for its reason."""
    payment = payment_for(request.person, payment_id)
    request.person.demand(Action.ENTER_SPENDING, payment.ledger.unit)
    today = timezone.localdate()
    form = ReverseForm(request.POST or None, initial={"day": min(today, today.replace(year=payment.day.year))})
    if request.method == "POST" and form.is_valid():
        try:
            services.payment_reverse(person=request.person, payment_id=payment.pk, today=today, **form.cleaned_data)
        except FilingError as error:
            form.add_error(None, gettext(str(error)))
        else:
            messages.success(request, gettext("已冲销。"))
            return redirect("spending:ledger", payment.ledger_id)
    context = {"payment": payment, "form": form}
    return render(request, "spending/reverse.html", context, status=422 if form.errors else 200)


def _page(request: Request, ledger: Ledger, forms: dict[str, Any] | None = None, status: int = 200) -> HttpResponse:
    person, today = request.person, timezone.localdate()
    account = account_of(ledger, today)
    page = Paginator(account.payments, PAGE).get_page(request.GET.get("page"))
    unit = person.user.money_unit
    context = {
        "account": account,
        "ledger": ledger,
        "page": page,
        "payments": [(payment, account.levels.get(str(payment.pk), "")) for payment in page.object_list],
        "changes": ledger.changes.all(),
        "may_enter": person.may(Action.ENTER_SPENDING, ledger.unit),
        "imports": set(batches_of(person).filter(county_code=ledger.county_code).values_list("pk", flat=True)),
        "may_budget": person.may(Action.CHANGE_BUDGET, ledger.unit),
        "pay_form": PaymentForm.fresh(unit),
        "budget_form": BudgetForm(unit=unit),
        "approval_form": ApprovalForm(initial={"day": ledger.approved_on, "document": ledger.approval}),
        "query": "",
    } | (forms or {})
    return render(request, "spending/ledger.html", context, status=status)
