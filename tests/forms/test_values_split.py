"""Cells that hold two things are taken apart, and nothing but the separator is lost."""

from __future__ import annotations

import doctest
import re
from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from jixiao.forms import values_split
from jixiao.forms.values import (
    fused_pairs,
    parse_points,
    parse_target,
    split_code_and_name,
    split_name_and_target,
    unit_in_name,
)

PIECES = st.sampled_from(
    [
        *"0123456789%≥<>=：:-— \n（）()[]【】.、人个元率数镇",
        "达到",
        "不低于",
        "以上",
        "定性",
        "**",
        "2021年",
        "月",
        "完成率",
        "901",
    ]
)
ANY = st.one_of(st.text(max_size=400), st.lists(PIECES, max_size=40).map("".join))


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        # a sign or a word for one parts the two
        ("作业航时≥80小时", "作业航时", "≥80小时"),
        ("残疾人保障率>=90%", "残疾人保障率", ">=90%"),
        ("数量指标--残疾人保障率>=90%", "数量指标--残疾人保障率", ">=90%"),
        ("资金支付及时率=100%", "资金支付及时率", "=100%"),
        ("成本超支率≤0%", "成本超支率", "≤0%"),
        ("群众满意度 ≥90%", "群众满意度", "≥90%"),
        ("满意度：≥９０％", "满意度", "≥９０％"),
        ("村民满意度＞90%", "村民满意度", "＞90%"),
        ("出勤率不低于95%", "出勤率", "不低于95%"),
        ("成本控制在85万元以内", "成本", "控制在85万元以内"),
        ("最低生活保障覆盖率≥95%", "最低生活保障覆盖率", "≥95%"),
        ("完成时间不晚于12月31日", "完成时间", "不晚于12月31日"),
        ("结余率(计算方法为:结余数/预算数)≤5%", "结余率(计算方法为:结余数/预算数)", "≤5%"),
        ("维护日常运转定性有效", "维护日常运转", "定性有效"),
        # placeholders stay in the name
        ("旅游景点开发数量( ≥**个 )", "旅游景点开发数量( ≥**个 )", ""),
        ("旅游景点开发数量( ≥**个 ) >=3个", "旅游景点开发数量( ≥**个 )", ">=3个"),
        ("游客满意度(≥**%) >=90%", "游客满意度(≥**%)", ">=90%"),
        ("★★★受益人口数≥**人", "★★★受益人口数≥**人", ""),
        ("*基础设施建设质量达标率100% >=98%", "*基础设施建设质量达标率100%", ">=98%"),
        # a number with its unit, or a date, at the end
        ("质量达标率100%", "质量达标率", "100%"),
        ("村社干部210人", "村社干部", "210人"),
        ("4500吨原粮、450吨成品储备到位率100%", "4500吨原粮、450吨成品储备到位率", "100%"),
        ("接待游客5万人以上", "接待游客", "5万人以上"),
        ("满意度约90%", "满意度", "约90%"),
        ("满意度达95%以上", "满意度", "达95%以上"),
        ("合格率百分之九十", "合格率", "百分之九十"),
        ("培训时间3-5天", "培训时间", "3-5天"),
        ("费用周期 2020年1月--2020年11月", "费用周期", "2020年1月--2020年11月"),
        ("项目完成时间2021年12月31日前", "项目完成时间", "2021年12月31日前"),
        # a separator before a bare number or a known word
        ("工程数量：50", "工程数量", "50"),
        ("程序是否公正 是", "程序是否公正", "是"),
        ("实现社会和谐 长期", "实现社会和谐", "长期"),
        # no value
        ("指标1", "指标1", ""),
        ("指标1:健康档案", "指标1:健康档案", ""),
        ("增雨作业", "增雨作业", ""),
        ("开展12345热线服务", "开展12345热线服务", ""),
        ("第3期工程", "第3期工程", ""),
        ("按定性指标评价", "按定性指标评价", ""),
        ("", "", ""),
        ("≥80小时", "", "≥80小时"),
    ],
)
def test_a_name_gives_up_the_value_glued_to_it(text: str, name: str, value: str) -> None:
    assert split_name_and_target(text) == (name, value)
    assert not value or parse_target(value)[1] is None


