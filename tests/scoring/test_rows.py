"""The mark of one row: every operator, and every edge case that the regulations leave open."""

from __future__ import annotations

from decimal import Decimal

import pytest

from jixiao.scoring import Band, Window

from .conftest import mark, said, value


@pytest.mark.parametrize(
    ("target", "actual", "points"),
    [
        ("≥10", "10", "10.00"),
        ("≥10", "9.5", "9.50"),
        ("≥3", "1", "3.33"),
        ("≥3", "2", "6.67"),
        ("≥8", "8.1", "10.00"),
        (">90%", "90%", "10.00"),
        (">90%", "89.1%", "9.90"),
        ("=100%", "100%", "10.00"),
        ("=100%", "97%", "9.70"),
        ("100%", "97%", "9.70"),
        ("=0起", "0起", "10.00"),
        ("=0起", "1起", "0.00"),
        ("0起", "0", "10.00"),
        ("≤20天", "20天", "10.00"),
        ("≤20天", "12天", "10.00"),
        ("≤20天", "25天", "7.50"),
        ("≤20天", "40天", "0.00"),
        ("≤20天", "41天", "0.00"),
        ("<20天", "20天", "10.00"),
        ("<20天", "22天", "9.00"),
        ("≤0起", "0起", "10.00"),
        ("≤0起", "1起", "0.00"),
        ("≥0元", "0元", "10.00"),
        ("≥-5", "-3", "10.00"),
        ("≤-5", "-6", "10.00"),
    ],
)
def test_numbers(target: str, actual: str, points: str) -> None:
    found = mark(target, actual)
    assert found.points == Decimal(points)
    assert str(found.points) == points
    assert found.window is None
    assert found.reason is None


def test_half_a_cent_goes_up() -> None:
    assert mark("≥8", "7", "5.5").points == Decimal("4.81")
    assert mark("≥8", "5", "5.012").points == Decimal("3.13")
    assert mark("≥200", "1", "1").points == Decimal("0.01")


def test_the_working_is_shown_line_by_line() -> None:
    assert said(mark("≥90", "95")) == ["实际值95 ≥ 目标值90，得满分10分"]
    assert said(mark("≥10", "9.5", "15")) == ["实际值9.5 < 目标值10，按完成比例计分", "9.5 ÷ 10 × 15 = 14.25"]
    assert said(mark("≥3场", "1场")) == ["实际值1场 < 目标值3场，按完成比例计分", "1 ÷ 3 × 10 ≈ 3.33"]
    assert said(mark("≤20天", "25天"))[1] == "(1 − (25 − 20) ÷ 20) × 10 = 7.5"


def test_the_ratio_variant_of_reverse_targets() -> None:
    found = mark("≤20天", "25天", terms={"reverse_method": "ratio"})
    assert found.points == Decimal("8.00")
    assert found.others == {"distance": Decimal("7.50")}
    assert said(found)[1] == "20 ÷ 25 × 10 = 8"
    assert mark("≤20天", "25天").others == {"ratio": Decimal("8.00")}
    assert mark("≤20天", "60天", terms={"reverse_method": "ratio"}).points == Decimal("3.33")


def test_a_negative_actual_counts_as_nothing() -> None:
    found = mark("≥10", "-3")
    assert found.points == 0
    assert said(found)[0] == "实际值-3为负数，按0计"


@pytest.mark.parametrize(("target", "actual"), [("≥-5", "-8"), ("≤-5", "-2"), ("=-5", "-8")])
def test_a_negative_target_that_is_missed_is_for_a_person(target: str, actual: str) -> None:
    found = mark(target, actual)
    assert (found.points, found.window) == (None, Window(lowest=Decimal(0), highest=Decimal(10), closed=False))


def test_a_growth_rate_that_is_missed_is_for_a_person() -> None:
    assert mark("≥5%", "3%", name="产值增长率").points is None
    assert mark("≥5%", "-3%", name="产值增长率").points is None
    assert mark("≥5%", "6%", name="产值增长率").points == 10


def test_an_empty_actual_is_never_zero() -> None:
    found = mark("≥10", "")
    assert (found.points, found.reason) == (None, "no_actual")
    assert mark("≥10", "—").reason == "no_actual"


def test_what_cannot_be_scored_says_why() -> None:
    assert mark("≥10", "10", None).reason == "no_weight"
    assert mark("—", "10").reason == "no_target"
    assert mark("≥10", "已完成").reason == "words_for_number"
    assert mark("≥10", "5-12").reason == "range_for_number"
    assert mark("≥10人", "90%").reason == "unit_differs"
    assert mark("≥10人", "2024年3月").reason == "not_comparable"
    assert mark("2024年3月底前", "10人").reason == "not_comparable"
    assert mark("2024年3月底前", "按时完成").reason == "words_for_number"


