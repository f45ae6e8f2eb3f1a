"""The part spending of the page: what it says of a run, and that its processes still fit the application."""

from __future__ import annotations

import pytest

from benchmarks.spending import Run, measured_on, section

TOOK = {"take": 1.0, "try": 2.0, "load": 9.0, "watch": 3.0, "peak_mb": 120.0, "reader_mb": 60.0, "before_mb": 61.0}


def test_the_page_says_whether_the_goal_is_met():
    made = {"ledgers": 5000, "megabytes": 140.0}
    words = section([Run("sqlite", 1000, made, 4.0, TOOK), Run("postgresql", 1000, made, 1.0, TOOK)], None)
    assert "| sqlite | 4.0 | 10.0 | 2.5 | ≤ 5: met | 1.0 | 100 | 2.0 | 3.0 |" in words
    assert "| postgresql | 1.0 | 10.0 | 10.0 | ≤ 5: falls short |" in words
    assert "| sqlite | 120 | 61 | 60 |" in words


@pytest.mark.slow
def test_a_small_run_goes_through():
    run = measured_on("sqlite", 0.001, lambda _: None)
    assert run.entries == 1000 and run.made["ledgers"] == 5000 and run.bulk > 0
