"""The money that a project has for its costs, in yuan. Leaves comparing it to the rules."""

from __future__ import annotations

from decimal import Decimal

from msgspec import UNSET

from jixiao.checks.items import DepartmentItem, GoalItem, IndicatorItem, ProjectItem
from jixiao.checks.rules.val.values import PERCENT, has_word

COST = "成本指标"
_WAN = Decimal(10_000)


def budget_of(owner: ProjectItem | GoalItem | DepartmentItem) -> Decimal | None:
    """The year's budget as the owner states it."""
    if isinstance(owner, GoalItem):
        return owner.goal.budget_yuan
    return (owner.project if isinstance(owner, ProjectItem) else owner.department).funds.budget_yuan


def money_field(owner: ProjectItem | GoalItem | DepartmentItem) -> str:
    """The name of the field that holds the budget."""
    return "budget_yuan" if isinstance(owner, GoalItem) else "funds.budget_yuan"


def is_of_many_years(owner: ProjectItem | GoalItem | DepartmentItem) -> bool:
    """Whether the form also states money for more than the budget year."""
    if not isinstance(owner, ProjectItem):
        return False
    return owner.project.funds.whole_life_yuan is not UNSET or bool(owner.project.medium_term)


def shown_yuan(amount: Decimal) -> str:
    """An amount as one writes it: 86000元, 12.65万元 from ten thousand up where it stays short."""
    in_wan = (amount / _WAN).normalize()
    exponent = in_wan.as_tuple().exponent
    if amount >= _WAN and isinstance(exponent, int) and exponent >= -2:
        return f"{in_wan:f}万元"
    return f"{amount.normalize():f}元"


def states_cost(item: IndicatorItem) -> bool:
    """Whether a row stands under 成本指标, or names a cost in money in a form that has no levels."""
    if not item.category and not item.dimension:
        unit = item.target.unit if item.target else None
        return "元" in (unit or "") and has_word("named_cost", item)
    return COST in (item.category, item.dimension)


def measures_cost(item: IndicatorItem) -> bool:
    """Whether it is money or a rate; a count of persons or events under cost is in the wrong slot (NAM06), no cost."""
    unit = item.target.unit if item.target else None
    return unit in (None, PERCENT) or "元" in unit or "成本" in item.name
