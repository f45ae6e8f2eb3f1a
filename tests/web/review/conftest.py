"""What the tests of review share: filings in the states of a review."""

from __future__ import annotations

from collections.abc import Callable

import pytest


@pytest.fixture
def filing_in(unit, aili, baihe_unit, baihe, plan) -> Callable:
    """Makes the plan of 爱丽's unit and moves it to a state."""
    from jixiao_web.filings.models import State
    from jixiao_web.filings.services import filing_begin, filing_move

    way = (
        (State.UNIT_REVIEW, "submit", aili),
        (State.FINANCE_REVIEW, "pass", baihe_unit),
        (State.APPROVED, "approve", baihe),
    )

    def make(state: str = State.FINANCE_REVIEW, *, year: int = 2025, document=plan):
        filing = filing_begin(person=aili, unit=unit, year=year, document=document)
        for after, move, person in way:
            if filing.state == state:
                break
            filing = filing_move(person=person, filing_id=filing.pk, move=move, seen=filing.state)
            assert filing.state == after
        return filing

    return make


@pytest.fixture
def filing(filing_in):
    """A plan with faults that waits for finance."""
    return filing_in()


GOOD = ("10", "10", "15", "15", "15", "14", "9", "9.5")
POOR = ("3", "3", "5", "5", "5", "5", "5", "5")


@pytest.fixture
def points() -> Callable[[tuple[str, ...]], dict[str, str]]:
    """Points of the sheet's items by their names."""
    from jixiao_web.review.sheet import terms_of

    def make(words: tuple[str, ...] = GOOD) -> dict[str, str]:
        return {item.name: word for item, word in zip(terms_of(2025).items, words, strict=True)}

    return make


@pytest.fixture
def poor_points(points) -> dict[str, str]:
    """Points that come to 差."""
    return points(POOR)
