"""What the tests of evaluation share: an approved plan with its books, its self-evaluation, filled in as wanted."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date

import pytest

TODAY = date(2026, 1, 20)


@pytest.fixture
def today(monkeypatch):
    """The day on which everything happens: the year after."""
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: TODAY)
    return TODAY


@pytest.fixture
def rows():
    """Makes a plan of one project from lines: (first level, second level, name, target)."""
    from jixiao import api
    from jixiao.forms.entered import Entered
    from jixiao.model import Document, Indicator, Project
    from jixiao.model.project import Funds

    def make(lines, name="道路维修", yuan="100000", kind="performance_plan"):
        from decimal import Decimal

        indicators = tuple(Indicator(dimension=first, category=second, name=own) for first, second, own, _ in lines)
        funds = Funds(budget_yuan=Decimal(yuan), fiscal_yuan=Decimal(yuan))
        project = Project(ordinal=1, code="X1", name=name, funds=funds, goals=("修好道路",), indicators=indicators)
        document = Document(kind=kind, profile="hebei", year=2025, projects=(project,))
        targets = [Entered(f"projects[0].indicators[{at}].target", line[3]) for at, line in enumerate(lines)]
        return api.enter(document, targets)[0]

    return make


@pytest.fixture
def approve(aili, baihe_unit, baihe, unit, today):
    """Has a plan of 爱丽's unit approved."""
    from jixiao_web.filings.models import Filing
    from jixiao_web.filings.services import filing_begin, filing_move

    def make(document, year=2025):
        filing = filing_begin(person=aili, unit=unit, year=year, document=document)
        steps = ((aili, "submit", "draft"), (baihe_unit, "pass", "unit_review"), (baihe, "approve", "finance_review"))
        for person, move, seen in steps:
            filing_move(person=person, filing_id=filing.pk, move=move, seen=seen)
        return Filing.objects.get(pk=filing.pk)

    return make


LINES = (
    ("产出指标", "数量指标", "维修里程", "≥10公里"),
    ("产出指标", "质量指标", "验收合格率", "≥95%"),
    ("效益指标", "社会效益指标", "出行条件", "明显改善"),
    ("满意度指标", "服务对象满意度指标", "村民满意度", "≥90%"),
)


@pytest.fixture
def plan_approved(approve, rows):
    """爱丽's plan of 2025, approved."""
    return approve(rows(LINES))


@pytest.fixture
def spent(aili, today):
    """Enters a payment in the first ledger of a plan."""
    from jixiao_web.spending.models import Ledger
    from jixiao_web.spending.services import Told, payment_add

    def make(plan, fen, day=date(2025, 11, 3)):
        ledger = Ledger.objects.get(plan=plan, ordinal=1)
        payment_add(
            person=aili, ledger_id=ledger.pk, key=uuid.uuid4(), day=day, fen=fen,
            told=Told(summary="维修款"), today=date(2025, 12, 31),
        )  # fmt: skip

    return make


@pytest.fixture
def evaluation(aili, plan_approved, spent):
    """The self-evaluation of it, with 90 % spent."""
    from jixiao_web.evaluation.opening import evaluation_begin

    spent(plan_approved, 9_000_000)
    return evaluation_begin(person=aili, plan_id=plan_approved.pk)


@pytest.fixture
def enter(aili):
    """Puts words into cells of a draft, by path."""
    from jixiao_web.filings.drafts import draft_of
    from jixiao_web.filings.models import Filing
    from jixiao_web.filings.services import CellEdit, draft_save

    def make(filing, words: Mapping[str, str]):
        filing = Filing.objects.select_related("plan").get(pk=filing.pk)
        cells = draft_of(filing).cells
        edits = [CellEdit(path, text, cells[path].text) for path, text in words.items()]
        saved = draft_save(person=aili, filing_id=filing.pk, edits=edits, money_unit="元")
        assert not saved.refused, saved.refused
        assert not saved.conflicts, saved.conflicts
        return saved.filing

    return make


ACTUALS = ("9.5公里", "96%", "明显改善", "92%")


@pytest.fixture
def done(evaluation, enter, aili):
    """The self-evaluation, filled in so that it can be handed in: 9.00 + 23.75 + 25 + 28 + 10 = 95.75."""
    from jixiao_web.evaluation.marking import marks_fill
    from jixiao_web.filings.models import Filing

    words = {f"projects[0].indicators[{at}].actual": actual for at, actual in enumerate(ACTUALS)}
    enter(evaluation, words | {"projects[0].outcome": "完成维修9.5公里"})
    reasons = {
        "projects[0].indicators[0]": "征地推迟，余下0.5公里明年三月完成",
        "projects[0].indicators[2]": "部分路段未通车",
    }
    marks_fill(person=aili, filing_id=evaluation.pk, chosen={"projects[0].indicators[2]": "28"}, reasons=reasons)
    return Filing.objects.select_related("unit", "plan").get(pk=evaluation.pk)


@pytest.fixture
def handed_in(done, aili, baihe_unit):
    """It, handed in to finance."""
    from jixiao_web.filings.models import Filing
    from jixiao_web.filings.services import filing_move

    for person, move, seen in ((aili, "submit", "draft"), (baihe_unit, "pass", "unit_review")):
        filing_move(person=person, filing_id=done.pk, move=move, seen=seen)
    return Filing.objects.select_related("unit", "plan").get(pk=done.pk)
