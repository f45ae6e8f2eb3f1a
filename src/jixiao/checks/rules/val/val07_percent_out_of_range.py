"""VAL07: a percent lies outside 0-100 % although it is a share. Leaves costs to VAL06, actual values to EVA."""

from __future__ import annotations

from jixiao.checks.dossier import Dossier
from jixiao.checks.labels import project_label, row_label
from jixiao.checks.outcome import Outcome, found, judged
from jixiao.checks.rule import Level, rule
from jixiao.checks.rules.val.values import (
    all_rows,
    amount_of,
    has_lawful_word,
    has_word,
    highest_of,
    is_percent,
    value_spot,
    value_words,
)
from jixiao.language import Words
from jixiao.law import cite

_COST, _SATISFACTION = "成本", "满意度"
_NO_PERCENTS = Words("没有以百分比表示的指标值", "no value is a percent")


@rule(
    id="VAL07",
    level=Level.WARNING,
    title=Words("比率指标值超出0—100%", "Share outside 0-100 %"),
    citations=[cite("self-evaluation-checker"), cite("caiyu-2015-88", "13")],
    message=Words(
        "{project}的“{row}”的指标值为“{found}”，比率应在{lowest}—{highest}%之间。",
        "{project}, “{row}”: {found}, but a share lies between {lowest} and {highest} %.",
    ),
    many=Words(
        "{count}个比率指标值超出{lowest}—{highest}%，如{project}的“{row}”写“{found}”。",
        "{count} shares lie outside {lowest}-{highest} %, such as {found} for “{row}” of {project}.",
    ),
    hint=Words(
        "核对是否多写了数字；如指增长幅度或者与计划、上年相比的比例，在指标名称和描述中写明“增长率”或者算法。",
        "Look for a digit too many; if growth or a ratio to a plan is meant, say so in name and description.",
    ),
)
def percent_out_of_range(dossier: Dossier) -> Outcome:
    """A share lies between 0 % and 100 %; only growth and ratios to something else may exceed it.

    Judges every percent of narrative and tables. Sure of names that can only be shares (合格率, 满意度, 覆盖率 …);
    other names give a hint, growth, ratios and rates of completion nothing. Costs are VAL06's and VAL16's business.
    """
    lowest, highest = (dossier.law.decimal(f"values.{end}_percent") for end in ("lowest", "highest"))
    growth = dossier.law.words("values.over_hundred_words")
    checked = [item for item in all_rows(dossier) if is_percent(item) and _COST not in item.category + item.dimension]
    wrong = []
    for item in checked:
        over, under = highest_of(item) > highest, amount_of(item) < lowest
        sure = has_word("capped", item) or _SATISFACTION in item.category
        if not over and not (under and not has_word("may_fall", item, about=True)):
            continue
        if has_lawful_word(growth, item) or (has_word("may_exceed", item, about=True) and not sure):
            continue
        wrong.append(
            found(
                value_spot(item),
                found=value_words(item),
                expected=f"{lowest}—{highest}%",
                cause="range",
                level=None if sure else Level.HINT,
                project=project_label(item.owner),
                row=row_label(item),
                lowest=lowest,
                highest=highest,
            )
        )
    return judged(checked, wrong, without=_NO_PERCENTS)
