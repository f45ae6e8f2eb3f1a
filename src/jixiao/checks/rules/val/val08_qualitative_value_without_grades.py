"""VAL08: a qualitative value only praises, without grade or criterion. Leaves numbers to the other VAL rules."""

from __future__ import annotations

import re

from jixiao.checks.dossier import Dossier
from jixiao.checks.items import IndicatorItem
from jixiao.checks.labels import project_label, row_label
from jixiao.checks.outcome import Outcome, found, judged
from jixiao.checks.rule import PLANS, Level, rule
from jixiao.checks.rules.val.values import ORDER, QUALITATIVE, rows, target_of, value_spot, value_words
from jixiao.checks.words import any_of
from jixiao.language import Words
from jixiao.law import cite

_NO_QUALITATIVE = Words("没有定性指标值", "no value is qualitative")
_DIGIT = re.compile(r"[0-9０-９]")


@rule(
    id="VAL08",
    level=Level.WARNING,
    title=Words("定性指标值没有分档或者判定标准", "Qualitative value without grades or criterion"),
    citations=[cite("caiyu-2021-101", "量化易评"), cite("caiyu-2015-88", "13")],
    message=Words(
        "{project}的“{row}”的指标值“{found}”没有档次，也没有判定标准，无法评分。",
        "{project}, “{row}”: {found} has neither grades nor a criterion and cannot be scored.",
    ),
    many=Words(
        "{count}条定性指标值没有档次，也没有判定标准，无法评分，如{project}的“{row}”写“{found}”。",
        "{count} qualitative values have neither grades nor a criterion, such as {found} for “{row}” of {project}.",
    ),
    hint=Words(
        "能量化的改为数值；不能量化的写明分哪几档（可用{grades}等），并在描述中写清各档的条件（如较上年减少几件、由谁评定）。",
        "Give a number where possible; else name the grades ({grades}) and describe when each is reached.",
    ),
    kinds=PLANS,
)
def qualitative_value_without_grades(dossier: Dossier) -> Outcome:
    """A qualitative value can be graded: it names its grades, or its description says when it is reached.

    Judges values in words of praise (效果明显, 有所提升, 长期) and such as put the decision off (视情况而定). Demands
    that are met or not (是, 验收合格, 未发生事故) are measure enough, and so are grades, bounds of four grades beside
    the value, and a description with a number or a criterion. All such values of a document are one finding.
    """
    grades = dossier.law.words("values.qualitative_grades")
    checked = [item for item in rows(dossier) if target_of(item).operator == QUALITATIVE]
    wrong = [
        found(
            value_spot(item),
            found=value_words(item),
            cause="ungraded",
            project=project_label(item.owner),
            row=row_label(item),
            grades="".join(f"“{grade}”" for grade in grades),
        )
        for item in checked
        if _only_praises(item)
    ]
    return judged(checked, wrong, without=_NO_QUALITATIVE)


def _only_praises(item: IndicatorItem) -> bool:
    indicator, text = item.indicator, target_of(item).text
    if indicator.grades or ORDER.search(text):
        return False
    if not any_of("val.evasive").search(text) and (
        any_of("val.yes_or_no").search(text) or not any_of("val.vague").search(text)
    ):
        return False
    about = "".join(words for words in (indicator.description, *(indicator.details or {}).values()) if words)
    return not (_DIGIT.search(about) or ORDER.search(about) or any_of("val.criterion").search(about))
