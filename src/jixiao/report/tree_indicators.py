"""Indicators as branches: grouped by dimension, the target at the right edge, what the forms say of them below."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator

from msgspec import UNSET

from jixiao.language import text
from jixiao.model import GradeBands, Indicator, TargetValue
from jixiao.report.node import Node
from jixiao.report.width import display_width
from jixiao.report.words import number, percent

_WIDEST_TARGET = 30


def indicator_nodes(indicators: Iterable[Indicator]) -> tuple[Node, ...]:
    """The indicators in their order; those of one dimension that follow each other under one branch."""
    nodes: list[Node] = []
    for dimension, group in itertools.groupby(indicators, key=_dimension):
        members = tuple(_indicator(indicator) for indicator in group)
        nodes.extend((Node(text=dimension, style="strong", children=members),) if dimension else members)
    return tuple(nodes)


def target_words(target: TargetValue | None) -> str:
    """The target as the document writes it."""
    if target is None:
        return text("tree.no_target")
    if target.operator == "定性" and "定性" not in target.text:
        return text("tree.qualitative", words=target.text)
    return target.text


def _dimension(indicator: Indicator) -> str:
    return indicator.dimension or ""


def _indicator(indicator: Indicator) -> Node:
    target = target_words(indicator.target)
    beside = "" if indicator.target is None and indicator.grades is not UNSET else target
    fits = display_width(beside) <= _WIDEST_TARGET
    return Node(
        label=indicator.category or "",
        text=indicator.name or text("tree.no_name"),
        right=beside if fits else "",
        notes=tuple(([] if fits else [text("tree.target", words=target)]) + [*_notes(indicator)]),
    )


def _notes(indicator: Indicator) -> Iterator[str]:
    labels = [label for label in (indicator.dimension_text, indicator.category_text) if isinstance(label, str)]
    if labels:
        yield text("tree.as_written", words=text("tree.between").join(labels))
    if indicator.description and indicator.description == indicator.basis:
        yield text("tree.description_and_basis", words=indicator.basis)
    else:
        if indicator.description:
            yield text("tree.description", words=indicator.description)
        if indicator.basis:
            yield text("tree.basis", words=indicator.basis)
    if isinstance(indicator.grades, GradeBands):
        yield _grades(indicator.grades)
    yield from _variants(indicator)
    result = [*_result(indicator)]
    if result:
        yield text("tree.between").join(result)
    if indicator.deviation_reason:
        yield text("tree.deviation_reason", words=indicator.deviation_reason)
    if isinstance(indicator.details, dict):
        for head, words in indicator.details.items():
            yield text("tree.detail", head=head, words=words)


def _grades(grades: GradeBands) -> str:
    bands = (("excellent", grades.excellent), ("good", grades.good), ("fair", grades.fair), ("poor", grades.poor))
    return text("tree.between").join(text(f"tree.grade.{name}", words=words) for name, words in bands if words)


def _variants(indicator: Indicator) -> Iterator[str]:
    if isinstance(indicator.initial_target, TargetValue):
        yield text("tree.initial_target", words=target_words(indicator.initial_target))
    if indicator.unit_targets is not UNSET:
        for unit in indicator.unit_targets:
            yield text("tree.unit_target", unit=unit.name, words=target_words(unit.target))


def _result(indicator: Indicator) -> Iterator[str]:
    if indicator.direction:
        yield text("tree.direction", words=indicator.direction)
    if indicator.actual:
        yield text("tree.actual", words=indicator.actual)
    if indicator.weight is not None:
        yield text("tree.weight", points=number(indicator.weight))
    if indicator.score is not None:
        yield text("tree.score", points=number(indicator.score))
    if indicator.coefficient_percent is not UNSET:
        yield text("tree.coefficient", percent=percent(indicator.coefficient_percent))
    if indicator.core is not UNSET:
        yield text("tree.core" if indicator.core else "tree.not_core")
    if indicator.forecast:
        yield text("tree.forecast", words=indicator.forecast)
    if indicator.likelihood:
        yield text("tree.likelihood", words=indicator.likelihood)
