"""What the tests of spending share: an approved plan with its ledgers, and payments."""

from __future__ import annotations

import uuid
from datetime import date

import pytest

TODAY = date(2025, 8, 15)


@pytest.fixture
def today(monkeypatch):
    """The day on which everything happens."""
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: TODAY)
    return TODAY


@pytest.fixture
def approved(aili, baihe_unit, baihe, unit, mended_plan, today):
    """爱丽's plan of 2025, approved."""
    from jixiao_web.filings.models import Filing
    from jixiao_web.filings.services import filing_begin, filing_move

    filing = filing_begin(person=aili, unit=unit, year=2025, document=mended_plan)
    for person, move, seen in (
        (aili, "submit", "draft"),
        (baihe_unit, "pass", "unit_review"),
        (baihe, "approve", "finance_review"),
    ):
        filing_move(person=person, filing_id=filing.pk, move=move, seen=seen)
    return Filing.objects.get(pk=filing.pk)


@pytest.fixture
def ledger(approved, baihe):
    """The ledger of its first project."""
    from jixiao_web.spending.models import Ledger
    from jixiao_web.spending.services import approval_set

    made = Ledger.objects.get(plan=approved, ordinal=1)
    approval_set(person=baihe, ledger_id=made.pk, day=date(2025, 2, 10), document="", today=TODAY)
    return Ledger.objects.get(pk=made.pk)


@pytest.fixture
def pay(aili, ledger, today):
    """Enters a payment of 爱丽's: pay("03-15", 12_345, payee="甲公司")."""
    from jixiao_web.spending.services import Told, payment_add

    def make(day: str, fen: int, key: uuid.UUID | None = None, person=aili, **told: str):
        return payment_add(
            person=person,
            ledger_id=ledger.pk,
            key=key or uuid.uuid4(),
            day=date.fromisoformat(f"2025-{day}"),
            fen=fen,
            told=Told(**told),
            today=today,
        )

    return make
