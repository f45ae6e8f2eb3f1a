"""Lights by the nature of an indicator: only what grows with the year is prorated."""

from __future__ import annotations

import pytest

from jixiao import api
from jixiao.forms.values import parse_target
from jixiao.law import Law
from jixiao.model import Indicator

LAW = Law("hebei")


def row(target: str, actual: str, category: str = "数量指标", name: str = "培训人次") -> Indicator:
    return Indicator(category=category, name=name, target=parse_target(target)[0], actual=actual)


@pytest.mark.parametrize(
    ("nature", "actual", "month", "light"),
    [
        ("progress", "70人次", 7, "blue"),  # 70 of 120 · 7/12 = 70 is 100 %, below: green; see the next
        ("progress", "42人次", 7, "yellow"),  # 42 / 70 = 60 %: a floor belongs to the light that begins there
        ("progress", "41人次", 7, "red"),
        ("milestone", "70人次", 7, "red"),  # the whole target is held against it
        ("milestone", "120人次", 7, "green"),
        ("year_end", "70人次", 7, None),  # only the end of the year tells
        ("year_end", "120人次", 7, "green"),
        ("year_end", "70人次", 12, "red"),
    ],
)
def test_only_what_grows_with_the_year_is_prorated(nature, actual, month, light):
    target = "≥100人次" if light == "blue" else "≥120人次"  # 70 of 58.3 is 120 %
    assert api.indicator_light(row(target, actual), month, LAW, nature) == light


def test_a_quality_is_prorated_only_where_a_person_says_so():
    quality = row("≥90%", "60%", "质量指标", "合格率")
    assert api.indicator_light(quality, 7, LAW) == "red"
    assert api.indicator_light(quality, 7, LAW, "progress") == "green"


def test_what_must_not_happen_is_red_once_it_does():
    none = "=0起"
    assert api.indicator_nature(row(none, "", "社会效益指标", "侵害事件起数"), LAW) == "milestone"
    lights = [api.indicator_light(row(none, each, "社会效益指标", "侵害事件起数"), 7, LAW) for each in ("0起", "1起")]
    assert lights == ["green", "red"]


def test_a_milestone_is_not_judged_before_its_month():
    works = row("≥2025年9月", "未完成", "时效指标", "完成时间")
    assert api.indicator_light(works, 7, LAW, "milestone") is None


@pytest.mark.parametrize(
    ("indicator", "nature"),
    [
        (row("≥120人次", ""), "progress"),
        (row("≤120人次", ""), "milestone"),
        (row("≥90%", "", "质量指标", "合格率"), "milestone"),
        (row("≥95%", "", "服务对象满意度指标", "群众满意度"), "year_end"),
        (row("≥3%", "", "经济效益指标", "收入增长率"), "year_end"),
        (row("2025年9月", "", "时效指标", "工程"), "milestone"),
    ],
)
def test_a_nature_is_proposed_from_name_category_and_target(indicator, nature):
    assert api.indicator_nature(indicator, LAW) == nature


def test_the_country_monitors_the_first_seven_months():
    assert [(each.month, str(each.due)) for each in api.periods(LAW, 2025)][0] == (7, "2025-08-31")
