"""Rows of clean documents to plant faults in, changed in table and narrative alike so that both still agree."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from random import Random
from typing import Any

from msgspec import UNSET
from msgspec.structs import replace

from jixiao.model import Document, Indicator, TargetValue
from tests.checks.planting import Planted, changed

PLAN_KINDS = ("performance_plan", "project_targets", "department_targets")


@dataclass(frozen=True)
class Row:
    """An indicator of a form: its path, and the path of the same one in the narrative, if any."""

    path: str
    indicator: Indicator
    twin: str | None

    @property
    def owner(self) -> str:
        return self.path.rpartition(".")[0]


def rows(document: Document) -> list[Row]:
    """The rows with a value of a plan's tables or of its department-wide form."""
    if document.kind not in PLAN_KINDS:
        return []
    owners: list[tuple[str, Any]] = [(f"projects[{i}]", project) for i, project in enumerate(document.projects)]
    if document.department is not UNSET:
        owners.append(("department", document.department))
    return [
        Row(f"{path}.indicators[{k}]", indicator, _twin(document, getattr(owner, "name", None), indicator))
        for path, owner in owners
        for k, indicator in enumerate(owner.indicators)
        if indicator.target is not None
    ]


def _twin(document: Document, project: str | None, indicator: Indicator) -> str | None:
    for i, goal in enumerate(document.itemized_goals):
        for k, told in enumerate(goal.indicators):
            if goal.project_name == project and (told.category, told.name) == (indicator.category, indicator.name):
                return f"itemized_goals[{i}].indicators[{k}]"
    return None


def target(sign: Any, amount: str, unit: str, **other: Any) -> TargetValue:
    """A value as the reader makes it."""
    words = other.pop("text", f"{sign}{amount}{unit}")
    number = Decimal(amount) if amount else None
    return TargetValue(operator=sign or None, amount=number, unit=unit or None, text=words, **other)


def with_row(document: Document, row: Row, **fields: Any) -> Document:
    """The document with the row's fields changed; the narrative's target and name along with them."""
    document = changed(document, row.path, replace(row.indicator, **fields))
    if row.twin:
        told = {name: value for name, value in fields.items() if name in ("target", "name", "operator")}
        goal, _, rest = row.twin.partition(".")
        number, place = int(goal[len("itemized_goals[") : -1]), int(rest[len("indicators[") : -1])
        old = document.itemized_goals[number].indicators[place]
        document = changed(document, row.twin, replace(old, **told))
    return document


def plant_row(
    random: Random,
    document: Document,
    fits: Callable[[Row], bool],
    fault: Callable[[Row], dict[str, Any]],
    field: str = "target",
) -> Planted | None:
    """Put a fault into a random row that fits."""
    chosen = [row for row in rows(document) if fits(row)]
    if not chosen:
        return None
    row = random.choice(chosen)
    return Planted(
        with_row(document, row, **fault(row)), tuple(f"{path}.{field}" for path in (row.path, row.twin) if path)
    )


def of(*categories: str) -> Callable[[Row], bool]:
    """Whether a row stands under one of the second levels."""
    return lambda row: row.indicator.category in categories


def is_percent(row: Row) -> bool:
    """Whether the row's value is a percent."""
    return row.indicator.target is not None and row.indicator.target.unit == "%"
