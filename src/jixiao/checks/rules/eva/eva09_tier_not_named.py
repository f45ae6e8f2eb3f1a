"""EVA09: the outcome of a qualitative row is none of the three tiers. Leaves its points to EVA08."""

from __future__ import annotations

from jixiao.checks.dossier import Dossier
from jixiao.checks.folding import folded
from jixiao.checks.outcome import Outcome, found, judged
from jixiao.checks.rule import EVALUATIONS, Level, rule
from jixiao.checks.rules.eva.evaluated import rows, terms
from jixiao.language import Words
from jixiao.law import cite
from jixiao.scoring import tier_of

_NO_OUTCOMES = Words("没有填写完成情况的定性指标", "no qualitative row with an outcome was read")


@rule(
    id="EVA09",
    level=Level.ERROR,
    title=Words("定性指标没有按三档填写完成情况", "Outcome of a qualitative row names no tier"),
    citations=[cite("caiyu-2020-10", "16")],
    message=Words(
        "定性指标“{indicator}”的完成情况“{actual}”看不出属于哪一档。",
        "The outcome “{actual}” of the qualitative row “{indicator}” names none of the three tiers.",
    ),
    many=Words(
        "有{count}项定性指标的完成情况看不出属于哪一档，如{quoted}。",
        "The outcomes of {count} qualitative rows name none of the three tiers, such as {quoted}.",
    ),
    hint=Words(
        "定性指标按三档填写：{tiers}；具体情况写在自评说明中。",
        "A qualitative outcome is one of three: {tiers}; particulars stand in the report.",
    ),
    kinds=EVALUATIONS,
)
def tier_not_named(dossier: Dossier) -> Outcome:
    """A qualitative outcome is one of three tiers: reached, partly reached, not reached.

    达成预期指标 is right, and so is an outcome that repeats the target's words or says the same in common ones. An
    account may hold its tier in other words and gives a warning; a number is an error.
    """
    law = terms(dossier)
    answers = (*law.yes_words, *law.no_words)
    judgeable = [row for row in rows(dossier) if row.is_words and row.actual.text and row.line.mark.applicable]
    wrong = [
        found(
            row.item.field("actual"),
            found=row.actual.text,
            level=Level.WARNING if row.actual.amount is None else None,
            indicator=row.item.name,
            actual=row.actual.text,
            tiers="、".join(law.tier_names),
        )
        for row in judgeable
        if row.item.target is not None
        and tier_of(row.actual, row.item.target, law) is None
        and row.actual.text not in answers
    ]
    return judged(judgeable, folded(wrong), without=_NO_OUTCOMES)
