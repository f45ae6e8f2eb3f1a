"""EVA07: a row has more points than its weight, or fewer than none. Leaves the formula to EVA06."""

from __future__ import annotations

from jixiao.checks.dossier import Dossier
from jixiao.checks.outcome import Outcome, found, judged
from jixiao.checks.rule import EVALUATIONS, Level, rule
from jixiao.checks.rules.eva.evaluated import points, rows
from jixiao.language import Words
from jixiao.law import cite

_NO_SCORES = Words("没有同时填写分值和得分的指标", "no row with both weight and points was read")


@rule(
    id="EVA07",
    level=Level.ERROR,
    title=Words("得分超出0分至分值的范围", "Points above the weight or below 0"),
    citations=[cite("integration-standard", "绩效自评"), cite("caiyu-2020-10", "16")],
    message=Words(
        "指标“{indicator}”得分{score}分，不在0分至分值{weight}分之间。",
        "“{indicator}” has {score} points, which is not between 0 and its weight of {weight}.",
    ),
    hint=Words(
        "得分最低0分，最高{weight}分，请核对分值和得分是否填错栏。",
        "Points lie between 0 and {weight}: see whether weight and points were swapped.",
    ),
    kinds=EVALUATIONS,
)
def score_beyond_weight(dossier: Dossier) -> Outcome:
    """Points lie between nothing and the weight of the row. The execution rate is EVA04's business."""
    scored = [
        (row, row.line.paper, row.item.indicator.weight)
        for row in rows(dossier)
        if row.line.paper is not None and row.item.indicator.weight is not None
    ]
    wrong = [
        found(
            row.item.field("score"),
            found=points(score),
            expected=f"0—{points(weight)}",
            related=(row.item.field("weight"),),
            indicator=row.item.name,
            score=points(score),
            weight=points(weight),
        )
        for row, score, weight in scored
        if not 0 <= score <= weight
    ]
    return judged(scored, wrong, without=_NO_SCORES)
