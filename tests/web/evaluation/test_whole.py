"""The self-evaluation of the whole department: begun, prefilled, marked, handed in, re-checked, mended, on paper."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import msgspec
import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from jixiao import api
from jixiao.model import Document, OverallGoal
from jixiao_web.audit.log import faults
from jixiao_web.audit.models import Entry
from jixiao_web.evaluation.errors import NotMarked
from jixiao_web.evaluation.marking import marks_fill
from jixiao_web.evaluation.marks import marks_of
from jixiao_web.evaluation.models import Appraisal, Rectification, Result
from jixiao_web.evaluation.notices import notice_paper
from jixiao_web.evaluation.opening import evaluation_begin, evaluations_open
from jixiao_web.evaluation.rechecking import Given, compared_of, recheck_save
from jixiao_web.evaluation.selectors import last_years
from jixiao_web.filings.cells import cells_of
from jixiao_web.filings.compare import compared
from jixiao_web.filings.errors import AlreadyThere
from jixiao_web.filings.merging import merged
from jixiao_web.filings.models import WHOLE, Filing, Kind
from jixiao_web.filings.services import filing_move
from jixiao_web.filings.store import document_of
from jixiao_web.overview.models import Summary
from jixiao_web.overview.reports.evaluation import county_evaluation, unit_evaluation
from jixiao_web.overview.reports.workbook import county_workbook
from jixiao_web.overview.selectors import Place

from .conftest import ACTUALS, LINES, TODAY

ROW = "department.indicators[{}]"
BASIC = "department.execution.parts[?label=基本支出].{}_yuan"
MONEY = {BASIC.format("initial"): "200000", BASIC.format("adjusted"): "200000", BASIC.format("executed"): "198000"}


@pytest.fixture
def two_projects(approve, rows, spent):
    """A plan of two projects, both with a 村民满意度, and a goal; 90 % of the first is spent."""
    first, second = rows(LINES), rows(LINES[2:], name="河渠清理", yuan="50000")
    more = msgspec.structs.replace(second.projects[0], ordinal=2, code="X2", purpose="清理河渠8公里")
    plan = approve(msgspec.structs.replace(first, projects=(*first.projects, more), overall_goals=(GOAL,)))
    spent(plan, 9_000_000)
    return plan


GOAL = OverallGoal(ordinal=1, heading="改善出行条件", text="维修村道10公里。")


@pytest.fixture
def plan_approved(approve, rows):
    """A plan of one project with a goal."""
    return approve(msgspec.structs.replace(rows(LINES), overall_goals=(GOAL,)))


@pytest.fixture
def whole(aili, plan_approved, spent):
    """The self-evaluation of the department with one project, with 90 % spent."""
    spent(plan_approved, 9_000_000)
    return evaluation_begin(person=aili, plan_id=plan_approved.pk, period=WHOLE)


@pytest.fixture
def whole_done(whole, enter, aili):
    """It, filled in: 9.60 + 23.75 + 25 + 28 + 10 = 96.35."""
    words = {f"{ROW.format(at)}.actual": actual for at, actual in enumerate(ACTUALS)}
    words |= {"department.outcome": "全年任务基本完成", "department.tasks[0].completion": "完成9.5公里"}
    enter(whole, words | MONEY)
    reasons = {ROW.format(0): "征地推迟，余下0.5公里明年三月完成", ROW.format(2): "部分路段未通车"}
    marks_fill(person=aili, filing_id=whole.pk, chosen={ROW.format(2): "28"}, reasons=reasons)
    return Filing.objects.select_related("unit", "plan").get(pk=whole.pk)


@pytest.fixture
def whole_in(whole_done, aili, baihe_unit):
    """It, handed in to finance."""
    for person, move, seen in ((aili, "submit", "draft"), (baihe_unit, "pass", "unit_review")):
        filing_move(person=person, filing_id=whole_done.pk, move=move, seen=seen)
    return Filing.objects.select_related("unit", "plan").get(pk=whole_done.pk)


def test_it_begins_with_goals_tasks_rows_and_the_sum_of_the_books(aili, two_projects):
    filing = evaluation_begin(person=aili, plan_id=two_projects.pk, period=WHOLE)
    told = document_of(filing)
    department = told.department
    assert (told.kind, told.projects, filing.period) == ("department_self_evaluation", (), WHOLE)
    assert department.goals == ("改善出行条件。维修村道10公里。",)
    assert [(task.name, task.content, task.budget_yuan, task.executed_yuan) for task in department.tasks] == [
        ("道路维修", "修好道路", 100_000, 90_000), ("河渠清理", "清理河渠8公里", 50_000, 0)
    ]  # fmt: skip
    money = department.execution
    assert (money.initial_yuan, money.adjusted_yuan, money.executed_yuan) == (150_000, 150_000, 90_000)
    assert (money.rate_percent, money.weight, money.parts[0].label) == (60, 10, "项目支出")
    assert [row.name for row in department.indicators] == [
        "维修里程", "验收合格率", "出行条件（道路维修）", "出行条件（河渠清理）",
        "村民满意度（道路维修）", "村民满意度（河渠清理）",
    ]  # fmt: skip
    assert [row.weight for row in department.indicators] == [25, 25, 15, 15, 5, 5]
    assert (filing.budget_fen, filing.projects) == (15_000_000, 2)


def test_what_the_projects_say_already_is_taken_over(aili, done):
    filing = evaluation_begin(person=aili, plan_id=done.plan_id, period=WHOLE)
    department = document_of(filing).department
    assert [row.actual for row in department.indicators] == [*ACTUALS]
    assert department.tasks[0].completion == "完成维修9.5公里"


def test_it_stands_beside_the_projects_and_only_once(aili, evaluation):
    whole = evaluation_begin(person=aili, plan_id=evaluation.plan_id, period=WHOLE)
    assert Filing.objects.filter(plan=evaluation.plan_id, kind=Kind.SELF_EVALUATION).count() == 2
    assert (whole.called, evaluation.called) == ("部门整体绩效自评", "绩效自评")
    with pytest.raises(AlreadyThere):
        evaluation_begin(person=aili, plan_id=evaluation.plan_id, period=WHOLE)


def test_finance_opens_it_for_all_units_once(baihe, aili, chali, plan_approved):
    county = plan_approved.county_code
    for stranger in (aili, chali):
        with pytest.raises(PermissionDenied):
            evaluations_open(person=stranger, county_code=county, year=2025, period=WHOLE)
    evaluations_open(person=baihe, county_code=county, year=2025, period=WHOLE)
    assert [each.period for each in Filing.objects.filter(kind=Kind.SELF_EVALUATION)] == [WHOLE]
    assert evaluations_open(person=baihe, county_code=county, year=2025, period=WHOLE).standing == 1
    assert json.loads(Entry.objects.get(action="evaluations_opened").detail)["period"] == WHOLE
    assert list(faults(county)) == []


def test_only_what_people_tell_is_filled_in(whole):
    cells = cells_of(document_of(whole))
    assert "department.tasks[0].completion" in cells
    assert BASIC.format("executed") in cells
    assert "department.execution.adjusted_yuan" in cells
    settled = ("department.tasks[0].budget_yuan", "department.indicators[0].target", "department.goals", "unit")
    assert not {*settled} & {*cells}
    assert not [path for path in cells if "项目支出" in path]


def test_the_money_adds_up_and_marks_come_with_their_working(whole_done):
    money = document_of(whole_done).department.execution
    assert (money.adjusted_yuan, money.executed_yuan, money.rate_percent) == (300_000, 288_000, 96)
    marked = marks_of(document_of(whole_done))[0]
    assert (marked.path, marked.added, marked.total, marked.every) == (
        "department", Decimal("96.35"), Decimal("96.35"), ()
    )  # fmt: skip
    assert "288,000 ÷ 300,000" in marked.rows[0].working[0]
    assert marked.grade.name == "优"
    result = Result.objects.get(filing=whole_done)
    assert (result.ordinal, result.key, result.name, result.total, result.rate) == (0, "", "部门整体", 9635, 9600)
    with translation.override("en"):
        assert result.called != "部门整体"


def test_money_that_does_not_add_up_is_refused(aili, whole_done, enter):
    enter(whole_done, {"department.execution.executed_yuan": "288001"})
    with pytest.raises(NotMarked, match="与基本支出、项目支出合计288,000.00元不一致"):
        filing_move(person=aili, filing_id=whole_done.pk, move="submit", seen="draft")


def test_a_loss_without_reason_is_refused(aili, whole_done, enter):
    enter(whole_done, {f"{ROW.format(0)}.deviation_reason": ""})
    with pytest.raises(NotMarked, match="部门整体·维修里程：得分低于分值"):
        filing_move(person=aili, filing_id=whole_done.pk, move="submit", seen="draft")


def test_a_second_save_of_a_row_of_money_finds_its_cell(whole, enter):
    enter(whole, {BASIC.format("executed"): "1000"})
    filing = enter(whole, {BASIC.format("executed"): "2000"})
    rows = document_of(filing).department.execution.parts
    assert [(row.label, row.executed_yuan) for row in rows] == [("项目支出", 90_000), ("基本支出", 2000)]


def test_a_recheck_stands_beside_it_and_next_year_is_told(baihe, whole_in, unit):
    given = {ROW.format(2): Given("24", "没有问卷，改按下限计")}
    recheck_save(person=baihe, filing_id=whole_in.pk, given=given, opinion="请补充。", version=0, is_told=True)
    told = compared_of(whole_in)[0]
    assert (told.own, told.total, told.less) == (Decimal("96.35"), Decimal("92.35"), Decimal("4.00"))
    row = last_years([unit], 2026)[0].rows[0]
    assert (row.filing_id, row.name, row.total, row.own) == (whole_in.pk, "部门整体", 9235, 9635)


def test_corrective_action_is_issued_from_it(as_baihe, whole_in):
    sent = {"path": ROW.format(0), "problem": "里程不足", "demand": "补足", "due": "2030-03-01"}
    as_baihe.post(f"/evaluation/rectifications/issue/{whole_in.pk}/", sent)
    found = Rectification.objects.get()
    assert (found.project, found.key, found.path, found.filing_id) == ("部门整体", "", ROW.format(0), whole_in.pk)


@pytest.mark.parametrize("file_format", ["docx", "xlsx"])
def test_the_official_form_reads_back_to_the_same_numbers(whole_done, file_format):
    document = document_of(whole_done)
    back: Document = api.read_bytes(api.write(document, file_format).data, f"x.{file_format}")
    assert (back.kind, back.year, back.unread) == ("department_self_evaluation", 2025, ())
    own, told = document.department, back.department
    for name in ("initial_yuan", "adjusted_yuan", "executed_yuan", "rate_percent", "weight", "score"):
        assert getattr(told.execution, name) == getattr(own.execution, name), name
    assert told.total_score == own.total_score
    rows = [(row.name, row.weight, row.score, row.actual, row.target) for row in told.indicators]
    assert rows == [(row.name, row.weight, row.score, row.actual, row.target) for row in own.indicators]
    assert [task.executed_yuan for task in told.tasks] == [task.executed_yuan for task in own.tasks]


def test_a_file_that_was_filled_in_comes_back(whole, whole_done):
    filled = document_of(whole_done)
    back = api.read_bytes(api.write(filled, "xlsx").data, "x.xlsx")
    now = document_of(Filing.objects.get(pk=whole.pk))
    empty = api.load(whole.revisions.first().content.encode(), "")
    assert empty.department.indicators[0].score is None
    again = merged(empty, back).document
    assert again.department.total_score == Decimal("96.35")
    assert again.department.execution.parts == now.department.execution.parts
    assert again.department.tasks[0].completion == "完成9.5公里"
    group = compared(empty, again).groups[0]
    assert (group.title, group.number) == ("部门整体", 1)
    assert "维修里程" in {change.row for change in group.changes}


def test_the_pages_of_it(as_aili, as_baihe, whole_done, unit):
    edit = as_aili.get(f"/filings/{whole_done.pk}/edit/").content.decode()
    assert 'name="department.outcome"' in edit
    assert "部门整体绩效自评" in edit
    for page in (f"/filings/{whole_done.pk}/", f"/evaluation/marks/{whole_done.pk}/", f"/review/{whole_done.pk}/"):
        for client in (as_aili, as_baihe):
            response = client.get(page)
            assert response.status_code in (200, 404)
    assert "96.35" in as_aili.get("/evaluation/?year=2025&part=whole").content.decode()
    assert "96.35" not in as_aili.get("/evaluation/?year=2025&part=projects").content.decode()
    download = as_aili.get(f"/filings/{whole_done.pk}/file.docx")
    assert download.status_code == 200


def test_the_report_of_the_unit_tells_it_apart_from_its_projects(aili, done, unit):
    from jixiao_web.overview.models import Summary
    from jixiao_web.overview.reports.evaluation import unit_evaluation
    from jixiao_web.overview.selectors import Place

    whole = evaluation_begin(person=aili, plan_id=done.plan_id, period=WHOLE)
    marks_fill(person=aili, filing_id=whole.pk, chosen={ROW.format(2): "25"})
    assert Result.objects.get(filing=whole).total
    own = Summary.objects.get(unit=unit, year=2025)
    paper = unit_evaluation(Place(done.county_code, unit.name, unit), own, TODAY, "https://a.example")
    said = "".join(getattr(item, "text", "") for item in paper.items())
    assert "项目绩效指标共4项，自评得满分2项、扣分2项" in said
    assert "参加自评的项目1个，其中评价等级为“优”1个" in said
    assert "部门整体自评得分92.75分，评价等级为“优”。" in said


def test_the_unit_begins_it_on_the_page(as_aili, plan_approved):
    assert "部门整体绩效自评还没有建立" in as_aili.get("/evaluation/").content.decode()
    response = as_aili.post(f"/evaluation/begin/{plan_approved.pk}/", {"period": WHOLE})
    filing = Filing.objects.get(kind=Kind.SELF_EVALUATION)
    assert (filing.period, response.url) == (WHOLE, f"/filings/{filing.pk}/edit/")


def test_finance_begins_it_on_the_page(as_baihe, plan_approved):
    page = as_baihe.post("/evaluation/open/", {"year": "2025", "period": WHOLE}, follow=True).content.decode()
    assert "部门整体" in page
    assert Filing.objects.filter(kind=Kind.SELF_EVALUATION, period=WHOLE).count() == 1


def test_beginning_takes_few_queries(aili, two_projects):
    from jixiao_web.evaluation.whole import whole_of_plan

    with CaptureQueriesContext(connection) as queries:
        whole_of_plan(two_projects)
    assert len(queries) <= 5


@pytest.mark.parametrize(("emptied", "words"), [
    (("adjusted",), "请填写“基本支出：全年预算数”"),
    (("initial", "adjusted", "executed"), "请填写“基本支出：年初预算数、全年预算数、全年执行数”"),
])  # fmt: skip
def test_basic_spending_is_told_whole(aili, whole_done, enter, emptied, words):
    """Spending without its budget would lift the rate of execution."""
    enter(whole_done, {BASIC.format(name): "" for name in emptied})
    marks_fill(person=aili, filing_id=whole_done.pk)
    with pytest.raises(NotMarked, match=words):
        filing_move(person=aili, filing_id=whole_done.pk, move="submit", seen="draft")


def test_basic_spending_is_asked_for_in_english_too(whole):
    with translation.override("en"):
        words = marks_of(document_of(whole))[0].troubles
    assert "Please fill in “基本支出: Initial budget, Full-year budget, Spent in the year”" in words


def test_a_department_without_basic_spending_says_nought(aili, whole_done, enter):
    enter(whole_done, {BASIC.format(name): "0" for name in ("initial", "adjusted", "executed")})
    marks_fill(person=aili, filing_id=whole_done.pk)
    filing_move(person=aili, filing_id=whole_done.pk, move="submit", seen="draft")


def test_its_notice_calls_the_department_no_project(as_baihe, whole_in):
    sent = {"path": ROW.format(0), "problem": "里程不足", "demand": "补足", "due": "2030-03-01"}
    as_baihe.post(f"/evaluation/rectifications/issue/{whole_in.pk}/", sent)
    told = [line.text for line in notice_paper(Rectification.objects.get()).sections[0].items]
    assert "在2025年绩效评价中，发现你单位部门整体存在以下问题，现通知你单位整改。" in told


def test_begun_twice_it_leads_to_the_one_that_stands(as_aili, as_chali, whole):
    address = f"/evaluation/begin/{whole.plan_id}/"
    answer = as_aili.post(address, {"period": WHOLE})
    assert (answer.status_code, answer["Location"]) == (302, f"/filings/{whole.pk}/")
    assert as_chali.post(address, {"period": WHOLE}).status_code == 403


@pytest.mark.parametrize("maker", [county_evaluation, unit_evaluation, county_workbook])
def test_it_tells_the_whole_department_and_told_appraisals(whole_in, maker) -> None:
    about = {"county_code": "990128", "unit": whole_in.unit, "year": 2025, "institution": "云河咨询公司"}
    told = {"total": 8650, "grade": "良", "is_told": True}
    Appraisal.objects.create(**about, key="道路维修", project="道路维修", **told)
    Appraisal.objects.create(**about, key="护林", project="森林防火", total=9900, grade="优", is_told=False)
    unit = whole_in.unit if maker is unit_evaluation else None
    place = Place("990128", "云河县", unit)
    summary = Summary.objects.get(county_code="990128", unit=unit, year=2025)
    words = _told_in(maker(place, summary, date(2026, 2, 1), "https://a.example"))
    assert "部门整体" in words
    assert "道路维修|财政评价|云河咨询公司|86.50|良" in words
    assert "99.00" not in words


def _told_in(paper: api.Paper) -> str:
    told = []
    for item in paper.items():
        if isinstance(item, api.Line):
            told.append(item.text)
        elif isinstance(item, api.Grid):
            told += ["|".join(box.text for box in item.boxes)]
    return "\n".join(told)
