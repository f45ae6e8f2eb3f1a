"""EVA20: a phrase stands where a number was to be reported. Leaves units to EVA21."""

from __future__ import annotations

from jixiao.checks.dossier import Dossier
from jixiao.checks.folding import folded
from jixiao.checks.outcome import Outcome, found, judged
from jixiao.checks.rule import EVALUATIONS, Level, rule
from jixiao.checks.rules.eva.evaluated import rows
from jixiao.language import Words
from jixiao.law import cite

_NO_NUMBERS = Words("没有填写完成值的定量指标", "no quantitative row with an actual value was read")


@rule(
    id="EVA20",
    level=Level.WARNING,
    title=Words("定量指标的完成值写成文字", "Phrase instead of a number"),
    citations=[cite("caiyu-2020-10", "16")],
    message=Words(
        "定量指标“{indicator}”的指标值是{target}，完成值却写“{actual}”，没有数字。",
        "“{indicator}” has the target {target}; its actual value reads “{actual}”, without a number.",
    ),
    many=Words(
        "有{count}项定量指标的完成值写成文字，没有数字，如“{indicator}”指标值{target}，完成值写“{actual}”。",
        "{count} quantitative rows report words for numbers, such as “{indicator}” ({target}): “{actual}”.",
    ),
    hint=Words(
        "定量指标要填实际数值，例如指标值{target}，就写实际完成多少；“{actual}”这类说法只用于定性指标。",
        "Where the target is {target}, report the number itself; phrases such as “{actual}” are for qualitative rows.",
    ),
    kinds=EVALUATIONS,
)
def phrase_for_number(dossier: Dossier) -> Outcome:
    """The outcome of a number is a number. 达成预期指标 is right for qualitative rows; days may be told in words."""
    judgeable = [
        row
        for row in rows(dossier)
        if row.item.target is not None
        and row.item.target.amount is not None
        and not row.is_words
        and row.actual.text
        and row.line.mark.applicable
    ]
    wrong = [
        found(
            row.item.field("actual"),
            found=row.actual.text,
            related=(row.item.field("target"),),
            indicator=row.item.name,
            target=row.line.target,
            actual=row.actual.text,
        )
        for row in judgeable
        if row.actual.operator == "定性"
    ]
    return judged(judgeable, folded(wrong), without=_NO_NUMBERS)
