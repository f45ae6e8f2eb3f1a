"""A self-evaluation to be changed by the planters of EVA.

What follows from a planted value (total, grade) is made to follow, so that nothing else is wrong.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from random import Random
from typing import Any

from msgspec import UNSET
from msgspec.structs import replace

from jixiao.law import Law
from jixiao.model import Department, Document, Execution, Indicator, Project
from jixiao.scoring import grade_of, terms_of
from tests.checks.planting import Planted, changed

TERMS = terms_of(Law())


class Sheet:
    """A project or department of a self-evaluation, to be changed."""

    def __init__(self, random: Random, document: Document, path: str) -> None:
        self.random, self.document, self.path = random, document, path

    @property
    def holder(self) -> Project | Department:
        if self.path == "department":
            assert self.document.department is not UNSET
            return self.document.department
        return self.document.projects[int(self.path[9:-1])]

    @property
    def execution(self) -> Execution:
        assert self.holder.execution is not None
        return self.holder.execution

    def set(self, field: str, value: Any) -> None:
        self.document = changed(self.document, f"{self.path}.{field}", value)

    def row(self, index: int, **values: Any) -> None:
        self.set(f"indicators[{index}]", replace(self.holder.indicators[index], **values))

    def spend(self, **values: Any) -> None:
        self.set("execution", replace(self.execution, **values))

    def choose(self, wanted: Callable[[Indicator], object]) -> int | None:
        """A row of the wanted kind."""
        rows = [index for index, row in enumerate(self.holder.indicators) if wanted(row)]
        return self.random.choice(rows) if rows else None

    def retotal(self) -> None:
        """Total and grade as the points have them."""
        scores = [row.score or Decimal(0) for row in self.holder.indicators]
        total = sum(scores, self.execution.score or Decimal(0))
        self.set("total_score", total)
        self.set("grade", grade_of(total, TERMS))

    def planted(self, *subjects: str, **beside: Any) -> Planted:
        return Planted(self.document, tuple(f"{self.path}.{subject}" for subject in subjects), **beside)


def sheet_of(random: Random, document: Document, whole: bool = True) -> Sheet | None:
    """A project, or the department, of a self-evaluation; `whole` allows departments."""
    paths = [f"projects[{number}]" for number in range(len(document.projects))]
    paths += ["department"] if whole and document.department is not UNSET else []
    if not document.kind.endswith("self_evaluation") or not paths:
        return None
    sheet = Sheet(random, document, random.choice(paths))
    return sheet if sheet.holder.execution else None


def approved(document: Document) -> Document:
    kind = "department_targets" if document.department is not UNSET else "project_targets"
    return replace(document, kind=kind)


def is_number(row: Indicator) -> bool:
    return row.target is not None and row.target.amount is not None and row.target.operator == "≥"


def is_full(row: Indicator) -> bool:
    return row.score is not None and row.score == row.weight


def is_lost(row: Indicator) -> bool:
    return row.score is not None and row.weight is not None and row.score < row.weight
