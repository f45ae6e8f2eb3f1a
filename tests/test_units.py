"""Numbers, money, percents, years, months and numerals as documents write them."""

from __future__ import annotations

import doctest
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jixiao import units
from jixiao.units import (
    LONGEST,
    MoneyUnit,
    chinese_number,
    decimal_of,
    month_of,
    narrow,
    ordinal_of,
    percent_points_of,
    years_of,
    yuan_of,
)

MESSY = st.text(
    alphabet="0123456789０９.,，．-—+ \n　万亿千元年月日度%％百分之点一二三十百千零〇（）()〔〕号第底末至、A",
    max_size=80,
)
ANY = st.one_of(st.text(max_size=200), MESSY)


def _text(value: Decimal | None) -> str | None:
    return None if value is None else format(value)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("20000.00", "20000.00"),
        ("7,512,430.18", "7512430.18"),
        ("２０，０００．５０", "20000.50"),
        (" 86000\n", "86000"),
        ("0", "0"),
        ("0.00", "0.00"),
        (".5", "0.5"),
        ("- 5", "-5"),
        ("−3.2", "-3.2"),
        ("+5", "5"),
        ("968.191 8", "968.1918"),
        ("920.114 5", "920.1145"),
        ("968.\n1918", "968.1918"),
        ("7,512, 430.18", "7512430.18"),
        ("1\u200b2", "12"),
        ("10 10", None),
        ("100 100", None),
        ("10.5 10", None),
        ("1. 5", None),
        ("20 000", None),
        ("1,23", None),
        ("1,2345", None),
        ("007", None),
        ("00", None),
        ("5.", None),
        ("1.2.3", None),
        ("12人", None),
        ("二十", None),
        ("٣", None),
        ("—", None),
        ("", None),
        ("9" * (LONGEST + 1), None),
        (" " * 100 + "12" + " " * 100, "12"),
    ],
)
def test_a_number_is_read_with_its_written_digits(text: str, expected: str | None) -> None:
    assert _text(decimal_of(text)) == expected


@pytest.mark.parametrize(
    ("text", "unit", "expected"),
    [
        ("20000.00", "元", "20000.00"),
        ("8.66", "万元", "86600.00"),
        ("968.1918", "万元", "9681918.0000"),
        ("85", "万元", "850000"),
        ("0.00", "万元", "0.00"),
        ("2", "亿元", "200000000"),
        ("12.5", "千元", "12500.0"),
        ("170.2万", "万元", "1702000.0"),
        ("170.2万", "元", "1702000.0"),
        ("86000元", "万元", "86000"),
        ("3.5 万元", "元", "35000.0"),
        ("1,234.5万元", "元", "12345000.0"),
        ("１２万元", "元", "120000"),
        ("3千元", "元", "3000"),
        ("1.2亿元", "万元", "120000000.0"),
        ("20（万元）", "元", "200000"),
        ("5百万元", "元", "5000000"),
        ("3萬圓", "元", "30000"),
        ("¥5,000.00", "元", "5000.00"),
        ("人民币20万元整", "元", "200000"),
        ("-1.5", "万元", "-15000.0"),
        ("600万/月", "元", None),
        ("5元/人", "元", None),
        ("约20万元", "元", None),
        ("0 190.1122", "万元", None),
        ("-", "元", None),
        ("—", "万元", None),
        ("/", "万元", None),
        ("", "万元", None),
    ],
)
def test_money_is_exact_yuan(text: str, unit: MoneyUnit, expected: str | None) -> None:
    assert _text(yuan_of(text, unit)) == expected
    assert _text(yuan_of(text, unit=unit)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("25%", "25"),
        ("25％", "25"),
        ("25百分比", "25"),
        ("325%", "325"),
        ("86.5 %", "86.5"),
        ("72.74%", "72.74"),
        ("100.00%", "100.00"),
        ("25", "25"),
        ("-3%", "-3"),
        ("5个百分点", "5"),
        ("25(%)", "25"),
        ("百分之二十五", "25"),
        ("百分之25", "25"),
        ("百分之二十五点五", "25.5"),
        ("百分之百", "100"),
        ("百分百", "100"),
        ("百分之", None),
        ("百分之多少", None),
        ("百分之五点", None),
        ("25%%", None),
        ("25% 50%", None),
        (">25%", None),
        ("—", None),
        ("", None),
    ],
)
def test_percents_are_points(text: str, expected: str | None) -> None:
    assert _text(percent_points_of(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023年用于残疾人资金", (2023,)),
        ("2025年，我镇将……确保2025年安全，超过2024年", (2025, 2024)),
        ("2021-2025年", (2021, 2025)),
        ("2021至2025年", (2021, 2025)),
        ("2021、2022、2023年", (2021, 2022, 2023)),
        ("中期目标（2023年—2025年）", (2023, 2025)),
        ("( 2023 年度)", (2023,)),
        ("二〇二五年", (2025,)),
        ("二○二一年和二零二二年度", (2021, 2022)),
        ("一九九八年", (1998,)),
        ("２０２４年", (2024,)),
        ("财预〔2020〕10号", ()),
        ("冀财社〔2021年〕99号 2022年", (2022,)),
        ("某财（2022）00009", ()),
        ("某财社2018200号", ()),
        ("120252年", ()),
        ("1989年 2100年", ()),
        ("2021", ()),
        ("", ()),
    ],
)
def test_years_are_those_that_the_text_speaks_of(text: str, expected: tuple[int, ...]) -> None:
    assert years_of(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3月底", 3),
        ("6月末", 6),
        ("10月底", 10),
        ("12月31日", 12),
        ("2025年9月底", 9),
        ("1-7月", 7),
        ("1月—8月执行数", 8),
        ("12 月底", 12),
        ("十二月底", 12),
        ("二月", 2),
        ("第一季度末", 3),
        ("三季度", 9),
        ("前2季度", 6),
        ("上半年", 6),
        ("下半年", 12),
        ("全年", 12),
        ("年底", 12),
        ("年末", 12),
        ("3个月", None),
        ("13月", None),
        ("每月", None),
        ("25%", None),
        ("", None),
    ],
)
def test_a_month_is_the_one_that_the_period_ends_with(text: str, expected: int | None) -> None:
    assert month_of(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("零", 0),
        ("一", 1),
        ("两", 2),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("九十九", 99),
        ("一百零五", 105),
        ("一百二十", 120),
        ("一千零一", 1001),
        ("三千四百五十六", 3456),
        ("三万五千", 35000),
        ("十二万零三百", 120300),
        ("一百二", None),
        ("二〇二五", None),
        ("百", None),
        ("万", None),
        ("一五", None),
        ("5", None),
        ("", None),
    ],
)
def test_numerals_are_read_when_spelled_properly(text: str, expected: int | None) -> None:
    assert chinese_number(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一、总体绩效目标", 1),
        ("（二）围绕", 2),
        ("(3)x", 3),
        ("4.2022年公开栏", 4),
        ("1．完成", 1),
        ("第五部分", 5),
        ("第三，", 3),
        ("六是深耕", 6),
        ("五“河渠清理", 5),
        ("二、“乡镇", 2),
        ("十二、", 12),
        ("目标1：保障", 1),
        ("指标25:签约率", 25),
        ("③组织", 3),
        (" 7", 7),
        ("2023年项目", None),
        ("1.5万元", None),
        ("三次", None),
        ("一般", None),
        ("一部分群众", None),
        ("第一季度", None),
        ("3 月底", None),
        ("", None),
    ],
)
def test_an_item_knows_its_number(text: str, expected: int | None) -> None:
    assert ordinal_of(text) == expected


