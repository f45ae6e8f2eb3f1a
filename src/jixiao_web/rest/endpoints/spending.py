"""Ledgers of spending and their entries, to be read."""

from __future__ import annotations

import uuid

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_noop as _
from ninja import Query, Router

from jixiao_web.rest import schemas_spending as schemas
from jixiao_web.rest import shown_spending as shown
from jixiao_web.rest.auth import READ, Needs, person_of
from jixiao_web.rest.paging import MOST, paged
from jixiao_web.spending.books import books_of, findings_of
from jixiao_web.spending.selectors import Wanted, ledger_for, ledgers_found

router = Router(tags=[_("支出")])
WATCHED = Needs(*READ.scopes, cost=5)


@router.get(
    "/ledgers",
    auth=READ,
    response=schemas.LedgersOut,
    summary=_("支出台账列表，新的在前"),
    operation_id="ledgers",
)
def ledgers(
    request: HttpRequest,
    q: str = Query("", max_length=100, description=_("单位、项目的名称或代码")),
    year: int | None = Query(None, ge=2000, le=2100),
    only: schemas.OnlyName | None = None,
    cursor: str = Query("", max_length=40),
    limit: int = Query(50, ge=1, le=MOST),
) -> schemas.LedgersOut:
    found = ledgers_found(person_of(request), Wanted(year, q.strip(), only or ""))
    page, after = paged(found, cursor, limit, newest_first=True)
    return schemas.LedgersOut(items=[shown.ledger(each) for each in page], next=after)


@router.get(
    "/ledgers/{uuid:ledger_id}",
    auth=WATCHED,
    response=schemas.OneLedgerOut,
    summary=_("一本台账：各月支出、预算调整、疑点"),
    operation_id="ledger",
)
def ledger(request: HttpRequest, ledger_id: uuid.UUID) -> schemas.OneLedgerOut:
    own = ledger_for(person_of(request), ledger_id)
    findings = findings_of(books_of(own), own.county_code, timezone.localdate())
    return shown.one_ledger(own, own.months.order_by("month"), own.changes.all(), findings)


@router.get(
    "/ledgers/{uuid:ledger_id}/payments",
    auth=READ,
    response=schemas.PaymentsOut,
    summary=_("台账的各笔支出，新登记的在前"),
    operation_id="payments",
)
def payments(
    request: HttpRequest,
    ledger_id: uuid.UUID,
    cursor: str = Query("", max_length=40),
    limit: int = Query(50, ge=1, le=MOST),
) -> schemas.PaymentsOut:
    every = ledger_for(person_of(request), ledger_id).payments.select_related("entered_by")
    page, after = paged(every, cursor, limit, newest_first=True)
    return schemas.PaymentsOut(items=[shown.payment(each) for each in page], next=after)
