"""Weights of indicators where the plan has none: the law's points by first level, shared out among its rows.

Leaves judging weights that stand to the WGT rules.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_FLOOR, Decimal

from jixiao.law import Law
from jixiao.model import Indicator
from jixiao.scoring.marks import EXACT, ZERO

_COST, _BENEFIT, _SATISFACTION = "成本指标", "效益指标", "满意度指标"
_STEPS = (Decimal(1), Decimal("0.5"), Decimal("0.1"), Decimal("0.01"))


def weights_for(indicators: Sequence[Indicator], law: Law) -> tuple[Decimal, ...]:
    """A weight for every indicator, all of them together the total without the execution's points.

    The approved weights stand where every row has one; where they share out another total (100 for 90), their
    proportions stand. Otherwise the law's points of each first level are shared out among its rows as evenly as whole
    points allow, the first rows having the odd ones. Without satisfaction its points go to benefit; points of another
    level that the project lacks are shared out in proportion.

    Returns:
        Nothing where there is no row, or where a row without a first level leaves open what it weighs.
    """
    whole = law.decimal("self_evaluation.total_points") - law.decimal("self_evaluation.execution_points")
    own = [row.weight for row in indicators if row.weight is not None]
    if own and len(own) == len(indicators) and sum(own, ZERO) > 0:
        return tuple(own) if sum(own, ZERO) == whole else shared(whole, own)
    dimensions = [row.dimension for row in indicators]
    if not dimensions or None in dimensions:
        return ()
    names = tuple(dict.fromkeys(str(name) for name in dimensions))
    parts = dict(zip(names, shared(whole, [_points(names, law)[name] for name in names]), strict=True))
    rows = {name: iter(shared(parts[name], [Decimal(1)] * dimensions.count(name))) for name in names}
    return tuple(next(rows[str(name)]) for name in dimensions)


def shared(whole: Decimal, shares: Sequence[Decimal]) -> tuple[Decimal, ...]:
    """A whole parted in proportion, in the coarsest points that leave no part without any; the parts add up exactly.

    >>> shared(Decimal(50), [Decimal(1)] * 4)
    (Decimal('13'), Decimal('13'), Decimal('12'), Decimal('12'))
    """
    total = sum(shares, ZERO)
    exact = [EXACT.divide(EXACT.multiply(whole, share), total) for share in shares]
    for step in _STEPS:
        steps = [int(EXACT.divide(each, step).to_integral_value(ROUND_FLOOR)) for each in exact]
        left = int(EXACT.divide(whole, step)) - sum(steps)
        order = sorted(range(len(exact)), key=lambda at: (-(exact[at] - steps[at] * step), at))
        for at in order[:left]:
            steps[at] += 1
        if all(steps) and sum(steps) * step == whole:
            return tuple(each * step for each in steps)
    return tuple(exact)


def _points(names: Sequence[str], law: Law) -> dict[str, Decimal]:
    """The law's points of some first levels; a level that the law does not know weighs as satisfaction does."""
    tree = "with_cost" if _COST in names else "without_cost"
    known = dict(zip(law.words(f"weights.dimensions_{tree}"), law.decimals(f"weights.{tree}"), strict=True))
    other = min(known.values())
    if _SATISFACTION not in names and _BENEFIT in names:
        known[_BENEFIT] += law.decimal("weights.moved_without_satisfaction")
    return {name: known.get(name, other) for name in names}
