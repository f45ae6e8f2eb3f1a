"""WGT05: a weight of the self-evaluation is not the approved one. Leaves indicators that were changed to EVA01."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from jixiao.checks.dossier import Dossier
from jixiao.checks.items import IndicatorItem
from jixiao.checks.outcome import Outcome, found, judged, not_applicable
from jixiao.checks.pairs import indicator_pairs
from jixiao.checks.reasons import NO_AGAINST, NO_WEIGHTS
from jixiao.checks.rule import EVALUATIONS, Level, rule
from jixiao.checks.rules.eva.evaluated import called
from jixiao.checks.rules.wgt.weighed import points, total
from jixiao.language import Words
from jixiao.law import cite


@rule(
    id="WGT05",
    level=Level.ERROR,
    title=Words("自评分值与批复的权重不一致", "Weight differs from the approved one"),
    citations=[cite("caiyu-2021-101", "六"), cite("caiyu-2020-10", "13")],
    message=Words(
        "“{project}”的指标“{indicator}”自评分值{weight}分，批复的权重是{approved}分。",
        "“{indicator}” of “{project}” weighs {weight} in the self-evaluation; {approved} were approved.",
    ),
    many=Words(
        "“{project}”有{count}项指标的自评分值与批复的权重不一致，如“{indicator}”自评{weight}分、批复{approved}分。",
        "{count} indicators of “{project}” do not weigh as approved, e.g. “{indicator}”: {weight} for {approved}.",
    ),
    hint=Words(
        "权重随预算批复，不再变动，请改回批复的权重，并重算得分。",
        "Weights are approved with the budget and stay: put the approved ones back, and compute the points anew.",
    ),
    kinds=EVALUATIONS,
)
def weight_not_as_approved(dossier: Dossier) -> Outcome:
    """A weight is fixed with the budget and stays; where both forms have another total, its share is compared."""
    if dossier.against is None:
        return not_applicable(NO_AGAINST)
    tolerance = dossier.law.decimal("weights.tolerance")
    checked, wrong = 0, []
    for pairs in _pairs(dossier):
        factor = _factor(pairs, tolerance)
        for mine, approved in pairs:
            checked += 1
            weight, right = mine.indicator.weight, approved.indicator.weight
            if weight is None or right is None or abs(weight - right * factor) <= tolerance or weight == right:
                continue
            draft = found(
                mine.field("weight"),
                found=points(weight),
                expected=points(right),
                cause=mine.owner.subject,
                project=called(mine.owner),
                indicator=mine.name,
                weight=points(weight),
                approved=points(right),
            )
            wrong.append(draft)
    return judged(checked, wrong, without=NO_WEIGHTS)


def _pairs(dossier: Dossier) -> Iterator[list[tuple[IndicatorItem, IndicatorItem]]]:
    """The indicators of each project, and of the department, that have weights on both sides."""
    found_pairs = [pair.indicators for pair in dossier.approved_pairs]
    approved = dossier.against.department if dossier.against else None
    if dossier.department and approved:
        found_pairs.append(indicator_pairs(dossier.department.indicators, approved.indicators))
    for pairs in found_pairs:
        both = [(pair.left, pair.right) for pair in pairs if pair.left is not None and pair.right is not None]
        yield [(mine, other) for mine, other in both if None not in (mine.indicator.weight, other.indicator.weight)]


def _factor(pairs: list[tuple[IndicatorItem, IndicatorItem]], tolerance: Decimal) -> Decimal:
    """By what all approved weights are multiplied where the two forms share out another total (100 and 90), else 1."""
    mine, approved = total(tuple(one for one, _ in pairs)), total(tuple(other for _, other in pairs))
    if approved <= 0:
        return Decimal(1)
    shares = [(one.indicator.weight or Decimal(0), other.indicator.weight or Decimal(0)) for one, other in pairs]
    same = all(abs(weight * approved - right * mine) <= tolerance * approved for weight, right in shares)
    return mine / approved if same else Decimal(1)
