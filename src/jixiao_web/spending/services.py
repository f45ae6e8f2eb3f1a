"""Everything that a person enters in a ledger. Every service is one transaction: right, entry, roll-ups, log entry.

Entries are added, never changed: what is wrong is reversed by another. Files are `importing.py`'s.
"""

from __future__ import annotations

import uuid
from datetime import date
from typing import NamedTuple

from django.db import IntegrityError, transaction

from jixiao_web.accounts.policy import Action, Person
from jixiao_web.audit.log import log_append
from jixiao_web.spending.bulk import Added, ledgers_add
from jixiao_web.spending.errors import EnteredAlready, NoAmount, NotReversible, ReasonWanted, WrongYear
from jixiao_web.spending.marks import mark_of_key
from jixiao_web.spending.models import BudgetChange, Ledger, Payment
from jixiao_web.spending.opening import words_sha256
from jixiao_web.spending.watching import ledger_watch, ledgers_watch


class Told(NamedTuple):
    """What the books say of a payment beside its day and amount."""

    kind: str = ""
    fund_source: str = ""
    payee: str = ""
    voucher: str = ""
    summary: str = ""


def payment_add(
    *, person: Person, ledger_id: uuid.UUID, key: uuid.UUID, day: date, fen: int, told: Told, today: date
) -> Payment:
    """Enter a payment.

    Args:
        key: of the form, made when the page was: sent twice it is entered once.
    Raises:
        PermissionDenied: not this person's unit. WrongYear, NoAmount, EnteredAlready: see there.
    """
    with transaction.atomic():
        ledger = _locked(ledger_id, person)
        _demand_day(ledger, day, today)
        if fen == 0:
            raise NoAmount
        payment = Payment(ledger=ledger, day=day, fen=fen, mark=mark_of_key(key), **told._asdict())
        _enter(payment, person, today, "payment_added")
    return payment


def payment_reverse(*, person: Person, payment_id: uuid.UUID, day: date, reason: str, today: date) -> Payment:
    """Take a payment back by an entry of the opposite amount (冲销).

    Raises:
        PermissionDenied: not this person's unit. NotReversible, ReasonWanted, WrongYear: see there.
    """
    with transaction.atomic():
        first = Payment.objects.select_related("ledger").get(pk=payment_id)
        ledger = _locked(first.ledger_id, person)
        if not reason.strip():
            raise ReasonWanted
        if first.reverses_id or Payment.objects.filter(reverses=first).exists():
            raise NotReversible
        _demand_day(ledger, day, today)
        told = Told("冲销", first.fund_source, first.payee, first.voucher, reason.strip()[:500])
        payment = Payment(
            ledger=ledger, day=day, fen=-first.fen, reverses=first, mark=mark_of_key(first.pk), **told._asdict()
        )
        _enter(payment, person, today, "payment_reversed", reverses=str(first.pk))
    return payment


def budget_change(
    *, person: Person, ledger_id: uuid.UUID, day: date, fen: int, document: str, note: str, today: date
) -> BudgetChange:
    """Enter a change of the budget that no adjustment filing brings, with the number of its document.

    Raises:
        PermissionDenied: the finance bureau enters it. NoAmount, ReasonWanted, WrongYear: see there.
    """
    with transaction.atomic():
        ledger = _locked(ledger_id, person, Action.CHANGE_BUDGET)
        _demand_day(ledger, day, today)
        if fen == 0:
            raise NoAmount
        if not document.strip():
            raise ReasonWanted
        change = BudgetChange.objects.create(
            county_code=ledger.county_code,
            ledger=ledger,
            day=day,
            fen=fen,
            document=document.strip(),
            note=note.strip(),
            entered_by=person.user,
        )
        ledger.adjusted_fen += fen
        ledger.save(update_fields=["adjusted_fen"])
        ledger_watch(ledger.pk, today)
        told = {"row": str(change.pk), "day": str(day), "note": change.note}
        _log(ledger, person, "budget_changed", fen=fen, document=document.strip(), **told)
    return change


def approval_set(*, person: Person, ledger_id: uuid.UUID, day: date, document: str, today: date) -> int:
    """Say when and by which document the budget was handed down (批复), for all projects of the ledger's plan.

    Raises:
        PermissionDenied: the finance bureau says it. WrongYear: in the future, or far from the budget year.
    """
    with transaction.atomic():
        ledger = _locked(ledger_id, person, Action.CHANGE_BUDGET)
        if not date(ledger.year - 1, 10, 1) <= day <= min(today, date(ledger.year, 12, 31)):
            raise WrongYear
        every = Ledger.objects.filter(county_code=ledger.county_code, plan_id=ledger.plan_id)
        number = every.update(approved_on=day, approval=document.strip(), watched_on=None)
        ledgers_watch(every.values_list("pk", flat=True), today)
        told = {"plan": str(ledger.plan_id), "words_sha256": words_sha256([ledger.plan_id])[ledger.plan_id]}
        _log(ledger, person, "approval_set", day=str(day), document=document.strip(), ledgers=number, **told)
    return number


def _locked(ledger_id: uuid.UUID, person: Person, action: Action = Action.ENTER_SPENDING) -> Ledger:
    ledger = Ledger.objects.select_for_update(of=("self",)).select_related("unit").get(pk=ledger_id)
    person.demand(action, ledger.unit)
    return ledger


def _demand_day(ledger: Ledger, day: date, today: date) -> None:
    if day.year != ledger.year or day > today:
        raise WrongYear


def _enter(payment: Payment, person: Person, today: date, action: str, **detail: object) -> None:
    payment.county_code, payment.entered_by = payment.ledger.county_code, person.user
    try:
        with transaction.atomic():
            payment.save(force_insert=True)
    except IntegrityError:
        raise EnteredAlready from None
    added = Added(payment.ledger_id, payment.fen, 1, payment.day, {payment.day.month: payment.fen})
    ledgers_add(payment.county_code, [added])
    ledger_watch(payment.ledger_id, today)
    told = {"fen": payment.fen, "day": str(payment.day), **{each: getattr(payment, each) for each in Told._fields}}
    _log(payment.ledger, person, action, payment=str(payment.pk), **told, **detail)


def _log(ledger: Ledger, person: Person, action: str, **detail: object) -> None:
    log_append(
        county_code=ledger.county_code,
        actor=person.user.username,
        action=action,
        object_kind="ledger",
        object_key=str(ledger.pk),
        detail=detail,
    )
