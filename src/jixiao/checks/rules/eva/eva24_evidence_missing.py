"""EVA24: a row names no evidence although the form asks for it. Leaves surveys to EVA19."""

from __future__ import annotations

from jixiao.checks.dossier import Dossier
from jixiao.checks.folding import folded
from jixiao.checks.outcome import Outcome, found, judged
from jixiao.checks.rule import EVALUATIONS, Level, rule
from jixiao.checks.rules.eva.evaluated import left_empty, rows, says_something
from jixiao.language import Words
from jixiao.law import cite

_NO_COLUMN = Words("表中没有佐证资料栏", "the form has no column of evidence")


@rule(
    id="EVA24",
    level=Level.WARNING,
    title=Words("没有填写佐证资料", "Row without evidence"),
    citations=[cite("caiyu-2021-101", "八")],
    message=Words(
        "指标“{indicator}”没有填写佐证资料。",
        "“{indicator}” names no evidence.",
    ),
    many=Words(
        "有{count}项指标没有填写佐证资料，如{quoted}。",
        "{count} rows name no evidence, such as {quoted}.",
    ),
    hint=Words(
        "请填写能证明完成值的资料名称，如验收单、签收表、台账、支付凭证，并随表附上。",
        "Name the papers that prove the actual value (acceptance, receipts, records, vouchers) and attach them.",
    ),
    kinds=EVALUATIONS,
)
def evidence_missing(dossier: Dossier) -> Outcome:
    """Every actual value is proved. Judged where the form has a column of evidence, for rows that report something."""
    everything = rows(dossier)
    if not any(row.evidence is not None for row in everything):
        return judged(0, [], without=_NO_COLUMN)
    reported = [row for row in everything if row.actual.text and row.line.mark.applicable]
    wrong = [
        found(
            left_empty(row.item, "details", beside="name"),
            indicator=row.item.name,
        )
        for row in reported
        if not says_something(row.evidence)
    ]
    return judged(reported, folded(wrong, "indicator"), without=_NO_COLUMN)
