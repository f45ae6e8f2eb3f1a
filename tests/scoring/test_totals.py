"""Totals, grades and the lights of monitoring."""

from __future__ import annotations

from decimal import Decimal

import pytest

from jixiao.law import Law
from jixiao.model import Checkpoint
from jixiao.scoring import (
    LightTerms,
    Mark,
    Terms,
    execution_light,
    expected_percent,
    grade_of,
    light_terms_of,
    project_light,
    row_light,
    total_of,
)

from .conftest import row, value

LIGHTS = light_terms_of(Law("national"))


def _mark(points: str | None, weight: str = "10", applicable: bool = True) -> tuple[Mark, Decimal | None]:
    known = None if points is None else Decimal(points)
    return Mark(weight=Decimal(weight), points=known, applicable=applicable), known


def test_a_total_adds_rounded_rows(national: Terms) -> None:
    total, steps = total_of([_mark("9.50"), _mark("14.25", "15"), _mark("75", "75")], national)
    assert total == Decimal("98.75")
    assert steps[0].say() == "9.5 + 14.25 + 75 = 98.75"


def test_a_row_without_points_leaves_no_total(national: Terms) -> None:
    assert total_of([_mark("9.50"), _mark(None)], national) == (None, ())
    assert total_of([], national) == (None, ())


def test_rows_that_do_not_apply_are_left_out_and_the_rest_rescaled(national: Terms) -> None:
    total, steps = total_of([_mark("85", "90"), _mark(None, "10", applicable=False)], national)
    assert total == Decimal("94.44")
    assert steps[-1].say() == "不适用的10分不计，85 ÷ (100 − 10) × 100 ≈ 94.44"


@pytest.mark.parametrize(
    ("total", "grade"),
    [
        ("100", "优"),
        ("90", "优"),
        ("89.99", "良"),
        ("89.5", "良"),
        ("80", "良"),
        ("79.5", "中"),
        ("60", "中"),
        ("59.99", "差"),
    ],
)
def test_grades_are_half_open(national: Terms, total: str, grade: str) -> None:
    assert grade_of(Decimal(total), national) == grade


@pytest.mark.parametrize(
    ("actual", "light"),
    [("29人", "red"), ("30人", "yellow"), ("39人", "yellow"), ("40人", "green"), ("59人", "green"), ("60人", "blue")],
)
def test_quantities_are_held_against_their_share_of_the_year(national: Terms, actual: str, light: str) -> None:
    assert row_light(row("≥100人", category="数量指标"), value(actual), 6, LIGHTS, national) == light


@pytest.mark.parametrize(
    ("target", "actual", "category", "light"),
    [
        ("≥95%", "95%", "质量指标", "green"),
        ("≥95%", "94%", "质量指标", "red"),
        ("≤20天", "20天", "时效指标", "green"),
        ("<20天", "20天", "时效指标", "red"),
        ("≤20天", "21天", "数量指标", "red"),
        ("有效提升", "达成预期指标", "社会效益指标", "green"),
        ("有效提升", "部分达成", "社会效益指标", "yellow"),
        ("有效提升", "未达成", "社会效益指标", "red"),
        ("有效提升", "走访12户", "社会效益指标", None),
        ("≥95%", "已完成", "质量指标", None),
        ("≥0人", "0人", "数量指标", None),
        ("12个月", "6个月", "时效指标", None),
    ],
)
def test_the_others_are_held_against_the_whole_target(
    national: Terms, target: str, actual: str, category: str, light: str | None
) -> None:
    assert row_light(row(target, category=category), value(actual), 6, LIGHTS, national) == light


def test_a_row_without_actual_has_no_light(national: Terms) -> None:
    assert row_light(row("≥95%"), None, 6, LIGHTS, national) is None
    assert row_light(row("≥95%", target=None), value("95%"), 6, LIGHTS, national) is None


@pytest.mark.parametrize(
    ("rate", "light"), [("29.9", "red"), ("30", "yellow"), ("39.9", "yellow"), ("40", "green"), ("90", "green")]
)
def test_the_light_of_the_execution(rate: str, light: str) -> None:
    assert execution_light(Decimal(rate), expected_percent(6), LIGHTS) == light


def test_nothing_was_to_be_spent_yet() -> None:
    assert execution_light(Decimal(0), Decimal(0), LIGHTS) is None


def test_the_own_plan_goes_before_the_calendar() -> None:
    months = ((3, "25"), (6, "50"), (10, "75"), (12, "100"))
    plan = [Checkpoint(month=month, cumulative_percent=Decimal(percent)) for month, percent in months]
    shares = [expected_percent(month, plan) for month in (0, 3, 8, 10, 11, 12)]
    assert shares == [Decimal(share) for share in ("0", "25", "62.5", "75", "87.5", "100")]
    assert expected_percent(12, plan[:2]) == 50


def test_a_project_shows_its_worst_light() -> None:
    assert project_light(["green", "yellow", None, "blue"]) == "yellow"
    assert project_light(["blue", "green"]) == "green"
    assert project_light([None]) is None


def test_the_thresholds_come_from_the_law() -> None:
    assert isinstance(LIGHTS, LightTerms)
    assert LIGHTS.floors == (60, 80, 120)
