"""A unit's own templates: names of places, what they are filled with, what is refused."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import msgspec
import pytest

from jixiao import api
from jixiao.documents.writing.template_places import place_of
from jixiao.forms.lexicon import label_words
from jixiao.forms.written.gaps import FormRefused
from jixiao.forms.written.place_values import FilledTemplate, fill_template
from jixiao.forms.written.places import TemplateRefused, listing, lists, names, wrong_names
from jixiao.forms.written.writing import untold
from jixiao.language import set_language
from jixiao.model import Document
from jixiao.model.content import content_of
from tests.documents.writing.template_files import add_table, grids, saved, texts, with_paragraphs
from tests.forms.written.own_templates import ODD, evaluation, hebei_template, plan, project


def fill(document: Document, template: Any, *, marks: bool = False) -> FilledTemplate:
    return fill_template(document, saved(template), "模板.docx", marks=marks)


def told(*words: str, document: Document | None = None, marks: bool = False) -> list[str]:
    """What paragraphs say after filling."""
    return texts(fill(document or plan(1), with_paragraphs(*words), marks=marks).data)


def test_a_whole_plan_reads_back_to_equal_projects() -> None:
    document = plan(30)
    read = api.read_bytes(fill(document, hebei_template()).data, "文本.docx")
    assert len(read.projects) == 30
    expected = content_of(document)
    found = content_of(read)
    for key in ("projects", "overall_goals", "safeguards", "year", "unit"):
        assert found[key] == expected[key], key
    assert [goal.budget_yuan for goal in read.itemized_goals] == [each.funds.budget_yuan for each in document.projects]


def test_all_that_the_plan_says_has_its_place_in_it() -> None:
    document = plan(2)
    assert list(untold(document, fill(document, hebei_template()).told)) == []


def test_what_the_template_has_no_place_for_is_told() -> None:
    document = plan(1)
    filled = fill(document, with_paragraphs("{{预算单位}}", "{{#项目}}", "{{项目名称}}", "{{/项目}}"))
    left = [path for path, _ in untold(document, filled.told)]
    assert "projects[0].funds.budget_yuan" in left
    assert "overall_goals[0].text" in left
    assert not {"projects[0].name", "unit.code", "unit.name"} & set(left)


def test_a_sum_tells_nothing_of_what_it_is_made_of() -> None:
    document = plan(2)
    filled = fill(document, with_paragraphs("{{项目个数}}个项目，共{{项目预算合计}}元"))
    left = [path for path, _ in untold(document, filled.told)]
    assert {"projects[0].name", "projects[0].purpose", "projects[1].funds.budget_yuan"} <= set(left)


def test_odd_characters_reach_the_model_again() -> None:
    document = msgspec.structs.replace(plan(1), projects=(msgspec.structs.replace(project(1), purpose=ODD),))
    read = api.read_bytes(fill(document, hebei_template()).data, "文本.docx")
    assert read.projects[0].purpose == ODD


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("{{预算数}}", "10000.50"),
        ("{{预算数（元）}}", "10000.50"),
        ("{{预算数(万元)}}", "1.00005"),
        ("{{项目预算合计（万元）}}", "1.00005"),
        ("{{3月底}}", "25%"),
        ("{{预算单位}}", "901001云河县青石镇人民政府"),
        ("{{projects[0].funds.budget_yuan}}", "10000.50"),
        ("{{projects[0].funds.budget_yuan（万元）}}", "1.00005"),
        ("{{projects[0].spending_plan[1].cumulative_percent}}", "50%"),
        ("{{projects[0].indicators[2].name}}", "完成天数"),
        ("{{unit.name}}", "云河县青石镇人民政府"),
    ],
)
def test_what_a_name_says(typed: str, words: str) -> None:
    assert told(typed) == [words]


def test_operator_number_and_unit_have_places_of_their_own() -> None:
    template = with_paragraphs()
    add_table(template, "{{序号}} {{三级指标}} {{指标性质}} {{指标数值}} {{度量单位}}")
    assert grids(fill(plan(1), template).data)[0][:2] == [
        ["1", "清淤河渠", "≥", "6", "条"],
        ["2", "养护村道", "≥", "12", "公里"],
    ]


def test_a_skeleton_of_levels_takes_the_indicators_of_each() -> None:
    template = with_paragraphs()
    table = add_table(
        template,
        "产出指标 数量指标 {{三级指标（数量指标）}} {{指标值（数量指标）}}",
        "- 质量指标 {{三级指标（质量指标）}} {{指标值（质量指标）}}",
        "- 时效指标 {{三级指标（时效指标）}} {{指标值（时效指标）}}",
        "效益 {{二级指标（效益指标、合并）}} {{三级指标（效益指标）}} {{指标值（效益指标）}}",
    )
    table.cell(0, 0).merge(table.cell(2, 0))
    document = plan(1)
    filled = fill(document, template)
    assert grids(filled.data) == [
        [
            ["产出指标", "数量指标", "清淤河渠", "≥6条"],
            ["产出指标", "数量指标", "养护村道", "≥12公里"],
            ["产出指标", "质量指标", "", ""],
            ["产出指标", "时效指标", "完成天数", "≤60天"],
            ["效益", "社会效益指标", "沿岸积水点", "=0处"],
        ]
    ]
    left = [path for path, _ in untold(document, filled.told) if path.endswith(".name") and "indicators" in path]
    assert left == ["projects[0].indicators[4].name"]


def test_a_block_of_a_level() -> None:
    words = (
        "{{#指标（满意度指标）}}",
        "{{三级指标}}{{指标值}}",
        "{{/指标}}",
        "{{#指标（质量指标）}}",
        "{{三级指标}}",
        "{{/指标}}",
    )
    assert told(*words, "尾") == ["村民满意度≥95%", "尾"]


def test_a_row_of_two_levels_is_told() -> None:
    template = with_paragraphs()
    add_table(template, "{{三级指标（数量指标）}} {{指标值}}")
    with pytest.raises(TemplateRefused, match="{{三级指标（数量指标）}}：与{{指标值}}不属于同一类"):
        fill(plan(1), template)


def test_a_whole_department_fills_the_places_of_a_project() -> None:
    template = with_paragraphs("{{预算数（万元）}}，{{政府性基金}}，{{执行率}}，{{总分}}，{{项目属性}}")
    add_table(template, "{{任务名称}} {{任务预算数（万元、可空）}}")
    data = fill(evaluation(), template).data
    assert texts(data) == ["51.25，20000.00，98.5%，97.5，延续"]
    assert grids(data) == [[["清淤", "30.15"], ["护堤", ""]]]


def test_a_document_with_both_keeps_them_apart() -> None:
    both = msgspec.structs.replace(plan(2), department=evaluation().department)
    words = ("{{#部门整体}}", "{{预算数}}", "{{/部门整体}}", "{{#项目}}", "{{预算数}}", "{{/项目}}")
    assert told(*words, document=both) == ["512500.00", "10000.50", "20000.50"]


def test_what_no_name_knows_is_listed_with_near_names() -> None:
    words = (
        "{{单位名字}}",
        "{{年度资金总额}}",
        "{{甲乙丙丁}}",
        "{{#指标项}}",
        "{{/指标项}}",
        "{{unit.nmae}}",
        "{{项目名称（万元）}}",
    )
    with pytest.raises(TemplateRefused) as caught:
        told(*words)
    assert str(caught.value).splitlines() == [
        "模板 模板.docx 有 7 处要先改正（全部名称见 jixiao write --places）：",
        "  {{单位名字}}：没有这个名称，相近的有：单位名称",
        "  {{年度资金总额}}：没有这个名称，相近的有：预算数、项目资金总额、中期资金总额",
        "  {{甲乙丙丁}}：没有这个名称",
        "  {{#指标项}}：没有这个名称，相近的有：指标",
        "  {{/指标项}}：没有这个名称，相近的有：指标",
        "  {{unit.nmae}}：没有这个名称",
        "  {{项目名称（万元）}}：括号里的“万元”不能用在这里",
    ]


def test_names_and_brackets_are_told_in_one_go() -> None:
    with pytest.raises(TemplateRefused) as caught:
        told("{{#项目}}", "{{单位名}}", "年度}}")
    assert [typed for typed, _ in caught.value.faults] == ["{{单位名}}", "年度}}"]


def test_a_paragraph_of_several_projects_wants_a_block() -> None:
    with pytest.raises(TemplateRefused) as caught:
        told("{{项目名称}}好", document=plan(2))
    assert "{{项目名称}}：有多个项目，写在段落里时请放在 {{#项目}} 与 {{/项目}} 之间" in str(caught.value)


def test_a_paragraph_of_several_indicators_wants_a_block_of_their_level() -> None:
    with pytest.raises(TemplateRefused, match="有多个指标，写在段落里时请放在 {{#指标（产出指标）}} 与 {{/指标}} 之间"):
        told("{{三级指标（产出指标）}}")


def test_missing_values_are_refused_with_their_paths() -> None:
    document = msgspec.structs.replace(plan(1), year=None, safeguards=())
    with pytest.raises(FormRefused) as caught:
        told("{{年度}}", "{{保障措施}}", "{{主管部门}}", "{{其他资金}}", "{{实际完成情况（可空）}}", document=document)
    assert [(gap.path, gap.label) for gap in caught.value.gaps] == [
        ("year", "{{年度}}"),
        ("safeguards", "工作保障措施"),
        ("projects[0].department", "{{主管部门}}"),
    ]


def test_missing_values_are_marked_on_request() -> None:
    empty = Document(kind="performance_plan", year=2026)
    template = with_paragraphs(
        "{{年度}}{{单位名称}}", "{{保障措施}}", "{{#项目}}", "{{项目名称}}{{其他资金}}", "{{/项目}}"
    )
    add_table(template, "{{序号}} {{三级指标}} {{偏差原因}}")
    filled = fill(empty, template, marks=True)
    assert texts(filled.data) == ["2026待填", "待填", "待填"]
    assert grids(filled.data) == [[["", "待填", ""]]]
    assert filled.missing == 3


def test_a_block_that_may_be_empty_goes() -> None:
    assert told("头", "{{#年度主要任务（可空）}}", "{{任务名称}}", "{{/年度主要任务}}") == ["头"]


def test_every_name_is_a_word_of_the_forms_or_explained() -> None:
    own = set(
        "单位编码 年度 监控期间 项目个数 项目预算合计 中文序号 3月底 指标数值 年初指标值 执行率原因 分值合计 任务预算数"
        " 任务财政资金 任务其他资金 任务执行数 任务完成情况 总体绩效目标 工作保障措施 分项绩效目标".split()
    )
    assert {name for name in names() if name not in label_words().values()} == own


@pytest.mark.parametrize("name", names())
def test_every_name_can_be_filled(name: str) -> None:
    document = msgspec.structs.replace(evaluation(), projects=()) if "任务" in name else plan(1)
    template = with_paragraphs("头{{年度}}")
    add_table(template, f"{{{{{name}}}}} 乙")
    data = fill(document, template, marks=True).data
    assert "{{" not in str(grids(data)) + str(texts(data))


@pytest.mark.parametrize(
    ("chosen", "words"), [("zh", "{{项目名称}} {{项目编码}}"), ("en", "{{项目编码}}  project code")]
)
def test_names_are_listed_for_people(chosen: str, words: str) -> None:
    set_language(chosen)
    try:
        page = listing()
    finally:
        set_language("zh")
    assert words in page
    assert all(f"{{{{{name}}}}}" in page for name in names())
    assert all(f"{{{{#{name}}}}}" in page for name in lists())


def test_the_page_of_the_manual_names_only_what_there_is() -> None:
    page = (Path(__file__).parents[3] / "docs/how-to/use-your-own-template.md").read_text(encoding="utf-8")
    places = [place_of(typed) for typed in re.findall(r"\{\{([^{}]+)\}\}", page)]
    assert len(places) > 20
    assert list(wrong_names(places)) == []
