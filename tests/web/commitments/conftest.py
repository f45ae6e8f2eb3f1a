"""What the tests of commitments share: an approved plan whose goals and safeguards have become rows."""

from __future__ import annotations

import uuid
from datetime import date

import msgspec
import pytest

from jixiao.model import OverallGoal, Safeguard

TODAY = date(2025, 8, 15)
GOALS = (
    ("守牢安全底线", "护林员分片包山，防火期每日巡查不少于两次。"),
    ("化解矛盾纠纷", "每月排查一次矛盾，小事不出村。"),
)
SAFEGUARDS = (
    "每月一次矛盾大排查，由司法所负责。",
    "每季度召开两次项目调度会。",
    "严格按预算批复和支出计划用款。",
)


@pytest.fixture
def today(monkeypatch):
    """The day on which everything happens."""
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: TODAY)
    return TODAY


@pytest.fixture
def promising(mended_plan):
    """A plan with goals and safeguards of few words."""
    return _with(mended_plan, GOALS, SAFEGUARDS)


def _with(plan, goals, safeguards):
    return msgspec.structs.replace(
        plan,
        at={},
        overall_goals=tuple(OverallGoal(ordinal=n, heading=head, text=text) for n, (head, text) in enumerate(goals, 1)),
        safeguards=tuple(Safeguard(ordinal=n, text=text) for n, text in enumerate(safeguards, 1)),
    )


@pytest.fixture
def with_promises():
    """Makes a plan that promises something else."""
    return _with


@pytest.fixture
def approved(aili, baihe_unit, baihe, unit, promising, today):
    """爱丽's plan of 2025, approved."""
    from jixiao_web.filings.models import Filing
    from jixiao_web.filings.services import filing_begin, filing_move

    filing = filing_begin(person=aili, unit=unit, year=2025, document=promising)
    for person, move, seen in (
        (aili, "submit", "draft"),
        (baihe_unit, "pass", "unit_review"),
        (baihe, "approve", "finance_review"),
    ):
        filing_move(person=person, filing_id=filing.pk, move=move, seen=seen)
    return Filing.objects.get(pk=filing.pk)


@pytest.fixture
def commitment(approved):
    """每月一次矛盾大排查, counted from February."""
    from jixiao_web.commitments.models import Commitment

    Commitment.objects.update(starts_on=date(2025, 2, 10))
    return Commitment.objects.get(plan=approved, ordinal=1)


@pytest.fixture
def goal(approved):
    """守牢安全底线."""
    from jixiao_web.commitments.models import Goal

    return Goal.objects.get(plan=approved, ordinal=1)


@pytest.fixture
def record(aili, commitment, today):
    """Records one time: record("03-15")."""
    from jixiao_web.commitments.services import record_add

    def make(day: str, proof=None, person=aili, key=None):
        return record_add(
            person=person,
            commitment_id=commitment.pk,
            key=key or uuid.uuid4(),
            day=date.fromisoformat(f"2025-{day}"),
            words="排查矛盾12起，化解11起",
            proof=proof,
            today=today,
        )

    return make
