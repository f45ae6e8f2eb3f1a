"""EVA19: a satisfaction is reported and nothing shows that anybody was asked. Leaves other evidence to EVA24."""

from __future__ import annotations

from jixiao.checks.dossier import Dossier
from jixiao.checks.folding import folded
from jixiao.checks.outcome import Outcome, found, judged
from jixiao.checks.rule import EVALUATIONS, Level, rule
from jixiao.checks.rules.eva.evaluated import rows
from jixiao.checks.words import any_of
from jixiao.language import Words
from jixiao.law import cite

_NO_SATISFACTION = Words("没有填写完成值的满意度指标", "no satisfaction row with an actual value was read")


@rule(
    id="EVA19",
    level=Level.WARNING,
    title=Words("满意度没有调查依据", "Satisfaction without a survey"),
    citations=[cite("caiyu-2021-101", "二四"), cite("caiyu-2021-101", "四")],
    message=Words(
        "满意度指标“{indicator}”填{actual}，没有写明调查方式和样本。",
        "“{indicator}” is reported as {actual}; no survey and no sample are named.",
    ),
    many=Words(
        "有{count}项满意度指标（如“{indicator}”{actual}）没有写明调查方式和样本。",
        "{count} satisfaction rows (such as “{indicator}”, {actual}) name no survey and no sample.",
    ),
    hint=Words(
        "请注明怎样调查、发放和收回多少份问卷，并附汇总表；没有开展调查的，不得填写数值。",
        "Name the survey and how many were asked and answered, and attach the summary; without a survey give no value.",
    ),
    kinds=EVALUATIONS,
)
def satisfaction_without_survey(dossier: Dossier) -> Outcome:
    """Who reports a satisfaction has really asked: the row's evidence, or the text, names the survey.

    A form that has no column of evidence and no words around its table has no room for it: then it is a hint.
    """
    survey = any_of("eva.survey")
    has_column = any(row.evidence is not None for row in rows(dossier))
    told = any(survey.search(text.words) for text in dossier.texts)
    level = None if has_column else Level.HINT
    judgeable = [row for row in rows(dossier) if row.item.dimension.startswith("满意度") and row.actual.text]
    judgeable = [row for row in judgeable if row.line.mark.applicable]
    wrong = [
        found(
            row.item.field("actual"),
            found=row.actual.text,
            level=level,
            indicator=row.item.name,
            actual=row.actual.text,
        )
        for row in judgeable
        if (not survey.search(row.evidence or "") if has_column else not told)
    ]
    return judged(judgeable, folded(wrong), without=_NO_SATISFACTION)
