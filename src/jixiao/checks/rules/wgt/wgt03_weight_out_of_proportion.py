"""WGT03: a weight of nothing, or one that takes most of its first level."""

from __future__ import annotations

from decimal import Decimal

from jixiao.checks.dossier import Dossier
from jixiao.checks.folding import folded
from jixiao.checks.outcome import Outcome, found, judged
from jixiao.checks.reasons import NO_WEIGHTS
from jixiao.checks.rule import EVALUATIONS, PLANS, Level, rule
from jixiao.checks.rules.wgt.weighed import points, total, weighed
from jixiao.language import Words
from jixiao.law import cite
from jixiao.scoring.marks import two_places

_HUNDRED = Decimal(100)
_NOTHING = Words(
    "“{project}”的指标“{indicator}”权重为{weight}分，等于不考核。",
    "“{indicator}” of “{project}” weighs {weight}: it counts for nothing.",
)
_NOTHINGS = Words(
    "有{count}项指标权重为0，等于不考核：{quoted}。",
    "{count} indicators weigh nothing, so count for nothing: {quoted}.",
)
_GIVE = Words(
    "请给指标分配权重；不需要考核的，删去。",
    "Give an indicator a weight, or take it out.",
)


@rule(
    id="WGT03",
    level=Level.WARNING,
    title=Words("指标权重为0或者过于集中", "Weight of nothing, or one that outweighs its level"),
    citations=[cite("performance-module", "权重校验")],
    message=Words(
        "“{project}”的指标“{indicator}”权重{weight}分，占{parent}{sum}分的{share}%，超过{limit}%。",
        "“{indicator}” of “{project}” weighs {weight} of the {sum} points of {parent}: {share} %, more than {limit} %.",
    ),
    many=Words(
        "有{count}项指标各占所属一级指标权重的{limit}%以上，如“{project}”的“{indicator}”占{parent}{sum}分的{share}%。",
        "{count} indicators take over {limit} % of their level, such as “{indicator}” of “{project}”: {share} % of "
        "the {sum} points of {parent}.",
    ),
    hint=Words(
        "同一个一级指标下有几项指标的，请按重要程度均衡分配权重。",
        "Where a first level has several indicators, spread its weight by their importance.",
    ),
    kinds=PLANS | EVALUATIONS,
)
def weight_out_of_proportion(dossier: Dossier) -> Outcome:
    """Every weight is above 0, and none takes more than its share of a first level that has several indicators."""
    limit = dossier.law.decimal("weights.largest_share_percent")
    known = [one for one in weighed(dossier) if one.whole]
    wrong = []
    for one in known:
        for name, rows in one.groups("dimension").items():
            whole = total(rows)
            for row in rows:
                weight = row.indicator.weight
                share = _HUNDRED * weight / whole if weight and whole > 0 else Decimal(0)
                if weight is None or (weight > 0 and (len(rows) == 1 or share <= limit)):
                    continue
                draft = found(
                    row.field("weight"),
                    found=points(weight),
                    expected="> 0" if weight <= 0 else f"≤ {points(whole * limit / _HUNDRED)}",
                    related=(one.head,),
                    message=_NOTHING if weight <= 0 else None,
                    many=_NOTHINGS if weight <= 0 else None,
                    hint=_GIVE if weight <= 0 else None,
                    project=one.name,
                    indicator=row.name,
                    weight=points(weight),
                    parent=name,
                    sum=points(whole),
                    share=points(two_places(share)),
                    limit=points(limit),
                )
                wrong.append(draft)
    return judged(known, folded(wrong, "indicator"), without=NO_WEIGHTS)
