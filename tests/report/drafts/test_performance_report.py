"""The performance report: every sentence from its data, nothing without."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from jixiao import api
from jixiao.documents.writing import bytes_of
from jixiao.documents.writing.paper import Grid, Line, Paper
from jixiao.forms.description import forms
from jixiao.forms.values import parse_target
from jixiao.language import set_language
from jixiao.model import Document, Doubt, Execution, Funds, Indicator, Project, Unit, Unread
from jixiao.report.drafts.completion import completion_of
from jixiao.report.drafts.performance_report import performance_report
from jixiao.scoring import recount, terms_of
from tests.forms.written.documents import documents
from tests.report.drafts.sources import lacking, plain_values, value_at

HERE = Path(__file__).parent
BASES = HERE.parents[1] / "checks/bases"
DAY = date(2025, 3, 5)
EVALUATIONS = [form for form in forms() if form.kind in api.SCORED_KINDS]


@pytest.fixture(scope="module")
def evaluation() -> Document:
    return api.read(BASES / "self_evaluation.txt")


@pytest.fixture(scope="module")
def department() -> Document:
    return api.read(BASES / "department_self_evaluation.txt")


@pytest.fixture(scope="module")
def plan(evaluation: Document) -> Document:
    """The approved plan of the first project: more money, another target, one indicator more and one less."""
    project = evaluation.projects[0]
    changed = replace(project.indicators[0], target=parse_target("≥260人")[0])
    more = Indicator(dimension="产出指标", category="数量指标", name="评估场次", target=parse_target("≥6场")[0])
    return Document(
        kind="project_targets",
        year=2024,
        unit=evaluation.unit,
        projects=(
            replace(
                project,
                funds=Funds(budget_yuan=Decimal(400_000)),
                indicators=(changed, *project.indicators[2:], more),
                execution=None,
                purpose="采购辅助器具及适配服务",
                details={"立项依据": "《澜湖县残疾人康复服务实施办法》"},
            ),
        ),
    )


def report_of(document: Document, plan: Document | None = None, day: date | None = DAY) -> Paper:
    return performance_report(document, api.law_of(document), plan, day)


def lines_of(paper: Paper) -> list[Line]:
    return [item for item in paper.sections[0].items if isinstance(item, Line)]


def texts_of(paper: Paper) -> str:
    return "\n".join(line.text for line in lines_of(paper))


def body_text(paper: Paper) -> str:
    return bytes_of(replace(paper, sections=paper.sections[:1]), "txt").data.decode("utf-8-sig")


def computed_of(document: Document) -> set[Decimal]:
    """What scoring makes of a document: its marks and totals, and the rates of execution."""
    found: set[Decimal | None] = set()
    terms = terms_of(api.law_of(document))
    for one in recount(document, terms, lambda words: parse_target(words)[0]):
        found |= {one.total.ours, one.added.ours, one.weights.paper, one.weights.ours}
        found |= {number for line in one.lines for number in (line.mark.points, line.mark.weight)}
    return {number for number in found if number is not None}


def rates_of(*pairs: tuple[Decimal | None, Decimal | None]) -> set[Decimal]:
    return {
        (executed * 100 / budget).quantize(Decimal("0.01"), "ROUND_HALF_UP")
        for executed, budget in pairs
        if executed is not None and budget
    }


def test_several_projects_beside_a_plan(
    evaluation: Document, plan: Document, golden: Callable[[Path, str], None]
) -> None:
    golden(HERE / "projects.txt", body_text(report_of(evaluation, plan)))


def test_one_department(department: Document, golden: Callable[[Path, str], None]) -> None:
    golden(HERE / "department.txt", body_text(report_of(department)))


def test_one_project_has_no_table_of_projects(evaluation: Document) -> None:
    paper = report_of(replace(evaluation, projects=evaluation.projects[:1]))
    assert "汇总表" not in texts_of(paper)
    assert len([item for item in paper.sections[0].items if isinstance(item, Grid)]) == 1


@pytest.mark.parametrize("of", ["evaluation", "department"])
def test_every_number_stands_in_the_data_or_is_scored(of: str, plan: Document, request: pytest.FixtureRequest) -> None:
    document: Document = request.getfixturevalue(of)
    beside = plan if of == "evaluation" else None
    told = plain_values(own=document, plan=beside)
    holders = [*document.projects, *([document.department] if document.department else [])]
    done = [holder.execution for holder in holders if holder.execution]
    money = [(one.executed_yuan, one.adjusted_yuan) for one in done]
    whole = sum((one[0] or 0 for one in money), Decimal(0)), sum((one[1] or 0 for one in money), Decimal(0))
    computed = computed_of(document) | rates_of(*money) | {number / 10_000 for number in whole} | rates_of(whole)
    judged = [line for line in lines_of(report_of(document, beside)) if line.sources and not line.missing]
    assert len(judged) > 25
    # how many rows are reached, and the ordinal of a goal, are small whole numbers
    small = set(map(Decimal, range(12)))
    counts = {Decimal(16), Decimal(18)} if of == "evaluation" else set()
    assert {line.text: found for line in judged if (found := lacking(line, told, computed | small | counts))} == {}


@pytest.mark.parametrize("form", EVALUATIONS, ids=lambda form: form.name)
@given(data=st.data())
@settings(derandomize=True, deadline=None, max_examples=8, suppress_health_check=[HealthCheck.too_slow])
def test_every_path_leads_to_a_value(form: object, data: st.DataObject) -> None:
    document = data.draw(documents(form))  # type: ignore[arg-type]  # parametrize knows no types
    told = plain_values(own=document)
    lines = lines_of(report_of(document))
    empty = [
        (line.text, path)
        for line in lines
        if not line.missing
        for path in line.sources
        if value_at(told, path) in (None, "", [])
    ]
    assert empty == []


def test_without_data_there_are_marks_and_no_sentences_of_numbers() -> None:
    document = Document(kind="self_evaluation", projects=(Project(ordinal=1),))
    lines = lines_of(report_of(document, day=None))
    told = [line for line in lines if not line.missing and not line.outline and line.style == "body" and line.text]
    assert [line.text[:12] for line in told] == [
        "本次自评涉及项目1个，绩",
        "按照《项目支出绩效评价管",
        "附件：项目支出绩效自评表",
    ]
    wanted = "\n".join(line.text for line in lines if line.missing)
    for what in (
        "填报单位",
        "评价年度",
        "项目名称",
        "立项依据",
        "资金用途",
        "年初预算数",
        "绩效目标",
        "执行率",
        "得分",
        "日期",
    ):
        assert f"{what}" in wanted, what


def test_no_project_is_said() -> None:
    document = Document(kind="self_evaluation", year=2024, unit=Unit(name="云河县水务局"))
    paper = report_of(document)
    assert "云河县水务局2024年度自评资料中没有列出项目。" in texts_of(paper)
    assert "【待填：纳入自评的项目及其自评表】" in texts_of(paper)
    assert len(paper.sections) == 1


def test_what_the_form_contradicts_itself_in_is_to_be_settled(evaluation: Document) -> None:
    project = evaluation.projects[0]
    wrong = replace(
        project,
        total_score=Decimal("97"),
        grade="良",
        execution=replace(project.execution, rate_percent=Decimal("96")),
        indicators=(replace(project.indicators[0], score=Decimal("15")), *project.indicators[1:]),
    )
    words = texts_of(report_of(replace(evaluation, projects=(wrong,))))
    assert "【待填：自评表填写的预算执行率为96%，按预算数和执行数计算为95%，请核实后统一】" in words
    assert "【待填：“适配辅助器具人数”自评表得15分，按评分办法应得14.25分，请核实后统一】" in words
    assert "【待填：自评表总分为97分，各项得分合计为99.5分，请核实后统一】" in words
    assert "【待填：自评表填写的等级为“良”，按得分应为“优”，请核实后统一】" in words
    assert "可以复核的9项得分中，8项与自评表一致，1项不一致，见第五部分。" in words


def test_a_total_that_the_form_does_not_print(evaluation: Document) -> None:
    project = replace(evaluation.projects[0], total_score=None)
    assert "没有填写总分，各项得分合计98.75分，评价等级为“优”。" in texts_of(
        report_of(replace(evaluation, projects=(project,)))
    )
    # marks of a part of the weights make no grade
    part = replace(project, indicators=project.indicators[:3])
    words = texts_of(report_of(replace(evaluation, projects=(part,))))
    assert "评价等级为" not in words
    assert "【待填：自评得分和评价等级】" in words


def test_problems_and_measures_that_the_form_tells(evaluation: Document) -> None:
    def told(problem: str, measure: str) -> str:
        project = replace(evaluation.projects[0], details={"存在问题": problem, "改进措施": measure})
        return texts_of(report_of(replace(evaluation, projects=(project,))))

    words = told("适配名额递补不及时。", "提前组织评估")
    assert "自评表填写的问题：适配名额递补不及时。" in words
    assert "自评表填写的改进措施：提前组织评估。" in words
    assert "【待填：加快预算执行的措施】" not in words
    assert "自评表填写" not in told("无", "暂无。")
    assert "【待填：加快预算执行的措施】" in told("无", "暂无。")


def test_money(evaluation: Document) -> None:
    def told(**amounts: Decimal | str) -> str:
        project = replace(evaluation.projects[0], execution=Execution(**amounts), details={})
        return texts_of(report_of(replace(evaluation, projects=(project,))))

    ten, nine, zero = Decimal(100_000), Decimal("90000.55"), Decimal(0)
    assert "执行率为90%，未执行0.999945万元。" in told(
        initial_yuan=ten, adjusted_yuan=ten, executed_yuan=Decimal("90000.55")
    )
    assert "执行数超出全年预算数0.999945万元。" in told(adjusted_yuan=nine, executed_yuan=ten)
    assert "全年预算数为0，全年执行数0万元，不计算预算执行率。" in told(adjusted_yuan=zero, executed_yuan=zero)
    assert "【待填：预算未全部执行的原因】" in told(adjusted_yuan=ten, executed_yuan=nine, deviation_reason="无")
    reason = told(adjusted_yuan=ten, executed_yuan=nine, deviation_reason="尾款未到期；2025年6月前支付")
    assert "预算执行偏差的原因：尾款未到期；2025年6月前支付。" in reason
    assert "针对预算执行：2025年6月前支付。" in reason
    whole = told(adjusted_yuan=ten, executed_yuan=ten)
    assert "预算执行率为100%。" in whole
    assert "加快预算执行" not in whole


def test_a_project_that_the_plan_has_not(evaluation: Document, plan: Document) -> None:
    words = texts_of(report_of(replace(evaluation, projects=evaluation.projects[1:]), plan))
    assert "批复的绩效文本中没有该项目。" in words
    assert "【待填：该项目的批复文件】" in words


def test_an_approved_project_that_was_not_evaluated(evaluation: Document) -> None:
    approved = replace(evaluation, kind="project_targets")
    words = texts_of(report_of(replace(evaluation, projects=evaluation.projects[1:]), approved))
    assert "批复的项目“残疾人辅助器具适配”未列入自评。" in words
    assert "【待填：批复的项目未列入自评的原因】" in words


def test_equal_indicators_are_said_to_be_equal(evaluation: Document) -> None:
    same = replace(evaluation, kind="project_targets")
    words = texts_of(report_of(evaluation, same))
    assert words.count("自评指标与批复的绩效指标一致，共8项。") == 2
    assert "绩效指标调整" not in words


def test_what_was_not_read_is_asked_for(evaluation: Document) -> None:
    unsure = Doubt(subject="projects[0].indicators[0].target", reason="operator_misread", text="290%")
    cut = replace(evaluation, unread=(Unread(reason="truncated", text="效益指标"),), doubts=(unsure, unsure))
    words = texts_of(report_of(cut))
    assert "【待填：自评资料中有1处内容未能读出，请对照原文补充】" in words
    assert "【待填：自评资料中有2处内容读出但存疑，请对照原文核实】" in words


def test_it_is_chinese_in_an_english_session(evaluation: Document) -> None:
    chinese = body_text(report_of(evaluation))
    set_language("en")
    try:
        assert body_text(report_of(evaluation)) == chinese
    finally:
        set_language("zh")


@pytest.mark.parametrize(
    ("category", "target", "actual", "kind", "gap"),
    [
        ("数量指标", "≥12公里", "12公里", "met", ""),
        ("数量指标", "≥12公里", "12.5公里", "over", "0.5公里"),
        ("数量指标", "≥12公里", "11公里", "short", "1公里"),
        ("质量指标", "≥95%", "92.5%", "short", "2.5个百分点"),
        ("成本指标", "≤3.5万元", "34000元", "met", "0.1万元"),
        ("成本指标", "≤3.5万元", "3.6万元", "short", "0.1万元"),
        ("社会效益指标", "=0起", "1起", "short", "1起"),
        ("数量指标", "5-10人", "7人", "met", ""),
        ("数量指标", "5-10人", "12人", "short", "2人"),
        ("时效指标", "2024年11月30日前", "2024年11月22日", "met", ""),
        ("时效指标", "2024年11月30日前", "2024年12月22日", "short", ""),
        ("社会效益指标", "定性：明显改善", "达成年度指标", "met", ""),
        ("社会效益指标", "定性：明显改善", "部分达成年度指标并具有一定效果", "partly", ""),
        ("社会效益指标", "定性：明显改善", "未达成年度指标且效果较差", "short", ""),
        ("社会效益指标", "定性：明显改善", "群众反映好转", "open", ""),
        ("数量指标", "≥12公里", "3小时", "open", ""),
        ("数量指标", "≥12公里", "已完成", "open", ""),
        ("数量指标", "≥12公里", "", "empty", ""),
        ("满意度指标", "≥95%", "91%", "short", "4个百分点"),
    ],
)
def test_completion(category: str, target: str, actual: str, kind: str, gap: str) -> None:
    row = Indicator(dimension="产出指标", category=category, name="指标", target=parse_target(target)[0], actual=actual)
    found = completion_of(row, terms_of(api.law_of(Document(kind="self_evaluation", year=2024))), 2024)
    assert (found.kind, found.gap) == (kind, gap)
