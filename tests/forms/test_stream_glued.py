"""Forms as running text without any border between cells."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from jixiao.documents.blocks import Paragraph
from jixiao.forms.draft import DocumentDraft
from jixiao.forms.stream import is_form_text, read_stream, stretches
from jixiao.forms.stream_fused import amounts_apart
from jixiao.forms.stream_glued import glued_tokens
from jixiao.forms.stream_rows import graded, paired, reader_for, signed, with_coefficients

from .stream_texts import paragraphs, read, rows, slots, unread

HEAD = "项目支出绩效自评表(2021年度)项目名称某饮水项目主管部门丁县水利局项目实施单位丁县水利站项目资金(万元)"
COLUMNS = "年初预算数全年预算数全年执行数分值执行率得分"
MONEY = "年度资金总额100100951095%9.5其中:当年财政拨款10010095——上年结转资金其他资金"
GOALS = "年度总体目标预期目标实际完成情况解决300户饮水。已解决300户饮水。"
LIST = "绩效指标一级指标二级指标三级指标年度指标值实际完成值分值得分偏差原因分析及改进措施"
ROWS = (
    "产出指标数量指标受益户数≥300户300户3030质量指标水质合格率≥95%96%2020"
    "效益指标社会效益指标饮水水平提高提高3030满意度指标服务对象满意度指标群众满意度≥90%92%1010总分10098"
)


def test_a_whole_form_without_borders() -> None:
    draft = read(HEAD + COLUMNS + MONEY + GOALS + LIST + ROWS)
    project = draft.projects[0]
    assert draft.unread == []
    assert slots(project) == {
        "title": "项目支出绩效自评表(2021年度)",
        "name": "某饮水项目",
        "department": "丁县水利局",
        "unit": "丁县水利站",
        "goals": "解决300户饮水。",
        "outcome": "已解决300户饮水。",
        "total_score": "98",
    }
    assert [(row.label.text, row.fields["executed"].text) for row in project.execution] == [
        ("年度资金总额", "95"),
        ("当年财政拨款", "95"),
    ]
    assert [(r["name"], r["target"], r["actual"], r["weight"]) for r in rows(project.indicators)] == [
        ("受益户数", "≥300户", "300户", "30"),
        ("水质合格率", "≥95%", "96%", "20"),
        ("饮水水平", "提高", "提高", "30"),
        ("群众满意度", "≥90%", "92%", "10"),
    ]
    assert {doubt.reason for record in project.indicators for doubt in record.doubts} == {"digits_fused"}
    assert ("execution", "digits_fused") in [(doubt.slot, doubt.reason) for doubt in project.doubts]


def test_fused_points_that_do_not_add_up_are_left() -> None:
    draft = read(HEAD + LIST + ROWS.replace("3030", "2020"))
    assert draft.projects[0].indicators == []
    assert {reason for reason, _ in unread(draft)} == {"not_separable"}


def test_words_cut_by_wrapping_and_numbers_of_a_site() -> None:
    draft = read(
        "1、绩效目标自评表专项资金名称某储备负责人及电话张三县级主管部门丁局"
        "一级 指标二级 指标三级指标年度指标 值全年 完成值产 出 指 标数量 指标\n"
        "2、管理制 度执行率100%100%明显变质比例00"
    )
    project = draft.projects[0]
    assert slots(project)["details.负责人及电话"] == "张三"
    assert [(r["name"], r["target"], r["actual"]) for r in rows(project.indicators)] == [
        ("管理制度执行率", "100%", "100%"),
        ("明显变质比例", "0", "0"),
    ]
    assert project.indicators[0].at.line == 2


def test_labels_inside_names_are_no_labels() -> None:
    text = "一级指标二级指标三级指标指标值产出指标数量指标预算数占项目资金比例≥95%质量指标全年执行数准确率=100%"
    words = [each.text for each in glued_tokens(paragraphs(text)) if each.free]
    assert words == ["预算数占项目资金比例≥95%", "全年执行数准确率=100%"]
    assert not glued_tokens(paragraphs("项目名称\n一级指标\n二级指标\n" + "安排预算数并核对项目资金，" * 10))


def test_a_list_that_lost_its_figures() -> None:
    draft = read(
        "学生资助绩效目标自评表总分:分项目名称资助项目一级指标二级指标三级指标年初目标值()实际完成值()得分"
        "产出指标数量指标奖学金人数分(因总人数减少)助学金人数效益指标社会效益指标程序公开是是"
    )
    assert rows(draft.projects[0].indicators) == [
        {"name": "奖学金人数", "deviation_reason": "(因总人数减少)", "dimension": "产出指标", "category": "数量指标"},
        {"name": "助学金人数", "dimension": "产出指标", "category": "数量指标"},
        {"name": "程序公开", "target": "是", "actual": "是", "dimension": "效益指标", "category": "社会效益指标"},
    ]
    assert {reason for reason, _ in unread(draft)} == {"no_value"}


def test_numbers_without_names_and_goals_without_borders_are_left() -> None:
    draft = read(
        "项目绩效目标表(2021年度)项目名称镇域建设项目属性新增□延续√主管部门丙镇长期目标年度目标改善设施完成改造"
        "绩效指标一级指标二级指标指标内容指标值产出指标数量指标85100质量指标85100"
    )
    assert unread(draft) == [
        ("not_separable", "改善设施完成改造"),
        ("not_separable", "产出指标数量指标85100质量指标85100"),
    ]
    assert draft.projects[0].indicators == []


def test_amounts_are_taken_apart_only_where_the_rate_confirms() -> None:
    fields = ["adjusted", "executed", "rate"]
    assert amounts_apart("180.5180.5100%", fields).fields == {"adjusted": "180.5", "executed": "180.5", "rate": "100%"}
    assert amounts_apart("180.5190.5100%", fields).left == ["180.5190.5100%"]
    scored = amounts_apart("O71%107.1", ["initial", "adjusted", "executed", "rate", "weight", "score"])
    assert (scored.fields, scored.left) == ({"rate": "71%", "weight": "10", "score": "7.1"}, ["O"])
    assert amounts_apart("12" * 40 + "%", fields).left == ["12" * 40 + "%"]


def test_weights_that_repeat_part_weight_and_target() -> None:
    texts = [
        "指标1发放种苗8500万粒500万粒8指标2繁育基地7500亩7510亩",
        "指标1合格率8290$290%8",
        "指标1推广比例880%^80%8",
    ]
    reader = reader_for(["name", "weight", "target", "actual", "score", "deviation_reason"], texts)
    first, second = reader(texts[0]) or []
    assert first.fields == {"name": "发放种苗", "weight": "8", "target": "500万粒", "actual": "500万粒", "score": "8"}
    assert second.fields == {"name": "繁育基地", "target": "7500亩", "actual": "7510亩"}
    misread = (reader(texts[1]) or [])[0]
    assert (misread.fields["target"], misread.fields["target_read"]) == ("290$", "≥90%")
    assert ("target", "operator_misread", "") in misread.doubts
    lost = (reader(texts[2]) or [])[0]
    assert (lost.fields["target"], lost.fields["actual"]) == ("80%", "^80%")
    assert reader("指标1合格率7290$290%6") is None


def test_pairs_meet_where_two_values_of_a_kind_stand_together() -> None:
    found = paired("4500吨原粮储备到位率100%100%补贴保障率100%无没有动用库存")
    assert found and [row.fields for row in found] == [
        {"name": "4500吨原粮储备到位率", "target": "100%", "actual": "100%"},
        {"name": "补贴保障率", "target": "100%", "actual": "无", "deviation_reason": "没有动用库存"},
    ]
    assert paired("安全事件2022年发生数5") is None


def test_a_coefficient_tells_weight_from_score() -> None:
    found = with_coefficients("预算完成率%70%71%100%22是培训次数次24次11次100%1010否")
    assert found and [(row.fields["weight"], row.fields["score"], row.fields["core"]) for row in found] == [
        ("2", "2", "是"),
        ("10", "10", "否"),
    ]
    assert found[1].fields["target_read"] == "≥4次"
    assert with_coefficients("预算完成率%70%71%100%23是") is None


def test_four_bounds_and_a_basis_that_stands_clean_elsewhere() -> None:
    text = "到位率是否都得到救助100%95%80%80%按标准评价发放率按标准发放的比率95%85%75%75%按标准评价"
    found = graded(text, ["按标准评价"], described=True)
    assert found and [(row.fields["name"], row.fields["grade.差"], row.fields["basis"]) for row in found] == [
        ("到位率", "80%", "按标准评价"),
        ("发放率", "75%", "按标准评价"),
    ]
    assert graded(text, [], described=True) is None


def test_signs_part_name_and_value() -> None:
    found = signed("保障率=100%22.5调整次数≤8次22.5结余率(结余数/预算数)≤5%")
    assert found and [row.fields for row in found] == [
        {"name": "保障率", "target": "=100%", "weight": "22.5"},
        {"name": "调整次数", "target": "≤8次", "weight": "22.5"},
        {"name": "结余率(结余数/预算数)", "target": "≤5%"},
    ]
    assert signed("保障率100") is None


@settings(derandomize=True, max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from([*(HEAD + LIST + ROWS + MONEY), HEAD, COLUMNS, MONEY, GOALS, LIST, "\n", " "]), max_size=60
    )
)
def test_any_mixture_is_read_without_a_crash(parts: list[str]) -> None:
    run = [Paragraph(line, number) for number, line in enumerate("".join(parts).split("\n"), 1)]
    found = stretches(run)
    is_form_text(found)
    read_stream(found, DocumentDraft())
