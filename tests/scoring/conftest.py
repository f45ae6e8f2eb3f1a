"""Rows and terms for the tests of scoring."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from msgspec.structs import replace

from jixiao.forms.values import parse_target
from jixiao.law import Law
from jixiao.model import Indicator, Place, TargetValue
from jixiao.scoring import Mark, Terms, row_mark, terms_of

NATIONAL = terms_of(Law("national"))


@pytest.fixture
def national() -> Terms:
    """The terms of the whole country, the newest."""
    return NATIONAL


def value(words: str) -> TargetValue:
    """A cell taken apart as the reader does it."""
    return parse_target(words)[0]


def row(words: str, weight: str | None = "10", **fields: Any) -> Indicator:
    """A row of a form."""
    points = None if weight is None else Decimal(weight)
    return Indicator(**{"name": "某指标", "target": value(words), "weight": points, "at": Place(), **fields})


def mark(target: str, actual: str, weight: str | None = "10", *, year: int | None = 2024, **fields: Any) -> Mark:
    """The mark of a row by the national terms; `terms` changes some of them."""
    terms = replace(NATIONAL, **fields.pop("terms", {}))
    return row_mark(row(target, weight, **fields), value(actual) if actual else None, terms, year)


def said(mark: Mark) -> list[str]:
    """The working in words."""
    return [step.say() for step in mark.steps]
