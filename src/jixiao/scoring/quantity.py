"""Points of a number against a number: more is better, less is better, exactly, inside a range.

Leaves words to `qualitative.py`, days to `moments.py`, and what a form's own standard says to `deductions.py`.

Decided where regulations are silent, after the formulas of a production module (regulations.md, part 4.1):
- ">" with A = T and "<" with A = T earn full points: the formula gives them, and no form at hand reads it strictly.
- A negative actual counts as 0, unless the target itself is negative.
- A target of 0: "≥" is reached by every actual, "=" and "≤" are kept by 0 and broken by anything above.
- A negative target, or a growth rate, that is missed: the ratio means nothing, and a person must choose.
- A range is missed by the distance to its nearest bound.
"""

from __future__ import annotations

from decimal import Decimal, localcontext
from typing import Literal

from msgspec.structs import replace

from jixiao.scoring.amounts import Pair
from jixiao.scoring.marks import EXACT, ZERO, Mark, Step, Window, equals, full, none, plain, two_places
from jixiao.scoring.terms import Terms

Sense = Literal["up", "equal", "down", "open"]

_TWICE, _ONE = 2, Decimal(1)


def number_mark(pair: Pair, sense: Sense, weight: Decimal, terms: Terms, *, growth: bool = False) -> Mark:
    """Points of one number against one target.

    Args:
        sense: `up` ≥ and >, `equal` =, `down` ≤ and <; `open` where the form prints no operator and the name does not
            tell whether more is better.
        growth: the number is a growth rate.
    """
    with localcontext(EXACT):
        steps: tuple[Step, ...] = ()
        if pair.converted:
            steps = (Step("converted", {"actual": pair.written, "converted": pair.shown(pair.actual)}),)
        actual = pair.actual
        if actual < 0 <= pair.target and not growth:
            steps += (Step("negative", {"actual": pair.shown(actual)}),)
            actual = ZERO
        if sense == "open" and actual != pair.target:
            return _chosen(weight, Step("direction_unknown"), before=steps)
        if sense == "down":
            mark = _reverse(pair, actual, weight, terms, growth)
        elif sense == "equal" and pair.target == 0:
            mark = _zero(pair, actual, weight)
        else:
            mark = _positive(pair, actual, sense, weight, terms, growth)
        return _with_steps(mark, steps)


def range_mark(pair: Pair, upper: Decimal, weight: Decimal, terms: Terms) -> Mark:
    """Points of a number against a range from the target to `upper`; ±10% is a bound on the deviation's size."""
    with localcontext(EXACT):
        actual, lower = pair.actual, pair.target
        shown = {"actual": pair.shown(actual), "lowest": pair.shown(lower), "highest": pair.shown(upper)}
        if lower <= actual <= upper:
            return full(weight, Step("inside_range", shown | {"points": plain(weight)}))
        outside = Step("outside_range", shown)
        if lower == -upper or actual > upper:
            near = Pair(actual=abs(actual), target=upper, unit=pair.unit, written=pair.written, converted=False)
            return _with_steps(_reverse(near, near.actual, weight, terms, False), (outside,))
        return _with_steps(_positive(pair, max(actual, ZERO), "up", weight, terms, False), (outside,))


def _positive(pair: Pair, actual: Decimal, sense: Sense, weight: Decimal, terms: Terms, growth: bool) -> Mark:
    target = pair.target
    shown = {"actual": pair.shown(actual), "target": pair.shown(target)}
    if actual < target:
        below = Step("below", shown)
        if target < 0 or growth:
            return _chosen(weight, below, Step("ratio_meaningless"), missed=True)
        return _ratio(below, actual, target, weight)
    mark = full(weight, Step("reached", shown | {"points": plain(weight)}))
    if target == 0 and terms.over_zero_target is not None and actual >= terms.over_zero_target:
        return _over(mark, pair, weight, terms, Step("over_zero", shown))
    if target <= 0:
        return mark
    if sense == "equal" and actual > target and terms.equal_overshoot == "ask":
        return _over(mark, pair, weight, terms, Step("overshoot", shown))
    if actual >= terms.over_flag_ratio * target:
        ratio = {"ratio": plain(two_places(actual / target)), "flag": plain(terms.over_flag_ratio)}
        return _over(mark, pair, weight, terms, Step("over", ratio))
    return mark


