"""VAL14: a target of 0 has an operator that makes it meaningless. Leaves scoring such rows to EVA06."""

from __future__ import annotations

from jixiao.checks.dossier import Dossier
from jixiao.checks.labels import project_label, row_label
from jixiao.checks.outcome import Outcome, found, judged
from jixiao.checks.reasons import NO_TARGETS
from jixiao.checks.rule import Level, rule
from jixiao.checks.rules.val.values import (
    all_rows,
    amount_of,
    has_word,
    numbers,
    target_of,
    value_spot,
    value_words,
)
from jixiao.language import Words
from jixiao.law import cite

_BELOW = Words(
    "{project}的“{row}”的指标值为“{found}”，数量和比率不会小于0，这一目标无法达到。",
    "{project}, “{row}”: {found} cannot be reached; nothing is less than 0.",
)

_ALL_BELOW = Words(
    "{count}个指标值写成小于0，无法达到，如{project}的“{row}”写“{found}”。",
    "{count} values cannot be reached, such as {found} for “{row}” of {project}; nothing is less than 0.",
)


@rule(
    id="VAL14",
    level=Level.WARNING,
    title=Words("指标值0没有用“＝”或者“≤”", "Target of 0 without = or ≤"),
    citations=[cite("performance-module", "自评计分"), cite("integration-standard", "计算符号")],
    message=Words(
        "{project}的“{row}”的指标值为“{found}”，怎样做都算完成，没有约束力。",
        "{project}, “{row}”: {found} is met whatever happens.",
    ),
    many=Words(
        "{count}个指标值怎样做都算完成，没有约束力，如{project}的“{row}”写“{found}”。",
        "{count} values are met whatever happens, such as {found} for “{row}” of {project}.",
    ),
    hint=Words(
        "指不得发生的，写“{expected}”；指要完成的工作，写明应完成的数。",
        "What must not happen is {expected}; what is to be done needs its number.",
    ),
)
def zero_with_lower_limit(dossier: Dossier) -> Outcome:
    """A target of 0 says that something must not happen: = or ≤.

    Judges every number of narrative and tables. ≥0 and <0 are wrong; >0 means “at least one” and is left alone, and so
    are values that can be negative (增长率, 变动率, 结余).
    """
    allowed = dossier.law.words("values.zero_operators")
    checked = numbers(all_rows(dossier))
    wrong = []
    for item in checked:
        target = target_of(item)
        if amount_of(item) or target.operator in (None, ">", *allowed) or target.upper or has_word("change", item):
            continue
        wrong.append(
            found(
                value_spot(item),
                found=value_words(item),
                expected=f"=0{target.unit or ''}",
                cause=target.operator,
                message=_BELOW if target.operator == "<" else None,
                many=_ALL_BELOW if target.operator == "<" else None,
                project=project_label(item.owner),
                row=row_label(item),
            )
        )
    return judged(checked, wrong, without=NO_TARGETS)
