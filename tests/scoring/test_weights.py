"""Weights where the plan has none: the law's points by first level, shared out among the rows."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from jixiao import api
from jixiao.model import Document, Indicator

LAW = api.law_of(Document(), "hebei", date(2025, 12, 31))
OUT, BENEFIT, CONTENT, COST = "产出指标", "效益指标", "满意度指标", "成本指标"


@pytest.mark.parametrize(
    ("dimensions", "weights"),
    [
        ([OUT] * 4 + [BENEFIT] * 2 + [CONTENT], [13, 13, 12, 12, 15, 15, 10]),
        ([OUT] * 3 + [BENEFIT], [17, 17, 16, 40]),  # no satisfaction: its 10 points go to benefit
        ([COST] + [OUT] * 3 + [BENEFIT, CONTENT], [20, 14, 13, 13, 20, 10]),
        ([OUT], [90]),
        ([None, OUT], []),
        ([], []),
    ],
)
def test_the_laws_points_are_shared_out(dimensions, weights):
    assert list(api.weights_for([Indicator(dimension=each) for each in dimensions], LAW)) == weights


@pytest.mark.parametrize(("own", "weights"), [([50, 40], [50, 40]), ([50, 50], [45, 45]), ([60, None], [50, 40])])
def test_approved_weights_stand_in_their_proportions(own, weights):
    rows = [
        Indicator(dimension=each, weight=weight and Decimal(weight))
        for each, weight in zip((OUT, BENEFIT), own, strict=True)
    ]
    assert list(api.weights_for(rows, LAW)) == weights


@pytest.mark.parametrize("number", [1, 7, 49, 60, 120])
def test_the_parts_always_add_up(number):
    weights = api.weights_for([Indicator(dimension=OUT)] * number + [Indicator(dimension=CONTENT)], LAW)
    assert sum(weights) == 90
    assert min(weights) > 0