def _over(mark: Mark, pair: Pair, weight: Decimal, terms: Terms, step: Step) -> Mark:
    """Flagged as far above the target; points are lost by bands, by a person's choice, or not at all."""
    steps = (*mark.steps, step)
    band = next((band for band in terms.over_bands if pair.actual >= band.floor * pair.target), None)
    if band is not None and pair.target > 0:
        exact = weight * (_ONE - band.share)
        points = two_places(exact)
        values = {"weight": plain(weight), "share": plain(band.share * 100), "points": plain(points)}
        steps += (Step("over_band", values | {"floor": plain(band.floor), "equals": equals(exact, points)}),)
        return replace(mark, points=points, over=True, steps=steps)
    window = Window(lowest=ZERO, highest=weight) if terms.over_deduct == "manual" else None
    return replace(mark, over=True, window=window, steps=steps)


def _ratio(before: Step, actual: Decimal, target: Decimal, weight: Decimal) -> Mark:
    exact = actual / target * weight
    points = two_places(exact)
    values = {"actual": plain(actual), "target": plain(target), "weight": plain(weight)}
    step = Step("ratio", values | {"equals": equals(exact, points), "points": plain(points)})
    return Mark(weight=weight, points=points, steps=(before, step))


def _reverse(pair: Pair, actual: Decimal, weight: Decimal, terms: Terms, growth: bool) -> Mark:
    target = pair.target
    shown = {"actual": pair.shown(actual), "target": pair.shown(target)}
    if actual <= target:
        return full(weight, Step("kept", shown | {"points": plain(weight)}))
    above = Step("above", shown)
    if target < 0 or growth:
        return _chosen(weight, above, Step("ratio_meaningless"), missed=True)
    if target == 0:
        return none(weight, Step("zero_broken", shown))
    marks = {"distance": _distance(above, pair, actual, weight), "ratio": _inverse(above, actual, target, weight)}
    chosen = marks.pop(terms.reverse_method)
    others = {name: mark.points for name, mark in marks.items() if mark.points is not None}
    return Mark(weight=weight, points=chosen.points, others=others, steps=chosen.steps)


def _distance(before: Step, pair: Pair, actual: Decimal, weight: Decimal) -> Mark:
    target = pair.target
    if actual >= _TWICE * target:
        twice = {"actual": pair.shown(actual), "double": pair.shown(_TWICE * target)}
        return none(weight, before, Step("twice", twice))
    exact = (_ONE - (actual - target) / target) * weight
    points = two_places(exact)
    values = {"actual": plain(actual), "target": plain(target), "weight": plain(weight)}
    step = Step("distance", values | {"equals": equals(exact, points), "points": plain(points)})
    return Mark(weight=weight, points=points, steps=(before, step))


def _inverse(before: Step, actual: Decimal, target: Decimal, weight: Decimal) -> Mark:
    exact = target / actual * weight
    points = two_places(exact)
    values = {"actual": plain(actual), "target": plain(target), "weight": plain(weight)}
    step = Step("inverse", values | {"equals": equals(exact, points), "points": plain(points)})
    return Mark(weight=weight, points=points, steps=(before, step))


def _zero(pair: Pair, actual: Decimal, weight: Decimal) -> Mark:
    shown = {"actual": pair.shown(actual), "target": pair.shown(pair.target)}
    if actual <= 0:
        return full(weight, Step("zero_kept", shown | {"points": plain(weight)}))
    return none(weight, Step("zero_broken", shown))


def _chosen(weight: Decimal, *steps: Step, before: tuple[Step, ...] = (), missed: bool = False) -> Mark:
    """A person must choose from all points of the row; where the target was missed, not all of them."""
    window = Window(lowest=ZERO, highest=weight, closed=not missed)
    return Mark(weight=weight, window=window, steps=before + steps)


def _with_steps(mark: Mark, before: tuple[Step, ...]) -> Mark:
    return replace(mark, steps=before + mark.steps)
