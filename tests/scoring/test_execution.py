"""The execution rate and its points."""

from __future__ import annotations

from decimal import Decimal

import pytest
from msgspec.structs import replace

from jixiao.model import Execution
from jixiao.scoring import Terms, execution_mark, execution_rate

from .conftest import said


def _execution(initial: str | None, adjusted: str | None, executed: str | None, weight: str | None = "10") -> Execution:
    amounts = [None if amount is None else Decimal(amount) for amount in (initial, adjusted, executed, weight)]
    return Execution(initial_yuan=amounts[0], adjusted_yuan=amounts[1], executed_yuan=amounts[2], weight=amounts[3])


def test_the_rate_is_of_the_adjusted_budget(national: Terms) -> None:
    found = execution_mark(_execution("1000000", "1200000", "1140000"), national)
    assert found.points == Decimal("9.50")
    assert said(found) == ["执行率：1,140,000 ÷ 1,200,000 = 95%", "95% × 10 = 9.5"]


def test_the_one_budget_of_a_form_is_taken(national: Terms) -> None:
    assert execution_mark(_execution("1000000", None, "950000"), national).points == Decimal("9.50")


@pytest.mark.parametrize(("executed", "points"), [("0", "0.00"), ("333333", "3.33"), ("999999", "10.00")])
def test_points_by_rate(national: Terms, executed: str, points: str) -> None:
    assert str(execution_mark(_execution(None, "1000000", executed), national).points) == points


def test_over_the_budget_is_capped(national: Terms) -> None:
    found = execution_mark(_execution(None, "100", "130"), national)
    assert found.points == 10
    assert said(found)[1] == "执行数超过全年预算数，按100%计"


def test_a_budget_of_nothing_has_no_rate(national: Terms) -> None:
    found = execution_mark(_execution("0", "0", "0"), national)
    assert (found.points, found.reason) == (None, "no_budget")
    assert execution_rate(Decimal(0), Decimal(0)) is None


def test_without_amounts_the_written_rate_is_taken(national: Terms) -> None:
    found = execution_mark(Execution(rate_percent=Decimal("71")), national)
    assert found.points == Decimal("7.10")
    assert execution_mark(Execution(), national).reason == "no_execution"


@pytest.mark.parametrize(
    ("executed", "points"), [("100", "10"), ("99.99", "7"), ("80", "7"), ("79.99", "5"), ("60", "5"), ("59.99", "0")]
)
def test_points_by_bands(national: Terms, executed: str, points: str) -> None:
    terms = replace(national, execution_method="bands")
    assert execution_mark(_execution(None, "100", executed), terms).points == Decimal(points)


def test_the_other_method_stands_beside(national: Terms) -> None:
    execution = _execution(None, "100", "85")
    assert execution_mark(execution, national).others == {"bands": Decimal("7.00")}
    assert execution_mark(execution, replace(national, execution_method="bands")).others == {"rate": Decimal("8.50")}
    assert execution_mark(_execution(None, "100", "100"), national).others == {}


def test_the_forms_own_weight_goes_first(national: Terms) -> None:
    assert execution_mark(_execution(None, "100", "50", "20"), national).points == Decimal("10.00")
    assert execution_mark(_execution(None, "100", "50", None), national).weight == 10
