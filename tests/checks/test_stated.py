"""Sentences with sums and changes: what is right is never blamed, what is wrong is told with what would be right."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jixiao.checks.stated import sentences, spoken
from jixiao.checks.stated_changes import Change, changes
from jixiao.checks.stated_sums import Sum, sums

TENTH = Decimal("0.1")

RIGHT_SUMS = """
收入总计858.66万元，其中：一般公共预算拨款收入800万元，政府性基金预算拨款收入0万元，上年结转58.66万元。
“三公”经费20.5万元，其中因公出国费0万元，公务用车运行费15.5万元（其中：购置费0万元，运行费15.5万元），公务接待费5万元。
政府采购预算50万元，其中：货物30万元、工程0万元、服务20万元。
发放补贴3批次，分别为12万元、13万元、15万元，共40万元。
2023年、2024年、2025年分别安排30万元、40万元、50万元，共计120万元。
共有党员156人，其中预备党员6人、35岁以下党员40人、女党员60人、大专以上学历党员90人。
镇区5个、村12个，共17个站点。
办公费1.25万元、印刷费2.34万元、差旅费3.41万元，合计7.0万元。
总支出100万元，其中：财政拨款100万元，基本支出60万元，项目支出40万元。
增加12万元，其中人员经费增加8万元、公用经费增加14万元。
每人每月补助300元、每户50元，共计3500元。
安排资金50万元，东区30万元、西区20万元，共计50万元。
修缮房屋12间、围墙300米，共计投入15万元。
一季度检查12次，二季度检查15次，累计27次，共30次。
约30万元、20万元，共计60万元。
全年支出50万元，其中：一季度10万元、二季度20万元、三季度15万元、四季度5万元。
服务对象120人，其中：老年人80人，残疾人70人。
清运垃圾100吨，其中：东村20吨、西村15吨。
"""

RIGHT_CHANGES = """
一般公共预算支出800万元，比上年750万元增加50万元，增长6.67%，其中：基本支出600万元，比上年增加40万元，增长7.14%。
2025年预算900万元，较上年减少100万元，下降10%，主要是压减一般性支出。
2024年实现税收1200万元，同比增加200万元，增长20%。
受理投诉由上年的5起下降为3起，下降40%。
参训人员满意度由85%提升至92%，提高7个百分点。
清理垃圾1200吨、同比增加200吨，增长20%。
人均纯收入12000元，比上年增加1000元，增长9.1%。
2025年项目支出350万元，较2024年增加50万元（增长16.67%）。
公务接待费0万元，比2024年减少0.5万元，下降100%。
公务接待费0.5万元，比2024年增加0.5万元，增长100%。
公用经费20万元，比上年增加0万元，增长0%。
从2023年的120万元压减到100万元，压减16.67%。
上年预算为55.00万元，本年预算为50.00万元，比上年减少5.00万元，下降9.09%。
上年预算55万元，本年比上年减少5万元，下降9.09%。
公用经费20万元，其中：公务接待费5万元，比上年减少1万元，下降4.76%。
支出1.2亿元，比上年增加2000万元，增长20%。
支出35.03万元，比上年增加约2万元，增长5%；同比增加12万元，增长8.5%。
预算50万元，比上年38万元增长32%。
收入比上年增加8%，达到120万元。
三年累计减少50户，由150户减少到100户，减少33.3%。
"""


def wrong_sums(text: str) -> list[Sum]:
    return [one for one in sums(text) if one.is_wrong]


def wrong_changes(text: str) -> list[Change]:
    return [one for one in changes(text, TENTH) if one.fault]


@pytest.mark.parametrize("sentence", RIGHT_SUMS.strip().splitlines())
def test_sums_that_are_right_or_unsure_are_not_blamed(sentence: str) -> None:
    assert wrong_sums(sentence) == []


@pytest.mark.parametrize("sentence", RIGHT_CHANGES.strip().splitlines())
def test_changes_that_are_right_or_unsure_are_not_blamed(sentence: str) -> None:
    assert wrong_changes(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "total", "right", "sure"),
    [
        ("其中：东区30万元、西区20万元，共计60万元。", "60万元", 500_000, True),
        ("办公费5.2万元、印刷费2.1万元，合计8.3万元。", "8.3万元", 73_000, True),
        ("办公费5万元、印刷费2万元、差旅费3万元，合计11万元。", "11万元", 100_000, False),
        ("两区共50.0万元，分别为30.0万元、25.0万元。", "50.0万元", 550_000, True),
        ("安排50万元，其中：东区30.5万元、西区25.5万元。", "50万元", 560_000, True),
        ("安排50万元，其中：办公费30.5万元、印刷费25.5万元。", "50万元", 560_000, True),
        ("安排50万元，其中：河渠30.5万元、助餐25.5万元。", "50万元", 560_000, False),
        ("安排50万元，其中：办公费60万元。", "50万元", 600_000, True),
        ("投放药剂4.2吨，其中东片2.1吨、西片1.2吨、南片0.7吨。", "4.2吨", 4, False),
        ("全年50次，其中：一季度10次、二季度20次、三季度15次、四季度6次。", "50次", 51, True),
        ("男８５人、女３５人，共１２１人。", "１２１人", 120, True),
    ],
)
def test_sums_that_are_wrong(sentence: str, total: str, right: int, sure: bool) -> None:
    (found,) = wrong_sums(sentence)
    assert (found.total, found.right, found.is_sure) == (total, right, sure)


@pytest.mark.parametrize(
    ("sentence", "stated", "fault", "right", "sure"),
    [
        ("预算350.3万元，比2024年338.3万元增加13万元。", "13万元", "amount", 120_000, True),
        ("预算338.3万元，比2024年350.3万元增加12万元。", "增加", "direction", 120_000, True),
        ("接待费20.0万元，比上年减少5.0万元，下降25%。", "25%", "percent", 20, True),
        ("接待费20万元，比上年减少5万元，增长20%。", "增长", "direction", 20, True),
        ("助餐老人由80人增加到100人，增长20%。", "20%", "percent", 25, True),
        ("满意度由90%提高到88%。", "提高", "direction", None, True),
        ("预算52万元，比上年38万元增加13万元。", "13万元", "amount", 140_000, False),
        ("预算50万元，比上年38万元增长45.5%。", "45.5%", "percent", None, True),
    ],
)
def test_changes_that_are_wrong(sentence: str, stated: str, fault: str, right: int | None, sure: bool) -> None:
    (found,) = wrong_changes(sentence)
    assert (found.stated, found.fault, found.is_sure) == (stated, fault, sure)
    assert right is None or found.right == right


@settings(derandomize=True, max_examples=60)
@given(st.lists(st.integers(1, 9999), min_size=2, max_size=6), st.integers(-400, 400))
def test_a_list_of_counts_is_wrong_exactly_where_its_total_is(parts: list[int], off: int) -> None:
    total = sum(parts) + off
    if total <= 0:
        return
    words = "、".join(f"{name}组{part}户" for name, part in zip("甲乙丙丁戊己", parts, strict=False))
    suffixes = {sum(parts[start:]) for start in range(len(parts) - 1)}
    assert bool(wrong_sums(f"其中：{words}，共{total}户。")) is (total not in suffixes)


@settings(derandomize=True, max_examples=60)
@given(st.integers(1, 9999), st.integers(1, 9999), st.integers(0, 500))
def test_a_change_of_counts_is_wrong_exactly_where_its_numbers_are(before: int, now: int, off: int) -> None:
    word, by = ("增加", now - before) if now >= before else ("减少", before - now)
    found = wrong_changes(f"受益{now}户，比上年{before}户{word}{by + off}户。")
    assert bool(found) is (off != 0)


def test_a_text_without_amounts_has_no_sentences_to_judge() -> None:
    assert list(sentences("没有数。只有一个数12万元。")) == []


def test_a_value_is_spoken_as_the_sentence_speaks() -> None:
    assert spoken(Decimal(500_000), "30.5万元") == "50万元"
    assert spoken(Decimal("1234.5"), "20元") == "1234.5元"


def test_long_lists_of_numbers_take_no_long_time() -> None:
    text = "、".join(f"第{number}组{number}户" for number in range(1, 3000)) + "，共5户"
    assert len(list(sums(text))) <= 1
    assert list(changes(text, TENTH)) == []
