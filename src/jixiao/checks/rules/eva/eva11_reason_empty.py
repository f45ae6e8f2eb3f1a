"""EVA11: a reason that says nothing, or the same one for everything. Leaves missing reasons to EVA10."""

from __future__ import annotations

from collections import Counter

from jixiao.checks.alike import plain
from jixiao.checks.dossier import Dossier
from jixiao.checks.folding import folded
from jixiao.checks.outcome import Outcome, found, judged
from jixiao.checks.rule import EVALUATIONS, Level, rule
from jixiao.checks.rules.eva.evaluated import rows
from jixiao.language import Words
from jixiao.law import cite

_NO_REASONS = Words("失分的指标都没有写原因，或者没有失分的指标", "no row that lost points gives a reason")
_SAME_OFTEN = Words(
    "“{project}”有{count}项失分指标写了完全相同的偏差原因“{reason}”。",
    "{count} rows of “{project}” that lost points give the very same reason “{reason}”.",
)
_SAME = Words(
    "指标“{indicator}”的偏差原因“{reason}”与本项目其他失分指标完全相同。",
    "The reason “{reason}” of “{indicator}” is the very same as that of other rows.",
)


@rule(
    id="EVA11",
    level=Level.WARNING,
    title=Words("偏差原因不具体", "Reason of a loss says nothing"),
    citations=[cite("caiyu-2020-10", "11")],
    message=Words(
        "指标“{indicator}”失分，偏差原因只写“{reason}”，没有说清。",
        "“{indicator}” lost points and its reason is only “{reason}”.",
    ),
    many=Words(
        "有{count}项失分指标的偏差原因没有说清，只写{quoted}。",
        "{count} rows that lost points give reasons that say nothing: {quoted}.",
    ),
    hint=Words(
        "请写明这项指标为什么没有完成（时间、数量、环节）和怎样改进。",
        "Say why this very row was missed (when, how many, at which step) and what will be done.",
    ),
    kinds=EVALUATIONS,
)
def reason_empty(dossier: Dossier) -> Outcome:
    """A reason is concrete and about its own indicator: not 无 or 暂无, not a word or two, not one for all rows."""
    empty = {plain(word) for word in dossier.law.words("self_evaluation.empty_reason_words")}
    shortest = dossier.law.decimal("self_evaluation.shortest_reason")
    many = dossier.law.decimal("monitoring.same_reason_rows")
    lost = [
        row
        for row in rows(dossier)
        if row.reason
        and row.line.paper is not None
        and row.item.indicator.weight is not None
        and row.line.paper < row.item.indicator.weight
    ]
    same = Counter((row.item.owner.subject, plain(row.reason)) for row in lost)
    wrong = []
    for row in lost:
        key = (row.item.owner.subject, plain(row.reason))
        repeated = same[key] >= many
        if not repeated and key[1] not in empty and len(key[1]) >= shortest:
            continue
        draft = found(
            row.item.field("deviation_reason"),
            found=row.reason,
            cause=key if repeated else None,
            message=_SAME if repeated else None,
            many=_SAME_OFTEN if repeated else None,
            project=row.owner,
            indicator=row.item.name,
            reason=row.reason,
        )
        wrong.append(draft)
    return judged(lost, folded(wrong), without=_NO_REASONS)
