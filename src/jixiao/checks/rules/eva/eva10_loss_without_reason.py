"""EVA10: points are lost and no reason is given. Leaves what the reason says to EVA11."""

from __future__ import annotations

from jixiao.checks.dossier import Dossier
from jixiao.checks.outcome import Outcome, found, judged
from jixiao.checks.rule import EVALUATIONS, Level, rule
from jixiao.checks.rules.eva.evaluated import left_empty, points, rows
from jixiao.checks.rules.eva.reasons import has_reason_column
from jixiao.checks.words import any_of
from jixiao.language import Words
from jixiao.law import cite

_NO_LOSSES = Words("没有失分的指标", "no row lost points")


@rule(
    id="EVA10",
    level=Level.ERROR,
    title=Words("失分指标没有填写偏差原因", "Points lost without a reason"),
    citations=[cite("caiyu-2020-10", "11")],
    message=Words(
        "指标“{indicator}”得{score}分，低于分值{weight}分，没有填写偏差原因及改进措施。",
        "“{indicator}” has {score} of {weight} points and no reason is given.",
    ),
    many=Words(
        "“{project}”有{count}项失分指标没有填写偏差原因及改进措施，如“{indicator}”得{score}分（分值{weight}分）。",
        "{count} rows of “{project}” lost points without a reason, such as “{indicator}” with {score} of {weight}.",
    ),
    hint=Words(
        "失分的指标都要写明没有完成的具体原因和改进措施。",
        "Every row that lost points states the particular cause and what will be done.",
    ),
    kinds=EVALUATIONS,
)
def loss_without_reason(dossier: Dossier) -> Outcome:
    """Whatever was missed is explained, with measures. A form without any cell for reasons gives a warning only.

    An execution rate that stands among the indicators is explained only where it is low (EVA17).
    """
    rate = any_of("wgt.execution_rate")
    level = None if has_reason_column(dossier) else Level.WARNING
    lost = [
        row
        for row in rows(dossier)
        if row.line.paper is not None
        and row.item.indicator.weight is not None
        and row.line.paper < row.item.indicator.weight
        and row.line.mark.applicable
        and not rate.search(row.item.name)
    ]
    wrong = [
        found(
            left_empty(row.item, "deviation_reason", beside="score"),
            found=points(row.line.paper),
            cause=row.item.owner.subject,
            related=(row.item.field("score"),),
            level=level,
            project=row.owner,
            indicator=row.item.name,
            score=points(row.line.paper),
            weight=points(row.item.indicator.weight),
        )
        for row in lost
        if not row.reason
    ]
    return judged(lost, wrong, without=_NO_LOSSES)
