"""Values whose first sign may be an operator that a scanner misread: a suspicion, never a repair."""

from __future__ import annotations

from decimal import Decimal

import pytest

from jixiao.forms.values import misread_operator
from jixiao.model.indicator import TargetValue


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("290%", "90"),
        ("250%", "50"),
        ("290％", "90"),
        ("2100%", "100"),
        ("890%", "90"),
        ("299.5%", "99.5"),
        ("290$", "90"),
        ("$290%", "90"),
        ("工5%", "5"),
        ("^80%", "80"),
        ("z95%", "95"),
    ],
)
def test_a_stroke_before_a_percent_may_be_an_operator(text: str, amount: str) -> None:
    value = misread_operator(text)
    assert value == TargetValue(operator="≥", amount=Decimal(amount), unit="%", text=text)


@pytest.mark.parametrize(
    "text", ["25%", "85%", "150%", "100%", "205%", "450%", "2%", "25$", "》90%", "290", "290人", "高", "", "2" * 99]
)
def test_a_plausible_value_is_not_suspected(text: str) -> None:
    assert misread_operator(text) is None


def test_a_percent_without_its_sign_is_suspected_where_one_is_expected() -> None:
    assert misread_operator("295", "%") == TargetValue(operator="≥", amount=Decimal("95"), unit="%", text="295")
    assert misread_operator("95", "%") is None
