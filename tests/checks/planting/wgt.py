"""Faults of weights."""

from __future__ import annotations

from decimal import Decimal
from random import Random

from msgspec.structs import replace

from jixiao.model import Document, Indicator
from tests.checks.planting import Planted, changed, plants


def _weighed(random: Random, document: Document, kinds: tuple[str, ...] = ("project_targets",)) -> int | None:
    """The number of a project whose indicators have weights."""
    if document.kind not in kinds:
        return None
    numbers = [
        number
        for number, project in enumerate(document.projects)
        if project.indicators and all(row.weight for row in project.indicators)
    ]
    return random.choice(numbers) if numbers else None


def _with(document: Document, number: int, rows: list[Indicator]) -> Document:
    changed_document = changed(document, f"projects[{number}].indicators", tuple(rows))
    assert isinstance(changed_document, Document)
    return changed_document


def _moved(rows: list[Indicator], source: int, to: int, points: Decimal) -> None:
    """Move points from one row to another."""
    rows[source] = replace(rows[source], weight=(rows[source].weight or Decimal(0)) - points)
    rows[to] = replace(rows[to], weight=(rows[to].weight or Decimal(0)) + points)


@plants("WGT01")
def _(random: Random, document: Document) -> Planted | None:
    number = _weighed(random, document)
    if number is None:
        return None
    rows = [*document.projects[number].indicators]
    index = random.randrange(len(rows))
    rows[index] = replace(rows[index], weight=(rows[index].weight or Decimal(0)) + random.choice([-1, 1, 4]))
    return Planted(_with(document, number, rows), (f"projects[{number}]",))


@plants("WGT02")
def _(random: Random, document: Document) -> Planted | None:
    number = _weighed(random, document)
    if number is None:
        return None
    rows = [*document.projects[number].indicators]
    output = [index for index, row in enumerate(rows) if (row.dimension or "").startswith("产出")]
    benefit = [index for index, row in enumerate(rows) if (row.dimension or "").startswith("效益")]
    if not output or not benefit:
        return None
    _moved(rows, random.choice(output), random.choice(benefit), Decimal(random.randrange(1, 4)))
    return Planted(_with(document, number, rows), (f"projects[{number}]",))


@plants("WGT03")
def _(random: Random, document: Document) -> Planted | None:
    number = _weighed(random, document)
    if number is None:
        return None
    rows = [*document.projects[number].indicators]
    output = [index for index, row in enumerate(rows) if (row.dimension or "").startswith("产出")]
    if len(output) < 2:
        return None
    source, to = random.sample(output, 2)
    _moved(rows, source, to, rows[source].weight or Decimal(0))
    return Planted(_with(document, number, rows), (f"projects[{number}].indicators[{source}].weight",))


@plants("WGT04")
def _(random: Random, document: Document) -> Planted | None:
    number = _weighed(random, document)
    if number is None:
        return None
    rows = [*document.projects[number].indicators]
    index = random.choice([index for index, row in enumerate(rows) if (row.category or "").startswith("质量")])
    rows[index] = replace(rows[index], name="预算执行率", description="全年执行数÷全年预算数×100%")
    return Planted(_with(document, number, rows), (f"projects[{number}].indicators[{index}]",))


@plants("WGT05")
def _(random: Random, document: Document) -> Planted | None:
    number = _weighed(random, document, ("self_evaluation",))
    if number is None:
        return None
    rows = [*document.projects[number].indicators]
    full = [index for index, row in enumerate(rows) if row.weight == row.score and row.weight and row.weight > 2]
    if len(full) < 2:
        return None
    for index, step in zip(random.sample(full, 2), (-1, 1), strict=True):
        points = (rows[index].weight or Decimal(0)) + step
        rows[index] = replace(rows[index], weight=points, score=points)
    approved = replace(document, kind="project_targets")
    return Planted(_with(document, number, rows), (f"projects[{number}].indicators",), against=approved)
