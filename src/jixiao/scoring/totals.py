"""Totals and grades. Leaves the marks that are added up to the modules beside it."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal, localcontext

from jixiao.scoring.marks import EXACT, ZERO, Mark, Step, equals, plain, two_places
from jixiao.scoring.terms import Terms


def total_of(marks: Iterable[tuple[Mark, Decimal | None]], terms: Terms) -> tuple[Decimal | None, tuple[Step, ...]]:
    """The sum of rounded rows, execution included, and its working.

    Rows that do not apply are left out and the rest is rescaled to the full total, where the place has it so.

    Args:
        marks: every mark with the points it stands for; None where there are none.
    Returns:
        No total where a row that applies has no points: it would count as 0 in silence.
    """
    marks = list(marks)
    counted = [points for mark, points in marks if mark.applicable or mark.points is not None]
    if not counted or None in counted:
        return None, ()
    points = [value for value in counted if value is not None]
    left_out = sum((mark.weight or ZERO for mark, _ in marks if not mark.applicable and mark.points is None), ZERO)
    with localcontext(EXACT):
        total = sum(points, ZERO)
        parts = {"parts": " + ".join(map(plain, points)), "points": plain(total)}
        steps = (Step("total", parts),) if len(points) > 1 else ()
        if not left_out or left_out >= terms.total_points:
            return two_places(total), steps
        exact = total / (terms.total_points - left_out) * terms.total_points
        rescaled = two_places(exact)
        values = {
            "sum": plain(total),
            "whole": plain(terms.total_points),
            "left_out": plain(left_out),
            "equals": equals(exact, rescaled),
            "points": plain(rescaled),
        }
        return rescaled, (*steps, Step("rescaled", values))


def grade_of(total: Decimal, terms: Terms) -> str:
    """The grade of a total: every band holds its lower bound and leaves out its upper one, so that 89.5 is 良.

    Source: 财预〔2020〕10号, art. 18.
    """
    for floor, name in zip(terms.grade_floors, terms.grade_names, strict=False):
        if total >= floor:
            return name
    return terms.grade_names[-1]
