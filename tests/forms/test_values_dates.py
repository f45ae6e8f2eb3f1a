"""Dates and periods as target values."""

from __future__ import annotations

import doctest

import pytest

from jixiao.forms import values_dates
from jixiao.forms.values_dates import date_target
from jixiao.units import narrow


@pytest.mark.parametrize(
    ("text", "operator", "dates"),
    [
        ("2021年12月31日前", "≤", ("2021-12-31",)),
        ("2021 年 12 月 31 日之前", "≤", ("2021-12-31",)),
        ("12月底前", "≤", ("--12",)),
        ("12\n月底前", "≤", ("--12",)),
        ("不晚于12月31日", "≤", ("--12-31",)),
        ("≤2021年12月", "≤", ("2021-12",)),
        ("2021年11月30日前完成支付", "≤", ("2021-11-30",)),
        ("12月底到位", None, ("--12",)),
        ("11月底完成", None, ("--11",)),
        ("2021年", None, ("2021",)),
        ("2022年度", None, ("2022",)),
        ("2021年底", None, ("2021-12",)),
        ("年底前", "≤", ("--12",)),
        ("十二月底", None, ("--12",)),
        ("2021-12-31", None, ("2021-12-31",)),
        ("2021.6.30前", "≤", ("2021-06-30",)),
        ("2021-12", None, ("2021-12",)),
        ("2021年1月-12月", None, ("2021-01", "2021-12")),
        ("2020年1月--2020年11月", None, ("2020-01", "2020-11")),
        ("2022年3月-2022年11月", None, ("2022-03", "2022-11")),
        ("2021.1-2021.12", None, ("2021-01", "2021-12")),
        ("2021年1月1日至12月31日", None, ("2021-01-01", "2021-12-31")),
        ("12月1-31日", None, ("--12-01", "--12-31")),
        ("1-12月", None, ("--01", "--12")),
        ("2023年—2025年", None, ("2023", "2025")),
        ("2021-2025年", None, ("2021", "2025")),
        ("第四季度", None, ("--10", "--12")),
        ("2021年第1季度末", None, ("2021-03",)),
        ("上半年", None, ("--01", "--06")),
        ("早于2021年6月", "<", ("2021-06",)),
        ("第三季度前", "≤", ("--07", "--09")),
        ("2021年下半年", None, ("2021-07", "2021-12")),
        ("12月31日止", None, ("--12-31",)),
    ],
)
def test_a_date_is_named_with_its_operator(text: str, operator: str | None, dates: tuple[str, ...]) -> None:
    assert date_target(narrow(text)) == (operator, dates)


@pytest.mark.parametrize(
    "text",
    [
        "12个月",
        "1年",
        "3年内",
        "每月10日前",
        "1次/月",
        "600万/月",
        "5-10",
        "3-5日",
        "2021",
        "13月",
        "2021年13月",
        "5月32日",
        "每年",
        "年",
        "0月",
    ],
)
def test_a_duration_or_a_broken_date_is_no_date(text: str) -> None:
    assert date_target(text) is None


def test_the_examples_in_the_docstrings_hold() -> None:
    assert doctest.testmod(values_dates).failed == 0
