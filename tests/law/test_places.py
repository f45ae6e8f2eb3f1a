"""What provinces set otherwise: periods of monitoring and what grades lead to; the bands of grades are half-open."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from jixiao import api
from jixiao.model import Document


def law(profile: str, day: date | None = None) -> api.Law:
    return api.law_of(Document(), profile, day)


@pytest.mark.parametrize(
    ("profile", "months"),
    [("national", [7]), ("hebei", [7]), ("sichuan", [7, 10]), ("gansu", [6]), ("jiangsu", [9]), ("shanxi", [10])],
)
def test_a_place_monitors_its_own_periods(profile: str, months: list[int]) -> None:
    told = api.periods(law(profile), 2025)
    assert [each.month for each in told if each.basis == "place"] == months
    assert len({each.month for each in told}) == len(told)
    assert {6, 8, 9, 10} <= {each.month for each in told}


def test_checkpoints_of_spending_plans_are_offered_behind() -> None:
    told = api.periods(law("hebei"), 2025)
    assert [each.month for each in told if each.basis == "plan"] == [3, 6, 10, 12]
    assert [each.month for each in told if each.basis == "elsewhere"] == [8, 9]
    assert all(each.source for each in told)


@pytest.mark.parametrize(
    ("profile", "due"), [("hebei", date(2025, 8, 31)), ("jiangsu", date(2025, 10, 10)), ("shanxi", None)]
)
def test_a_day_belongs_to_the_periods_of_its_own_act(profile: str, due: date | None) -> None:
    assert api.periods(law(profile), 2025)[0].due == due


@pytest.mark.parametrize(
    ("points", "grade"),
    [("100", "优"), ("90", "优"), ("89.99", "良"), ("89.5", "良"), ("80", "良"), ("79.99", "中"), ("60", "中"),
     ("59.99", "差"), ("0", "差")],
)  # fmt: skip
@pytest.mark.parametrize("profile", ["national", "sichuan"])
def test_a_band_holds_its_floor_and_not_the_next(profile: str, points: str, grade: str) -> None:
    assert api.grade_told(Decimal(points), law(profile)).name == grade


def test_sichuan_leads_grades_elsewhere_from_2025() -> None:
    results = [api.grade_told(Decimal(points), law("sichuan")).leads_to for points in (95, 85, 70, 10)]
    assert results == ["下年预算优先保障", "下年预算予以保障", "压缩下年预算", "取消下年预算安排"]
    before = api.grade_told(Decimal(95), law("sichuan", date(2024, 12, 31))).leads_to
    assert before == api.grade_told(Decimal(95), law("national")).leads_to == "下年预算予以支持"


def test_what_nobody_has_read_is_told_as_such() -> None:
    assert "未经核对" in api.source_words(law("sichuan"), "self_evaluation.grade_results")
    assert "未经核对" not in api.source_words(law("national"), "self_evaluation.grade_floors")
