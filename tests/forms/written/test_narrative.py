"""Part one written from the model: an official text without the faults of the real ones, read back as it was meant."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from msgspec.structs import replace

from jixiao import api
from jixiao.documents.blocks import Blocks, Paragraph
from jixiao.documents.writing.paper import Line
from jixiao.forms.assemble import assemble
from jixiao.forms.reader import read_draft
from jixiao.forms.values import parse_target
from jixiao.forms.written.narrative import cover_of, itemized_of, narrative_of
from jixiao.model import (
    Checkpoint,
    Document,
    Funds,
    Indicator,
    ItemizedGoal,
    OverallGoal,
    Passage,
    Place,
    Project,
    Safeguard,
    Unit,
)
from tests.forms.written import hard_plans

ROOT = Path(__file__).parents[3]
SAMPLES = ["src/jixiao/samples/qingshi-2025.docx", "../shared/samples/gushu-2025.txt"]
FAULTS = re.compile(r"。。|，，|；；|[，；。：]{2}|,|效果指标|：-|----|None")


def row(dimension: str | None, category: str | None, name: str, target: str) -> Indicator:
    return Indicator(dimension=dimension, category=category, name=name, target=parse_target(target)[0])


def points(*checkpoints: tuple[int, int]) -> tuple[Checkpoint, ...]:
    return tuple(Checkpoint(month=month, cumulative_percent=Decimal(percent)) for month, percent in checkpoints)


ROADS = Project(
    ordinal=1,
    name="村道养护、保洁",
    funds=Funds(budget_yuan=Decimal("20000.00")),
    goals=("养护村道21公里。", "保洁员24人；"),
    spending_plan=points((3, 25), (6, 50), (10, 80), (12, 100)),
    indicators=(
        row("产出指标", "数量指标", "养护里程", ">=21公里"),
        row("产出指标", "时效指标", "完成时间", "12月31日前"),
        row("效益指标", "可持续影响指标", "管护机制", "定性：基本健全"),
        row("满意度指标", "服务对象满意度指标", "村民满意率", ">95百分比"),
    ),
)
CARE = Project(
    ordinal=2,
    name="“双拥”工作经费",
    funds=Funds(budget_yuan=Decimal("8000.50")),
    purpose="用于慰问：春节、八一各一次。2025年发放慰问金5万元",
    indicators=(row("产出指标", "数量指标", "慰问≥2次，走访≥3次的户数", "≥30户"),),
)
PLAN = Document(
    kind="performance_plan",
    year=2025,
    unit=Unit(code="901001", name="云河县青石镇人民政府"),
    overall_goals=(
        OverallGoal(ordinal=1, heading="守牢安全底线", text="一是巡山；二是值守。\n全年不发生火灾。"),
        OverallGoal(ordinal=2, heading="办好民生实事", text=""),
    ),
    projects=(ROADS, CARE),
    safeguards=(Safeguard(ordinal=1, text="完善工作保障措施"), Safeguard(ordinal=2, text="每季度通报一次进度；")),
)


def read(lines: tuple[Line, ...]) -> Document:
    return assemble(read_draft(Blocks("docx", tuple(Paragraph(line.text, n) for n, line in enumerate(lines, 1)))))


def placeless(value: Any) -> Any:
    """A value of the model, or several, with every place taken off."""
    if isinstance(value, tuple):
        return tuple(map(placeless, value))
    if isinstance(value, ItemizedGoal):
        value = replace(value, indicators=placeless(value.indicators))
    return replace(value, at=Place())


def test_part_one_reads_like_an_official_text() -> None:
    assert [(line.style, line.outline, line.text) for line in narrative_of(PLAN)] == [
        ("part", 1, "第一部分"),
        ("part", 0, "部门整体绩效目标"),
        ("heading1", 2, "一、总体绩效目标"),
        ("under_title", 0, "云河县青石镇人民政府"),
        ("under_title", 0, "2025年总体绩效目标"),
        ("body", 0, "一是守牢安全底线。一是巡山；二是值守。"),
        ("body", 0, "全年不发生火灾。"),
        ("body", 0, "二是办好民生实事。"),
        ("heading1", 2, "二、分项绩效目标"),
        ("body", 0, "云河县青石镇人民政府2025年年初预算共安排2个项目，合计28000.50元。"),
        ("heading2", 0, "（一）“村道养护、保洁”项目"),
        (
            "body",
            0,
            "年初预算安排20000元，项目主要目标为养护村道21公里；保洁员24人。"
            "资金支出进度为3月底、6月底、10月底、12月底分别达到25%、50%、80%、100%。",
        ),
        (
            "body",
            0,
            "项目共设产出指标、效益指标、满意度指标三个一级指标。"
            "产出指标：数量指标——养护里程≥21公里；时效指标——完成时间12月31日前。"
            "效益指标：可持续影响指标——管护机制：基本健全。满意度指标：服务对象满意度指标——村民满意率＞95%。",
        ),
        ("heading2", 0, "（二）“双拥”工作经费"),
        ("body", 0, "年初预算安排8000.50元。"),
        ("body", 0, "主要目标：用于慰问：春节、八一各一次。2025年发放慰问金5万元。"),
        (
            "body",
            0,
            "项目共设产出指标一个一级指标。产出指标：数量指标——慰问≥2次，走访≥3次的户数：“≥30户”。",
        ),
        ("heading1", 2, "三、工作保障措施"),
        ("body", 0, "1.完善工作保障措施"),
        ("body", 0, "2.每季度通报一次进度；"),
    ]


def test_what_was_written_is_read_back() -> None:
    document = read(narrative_of(PLAN))
    assert placeless(document.overall_goals) == PLAN.overall_goals
    assert placeless(document.itemized_goals) == (itemized_of(ROADS, 1), itemized_of(CARE, 2))
    assert placeless(document.safeguards) == PLAN.safeguards
    assert (document.year, document.kind, document.profile) == (2025, "performance_plan", "hebei")
    assert not document.unread


def test_an_itemized_goal_says_what_its_project_says() -> None:
    assert itemized_of(ROADS, 4) == ItemizedGoal(
        ordinal=4,
        project_name="村道养护、保洁",
        budget_yuan=Decimal(20000),
        purpose="养护村道21公里；保洁员24人",
        spending_plan=ROADS.spending_plan,
        indicators=(
            row("产出指标", "数量指标", "养护里程", "≥21公里"),
            row("产出指标", "时效指标", "完成时间", "12月31日前"),
            row("效益指标", "可持续影响指标", "管护机制", "基本健全"),
            row("满意度指标", "服务对象满意度指标", "村民满意率", "＞95%"),
        ),
    )
    assert itemized_of(CARE, 1).years == (2025,)


@settings(max_examples=120, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
@given(plan=hard_plans.documents())
def test_hard_texts_are_read_back(plan: Document) -> None:
    document = read(cover_of(plan) + narrative_of(plan))
    assert placeless(document.overall_goals) == plan.overall_goals
    assert placeless(document.safeguards) == plan.safeguards
    assert placeless(document.itemized_goals) == tuple(
        itemized_of(project, number) for number, project in enumerate(plan.projects, 1)
    )
    assert len(document.unread) == (not plan.overall_goals) + (not plan.safeguards)


@pytest.mark.parametrize("name", SAMPLES)
def test_a_read_plan_is_written_without_its_faults_and_read_back(name: str) -> None:
    plan = api.read(ROOT / name)
    lines = narrative_of(plan)
    assert [line.text for line in lines if FAULTS.search(line.text)] == []
    document = read(lines)
    assert placeless(document.overall_goals) == placeless(plan.overall_goals)
    assert placeless(document.safeguards) == placeless(plan.safeguards)
    assert placeless(document.itemized_goals) == tuple(
        itemized_of(project, number) for number, project in enumerate(plan.projects, 1)
    )


@pytest.mark.parametrize("name", SAMPLES)
def test_writing_again_what_was_read_changes_no_word(name: str) -> None:
    plan = api.read(ROOT / name)
    once = narrative_of(plan)
    again = read(once)
    texts = [line.text for line in narrative_of(replace(again, projects=plan.projects, unit=plan.unit))]
    assert texts == [line.text for line in once]


def test_every_line_names_the_values_that_it_tells() -> None:
    told = {line.text[:6]: line.sources for line in narrative_of(PLAN)}
    assert told["一是守牢安全"] == ("overall_goals[0]",)
    assert told["（一）“村道"] == ("projects[0].name",)
    assert told["年初预算安排"] == ("projects[1].funds.budget_yuan",)
    assert told["主要目标：用"] == ("projects[1].purpose",)
    assert told["云河县青石镇"] == (
        "unit.name",
        "year",
        "projects[0].funds.budget_yuan",
        "projects[1].funds.budget_yuan",
    )
    assert told["2.每季度通"] == ("safeguards[1]",)
    assert [line.text for line in narrative_of(PLAN) if not line.sources] == [
        "第一部分",
        "部门整体绩效目标",
        "一、总体绩效目标",
        "二、分项绩效目标",
        "三、工作保障措施",
    ]


def itemized_texts(plan: Document) -> list[str]:
    texts = [line.text for line in narrative_of(plan)]
    return texts[texts.index("二、分项绩效目标") + 1 : texts.index("三、工作保障措施")]


def test_what_a_project_lacks_is_left_out() -> None:
    plan = replace(PLAN, projects=(Project(ordinal=1, name="防汛"), replace(ROADS, indicators=(), goals=())))
    assert itemized_texts(plan) == [
        "云河县青石镇人民政府2025年年初预算共安排2个项目。",
        "（一）“防汛”项目",
        "（二）“村道养护、保洁”项目",
        "年初预算安排20000元。资金支出进度为3月底、6月底、10月底、12月底分别达到25%、50%、80%、100%。",
    ]


def test_a_name_that_is_missing_is_marked() -> None:
    (line,) = [line for line in narrative_of(replace(PLAN, projects=(Project(ordinal=1),))) if line.missing]
    assert line.text == "（一）“　　”项目"


def test_thirty_projects_are_counted_through() -> None:
    projects = tuple(replace(ROADS, name=f"第{number}期工程") for number in range(1, 31))
    plan = replace(PLAN, projects=projects)
    headings = [line.text for line in narrative_of(plan) if line.style == "heading2"]
    assert (headings[10], headings[29]) == ("（十一）“第11期工程”项目", "（三十）“第30期工程”项目")
    assert [goal.project_name for goal in read(narrative_of(plan)).itemized_goals] == [each.name for each in projects]


def test_nothing_is_said_of_special_funds_unless_the_model_says_it() -> None:
    said = "青石镇2025年无专款年初预算项目。"
    assert itemized_texts(replace(PLAN, projects=())) == ["云河县青石镇人民政府2025年无年初预算项目。"]
    assert itemized_texts(replace(PLAN, passages=(Passage(text=said),)))[-1] == said
    assert itemized_texts(replace(PLAN, projects=(), passages=(Passage(text=said),))) == [said]


def test_an_introduction_stays_before_the_goals() -> None:
    texts = ["2025年，我镇聚焦群众急难愁盼，办好民生小事。", "一是守牢底线。巡山护林。"]
    document = read(tuple(Line(text=text) for text in ("一、总体绩效目标", "2025年总体绩效目标", *texts)))
    assert [line.text for line in narrative_of(document) if line.style == "body"][:2] == texts


def test_a_single_long_goal_needs_no_number_and_a_safeguard_with_digits_another_one() -> None:
    goal = OverallGoal(ordinal=1, heading="坚持节水优先，统筹推进水资源管理，确保全县供水安全", text="")
    plan = replace(PLAN, overall_goals=(goal,), safeguards=(Safeguard(ordinal=1, text="5日内完成整改。"),))
    texts = [line.text for line in narrative_of(plan)]
    assert f"{goal.heading}。" in texts
    assert texts[-1] == "（一）5日内完成整改。"
    assert placeless(read(narrative_of(plan)).safeguards) == plan.safeguards


def test_the_cover_names_unit_and_year_and_invents_no_date() -> None:
    assert [(line.style, line.text) for line in cover_of(PLAN)] == [
        ("cover_unit", "云河县青石镇人民政府"),
        ("cover_title", "2025年部门预算绩效文本"),
    ]
    assert [line.text for line in cover_of(Document())] == ["部门预算绩效文本"]
