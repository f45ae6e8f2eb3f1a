"""The benchmark of the web application: its plans look like plans, its page tells what was measured."""

from __future__ import annotations

import pytest

from benchmarks import web_page
from benchmarks.web import USERS, Run
from benchmarks.web_client import Case, Times

pytest.importorskip("django")

CASES = ("empty", "empty, our middleware", "list", "filing", "queue", "search, rare", "dashboard", "autosave")


def run(engine: str, factor: float) -> Run:
    times = {name: Times((1.0,) if name == "empty" else (factor, factor * 2)) for name in CASES}
    numbers = {"units": 3000, "filings": 9000, "projects": 100_000, "indicators": 1_000_000, "ledgers": 102_000}
    return Run(engine, numbers, 1000, dict.fromkeys(USERS, times), Times((100.0,)))


def test_percentiles_are_of_the_times() -> None:
    times = Times(tuple(float(n) for n in range(1, 101)))
    assert times.p50 == 50.5 and times.p95 == 96


def test_the_section_tells_goals_and_pages() -> None:
    words = web_page.section([run("sqlite", 5), run("postgresql", 30)], None)
    assert "3,000 units, 9,000 filings, 100,000 projects, 1,000,000 indicators, 102,000 ledgers" in words
    assert "| list: p50, × the empty view, one user | ≤ 12 | sqlite: 7.50, postgresql: 45.0 | met in part |" in words
    assert "### postgresql" in words and "| filing, opened first | 100 |" in words


def test_every_row_of_a_table_has_its_columns() -> None:
    lines = web_page.section([run("sqlite", 5)], None).splitlines()
    tables = [line for line in lines if line.startswith("|")]
    assert {line.count("|") for line in tables if not line.startswith(("| goal", "|---|---|")) and "×" not in line}
    pages = tables[[line.startswith("| page") for line in tables].index(True) :]
    assert len({line.count("|") for line in pages}) == 1


def test_plans_are_alike_for_the_same_unit_and_large_enough() -> None:
    from benchmarks.web_content import plans, unit_names

    first, again = ([*plans("400001", "云河县青水镇人民政府", 11, 10)] for _ in range(2))
    assert first == again and [year for year, _ in first] == [2023, 2024, 2025]
    assert all(9 <= len(plan.projects) <= 14 for _, plan in first)
    assert all(9 <= len(each.indicators) <= 11 for _, plan in first for each in plan.projects)
    assert len(set(unit_names(5000))) == 5000


def test_a_case_asks_for_something_every_turn() -> None:
    from benchmarks.web_client import Ask

    case = Case("list", lambda turn: Ask(1, f"/{turn}"))
    assert case.ask(2).path == "/2"