def test_units_are_brought_together() -> None:
    found = mark("≤30000元", "3.3万元")
    assert found.points == Decimal("9.00")
    assert said(found)[0] == "实际值3.3万元换算为33000元"
    assert mark("≥5次", "5场").points == 10
    assert mark("≥2万人", "19000人").points == Decimal("9.50")
    assert mark("≤5‰", "0.4%").points == 10
    assert mark("≥3%", "29‰").points == Decimal("9.67")
    assert mark("≥500元/人*月", "571元/人·月").points == 10
    assert mark("≥1次/月", "12次").reason == "unit_differs"
    assert mark("≤5100元/户", "5100元/户·年").points == 10
    assert mark("≥5个百分点", "4百分点", name="差距").points == Decimal("8.00")


def test_ranges_are_missed_by_the_nearest_bound() -> None:
    assert mark("5-10天", "7天").points == 10
    assert mark("5-10天", "10天").points == 10
    assert mark("5-10天", "4天").points == Decimal("8.00")
    assert mark("5-10天", "12天").points == Decimal("8.00")
    assert mark("5-10天", "20天").points == 0
    assert mark("±10%", "-8%").points == 10
    assert mark("±10%", "-12%").points == Decimal("8.00")


def test_dates() -> None:
    assert mark("2024年11月30日前", "2024年11月22日").points == 10
    assert mark("2024年11月30日前", "2024年11月30日").points == 10
    assert mark("11月底前", "2024年11月").points == 10
    working = mark("≤2024年11月30日", "2024年11月22日").working()
    assert working.startswith("完成时间2024年11月22日，不晚于2024年11月30日")
    assert mark("2024年2月底前", "2月29日").points == 10
    assert mark("2024年1月-11月", "2024年10月").points == 10
    late = mark("2024年11月30日前", "2024年12月1日")
    assert (late.points, late.window) == (Decimal("0.00"), Window(lowest=Decimal(0), highest=Decimal(10), closed=False))
    assert mark("2024年11月15日前", "2024年11月").reason == "date_too_coarse"
    assert mark("2024年2月30日前", "2024年2月1日").reason == "not_comparable"
    assert mark("≥2024年3月", "2024年4月").reason == "direction_unknown"


def test_late_by_the_day_where_the_standard_says_so() -> None:
    standard = {"赋分规则": "按时完成得满分，每延迟1天扣0.5分"}
    late = mark("2024年11月30日前", "2024年12月4日", details=standard)
    assert late.points == Decimal("8.00")
    assert said(late) == ["比要求晚4天，按“每延迟1天扣0.5分”扣2分，10 − 2 → 8"]
    assert mark("2024年11月30日前", "2025年3月4日", details=standard).points == 0


@pytest.mark.parametrize(
    ("outcome", "lowest", "highest", "closed"),
    [
        ("达成预期指标", "8", "10", True),
        ("有效提升", "8", "10", True),
        ("不断改善", "8", "10", True),
        ("已建立长效机制", "8", "10", True),
        ("部分达成年度指标并具有一定效果", "6", "8", False),
        ("基本完成", "6", "8", False),
        ("未达成年度指标且效果较差", "0", "6", False),
        ("未完成", "0", "6", False),
    ],
)
def test_the_three_tiers(outcome: str, lowest: str, highest: str, closed: bool) -> None:
    found = mark("有效提升", outcome)
    assert found.points is None
    assert found.window == Window(lowest=Decimal(lowest), highest=Decimal(highest), closed=closed)
    assert found.reason is None


def test_windows_are_half_open() -> None:
    best, middle, worst = (mark("有效提升", words).window for words in ("达成预期指标", "部分达成", "未达成"))
    assert best and middle and worst
    assert [best.holds(Decimal(points)) for points in ("8", "10", "7.99", "10.01")] == [True, True, False, False]
    assert [middle.holds(Decimal(points)) for points in ("6", "7.99", "8", "5.99")] == [True, True, False, False]
    assert [worst.holds(Decimal(points)) for points in ("0", "5.99", "6", "-0.01")] == [True, True, False, False]
    assert middle.holds(Decimal("5.95"), Decimal("0.1"))
    assert not middle.holds(Decimal("8"), Decimal("0.1"))
    assert best.holds(Decimal("10.05"), Decimal("0.1"))


def test_tiers_of_another_place() -> None:
    found = mark("有效提升", "部分达成", terms={"tier_floors": (Decimal("0.8"), Decimal("0.5"), Decimal(0))})
    assert found.window == Window(lowest=Decimal(5), highest=Decimal(8), closed=False)


@pytest.mark.parametrize("outcome", ["培训中效果显现", "群众未再反映改善意见", "对口帮扶村12个"])
def test_words_that_name_no_tier_leave_it_open(outcome: str) -> None:
    assert mark("有效提升", outcome).reason == "no_tier"


def test_yes_or_no() -> None:
    assert mark("是", "是").points == 10
    assert mark("是", "否").points == 0
    assert mark("无", "无").points == 10
    assert mark("无", "有").points == 0
    assert mark("是", "部分达成").window == Window(lowest=Decimal(6), highest=Decimal(8), closed=False)
    assert mark("健全", "健全").window == Window(lowest=Decimal(8), highest=Decimal(10))


