"""What holds for every row, whatever its numbers."""

from __future__ import annotations

import ast
from decimal import Decimal, localcontext
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jixiao.model import Indicator, Place, TargetValue
from jixiao.scoring import Mark, grade_of, row_mark

from .conftest import NATIONAL, mark

ALWAYS = settings(derandomize=True, max_examples=150, database=None)

positive = st.decimals("0.01", 10**9, places=2)
amounts = st.decimals(0, 10**9, places=2)
weights = st.decimals("0.5", 100, places=1)


def _mark(operator: str, target: Decimal, actual: Decimal, weight: Decimal) -> Mark:
    wanted = TargetValue(operator=operator, amount=target, text=f"{operator}{target}")  # type: ignore[arg-type]  # drawn as plain text
    indicator = Indicator(name="某指标", target=wanted, weight=weight, at=Place())
    return row_mark(indicator, TargetValue(amount=actual, text=str(actual)), NATIONAL)


@ALWAYS
@given(st.sampled_from("≥>=<≤"), amounts, amounts, weights)
def test_points_lie_between_nothing_and_the_weight(op: str, target: Decimal, actual: Decimal, weight: Decimal) -> None:
    points = _mark(op, target, actual, weight).points
    assert points is not None
    assert 0 <= points <= weight
    assert points == points.quantize(Decimal("0.01"))


@ALWAYS
@given(st.sampled_from("≥>"), positive, amounts, amounts, weights)
def test_more_is_never_worse(op: str, target: Decimal, one: Decimal, other: Decimal, weight: Decimal) -> None:
    less, more = (_mark(op, target, actual, weight).points for actual in sorted((one, other)))
    assert less is not None and more is not None
    assert less <= more


@ALWAYS
@given(positive, st.decimals(0, 1, places=3), weights)
def test_reverse_mirrors_positive(target: Decimal, miss: Decimal, weight: Decimal) -> None:
    below = _mark("≥", target, target * (1 - miss), weight).points
    above = _mark("≤", target, target * (1 + miss), weight).points
    assert below == above


@ALWAYS
@given(positive, amounts, st.decimals("0.001", 1000, places=3), weights)
def test_the_scale_of_the_unit_does_not_matter(
    target: Decimal, actual: Decimal, factor: Decimal, weight: Decimal
) -> None:
    for op in "≥≤":
        assert _mark(op, target, actual, weight).points == _mark(op, target * factor, actual * factor, weight).points


@ALWAYS
@given(st.decimals(0, 100, places=2))
def test_every_total_has_the_grade_of_its_half_open_band(total: Decimal) -> None:
    expected = "优" if total >= 90 else "良" if total >= 80 else "中" if total >= 60 else "差"
    assert grade_of(total, NATIONAL) == expected


CELLS = [
    "",
    "—",
    "≥90%",
    "85%",
    "达成预期指标",
    "未完成",
    "是",
    "否",
    "12次",
    "0",
    "-5",
    "2024年3月",
    "5-10",
    "±5%",
    "不适用",
]
CELLS += ["2024年2月30日前", "每月1次", "≥0起", "=-3", "9" * 40, "≤1元/人·月", "0.5万元", "定性", "约90", "一般", "3‰"]


@ALWAYS
@given(
    st.sampled_from(CELLS),
    st.sampled_from(CELLS),
    st.sampled_from([None, "产出指标", "成本指标", "满意度指标"]),
    st.sampled_from([None, "每降5%扣1分", "每延迟1天扣2分", "酌情扣分"]),
    st.sampled_from(["某指标", "收入增长率", "投诉件数"]),
)
def test_whatever_stands_in_the_cells_there_is_an_answer(
    target: str, actual: str, dimension: str | None, standard: str | None, name: str
) -> None:
    details = {"details": {"赋分规则": standard}} if standard else {}
    found = mark(target, actual, dimension=dimension, name=name, **details)
    assert found.points is None or 0 <= found.points <= 10
    assert (found.points is None and found.window is None) == (found.reason is not None or not found.applicable)
    assert all(step.say() for step in found.steps)
    assert found.steps


def test_the_callers_context_does_not_matter() -> None:
    with localcontext() as context:
        context.prec = 2
        assert _mark("≥", Decimal(300), Decimal(290), Decimal(10)).points == Decimal("9.67")


@pytest.mark.parametrize("path", sorted(Path("src/jixiao/scoring").glob("*.py")), ids=lambda path: path.name)
def test_no_float_anywhere(path: Path) -> None:
    nodes = [*ast.walk(ast.parse(path.read_text(encoding="utf-8")))]
    assert [node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, float)] == []
    assert [node for node in nodes if isinstance(node, ast.Name) and node.id in ("float", "round")] == []
