"""The worked cases of the regulations, by hand, through the web: entered, marked, written on the form, read back."""

from __future__ import annotations

from decimal import Decimal

import pytest

from jixiao import api
from jixiao_web.evaluation.marking import marks_fill
from jixiao_web.evaluation.marks import marks_of
from jixiao_web.evaluation.opening import evaluation_begin
from jixiao_web.filings.models import Filing
from jixiao_web.filings.store import document_of

QUANTITY, QUALITY, COST = ("产出指标", "数量指标"), ("产出指标", "质量指标"), ("产出指标", "成本指标")
BENEFIT, CONTENT = ("效益指标", "社会效益指标"), ("满意度指标", "服务对象满意度指标")

# first and second level, name, target, actual, weight, points by hand; where a person chooses, the points chosen
CASES = (
    (*QUANTITY, "维修里程", "≥10公里", "9.5公里", "9", "8.55"),  # 9.5 ÷ 10 × 9
    (*QUANTITY, "植树株数", "=300株", "280株", "9", "8.4"),  # = like ≥: 280 ÷ 300 × 9
    (*QUANTITY, "较大事故起数", "=0起", "1起", "8", "0"),  # = 0, above it
    (*QUALITY, "验收合格率", "≥95%", "95%", "8", "8"),  # reached
    (*COST, "每公里成本", "≤1000元", "1250元", "8", "6"),  # (1 - 250/1000) × 8
    (*COST, "管理成本", "≤100元", "200元", "8", "0"),  # twice the limit
    (*BENEFIT, "出行条件", "明显改善", "明显改善", "15", "13"),  # chosen within 12 to 15
    (*BENEFIT, "就医条件", "有效改善", "部分达成", "15", "10"),  # chosen within 9 to below 12
    (*CONTENT, "村民满意度", "≥90%", "81%", "10", "9"),  # 81 ÷ 90 × 10
)
# The execution: 95,000 of 100,000 are 9.5 points; all together 72.45: 中


@pytest.fixture
def filled(aili, approve, rows, spent, enter):
    plan = approve(rows([case[:4] for case in CASES]))
    spent(plan, 9_500_000)
    filing = evaluation_begin(person=aili, plan_id=plan.pk)
    words = {"projects[0].outcome": "基本完成"}
    for at, (_, _, _, _, actual, weight, _) in enumerate(CASES):
        words |= {f"projects[0].indicators[{at}].actual": actual, f"projects[0].indicators[{at}].weight": weight}
    enter(filing, words)
    chosen = {f"projects[0].indicators[{at}]": CASES[at][-1] for at in (6, 7)}
    left = marks_fill(person=aili, filing_id=filing.pk, chosen=chosen).left
    assert left == ()
    return document_of(Filing.objects.get(pk=filing.pk))


def test_each_row_has_the_points_worked_by_hand(filled):
    project = filled.projects[0]
    assert [row.score for row in project.indicators] == [Decimal(case[-1]) for case in CASES]
    assert project.execution.score == Decimal("9.5")
    assert project.total_score == Decimal("72.45")
    assert marks_of(filled)[0].grade.name == "中"


@pytest.mark.parametrize("file_format", ["docx", "xlsx", "html", "pdf"])
def test_the_written_form_reads_back_to_the_same_numbers(filled, file_format):
    written = api.write(filled, file_format, api.WriteOptions(marks=True))
    again = api.read_bytes(written.data, f"自评.{file_format}").projects[0]
    own = filled.projects[0]
    assert [row.score for row in again.indicators] == [row.score for row in own.indicators]
    assert [row.weight for row in again.indicators] == [row.weight for row in own.indicators]
    assert [row.actual for row in again.indicators] == [row.actual for row in own.indicators]
    assert (again.execution.score, again.total_score) == (own.execution.score, own.total_score)
    assert (again.execution.executed_yuan, again.execution.rate_percent) == (95_000, 95)
    told = api.score(api.read_bytes(written.data, f"自评.{file_format}"), "hebei").evaluations[0]
    assert told.total.ours == Decimal("72.45")
    assert not told.total.differs


@pytest.mark.parametrize(
    ("total", "grade"), [("90", "优"), ("89.99", "良"), ("80", "良"), ("79.99", "中"), ("60", "中"), ("59.99", "差")]
)
def test_grades_hold_their_lower_bound(filled, total, grade):
    assert api.grade_told(Decimal(total), api.law_of(filled)).name == grade
