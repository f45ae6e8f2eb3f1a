"""The demands on the rules, held on the labelled documents."""

from __future__ import annotations

from decimal import Decimal

import pytest

from benchmarks.labelled import SETS, Verdict, labels, verdicts
from benchmarks.quality_page import PAGE, page, share_false
from jixiao.checks import all_rules

MOST_FALSE = {"error": Decimal("0.02"), "warning": Decimal("0.05")}


@pytest.fixture(scope="module")
def judged() -> dict[str, list[Verdict]]:
    return {name: verdicts(folder) for name, folder in SETS.items()}


def test_every_objective_fault_is_found(judged: dict[str, list[Verdict]]) -> None:
    everything = [one for verdicts in judged.values() for one in verdicts]
    assert [one for one in everything if one.kind == "missed" and one.level == "error"] == []


@pytest.mark.parametrize("level", MOST_FALSE)
def test_few_findings_are_false(judged: dict[str, list[Verdict]], level: str) -> None:
    everything = [one for verdicts in judged.values() for one in verdicts]
    wrong = [one for one in everything if one.kind == "false" and one.level == level]
    assert share_false(everything, level) <= MOST_FALSE[level], wrong


def test_half_of_our_own_documents_are_clean() -> None:
    own = [label for label in labels().values() if label.document.startswith("documents/")]
    assert len(own) >= 30
    assert sum(label.clean for label in own) * 2 >= len(own) - 6
    known = all_rules()
    expected = [one.rule for label in labels().values() for one in (*label.expected, *label.doubtful)]
    assert [rule for rule in expected if rule not in known] == []


def test_the_page_says_what_was_measured(judged: dict[str, list[Verdict]]) -> None:
    assert PAGE.read_text(encoding="utf-8") == page(judged), "stale: run `make quality`"