@settings(derandomize=True, max_examples=150)
@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=0, max_value=10**11))
def test_every_digit_of_an_amount_is_kept(amount: Decimal) -> None:
    assert _text(decimal_of(f"{amount:,f}")) == f"{amount:f}"
    for unit, zeros in (("元", 0), ("千元", 3), ("万元", 4), ("亿元", 8)):
        yuan = yuan_of(f" {amount:,f} {unit}")
        assert yuan is not None
        assert yuan == amount.scaleb(zeros)
        exponent = yuan.as_tuple().exponent
        assert isinstance(exponent, int) and exponent <= 0


@settings(derandomize=True, max_examples=150)
@given(st.integers(min_value=1, max_value=9999))
def test_numerals_spelled_by_the_rule_come_back(number: int) -> None:
    spelled = ""
    for place, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // place % 10
        if digit:
            spelled += "零一二三四五六七八九"[digit] + sign
        elif spelled and number % place and not spelled.endswith("零"):
            spelled += "零"
    assert chinese_number(spelled) == number


@settings(derandomize=True, max_examples=300)
@given(ANY)
def test_no_text_makes_a_reader_stumble(text: str) -> None:
    amount, yuan, points = decimal_of(text), yuan_of(text, "万元"), percent_points_of(text)
    if amount is not None:
        assert yuan is not None and Fraction(yuan) == Fraction(amount) * 10_000
        assert points == amount
    month, ordinal = month_of(text), ordinal_of(text)
    assert month is None or 1 <= month <= 12
    assert ordinal is None or ordinal >= 0
    assert all(1990 <= year <= 2099 for year in years_of(text))


@settings(derandomize=True, max_examples=300)
@given(MESSY)
def test_narrowing_loses_nothing_but_blanks_and_comes_to_rest(text: str) -> None:
    once = narrow(text)
    assert [sign.isdigit() for sign in once if sign.strip()] == [sign.isdigit() for sign in text if sign.strip()]
    assert narrow(once) == once


def test_the_examples_in_the_docstrings_hold() -> None:
    assert doctest.testmod(units).failed == 0
