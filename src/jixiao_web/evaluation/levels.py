"""What the second levels of indicators (数量, 质量, 社会效益 …) got in self-evaluations: sums for lists and charts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from jixiao.model import Document, Indicator
from jixiao_web.evaluation.marks import Marked
from jixiao_web.evaluation.points import hundredths
from jixiao_web.filings.filled import whole_of

EXECUTION = "预算执行率"
"""What stands as the first level of the money; it has no second one."""


class Level(NamedTuple):
    """A second level of a project.

    Attributes:
        leads: 1 in the first one of its first level. rows, open: in all, and without a mark. lost: with points lost.
        weight, points, held: hundredths, of the marked rows: what they weigh, own points, those that hold.
    """

    ordinal: int
    dimension: str
    category: str
    leads: int
    rows: int
    open: int
    lost: int
    weight: int
    points: int
    held: int


def levels_of(document: Document, every: Sequence[Marked], given: Mapping[str, Decimal]) -> Iterator[Level]:
    """The second levels of every project of a self-evaluation, or of its department (0).

    Args:
        every: its marks. given: the re-checked points that are told, by path.
    """
    whole = whole_of(document)
    for number, marked in enumerate(every, 0 if whole else 1):
        indicators = whole.indicators if whole else document.projects[number - 1].indicators
        yield from _levels(number, marked, indicators, given)


def _levels(
    number: int, marked: Marked, indicators: Iterable[Indicator], given: Mapping[str, Decimal]
) -> Iterator[Level]:
    every: dict[tuple[str, str], list[tuple[Decimal | None, Decimal | None, Decimal | None]]] = {}
    places = [((EXECUTION, ""), marked.execution)] if marked.execution else []
    places += [
        (((each.dimension or "")[:20], (each.category or "")[:40]), row)
        for each, row in zip(indicators, marked.indicators, strict=True)
    ]
    for level, row in places:
        if row is not None and row.applicable:
            every.setdefault(level, []).append((row.weight, row.paper, given.get(row.path, row.paper)))
    seen: set[str] = set()
    for (dimension, category), rows in every.items():
        told = [(w, own, held) for w, own, held in rows if w is not None and own is not None and held is not None]
        sums = [hundredths(sum((each[at] for each in told), Decimal(0))) or 0 for at in range(3)]
        lost = sum(held < w for w, _, held in told)
        yield Level(
            number, dimension, category, int(dimension not in seen), len(rows), len(rows) - len(told), lost, *sums
        )
        seen.add(dimension)
