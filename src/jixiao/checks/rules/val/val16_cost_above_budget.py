"""VAL16: costs exceed the budget. Leaves the operator of costs to VAL06, sums of money to AMT."""

from __future__ import annotations

from decimal import Decimal

from jixiao.checks.dossier import Dossier
from jixiao.checks.items import IndicatorItem
from jixiao.checks.labels import project_label, row_label
from jixiao.checks.outcome import Draft, Outcome, found, judged
from jixiao.checks.rule import PLANS, Level, rule
from jixiao.checks.rules.val.money import budget_of, is_of_many_years, money_field, shown_yuan
from jixiao.checks.rules.val.values import (
    AT_LEAST,
    all_rows,
    by_owner,
    has_word,
    highest_of,
    same_row,
    target_of,
    value_spot,
    value_words,
    yuan_in,
)
from jixiao.language import Words
from jixiao.law import cite

_COST = "成本"
_NO_COSTS = Words("没有可与预算数比较的成本指标", "no cost can be compared with a budget")
_SUM = Words(
    "{project}各分项成本（{parts}）合计{sum}，超过预算数{budget}。",
    "{project}: the parts of the cost ({parts}) total {sum}, more than the budget of {budget}.",
)


@rule(
    id="VAL16",
    level=Level.ERROR,
    title=Words("成本指标值超过预算数", "Cost above the budget"),
    citations=[cite("caiyu-2021-101", "成本指标"), cite("caiyu-2015-88", "13")],
    message=Words(
        "{project}成本指标“{row}”的指标值为“{found}”，超过预算数{budget}。",
        "{project}, cost “{row}”: {found} exceeds the budget of {budget}.",
    ),
    hint=Words(
        "成本控制数（分项成本合计）不应超过预算数，请核对数值和“元、万元”单位，如“≤{budget}”。",
        "Cost limits, together too, stay within the budget; ≤{budget}; check number and unit (元, 万元).",
    ),
    kinds=PLANS,
)
def cost_above_budget(dossier: Dossier) -> Outcome:
    """The costs that a project promises not to exceed lie within its budget, each and together.

    Judges amounts of money under 成本 of tables and narrative against the budget of the same table or paragraph, 元 and
    万元 normalised, rounding of the last digit tolerated. Prices per piece are no part of a sum. Costs of all years
    (总投资, 概算, 合同价), and projects whose form states money for several years, are not compared with one year's
    budget.
    """
    checked = 0
    drafts: list[Draft] = []
    for items in by_owner(item for item in all_rows(dossier) if _COST in item.category + item.dimension):
        owner = items[0].owner
        budget = budget_of(owner)
        costs = [item for item in items if yuan_in(item) is not None and target_of(item).operator not in AT_LEAST]
        costs = [item for item in costs if not has_word("all_years", item)]
        if not budget or not costs or is_of_many_years(owner):
            continue
        checked += len(costs)
        over = [item for item in costs if _yuan(item) - budget > _rounding(item)]
        drafts += [_told(item, budget, None) for item in over] or _judge_sum(costs, budget)
    return judged(checked, drafts, without=_NO_COSTS)


def _judge_sum(costs: list[IndicatorItem], budget: Decimal) -> list[Draft]:
    """The finding for the parts of the cost; none where a row is the whole or a price, and so no part."""
    parts = [item for item in costs if not has_word("unit_cost", item, about=True)]
    if len(parts) < 2 or any(has_word("whole_cost", item) for item in parts):
        return []
    names = {item.name for item in parts}
    if len(names) < len(parts) or any(one in other for one in names for other in names if one != other):
        return []
    total = sum(map(_yuan, parts), Decimal(0))
    if total - budget <= sum(map(_rounding, parts), Decimal(0)):
        return []
    return [_told(parts[0], budget, _SUM, parts[1:], total)]


def _told(
    item: IndicatorItem,
    budget: Decimal,
    message: Words | None,
    others: list[IndicatorItem] | None = None,
    total: Decimal = Decimal(0),
) -> Draft:
    others = others or []
    return found(
        value_spot(item),
        found=value_words(item),
        expected=f"≤{shown_yuan(budget)}",
        related=[*map(value_spot, others), item.owner.field(money_field(item.owner))],
        cause=same_row(item),
        message=message,
        project=project_label(item.owner),
        row=row_label(item),
        budget=shown_yuan(budget),
        parts="、".join(f"{row_label(part)}{shown_yuan(_yuan(part))}" for part in [item, *others]),
        sum=shown_yuan(total),
    )


def _yuan(item: IndicatorItem) -> Decimal:
    return yuan_in(item) or Decimal(0)


def _rounding(item: IndicatorItem) -> Decimal:
    """Half of the last digit as written, in yuan: 8.66万元 stands for anything from 86550 to 86650."""
    number = highest_of(item)
    exponent = number.as_tuple().exponent
    factor = _yuan(item) / number if number else Decimal(1)
    return factor * Decimal(1).scaleb(int(exponent)) / 2
