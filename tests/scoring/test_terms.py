"""The terms of every place, from the dated values of the law."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from jixiao.law import PROFILES, Law, NotInForce
from jixiao.scoring import Terms, row_mark, terms_of

from .conftest import row, value


def _terms(profile: str) -> Terms:
    return terms_of(Law(profile))


@pytest.mark.parametrize("profile", PROFILES)
def test_every_place_has_terms_that_hold_together(profile: str) -> None:
    terms = _terms(profile)
    for bands in (terms.execution_bands, terms.satisfaction_bands, terms.over_bands):
        floors = [band.floor for band in bands]
        assert floors == sorted(floors, reverse=True)
        assert all(0 <= band.share <= 1 for band in bands)
    assert [*terms.tier_floors] == sorted(terms.tier_floors, reverse=True)
    assert terms.tier_floors[-1] == 0
    assert len(terms.tier_floors) == len(terms.tier_words) == len(terms.tier_names)
    assert len(terms.grade_floors) == len(terms.grade_names)
    assert 0 < terms.execution_points < terms.total_points
    assert terms.over_flag_ratio > 1


def test_before_the_law_there_are_no_terms() -> None:
    with pytest.raises(NotInForce):
        terms_of(Law("national", date(2019, 12, 31)))
    assert terms_of(Law("national", date(2020, 2, 25))).execution_points == 10


def test_beijing_takes_points_off_by_bands() -> None:
    beijing = _terms("beijing")
    marks = [row_mark(row("≥100人"), value(f"{count}人"), beijing) for count in (150, 250, 400, 600)]
    assert [mark.points for mark in marks] == [Decimal(points) for points in ("10", "9", "8", "7")]
    assert row_mark(row("≤20天"), value("25天"), beijing).points == Decimal("8.00")


def test_guangxi_wants_reasons_later_and_for_targets_of_nothing() -> None:
    guangxi = _terms("guangxi")
    assert not row_mark(row("≥100人"), value("125人"), guangxi).over
    assert row_mark(row("≥100人"), value("130人"), guangxi).over
    assert not row_mark(row("≥0人"), value("29人"), guangxi).over
    flagged = row_mark(row("≥0人"), value("30人"), guangxi)
    assert flagged.over
    assert flagged.steps[-1].say() == "目标值为0人，实际值30人超出较多，须说明原因，可酌情扣分"


def test_hebei_asks_above_an_exact_target() -> None:
    assert row_mark(row("=100人"), value("101人"), _terms("hebei")).over
    assert not row_mark(row("=100人"), value("101人"), _terms("national")).over


def test_jiangxi_has_another_middle_tier() -> None:
    window = row_mark(row("有效提升"), value("部分达成"), _terms("jiangxi")).window
    assert window is not None
    assert (window.lowest, window.highest) == (5, 8)


def test_hubei_gives_the_execution_twenty() -> None:
    assert _terms("hubei").execution_points == 20
