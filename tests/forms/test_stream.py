"""Forms as running text whose cells are still marked: a cell a line, or parted by blanks."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from jixiao.documents.blocks import Paragraph
from jixiao.forms.draft import DocumentDraft
from jixiao.forms.stream import is_form_text, read_stream, stretches
from jixiao.forms.stream_cells import cells, is_parted, pieces
from jixiao.forms.stream_tokens import is_dash, squeezed

from .stream_texts import everything, only_project, paragraphs, read, rows, slots, unread

EVALUATION = """项目支出绩效自评表
（2022年度）
项目名称
河道清淤
主管部门
丁县水务局
实施单位
丁县河道所
项目资金
（万元）
年初
预算数
全年
预算数
全年
执行数
分值
执行率
得分
年度资金总额
100.00
95.50
90.00
10
94.24%
9.4
其中：当年财政拨款
100.00
95.50
90.00
—
—
上年结转资金
其他资金
年度总体目标
预期目标
实际完成情况
清淤12公里。
清淤11公里。
一级指标
二级指标
三级指标
年度
指标值
实际
完成值
分值
得分
偏差原因分析及改进措施
产出指标
数量指标
指标1：清淤长度
≥12公里
11公里
20
18.3
雨季影响
巡查次数
≥6次
6次
20
20
指标2
……
质量指标
验收合格率
100%
100%
10
10
效益指标
社会效益
指标
水质
改善
改善
30
30
满意度指标
服务对象满意度指标
村民满意度
≥90%
93%
10
10
总分
100
97.7"""


def test_a_cell_a_line_without_empty_cells_is_aligned_by_head_and_words() -> None:
    project = only_project(EVALUATION)
    assert slots(project) == {
        "title": "项目支出绩效自评表 （2022年度）",
        "name": "河道清淤",
        "department": "丁县水务局",
        "unit": "丁县河道所",
        "goals": "清淤12公里。",
        "outcome": "清淤11公里。",
        "total_score": "97.7",
    }
    assert project.money_unit == "万元"
    assert [row.label.text for row in project.execution] == ["年度资金总额", "当年财政拨款"]
    assert {name: found.text for name, found in project.execution[0].fields.items()} == {
        "initial": "100.00",
        "adjusted": "95.50",
        "executed": "90.00",
        "weight": "10",
        "rate": "94.24%",
        "score": "9.4",
    }
    records = rows(project.indicators)
    assert [record["name"] for record in records] == ["清淤长度", "巡查次数", "验收合格率", "水质", "村民满意度"]
    assert records[0] == {
        "dimension": "产出指标",
        "category": "数量指标",
        "name": "清淤长度",
        "target": "≥12公里",
        "actual": "11公里",
        "weight": "20",
        "score": "18.3",
        "deviation_reason": "雨季影响",
    }
    assert squeezed(records[3]["category"]) == "社会效益指标"
    assert project.doubts == []


def test_values_know_their_line() -> None:
    project = only_project(EVALUATION)
    assert project.slots["name"].at.line == 4
    assert project.indicators[0].fields["actual"].at.line == EVALUATION.split("\n").index("11公里") + 1
    assert project.indicators[0].fields["actual"].at.quote == "11公里"


def test_empty_cells_hold_the_columns() -> None:
    project = only_project(
        "绩效目标表\n项目名称\n路灯维护\n指标\n指标权重\n计量单位\n指标性质\n指标值\n"
        "路灯数量\n20\n盏\n≥\n75\n夜间安全\n30\n\n定性\n\n表十二"
    )
    assert rows(project.indicators) == [
        {"name": "路灯数量", "weight": "20", "unit": "盏", "operator": "≥", "target": "75"},
        {"name": "夜间安全", "weight": "30", "operator": "定性"},
    ]


def test_points_before_a_month_are_no_month_of_a_plan() -> None:
    project = only_project(
        "绩效目标表\n项目名称\n实验室改造\n指标\n指标权重\n计量单位\n指标性质\n指标值\n"
        "改造间数\n20\n间\n＝\n3\n改造完成时间\n10\n月\n≤\n8\n师生满意度\n10\n%\n≥\n95\n"
    )
    told = [(row["name"], row["weight"], row["unit"], row["target"]) for row in rows(project.indicators)]
    assert told[1] == ("改造完成时间", "10", "月", "8")
    assert len(told) == 3


def test_a_tick_stands_under_its_column_where_empty_cells_are_kept() -> None:
    head = "三级指标\n年度指标值\n全年预计完成情况\n经费保障\n其他\n原因说明\n确定能\n有可能\n完全不可能\n备注\n"
    project = only_project(
        "项目支出绩效目标执行监控表\n项目名称\n辅具适配\n绩效指标\n一级指标\n二级指标\n" + head + "\n产出指标\n"
        "数量指标\n适配人数\n≥180人\n180人\n\n\n\n√\n\n\n\n\n\n质量指标\n合格率\n≥95%\n97%\n\n\n\n√\n\n\n\n"
    )
    assert [row.get("details.确定能") for row in rows(project.indicators)] == ["√", "√"]


def test_two_blocks_side_by_side() -> None:
    project = only_project(
        "项目支出绩效目标表\n项目名称\n林木管护\n中期资金总额:\n300万\n年度资金总额:\n100万\n其中:财政拨款\n300万\n"
        "其中:财政拨款\n100万\n其他资金\n\n其他资金\n\n总\n体\n目\n标\n中期目标(2023年—2025年)\n年度目标\n管护三年\n管护一年\n"
        "一级\n指标\n二级指标\n三级指标\n指标值\n二级指标\n三级指标\n指标值\n产出指标\n"
        "数量指标\n管护面积\n≥900亩\n数量指标\n管护面积\n≥300亩\n质量指标\n成活率\n≥80%\n质量指标\n成活率\n≥85%"
    )
    found = slots(project)
    assert (found["mid.funds.budget"], found["funds.budget"]) == ("300万", "100万")
    assert (found["mid.funds.fiscal"], found["funds.fiscal"]) == ("300万", "100万")
    assert (found["mid.period"], found["mid.goals"], found["goals"]) == ("2023年—2025年", "管护三年", "管护一年")
    assert [record["target"] for record in rows(project.medium_term)] == ["≥900亩", "≥80%"]
    assert [record["target"] for record in rows(project.indicators)] == ["≥300亩", "≥85%"]


def test_cells_parted_by_blanks() -> None:
    project = only_project(
        "绩效目标申报表\n项目名称 2018年桥梁维修 主管部门 丙镇政府\n"
        "资金情况(万元) 年度资金总额: 12\n其中:财政拨款 12\n其他资金 0\n"
        "总体目标 年度目标 年度总体目标完成情况\n维修2座桥。  \n一级指标 二级指标 三级指标 指标值 备注\n"
        "产出指标 数量指标 维修桥梁( ≥**座 ) >=2座\n加固 桥墩 不少于12 个\n时效指标 项目实施时间 2018年1月-12月\n"
        "满意度指标 满意度指标 村民满意度(≥**%) >=90%\n财政部门支出股室初审意见 (盖章)"
    )
    assert slots(project)["goals"] == "维修2座桥。"
    assert [(record["name"], record["target"]) for record in rows(project.indicators)] == [
        ("维修桥梁( ≥**座 )", ">=2座"),
        ("加固桥墩", "不少于12 个"),
        ("项目实施时间", "2018年1月-12月"),
        ("村民满意度(≥**%)", ">=90%"),
    ]
    assert [(doubt.slot, doubt.reason) for doubt in project.doubts] == [("", "cells_lost")]


def test_several_forms_on_one_line_after_word_properties() -> None:
    form = (
        "项目支出绩效目标表 (2023年度) 项目名称 {0}路 预算数 10 "
        "一级指标 二级指标 三级指标 指标值 产出指标 数量指标 {0}长 ≥3米"
    )
    draft = read(f"某某 2019-05-22T04:56:35Z 15.00 False False 附件: {form.format('甲')} {form.format('乙')}")
    assert [project.slots["name"].text for project in draft.projects] == ["甲路", "乙路"]
    assert [record["name"] for project in draft.projects for record in rows(project.indicators)] == ["甲长", "乙长"]
    assert [(note.kind, note.text) for note in draft.notes] == [
        ("properties_skipped", "某某 2019-05-22T04:56:35Z 15.00 False False")
    ]
    assert draft.unread == []


def test_months_purpose_and_unit_line_of_a_plan() -> None:
    project = only_project(
        "3.安保经费绩效目标表\n494999丁县丙镇人民政府\n单位：元\n项目编码\n13000025P00JXC4199186\n项目名称\n安保经费\n"
        "预算规模及资金用途\n预算数\n20000.00\n其中：财政资金\n20000.00\n其他资金\n用于安保。\n"
        "资金支出计划（%）\n3月底\n6月底\n25%\n50%\n绩效目标\n1.完成目标"
    )
    found = slots(project)
    assert (found["unit_line"], found["purpose"]) == ("494999丁县丙镇人民政府", "用于安保。")
    assert (found["plan.3"], found["plan.6"]) == ("25%", "50%")
    assert project.money_unit == "元"


def test_tasks_with_money_and_their_total() -> None:
    project = only_project(
        "部门整体支出绩效目标表\n部门名称\n丁县某局\n年度主要任务\n任务名称\n主要内容\n预算数（万元）\n"
        "日常运转\n保障办公\n120.5\n专项检查\n检查12次\n30\n金额合计\n150.5"
    )
    assert project.wide
    assert rows(project.tasks) == [
        {"name": "日常运转", "content": "保障办公", "budget": "120.5"},
        {"name": "专项检查", "content": "检查12次", "budget": "30"},
    ]
    assert slots(project)["funds.budget"] == "150.5"
    assert project.money_units["task.budget"] == "万元"


def test_money_heads_of_two_levels_are_told_by_their_sums() -> None:
    heads = "总额\n基本支出\n项目支出\n合计\n财政拨款\n专户资金\n合计\n财政拨款\n专户资金\n"
    project = only_project(f"部门整体支出绩效目标表\n预算部门:某局\n总体资金情况(万元)\n{heads}50\n30\n30\n20\n20")
    parts = [(row.label.text, row.fields["budget"].text) for row in project.fund_parts]
    assert parts == [
        ("基本支出合计", "30"),
        ("基本支出财政拨款", "30"),
        ("项目支出合计", "20"),
        ("项目支出财政拨款", "20"),
    ]
    assert ("funds", "order_unsure") in [(doubt.slot, doubt.reason) for doubt in project.doubts]
    wrong = read(f"部门整体支出绩效目标表\n预算部门:某局\n总体资金情况(万元)\n{heads}50\n31\n30\n20\n20")
    assert wrong.projects[0].fund_parts == []
    assert [reason for reason, _ in unread(wrong)] == ["not_separable"]


def test_a_share_that_contradicts_the_total_holds_the_row_back() -> None:
    draft = read(
        "部门整体支出绩效目标申报表 部门名称 填报人 某办公室 张三 单位:万元 合计 920.114 5 100% "
        "基本支出 6900859 75.0% 项目支出 230.03 25.0%"
    )
    project = draft.projects[0]
    assert slots(project)["funds.budget"] == "920.1145"
    assert [row.label.text for row in project.fund_parts] == ["项目支出"]
    assert unread(draft) == [("not_separable", "基本支出 6900859 75.0%")]
    assert {doubt.slot for doubt in project.doubts if doubt.reason == "order_unsure"} == {"office", "details.填报人"}


def test_names_without_values_are_not_separable() -> None:
    text = "一级 指标 二级指标 三级指标 服务人数 补贴人数 产 出 指 标 数量指标 托养人数 质量指标 服药率 指标值"
    draft = read(text)
    assert [project for project in draft.projects if not project.empty] == []
    assert unread(draft) == [("not_separable", text)]


def test_rows_behind_the_last_scattered_head_word_are_sure() -> None:
    draft = read(
        "项目支出绩效自评表 (2021年度) 项目名称 卫生服务 年度 总体 目标 一级 指标 "
        "— 卫生服务 卫生服务 年度 实际 指标值 完成值 "
        "指标1:健康档案 36200人 指标2:发放资料 110次 三级指标 分值 得分 35110人 3 3 "
        "指标3:举办宣传 12次 90次 1 1 指标4:接种率 100.00% 97.10% 2 1.9 质量指标 指标1:提升……"
    )
    assert [
        (r["name"], r["target"], r["actual"], r["weight"], r["score"]) for r in rows(draft.projects[0].indicators)
    ] == [
        ("举办宣传", "12次", "90次", "1", "1"),
        ("接种率", "100.00%", "97.10%", "2", "1.9"),
    ]
    assert [reason for reason, _ in unread(draft)] == ["not_separable", "truncated"]
    assert slots(draft.projects[0])["outcome"] == "卫生服务"


def test_amounts_that_contradict_their_rate_are_not_assigned() -> None:
    draft = read("项目支出绩效自评表\n项目名称\n甲\n全年预算数\n全年执行数\n执行率\n年度资金总额\n0\n190\n100%")
    assert {name: found.text for name, found in draft.projects[0].execution[0].fields.items()} == {"rate": "100%"}
    assert unread(draft) == [("not_separable", "0\n190\n100%")]


def test_a_heading_closes_the_form() -> None:
    draft = read("项目绩效目标表\n项目名称\n甲\n# 又一份\n产出指标\n数量指标\n长度\n≥3米")
    assert [len(project.indicators) for project in draft.projects] == [0, 1]
    assert [found.text for found in draft.passages] == ["又一份"]


def test_what_is_a_form() -> None:
    assert is_form_text(stretches(paragraphs(EVALUATION)))
    assert not is_form_text(stretches(paragraphs("一是持续抓好社会稳定。\n二是做好项目预算。\n三是落实绩效目标。")))
    assert not is_form_text(stretches(paragraphs("设 1条数量指标：开通月份≥1个月；设 1条质量指标：\n保障率≥80%。")))


def test_words_join_only_where_they_are_no_words_alone() -> None:
    labels = ["年度", "指标值", "一级", "指标", "指标", "权重"]
    texts = [squeezed(each.text) for each in cells([Paragraph(text, 1) for text in labels])]
    assert texts == ["年度指标值", "一级指标", "指标", "权重"]
    assert not is_parted(paragraphs("绩 效 指 标\n1.清运 2.保洁"))
    assert [each.text for each in pieces(paragraphs("填报日期:2021 年 1 月 20 日 数量( ≥**个 ) >= 3"))] == [
        "填报日期:2021 年 1 月 20 日",
        "数量( ≥**个 )",
        ">= 3",
    ]


WORDS = (
    "项目名称 主管部门 项目资金（万元） 年度资金总额 其中：财政拨款 其他资金 年初预算数 全年预算数 全年执行数 执行率 "
    "分值 得分 年度总体目标 实际完成情况 一级指标 二级指标 三级指标 指标值 实际完成值 产出指标 数量指标 满意度指标 "
    "合计 总分 任务名称 主要内容 3月底 6月底 预算规模及资金用途 备注 自评等级 绩效指标"
).split()
CONTENT = st.builds(
    lambda kind, number: kind.format(number),
    st.sampled_from(["内容{}号", "≥{}个", "{}", "{}%", "甲单位{}", "提高{}"]),
    st.integers(100, 999),
)


@settings(derandomize=True, max_examples=300, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(WORDS), CONTENT, st.just("")), min_size=1, max_size=30), st.booleans())
def test_nothing_is_dropped_in_silence(items: list[str], parted: bool) -> None:
    lines = [" ".join(items[start : start + 5]) for start in range(0, len(items), 5)] if parted else items
    run = [Paragraph(line, number) for number, line in enumerate(lines, 1)]
    draft = DocumentDraft()
    read_stream(stretches(run), draft)
    held = squeezed(everything(draft))
    tokens = pieces(run) if is_parted(run) else cells(run)
    assert [
        each.text for each in tokens if each.free and not is_dash(each.text) and squeezed(each.text) not in held
    ] == []
