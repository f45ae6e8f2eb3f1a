"""What evaluating needs beside the recomputed form: weights to begin with, totals, grades and what they lead to."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from jixiao.law import Law
from jixiao.scoring import Mark, grade_of, terms_of, total_of
from jixiao.scoring.printed import Evaluation as Evaluated
from jixiao.scoring.printed import Row as ScoredRow
from jixiao.scoring.weights import weights_for

__all__ = ["Evaluated", "GradeTold", "Law", "ScoredRow", "Weighed", "grade_told", "points_total", "weights_for"]


class GradeTold(NamedTuple):
    """A grade and what it leads to (结果应用)."""

    name: str
    leads_to: str


class Weighed(NamedTuple):
    """A row's weight with the points that somebody gives it; not `applicable` where it was declared so."""

    weight: Decimal | None
    points: Decimal | None
    applicable: bool = True


def points_total(rows: Iterable[Weighed], law: Law) -> Decimal | None:
    """The total of points, rows that do not apply left out and the rest rescaled as the place has it.

    Returns:
        None where a row that applies has no points.
    """
    marks = [(Mark(weight=row.weight, applicable=row.applicable), row.points) for row in rows]
    return total_of(marks, terms_of(law))[0]


def grade_told(total: Decimal, law: Law) -> GradeTold:
    """The grade of a total; every band holds its lower bound and leaves out its upper one."""
    name = grade_of(total, terms_of(law))
    told = dict(zip(law.words("self_evaluation.grade_names"), law.words("self_evaluation.grade_results"), strict=True))
    return GradeTold(name, told[name])
