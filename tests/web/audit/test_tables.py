"""Every table is proved, or follows from what is proved, or is no record: none is forgotten, none named twice."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.apps import apps

from jixiao_web.serving.tables import CONVENIENCE, DERIVED, PROVED

MODELS = [model._meta.label for model in apps.get_models()]
SORTS = (PROVED, DERIVED, CONVENIENCE)
SERVING = Path(__file__).parents[3] / "src/jixiao_web/serving"
BY_OTHERS = {
    "audit.Entry", "audit.Head",  # audit/log.py
    "evaluation.Drawn", "evaluation.RecheckMark", "evaluation.RectificationNote",  # with what they belong to
    "commitments.GoalLink", "commitments.GoalNote", "commitments.Record",
    "spending.MonthTotal",  # spending/totals.py
    "overview.Summary", "overview.SummaryMonth",  # overview/proving.py
    "filings.ProjectRow", "evaluation.Result", "evaluation.LevelMark",  # filings/store.py, evaluation/results.py
}  # fmt: skip
"""What `serving` proves by another's name."""


@pytest.mark.parametrize("label", MODELS)
def test_every_table_is_named_once_with_its_reason(label: str) -> None:
    reasons = [sort[label] for sort in SORTS if label in sort]
    assert len(reasons) == 1, f"name {label} in exactly one table of serving/tables.py"
    assert len(reasons[0]) > 8


def test_no_table_is_named_that_is_not_there() -> None:
    assert {*PROVED, *DERIVED, *CONVENIENCE} == {*MODELS}
    assert len(PROVED) + len(DERIVED) + len(CONVENIENCE) == len(MODELS)


@pytest.mark.parametrize("label", sorted({*PROVED} - BY_OTHERS))
def test_what_is_proved_is_looked_at(label: str) -> None:
    source = "".join(path.read_text() for path in SERVING.glob("*.py") if path.name != "tables.py")
    assert re.search(rf"\b{label.partition('.')[2]}\b", source)
