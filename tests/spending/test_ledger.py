"""The numbers of a ledger: worked by hand, and exact for every amount."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from jixiao.law import Law
from jixiao.scoring import light_terms_of
from jixiao.spending import BudgetChange, curve, forecast
from jixiao.spending.curve import months_over

from .conftest import ledger, paid

LIGHTS = light_terms_of(Law("hebei"))
FEN = st.integers(-(10**15), 10**15)


def test_the_rate_is_held_against_the_budget_in_force_on_the_day():
    raised = BudgetChange(day=date(2025, 9, 1), yuan=Decimal(50_000), document="云财预〔2025〕18号")
    books = ledger(paid("a", "03-15", "50000"), paid("b", "09-20", "150000"), changes=(raised,))
    assert books.rate_percent(date(2025, 8, 31)) == Decimal(25)
    assert books.adjusted_yuan(date(2025, 8, 31)) == 200_000
    assert books.rate_percent() == Decimal(80)


def test_without_a_budget_there_is_no_rate():
    assert ledger(paid("a", "03-15", "1"), initial_yuan=Decimal(0)).rate_percent() is None


def test_what_was_reversed_does_not_stand_and_does_not_count():
    books = ledger(
        paid("a", "03-15", "300"), paid("b", "03-16", "-300", reverses="a"), paid("c", "04-01", "-5", kind="退回")
    )
    assert books.standing() == ()
    assert books.spent_yuan() == -5


@given(st.lists(FEN, max_size=40))
def test_sums_are_exact_to_the_fen(amounts):
    payments = [paid(str(number), "05-05", str(Decimal(fen) / 100)) for number, fen in enumerate(amounts)]
    assert ledger(*payments).spent_yuan() * 100 == sum(amounts)


def test_the_curve_follows_the_own_plan_and_stops_at_today():
    books = ledger(paid("a", "02-10", "20000"), paid("b", "05-10", "60000"))
    points = curve(books, date(2025, 7, 15), LIGHTS)
    assert [point.planned_percent for point in points[2:6]] == [
        Decimal(25), Decimal("33.33"), Decimal("41.67"), Decimal(50),
    ]  # fmt: skip
    assert [(point.spent_percent, point.light) for point in points[2:7]] == [
        (Decimal(10), "red"), (Decimal(10), "red"), (Decimal(40), "green"), (Decimal(40), "green"), (None, None),
    ]  # fmt: skip
    assert [point.month for point in points if point.is_checkpoint] == [3, 6, 10, 12]


def test_a_month_is_over_on_its_last_day():
    assert [months_over(2025, date(2025, 2, day)) for day in (27, 28)] == [1, 2]


def test_the_forecast_keeps_to_the_plan_as_far_as_it_was_kept():
    """100,000 were due by June, 60,000 were spent: 60 % of the plan. 60,000 + 60 % of the other 100,000 = 120,000."""
    told = forecast(ledger(paid("a", "03-10", "20000"), paid("b", "06-10", "40000")), date(2025, 6, 30))
    assert told is not None and told.yuan == 120_000 and told.percent == 60
    assert "60%" in told.steps[1]
    # Beside it the pace of the last three months: 40,000 / 3 × 6 + 60,000.
    assert told.highest == 140_000


def test_without_a_plan_the_forecast_goes_by_the_pace_of_three_months():
    books = ledger(paid("a", "01-10", "50000"), paid("b", "04-10", "9000"), plan=())
    told = forecast(books, date(2025, 6, 30))
    assert told is not None and told.yuan == 59_000 + 9_000 // 3 * 6


def test_the_forecast_is_held_to_the_budget_and_nothing_spent_is_forgotten():
    told = forecast(ledger(paid("a", "03-10", "150000")), date(2025, 3, 31))
    assert told is not None and told.yuan == 200_000 and "不超过" in told.steps[-1]
    over = forecast(ledger(paid("a", "03-10", "250000")), date(2025, 3, 31))
    assert over is not None and over.yuan == 250_000


def test_nothing_is_foretold_before_a_month_is_over_and_nothing_guessed_after_the_last():
    books = ledger(paid("a", "01-10", "150000.55"))
    assert forecast(books, date(2025, 1, 30)) is None
    told = forecast(books, date(2026, 1, 1))
    assert told is not None and (told.yuan, told.lowest, told.highest) == (Decimal("150000.55"),) * 3


@given(st.lists(st.tuples(st.integers(1, 12), FEN), max_size=12), st.integers(1, 12), st.integers(0, 10**13))
def test_a_forecast_never_falls_below_what_stays_spent_nor_rises_above_the_budget(entries, month, budget):
    payments = [paid(str(n), f"{m:02}-05", str(Decimal(abs(fen)) / 100)) for n, (m, fen) in enumerate(entries)]
    books = ledger(*payments, initial_yuan=Decimal(budget) / 100)
    day = date(2025, month, 28)
    told = forecast(books, day)
    if told is None:
        assert month == 1
        return
    spent = books.spent_yuan(date(2025, months_over(2025, day), 28))
    assert told.lowest <= told.yuan <= told.highest
    assert spent <= told.yuan <= max(spent, books.initial_yuan)


def test_there_is_no_light_before_the_approval() -> None:

    told = curve(ledger(approved_on=date(2025, 2, 17)), date(2025, 4, 1), LIGHTS)
    assert [point.light for point in told[:4]] == [None, "red", "red", None]