def test_satisfaction_by_ratio_or_by_bands() -> None:
    plain = mark("≥95%", "89%", dimension="满意度指标")
    assert (plain.points, plain.others) == (Decimal("9.37"), {"bands": Decimal("8.00")})
    banded = {"terms": {"satisfaction_method": "bands"}, "dimension": "满意度指标"}
    points = [mark("≥95%", f"{percent}%", **banded).points for percent in ("90", "89.9", "80", "60", "59.9")]
    assert points == [Decimal(points) for points in ("10", "8", "8", "5", "0")]
    assert mark("≥95%", "89%", **banded).others == {"positive": Decimal("9.37")}
    assert said(mark("≥95%", "89%", **banded)) == ["89%达到80%及以上一档，10 × 80% = 8"]


@pytest.mark.parametrize(
    ("target", "standard", "actual", "points"),
    [
        ("≥90%", "群众满意率90%以上得10分，每降5%扣1分", "80%", "8.00"),
        ("≥90%", "群众满意率90%以上得10分，每降5%扣1分", "83%", "9.00"),
        ("≥90%", "每降5%扣1分，不足5%按5%计", "83%", "8.00"),
        ("≥90%", "每降低1个百分点扣0.5分，扣完为止", "60%", "0.00"),
        ("≥60场", "每少1场扣0.5分", "57场", "8.50"),
        ("≥60场", "每降低10%扣2分", "48场", "6.00"),
        ("≤5起", "每增加1起扣2分", "8起", "4.00"),
        ("=0起", "每发生一起扣3分", "2起", "4.00"),
        ("≤30天", "每超过1天扣1分", "33天", "7.00"),
    ],
)
def test_deductions_by_the_forms_own_standard(target: str, standard: str, actual: str, points: str) -> None:
    assert mark(target, actual, details={"赋分规则": standard}).points == Decimal(points)


@pytest.mark.parametrize("standard", ["每降5%扣1分，每延迟1天扣1分", "酌情扣分", "每降0%扣1分", "未完成不得分"])
def test_a_standard_that_is_not_understood_is_for_a_person(standard: str) -> None:
    found = mark("≥90%", "81%", details={"赋分规则": standard})
    assert found.points == Decimal("9.00")
    assert found.window == Window(lowest=Decimal(0), highest=Decimal(10))
    assert said(found)[-1] == f"表中评分标准“{standard}”须人工核对"


def test_a_standard_does_not_touch_a_reached_target() -> None:
    assert mark("≥90%", "95%", details={"赋分规则": "每降5%扣1分"}).points == 10


def test_not_applicable() -> None:
    out = mark("≥90%", "不适用")
    assert (out.points, out.applicable, out.reason) == (None, False, None)
    full = mark("≥90%", "不适用", terms={"not_applicable": "full"})
    assert (full.points, full.applicable) == (Decimal("10.00"), False)


def test_far_above_the_target() -> None:
    flagged = mark("≥100人", "120人")
    assert (flagged.over, flagged.points) == (True, Decimal("10.00"))
    assert flagged.window == Window(lowest=Decimal(0), highest=Decimal(10))
    assert not mark("≥100人", "119.99人").over
    assert mark("≥100人", "120人", terms={"over_deduct": "none"}).window is None
    assert not mark("≥100人", "120人", terms={"over_flag_ratio": Decimal("1.3")}).over
    assert not mark("≥0人", "50人").over


def test_above_an_exact_target() -> None:
    assert not mark("=100人", "105人").over
    asked = mark("=100人", "105人", terms={"equal_overshoot": "ask"})
    assert (asked.over, asked.points) == (True, Decimal("10.00"))
    assert said(asked)[-1] == "实际值105人超过规定值100人，须说明原因，可酌情扣分"


def test_points_lost_by_bands_of_over_achievement() -> None:
    bands = tuple(Band(Decimal(floor), Decimal(share)) for floor, share in (("5", "0.3"), ("3", "0.2"), ("2", "0.1")))
    terms = {"over_deduct": "bands", "over_bands": bands}
    found = [mark("≥100人", f"{count}人", terms=terms).points for count in (150, 200, 299, 300, 501)]
    assert found == [Decimal(points) for points in ("10", "9", "9", "8", "7")]


def test_without_operator_cost_wants_less() -> None:
    assert mark("100元", "90元", dimension="成本指标").points == 10
    assert mark("100元", "90元", dimension="产出指标", category="成本指标").points == 10
    assert mark("100元", "90元", dimension="产出指标").points == Decimal("9.00")
    assert mark("100元", "90元", dimension="产出指标", direction="反向").points == 10


def test_without_operator_it_may_be_open_which_way_is_better() -> None:
    assert mark("2起", "1起", name="信访投诉件数").reason is None
    assert mark("2起", "1起", name="信访投诉件数").window == Window(lowest=Decimal(0), highest=Decimal(10))
    assert mark("2起", "2起", name="信访投诉件数").points == 10
    assert mark("12个月", "10个月", category="时效指标").points is None
    assert mark("≥2起", "1起", name="信访投诉调解件数").points == Decimal("5.00")


def test_a_huge_number_does_not_break() -> None:
    assert mark(f"≥{'9' * 60}", "1", "9" * 40).points == Decimal("0.00")


def test_the_reader_of_the_tests_is_the_readers_own() -> None:
    assert value("228人").amount == 228
