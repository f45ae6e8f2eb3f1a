"""What people read of ledgers: each selector takes the person and returns only what that person may see."""

from __future__ import annotations

import uuid
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from django.db.models import Count, F, Q, QuerySet, Sum
from django.http import Http404

from jixiao import api
from jixiao_web.accounts.policy import Action, Person
from jixiao_web.common.money import yuan_of
from jixiao_web.common.provinces import law_for
from jixiao_web.filings.selectors import reach
from jixiao_web.spending.books import books_of, findings_of, plan_of
from jixiao_web.spending.models import Ledger, Payment

_HUNDREDTH = Decimal("0.01")


class Wanted(NamedTuple):
    """What a list of ledgers is narrowed to; empty values leave it as it is."""

    year: int | None = None
    words: str = ""
    only: str = ""


class Row(NamedTuple):
    """A ledger in a list: its rate and what its plan wants by the month that is over, percent points."""

    ledger: Ledger
    rate: Decimal | None
    planned: Decimal | None
    light: str
    month: int = 0


class Account(NamedTuple):
    """All that a ledger's page shows.

    Attributes:
        payments: the newest first, with what they reverse. findings: of the watch rules now. by_payment: their levels.
    """

    ledger: Ledger
    row: Row
    points: tuple[api.Point, ...]
    forecast: api.Forecast | None
    findings: tuple[api.Finding, ...]
    payments: QuerySet[Payment]
    levels: dict[str, str]


def ledgers_seen_by(person: Person) -> QuerySet[Ledger]:
    """Every ledger that a person may see."""
    return Ledger.objects.filter(reach(person, Action.SEE_FILING)).select_related("unit")


def ledgers_found(person: Person, wanted: Wanted) -> QuerySet[Ledger]:
    """The ledgers that a person may see, narrowed."""
    found = ledgers_seen_by(person)
    if wanted.year:
        found = found.filter(year=wanted.year)
    for word in wanted.words.split():
        found = found.filter(Q(name__icontains=word) | Q(code__icontains=word) | Q(unit__name__icontains=word))
    if wanted.only == "findings":
        found = found.filter(Q(errors__gt=0) | Q(warnings__gt=0))
    if wanted.only == "over":
        found = found.filter(spent_fen__gt=F("adjusted_fen"))
    if wanted.only == "none":
        found = found.filter(spent_fen=0)
    return found.order_by("-year", "unit__code", "ordinal")


class Total(NamedTuple):
    """The sums of some ledgers."""

    number: int
    adjusted_fen: int
    spent_fen: int
    rate: Decimal | None


def total_of(ledgers: QuerySet[Ledger]) -> Total:
    """The sums of ledgers, in one query."""
    sums = ledgers.order_by().aggregate(number=Count("pk"), adjusted=Sum("adjusted_fen"), spent=Sum("spent_fen"))
    adjusted, spent = sums["adjusted"] or 0, sums["spent"] or 0
    return Total(sums["number"], adjusted, spent, rate_of(spent, adjusted))


def years_of(person: Person) -> list[int]:
    """The years of which a person may see ledgers, the newest first."""
    seen = ledgers_seen_by(person).order_by("-year")
    return list(seen.values_list("year", flat=True).distinct())


def row_of(ledger: Ledger, today: date) -> Row:
    """A ledger with its rate and light at the end of the last month that is over; no light before the approval."""
    rate = rate_of(ledger.spent_fen, ledger.adjusted_fen)
    month = 12 if today.year > ledger.year else today.month - 1 if today.year == ledger.year else 0
    if month == 0 or rate is None:
        return Row(ledger, rate, None, "")
    planned, light = api.standing(plan_of(ledger), month, rate, law_for(ledger.county_code, today))
    light = light if api.may_spend(ledger.approved_on, api.month_end(ledger.year, month)) else None
    return Row(ledger, rate, planned.quantize(_HUNDREDTH, ROUND_HALF_UP), light or "", month)


def rate_of(spent_fen: int, adjusted_fen: int) -> Decimal | None:
    """执行率 in percent points, two places; None without a budget."""
    if adjusted_fen <= 0:
        return None
    return (yuan_of(spent_fen) * 100 / yuan_of(adjusted_fen)).quantize(_HUNDREDTH, ROUND_HALF_UP)


def ledger_for(person: Person, ledger_id: uuid.UUID) -> Ledger:
    """A ledger that a person may see.

    Raises:
        Http404: there is none, or none for this person.
    """
    ledger = Ledger.objects.select_related("unit", "plan").filter(pk=ledger_id).first()
    if ledger is None or not person.may(Action.SEE_FILING, ledger.unit):
        raise Http404
    return ledger


def payment_for(person: Person, payment_id: uuid.UUID) -> Payment:
    """A payment that a person may see.

    Raises:
        Http404: there is none, or none for this person.
    """
    payment = Payment.objects.select_related("ledger__unit").filter(pk=payment_id).first()
    if payment is None or not person.may(Action.SEE_FILING, payment.ledger.unit):
        raise Http404
    return payment


def account_of(ledger: Ledger, today: date) -> Account:
    """What a ledger's page shows on a day."""
    books = books_of(ledger)
    findings = findings_of(books, ledger.county_code, today)
    law = law_for(ledger.county_code, today)
    return Account(
        ledger,
        row_of(ledger, today),
        api.curve(books, law, today),
        api.forecast(books, today),
        findings,
        ledger.payments.select_related("entered_by", "reversed_by").order_by("-day", "-id"),
        _levels(findings),
    )


def _levels(findings: tuple[api.Finding, ...]) -> dict[str, str]:
    """The gravest level of every payment that a finding names; findings come gravest first."""
    levels: dict[str, str] = {}
    for finding in findings:
        for subject in [finding.subject, *(member.subject for member in finding.members)]:
            if subject and subject.startswith("payments["):
                levels.setdefault(subject[len("payments[") : -1], finding.level)
    return levels
