"""VAL10: “=” is set where exceeding the value would be good. Leaves costs to VAL06."""

from __future__ import annotations

from jixiao.checks.dossier import Dossier
from jixiao.checks.items import IndicatorItem
from jixiao.checks.labels import project_label, row_label
from jixiao.checks.outcome import Outcome, found, judged
from jixiao.checks.rule import PLANS, Level, rule
from jixiao.checks.rules.val.values import (
    all_rows,
    amount_of,
    has_word,
    is_percent,
    numbers,
    plain_value,
    target_of,
    value_spot,
    value_words,
)
from jixiao.language import Words
from jixiao.law import cite

_COST = "成本"
_NO_EQUALS = Words("没有使用“＝”的指标值", "no value has the operator =")
_MORE, _LESS = Words("超过", "more than"), Words("少于", "less than")


@rule(
    id="VAL10",
    level=Level.WARNING,
    title=Words("可以超额完成的指标用了“＝”", "Equal where more is better"),
    citations=[cite("integration-standard", "计算符号")],
    message=Words(
        "{project}的“{row}”的指标值为“{found}”，用“＝”意味着{side}{value}也算没有完成。",
        "{project}, “{row}”: with {found} even {side} {value} misses the target.",
    ),
    many=Words(
        "{count}条指标用“＝”限定了可以做得更好的数，如{project}的“{row}”写“{found}”，{side}{value}也算没有完成。",
        "{count} values that may well be bettered are set with =, such as {found} for “{row}” of {project}: even "
        "{side} {value} misses the target.",
    ),
    hint=Words(
        "改为“{expected}”；确有规定不得偏离的，在描述中写明依据。", "Write {expected}, or say what forbids more."
    ),
    kinds=PLANS,
)
def equal_where_more_is_better(dossier: Dossier) -> Outcome:
    """“=” is for values that must be met exactly.

    Judges percents of narrative and tables: with a value between 0 and 100 a rate could be exceeded, so that “=” is
    hardly meant; and numbers of what must not be much (投诉, 等候时间), of which fewer would be better. “=100%” cannot
    be exceeded and is right for what the law demands wholly; counts (=3所), shares set by rule (补助比例, 税率), costs
    and changes are left alone. All rows of one kind are one finding.
    """
    checked = [item for item in numbers(all_rows(dossier)) if target_of(item).operator == "="]
    highest = dossier.law.decimal("values.highest_percent")
    wrong = []
    for item in checked:
        less = has_word("harm", item) and not has_word("mending", item)
        exact = not less and not (is_percent(item) and amount_of(item) < highest)
        if amount_of(item) <= 0 or exact or _is_fixed(item):
            continue
        wrong.append(
            found(
                value_spot(item),
                found=value_words(item),
                expected=f"{'≤' if less else '≥'}{plain_value(item).lstrip('=')}",
                cause="less" if less else "more",
                project=project_label(item.owner),
                row=row_label(item),
                side=(_LESS if less else _MORE).say(),
                value=plain_value(item).lstrip("="),
            )
        )
    return judged(checked, wrong, without=_NO_EQUALS)


def _is_fixed(item: IndicatorItem) -> bool:
    if _COST in item.category + item.dimension:
        return True
    return has_word("fixed_share", item) or has_word("neither", item)
