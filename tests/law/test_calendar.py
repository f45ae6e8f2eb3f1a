"""The calendar of a budget year: every entry has a time, a source that is known, and says what nobody verified."""

from __future__ import annotations

from datetime import date

import pytest

from jixiao.law import PROFILES, acts, calendar_of

KNOWN = {"congress": date(2026, 1, 16)}


@pytest.mark.parametrize("profile", PROFILES)
def test_every_entry_leans_on_a_known_clause(profile: str) -> None:
    for due in calendar_of(2026, profile, KNOWN):
        act = acts()[due.citation.act]
        assert due.citation.clause is None or due.citation.clause in act.clauses
        assert due.name.zh and due.name.en
        assert not due.verified or due.citation.verified


def test_days_count_from_what_is_known() -> None:
    found = {due.key: due.last for due in calendar_of(2026, known=KNOWN)}
    assert (found["approve"], found["pass_on"], found["publish"]) == (
        date(2026, 2, 5), date(2026, 2, 20), date(2026, 2, 25),
    )  # fmt: skip


def test_the_countys_own_day_is_counted_from_before_the_laws() -> None:
    found = {due.key: due.last for due in calendar_of(2026, known={**KNOWN, "approve": date(2026, 1, 20)})}
    assert (found["approve"], found["publish"]) == (date(2026, 2, 5), date(2026, 2, 9))


def test_what_is_not_known_has_no_day() -> None:
    found = {due.key: due for due in calendar_of(2026)}
    assert found["approve"].last is None and found["approve"].days == 20


def test_a_window_is_custom_and_says_so() -> None:
    windows = [due for due in calendar_of(2026) if due.first]
    assert windows and not any(due.verified for due in windows)
    assert all(due.first <= due.last for due in windows if due.first and due.last)


def test_the_end_of_february_is_its_last_day() -> None:
    found = {due.key: due.last for due in calendar_of(2028)}
    assert found["second_draft"] == date(2028, 2, 29)


def test_provinces_have_their_own_dates() -> None:
    checkpoints = [due.last for due in calendar_of(2026, "hebei") if due.key == "checkpoint"]
    assert checkpoints == [date(2026, 3, 31), date(2026, 6, 30), date(2026, 10, 31), date(2026, 12, 31)]
    assert not [due for due in calendar_of(2026) if due.key == "checkpoint"]


def test_a_year_before_an_act_has_no_entry_of_it() -> None:
    assert "monitoring" not in {due.key for due in calendar_of(2018)}