@pytest.mark.parametrize(
    ("text", "code", "name"),
    [
        ("494001某县某镇人民政府本级", "494001", "某县某镇人民政府本级"),
        ("901-甲市乙区", "901", "甲市乙区"),
        ("901001-甲县乙镇", "901001", "甲县乙镇"),
        ("901—乙镇部门", "901", "乙镇部门"),
        ("901 甲局", "901", "甲局"),
        ("[155]甲县乙局", "155", "甲县乙局"),
        ("[055]****", "055", "****"),
        ("【610001】甲省某公司", "610001", "甲省某公司"),
        ("甲市某局[155]", "155", "甲市某局"),
        ("甲县乙镇（901001）", "901001", "甲县乙镇"),
        ("494001人民政府", "494001", "人民政府"),
        ("494001", "494001", ""),
        ("51092324T000010000001-2023年设备替代补助资金项目", "51092324T000010000001", "2023年设备替代补助资金项目"),
        ("13022925P00JXC4199186", "13022925P00JXC4199186", ""),
        ("51000021R000000000017某项目", "51000021R000000000017", "某项目"),
        ("2023年村社干部补贴", None, "2023年村社干部补贴"),
        ("2023-2025年规划", None, "2023-2025年规划"),
        ("2023", None, "2023"),
        ("(2022)某财", None, "(2022)某财"),
        ("12345政务热线", None, "12345政务热线"),
        ("120急救中心", None, "120急救中心"),
        ("100000元补助", None, "100000元补助"),
        ("300 户搬迁", None, "300 户搬迁"),
        ("补助（500）", None, "补助（500）"),
        ("某财社2018200号提前下达", None, "某财社2018200号提前下达"),
        ("甲县乙镇", None, "甲县乙镇"),
        ("", None, ""),
    ],
)
def test_a_code_is_told_from_years_and_counts(text: str, code: str | None, name: str) -> None:
    assert split_code_and_name(text) == (code, name)


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("10", "10"),
        ("22.5", "22.5"),
        ("10分", "10"),
        ("（50分）", "50"),
        ("10.0 分", "10.0"),
        ("10%", "10"),
        ("0", "0"),
        ("—", None),
        ("/", None),
        ("", None),
        ("-5", None),
        ("10 10", None),
        ("产出指标(50分)", None),
    ],
)
def test_points_are_a_plain_number(text: str, points: str | None) -> None:
    assert parse_points(text) == (Decimal(points) if points else None)


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("1010", [("10", "10")]),
        ("22", [("2", "2")]),
        ("108", [("10", "8")]),
        ("100", [("10", "0")]),
        ("808", [("80", "8")]),
        ("10080", [("100", "80")]),
        ("22.522.5", [("22.5", "22.5"), ("22.52", "2.5")]),
        ("89", []),
        ("2", []),
        ("10人", []),
        ("", []),
    ],
)
def test_fused_digits_are_cut_every_way_that_holds(text: str, pairs: list[tuple[str, str]]) -> None:
    assert fused_pairs(text) == [(Decimal(weight), Decimal(score)) for weight, score in pairs]


@settings(derandomize=True, max_examples=200)
@given(st.integers(1, 100), st.integers(0, 100))
def test_a_weight_and_a_score_that_ran_together_are_among_the_cuts(weight: int, score: int) -> None:
    pairs = fused_pairs(f"{weight}{score}")
    assert ((Decimal(weight), Decimal(score)) in pairs) == (score <= weight)
    assert all(a <= 100 and b <= a and f"{a}{b}" == f"{weight}{score}" for a, b in pairs)


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("对象满意度(%)", "%"),
        ("面积（平方米）", "平方米"),
        ("数量( ≥**个 )", None),
        ("人数（按月平均）", None),
        ("次数", None),
    ],
)
def test_a_name_may_end_with_the_unit(name: str, unit: str | None) -> None:
    assert unit_in_name(name) == unit


@settings(derandomize=True, max_examples=500)
@example("9" + " " * 5000 + "甲")
@example("（" * 300 + "≥" * 300)
@given(ANY)
def test_nothing_but_the_separator_is_lost(text: str) -> None:
    name, value = split_name_and_target(text)
    stripped = text.strip()
    assert stripped.startswith(name) and stripped.endswith(value)
    assert re.fullmatch(r"[\s：:—–－-]*", stripped[len(name) : len(stripped) - len(value)])
    code, rest = split_code_and_name(text)
    before, _, behind = stripped.partition(code or "\0")
    assert code or rest == stripped
    assert not code or re.fullmatch(r"[\s\[\]【】［］()（）—–－_-]*", (before + behind).replace(rest, "", 1))
    points = parse_points(text)
    assert points is None or points >= 0
    assert all(score <= weight for weight, score in fused_pairs(text))


def test_the_examples_in_the_docstrings_hold() -> None:
    assert doctest.testmod(values_split).failed == 0
