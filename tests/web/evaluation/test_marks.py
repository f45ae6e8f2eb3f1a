"""Self-evaluations: prefilled, marked by the core with the working, refused where a mark does not stand."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from jixiao_web.audit.log import faults
from jixiao_web.audit.models import Entry
from jixiao_web.evaluation.errors import NotMarked, NotOfReports
from jixiao_web.evaluation.marking import marks_fill
from jixiao_web.evaluation.marks import marks_of
from jixiao_web.evaluation.models import Result
from jixiao_web.evaluation.opening import evaluation_begin, evaluations_open
from jixiao_web.filings.errors import AlreadyThere, MovedOn
from jixiao_web.filings.models import Filing, Kind
from jixiao_web.filings.readings import READINGS, Reading
from jixiao_web.filings.services import filing_move
from jixiao_web.filings.store import document_of

from .conftest import ACTUALS

ROW = "projects[0].indicators[{}]"


def test_it_begins_with_plan_books_and_weights(evaluation):
    project = document_of(evaluation).projects[0]
    assert evaluation.kind == Kind.SELF_EVALUATION
    assert [row.name for row in project.indicators] == ["维修里程", "验收合格率", "出行条件", "村民满意度"]
    assert [row.target.text for row in project.indicators] == ["≥10公里", "≥95%", "明显改善", "≥90%"]
    assert [row.weight for row in project.indicators] == [25, 25, 30, 10]
    money = project.execution
    assert (money.initial_yuan, money.adjusted_yuan, money.executed_yuan) == (100_000, 100_000, 90_000)
    assert (money.rate_percent, money.weight) == (90, 10)
    assert money.parts[0].label == "当年财政拨款"


def test_it_takes_the_last_readings(aili, plan_approved):
    READINGS.append(lambda plan: {("道路维修", "维修里程"): Reading("7公里", 1)})
    try:
        filing = evaluation_begin(person=aili, plan_id=plan_approved.pk)
    finally:
        READINGS.pop()
    assert [row.actual for row in document_of(filing).projects[0].indicators] == ["7公里", None, None, None]


def test_finance_opens_it_for_all_units_once(baihe, plan_approved):
    county = plan_approved.county_code
    opened = evaluations_open(person=baihe, county_code=county, year=2025)
    assert (opened.job.state, opened.job.done, opened.standing) == ("done", 1, 0)
    assert evaluations_open(person=baihe, county_code=county, year=2025) == (None, 1)
    assert Entry.objects.filter(action="evaluations_opened").count() == 1
    assert list(faults(county)) == []


def test_a_stranger_opens_nothing(aili, chali, plan_approved):
    with pytest.raises(PermissionDenied):
        evaluations_open(person=aili, county_code=plan_approved.county_code, year=2025)
    with pytest.raises(PermissionDenied):
        evaluation_begin(person=chali, plan_id=plan_approved.pk)


def test_a_unit_has_one_a_year(aili, evaluation):
    with pytest.raises(AlreadyThere):
        evaluation_begin(person=aili, plan_id=evaluation.plan_id)


def test_marks_come_with_their_working(evaluation, enter):
    filing = enter(evaluation, {f"{ROW.format(at)}.actual": actual for at, actual in enumerate(ACTUALS)})
    marked = marks_of(document_of(filing))[0]
    rate, road, quality, words, content = marked.rows
    assert rate.ours == Decimal("9.00")
    assert "90,000 ÷ 100,000" in rate.working[0]
    assert (road.ours, quality.ours, content.ours) == (Decimal("23.75"), 25, 10)
    assert road.working == ("实际值9.5公里 < 目标值10公里，按完成比例计分", "9.5 ÷ 10 × 25 = 23.75")
    assert (words.lowest, words.highest, words.open_end) == (24, 30, False)
    assert [trouble for row in marked.rows for trouble in row.troubles] == ["没有填写得分"] * 5


def test_the_button_writes_what_can_be_computed_and_names_the_rest(aili, evaluation, enter):
    enter(evaluation, {f"{ROW.format(at)}.actual": actual for at, actual in enumerate(ACTUALS)})
    filled = marks_fill(person=aili, filing_id=evaluation.pk)
    assert filled.left == ("道路维修·出行条件",)
    project = document_of(Filing.objects.get(pk=evaluation.pk)).projects[0]
    assert project.execution.score == 9
    assert [row.score for row in project.indicators] == [Decimal("23.75"), 25, None, 10]
    assert project.total_score is None
    saved = Entry.objects.filter(action="saved", object_key=str(evaluation.pk)).last()
    assert json.loads(saved.detail)["cells"][f"{ROW.format(0)}.score"] == "23.75"


def test_a_choice_within_the_window_makes_the_total(done):
    marked = marks_of(document_of(done))[0]
    assert (marked.added, marked.total) == (Decimal("95.75"), Decimal("95.75"))
    assert (marked.grade.name, marked.every) == ("优", ())
    result = Result.objects.get(filing=done)
    assert (result.total, result.ours, result.grade, result.rate, result.lost) == (9575, 9575, "优", 9000, 2)


def test_a_choice_outside_the_window_is_left_out(aili, evaluation, enter):
    enter(evaluation, {f"{ROW.format(2)}.actual": "明显改善"})
    filled = marks_fill(person=aili, filing_id=evaluation.pk, chosen={ROW.format(2): "20"})
    assert "道路维修·出行条件" in filled.left


def test_it_is_handed_in_when_every_mark_stands(aili, done):
    assert filing_move(person=aili, filing_id=done.pk, move="submit", seen="draft").state == "unit_review"


def test_a_loss_without_reason_is_refused_at_its_row(aili, done, enter):
    enter(done, {f"{ROW.format(0)}.deviation_reason": ""})
    with pytest.raises(NotMarked, match="道路维修·维修里程：得分低于分值，请写明偏差原因和改进措施"):
        filing_move(person=aili, filing_id=done.pk, move="submit", seen="draft")
    enter(done, {f"{ROW.format(0)}.deviation_reason": "无"})
    with pytest.raises(NotMarked, match="维修里程"):
        filing_move(person=aili, filing_id=done.pk, move="submit", seen="draft")


@pytest.mark.parametrize(
    ("score", "words"),
    [("25", "按规则应为23.75分"), ("26", "得分26分"), ("20", "按规则应为23.75分"), ("23.8", "按规则应为23.75分")],
)
def test_a_mark_that_the_rules_do_not_allow_is_refused(aili, done, enter, score, words):
    enter(done, {f"{ROW.format(0)}.score": score})
    with pytest.raises(NotMarked, match=words):
        filing_move(person=aili, filing_id=done.pk, move="submit", seen="draft")


@pytest.mark.parametrize(("score", "is_right"), [("24", True), ("30", True), ("23.99", False), ("30.01", False)])
def test_the_ends_of_a_window_are_not_moved_by_a_slip(done, enter, score, is_right):
    enter(done, {f"{ROW.format(2)}.score": score})
    row = marks_of(document_of(Filing.objects.get(pk=done.pk)))[0].indicators[2]
    assert (row.lowest, row.highest) == (24, 30)
    assert [each for each in row.troubles if each.startswith("得分")] == ([] if is_right else [row.troubles[0]])


def test_far_above_the_target_wants_a_reason(aili, done, enter):
    enter(done, {f"{ROW.format(0)}.actual": "12公里", f"{ROW.format(0)}.deviation_reason": ""})
    marks_fill(person=aili, filing_id=done.pk)
    with pytest.raises(NotMarked, match="大幅超过指标值"):
        filing_move(person=aili, filing_id=done.pk, move="submit", seen="draft")
    enter(done, {f"{ROW.format(0)}.deviation_reason": "上级追加里程，年中没有调整目标"})
    assert filing_move(person=aili, filing_id=done.pk, move="submit", seen="draft").state == "unit_review"


def test_a_total_that_is_not_the_sum_is_refused(aili, done, enter):
    enter(done, {"projects[0].total_score": "98"})
    with pytest.raises(NotMarked, match="与各项得分合计95.75分不一致"):
        filing_move(person=aili, filing_id=done.pk, move="submit", seen="draft")


def test_nobody_else_fills_it_in(chali, baihe, done, handed_in, aili):
    for person in (chali, baihe):
        with pytest.raises(PermissionDenied):
            marks_fill(person=person, filing_id=done.pk)
    with pytest.raises(MovedOn):
        marks_fill(person=aili, filing_id=done.pk)


def test_a_plan_has_no_marks(aili, plan_approved):
    with pytest.raises(NotOfReports):
        marks_fill(person=aili, filing_id=plan_approved.pk)
