"""Headings of a plan's parts are no goals, and what is said of the whole document tells whose it is."""

from __future__ import annotations

import pytest

from jixiao.forms.assemble import assemble
from jixiao.forms.reader import read_draft
from jixiao.model import Document
from tests.forms.family import Example, items_of

PLAN = """云河县水务局2026年部门预算绩效文本
一、总体绩效目标
1.守住防汛底线。险工险段巡查每日一次，隐患整改率100%。
2.保障供水安全。水质抽检合格率不低于98%。
{heading}
| 项目名称 | 堤防养护 | 实施单位 | 云河县堤防站 |
| 一级指标 | 二级指标 | 三级指标 | 指标值 |
| 产出指标 | 数量指标 | 养护里程 | ≥26公里 |
{safeguards}
1.每月核对一次支出进度。
"""
HEADINGS = (
    "二、项目绩效目标",
    "二、分项绩效目标",
    "二、项目支出绩效目标",
    "二、绩效目标表",
    "二、2026年项目绩效目标表",
    "二、各项目绩效目标及指标",
    "二、部门预算项目绩效目标情况",
    "二、专项资金绩效目标申报表",
    "二、重点项目绩效目标（见附表）",
    "（二）项目支出绩效目标",
    "2.项目绩效目标",
    "二、附表",
    "二、年度重点工作",
    "第二部分 项目绩效目标",
    "第二部分：项目支出绩效目标",
    "第二部分　绩效目标表",
    "第二部分 2026年度部门预算项目绩效目标",
    "第二部分",
)


def read(text: str) -> Document:
    return assemble(read_draft(Example(tuple(items_of(text.splitlines())), []).blocks))


@pytest.mark.parametrize("heading", HEADINGS)
def test_a_heading_of_a_part_is_no_goal(heading: str) -> None:
    document = read(PLAN.format(heading=heading, safeguards="三、保障措施"))
    assert [goal.heading for goal in document.overall_goals] == ["守住防汛底线", "保障供水安全"]
    assert [goal.text for goal in document.overall_goals][1] == "水质抽检合格率不低于98%。"
    assert [project.name for project in document.projects] == ["堤防养护"]
    assert [each.text for each in document.safeguards] == ["每月核对一次支出进度。"]
    assert (document.itemized_goals, document.unit.name) == ((), "云河县水务局")


def test_a_heading_with_words_of_its_own_is_kept_as_a_passage() -> None:
    document = read(PLAN.format(heading="二、年度重点工作", safeguards="三、保障措施"))
    assert "二、年度重点工作" in [passage.text for passage in document.passages or ()]


GOALS_NUMBERED_LIKE_HEADINGS = """云河县水务局2026年部门预算绩效文本
第一部分 总体绩效目标
一、守住防汛底线。险工险段巡查每日一次。
二、项目建设。完成水库除险加固3座。
三、项目管理水平提升
第二部分 项目绩效目标
"""


def test_goals_that_count_from_one_are_goals() -> None:
    goals = read(GOALS_NUMBERED_LIKE_HEADINGS).overall_goals
    assert [goal.heading for goal in goals] == ["守住防汛底线", "项目建设", "项目管理水平提升"]


@pytest.mark.parametrize("last", ["四、其他需要说明的事项", "第四部分 其他说明"])
def test_a_section_after_the_safeguards_is_none_of_them(last: str) -> None:
    text = PLAN.format(heading="二、项目绩效目标", safeguards="三、保障措施") + f"{last}\n1.本表数据截至2025年10月。\n"
    document = read(text)
    assert [each.text for each in document.safeguards] == ["每月核对一次支出进度。"]
    assert {last, "1.本表数据截至2025年10月。"} <= {each.text for each in document.passages or ()}


# whose document it is

TABLE = """| 项目名称 | 堤防养护 | 实施单位 | 云河县堤防站 |
| 一级指标 | 二级指标 | 三级指标 | 指标值 |
| 产出指标 | 数量指标 | 养护里程 | ≥26公里 |
"""
LINES = (
    "单位：云河县水务局",
    "单位：云河县水务局　　　　　单位：万元",
    "单位（盖章）：云河县水务局      金额单位：元",
    "填报单位：云河县水务局",
    "填报单位（盖章）：云河县水务局      金额单位：万元",
    "编制单位：云河县水务局",
    "申报单位：云河县水务局",
    "部门名称：云河县水务局",
    "部门（单位）：云河县水务局",
    "部门：云河县水务局",
    "预算单位：云河县水务局      单位：元",
    "单位名称：云河县水务局",
    "| 单位：云河县水务局 | < | < | 单位：万元 |",
    "| 填报单位：云河县水务局 | < | < | 单位：万元 |",
    "| 单位：云河县水务局　　　单位：万元 | < | < | < |",
    "| 部门名称 | 云河县水务局 | < | < |",
)


@pytest.mark.parametrize("line", LINES)
def test_a_line_of_the_documents_unit_goes_before_a_projects_implementer(line: str) -> None:
    document = read(f"2026年项目支出绩效目标表\n{line}\n{TABLE}")
    assert document.unit.name == "云河县水务局"
    assert document.projects[0].details == {"实施单位": "云河县堤防站"}


@pytest.mark.parametrize("line", [line for line in LINES if "|" not in line])
def test_so_does_a_line_that_stands_over_no_table(line: str) -> None:
    document = read(
        f"2026年预算绩效文本\n{line}\n一、总体绩效目标\n全年开展防汛巡查365次，修复堤防26公里，保障度汛安全。\n二、项目绩效目标\n{TABLE}"
    )
    assert document.unit.name == "云河县水务局"
    assert len(document.overall_goals) == 1


@pytest.mark.parametrize("cover", ["云河县水务局2026年部门预算绩效文本", "云河县水务局\n2026年部门预算绩效文本"])
def test_the_cover_goes_before_a_projects_implementer(cover: str) -> None:
    assert read(f"{cover}\n第二部分 项目绩效目标\n{TABLE}").unit.name == "云河县水务局"


def test_the_department_goes_before_a_projects_implementer() -> None:
    whole = "| 部门名称 | 云河县水务局 | < |\n| 年度总体目标 | 保障度汛安全 | < |\n"
    document = read(f"部门整体支出绩效目标表\n{whole}项目支出绩效目标表\n{TABLE}")
    assert document.unit.name == "云河县水务局"


def test_without_any_other_word_the_implementer_tells() -> None:
    assert read(f"2026年项目支出绩效目标表\n单位：万元\n{TABLE}").unit.name == "云河县堤防站"


def test_the_cover_tells_where_the_lines_of_projects_differ() -> None:
    tables = "".join(f"单位名称：{name}\n{TABLE}" for name in ("云河县堤防站", "云河县水政大队"))
    document = read(f"云河县水务局2026年部门预算绩效文本\n第二部分 项目绩效目标\n{tables}")
    assert document.unit.name == "云河县水务局"
    assert [(project.details or {}).get("单位名称") for project in document.projects] == [
        "云河县堤防站",
        "云河县水政大队",
    ]
