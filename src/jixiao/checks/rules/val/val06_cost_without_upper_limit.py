"""VAL06: a cost has a lower limit where it needs an upper one. Leaves costs above the budget to VAL16."""

from __future__ import annotations

from jixiao.checks.dossier import Dossier
from jixiao.checks.items import IndicatorItem
from jixiao.checks.labels import project_label, row_label
from jixiao.checks.outcome import Draft, Outcome, found, judged
from jixiao.checks.reasons import NO_TARGETS
from jixiao.checks.rule import Level, rule
from jixiao.checks.rules.val.money import COST, budget_of, measures_cost, shown_yuan, states_cost
from jixiao.checks.rules.val.values import (
    has_word,
    highest_of,
    is_percent,
    numbers,
    rows,
    target_of,
    value_spot,
    value_words,
)
from jixiao.language import Words
from jixiao.law import cite

_ECONOMIC = ("", COST, "经济成本指标")
_Told = tuple[Words | None, Words | None, Words | None]

_PAID_STANDARD = Words(
    "{project}的“{row}”列在成本指标下，指标值“{value}”只有下限没有上限。",
    "{project}, “{row}” stands under cost, but {value} is a lower limit only.",
)
_PAID_STANDARDS = Words(
    "{count}条列在成本指标下的标准只有下限没有上限，如{project}的“{row}”写“{value}”。",
    "{count} standards under cost have a lower limit only, such as {value} for “{row}” of {project}.",
)
_PAID_STANDARD_HINT = Words(
    "补助标准的下限可列为质量指标；作为成本指标时用“＝”写明执行标准，或者用“≤”写明支出上限。",
    "A lowest standard of payment belongs under quality; as a cost state the standard with = or a limit with ≤.",
)
_OVER = Words(
    "{project}成本指标“{row}”的指标值为“{value}”，允许成本超过预算。",
    "{project}, cost “{row}”: {value} lets the cost exceed the budget.",
)
_OVERS = Words(
    "{count}条成本控制指标的值允许成本超过预算，如{project}的“{row}”写“{value}”。",
    "{count} costs may exceed the budget, such as {value} for “{row}” of {project}.",
)
_OVER_HINT = Words("成本控制率不应高于{highest}%，改为“≤{highest}%”。", "A control rate is at most {highest} %.")


@rule(
    id="VAL06",
    level=Level.ERROR,
    title=Words("成本指标没有用“≤”", "Cost without an upper limit"),
    citations=[cite("caiyu-2021-101", "成本指标")],
    message=Words(
        "{project}成本指标“{row}”的指标值为“{value}”，等于要求成本越高越好。",
        "{project}, cost “{row}”: {value} demands that the cost be high.",
    ),
    many=Words(
        "{count}条成本指标用了“≥”或者“＞”，等于要求成本越高越好，如{project}的“{row}”写“{value}”。",
        "{count} costs have a lower limit, such as {value} for “{row}” of {project}: the higher the better.",
    ),
    hint=Words(
        "改用“≤”写明金额或者单价上限，如总成本“≤{budget}”；写成本控制率的，改为“≤{highest}%”。",
        "State a limit with ≤: an amount, such as {budget} for the whole, or a price; a control rate is ≤{highest}%.",
    ),
)
def cost_without_upper_limit(dossier: Dossier) -> Outcome:
    """A cost is limited from above (≤, <), or fixed (=).

    Judges the rows under 成本指标, in the old tree and as first level, and prices called 成本 in forms without levels.
    Savings, rates of carrying out and counts of persons are no costs. A lower limit is a hint for standards of payment
    to people, a warning for social and ecological costs and for a control rate above 100 %.
    """
    allowed = dossier.law.words("values.cost_operators")
    categories = dossier.law.words("indicators.cost_categories")
    checked = [item for item in numbers(rows(dossier)) if item.category in categories or states_cost(item)]
    drafts = []
    for item in checked:
        operator = target_of(item).operator
        if operator not in (*allowed, None):
            drafts += _lower_limit(dossier, item)
        elif operator is not None and is_percent(item) and has_word("control_rate", item):
            drafts += _over(dossier, item)
    return judged(checked, drafts, without=NO_TARGETS)


def _lower_limit(dossier: Dossier, item: IndicatorItem) -> list[Draft]:
    if not measures_cost(item) or (has_word("more_is_better", item) and not has_word("control_rate", item)):
        return []
    if has_word("paid_standard", item):
        return [_told(dossier, item, Level.HINT, (_PAID_STANDARD, _PAID_STANDARDS, _PAID_STANDARD_HINT))]
    return [_told(dossier, item, None if item.category in _ECONOMIC else Level.WARNING)]


def _over(dossier: Dossier, item: IndicatorItem) -> list[Draft]:
    if highest_of(item) <= dossier.law.decimal("values.cost_control_highest_percent"):
        return []
    return [_told(dossier, item, Level.WARNING, (_OVER, _OVERS, _OVER_HINT))]


def _told(dossier: Dossier, item: IndicatorItem, level: Level | None, told: _Told = (None, None, None)) -> Draft:
    message, many, hint = told
    budget = budget_of(item.owner)
    return found(
        value_spot(item),
        found=value_words(item),
        value=target_of(item).text,
        expected="≤",
        cause=("lower", level, message),
        level=level,
        message=message,
        many=many,
        hint=hint,
        project=project_label(item.owner),
        row=row_label(item),
        budget=shown_yuan(budget) if budget else "……元",
        highest=dossier.law.decimal("values.cost_control_highest_percent"),
    )
