"""EVA12: full points beside a reason why the target was missed. Leaves the computing of points to EVA06."""

from __future__ import annotations

from jixiao.checks.dossier import Dossier
from jixiao.checks.folding import folded
from jixiao.checks.outcome import Outcome, found, judged
from jixiao.checks.rule import EVALUATIONS, Level, rule
from jixiao.checks.rules.eva.evaluated import points, rows
from jixiao.checks.words import any_of
from jixiao.language import Words
from jixiao.law import cite

_NO_FULL = Words("没有得满分的指标", "no row has all its points")


@rule(
    id="EVA12",
    level=Level.WARNING,
    title=Words("得满分却写了未完成的原因", "Full points beside a reason for a shortfall"),
    citations=[cite("caiyu-2020-10", "11"), cite("self-evaluation-checker")],
    message=Words(
        "指标“{indicator}”得满分{score}分，偏差原因却写“{reason}”，前后矛盾。",
        "“{indicator}” has all {score} points, yet its reason reads “{reason}”.",
    ),
    many=Words(
        "有{count}项指标得满分，偏差原因却写没有完成，前后矛盾，如“{indicator}”写“{reason}”。",
        "{count} rows have all their points, yet a reason why they were missed, such as “{indicator}”: “{reason}”.",
    ),
    hint=Words(
        "已经完成的，删去未完成原因；没有完成的，按完成情况扣分。",
        "If it was reached, take the reason out; if not, score it by what was done.",
    ),
    kinds=EVALUATIONS,
)
def full_score_with_shortfall(dossier: Dossier) -> Outcome:
    """Who says that a target was missed does not give it all points."""
    missed = any_of("eva.missed")
    full = [row for row in rows(dossier) if row.line.paper is not None and row.line.paper == row.item.indicator.weight]
    wrong = [
        found(
            row.item.field("deviation_reason"),
            found=row.reason,
            related=(row.item.field("score"),),
            indicator=row.item.name,
            score=points(row.line.paper),
            reason=row.reason,
        )
        for row in full
        if missed.search(row.reason)
    ]
    return judged(full, folded(wrong), without=_NO_FULL)
