"""Faults as people commit them in plans: each changes the raw values of a plan that was right.

Who commits which, the data decide (`county.toml`).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Raw = dict[str, Any]


def year_left_over(raw: Raw) -> None:
    """Last year's words stand where this year's should."""
    project = raw["projects"][-1]
    project["goals"] = [f"完成{raw['year'] - 1}年绩效目标"]
    raw["itemized_goals"][-1]["purpose"] = f"完成{raw['year'] - 1}年绩效目标"


def goal_says_nothing(raw: Raw) -> None:
    """The goals say that the goals are reached."""
    for project in raw["projects"][:2]:
        project["goals"] = [f"完成{raw['year']}年绩效目标"]


def basis_copies_description(raw: Raw) -> None:
    """The basis of targets repeats what the indicator describes."""
    for indicator in raw["projects"][0]["indicators"][1:5]:
        indicator["basis"] = indicator["description"]


def all_ninety(raw: Raw) -> None:
    """Every target of a project is the same percentage, whatever it measures."""
    for owner in (raw["projects"][-1], raw["itemized_goals"][-1]):
        for indicator in owner["indicators"]:
            indicator["target"] = ">90百分比"


def spending_over_100(raw: Raw) -> None:
    """A month's share of spending lies above the whole."""
    for owner in (raw["projects"][0], raw["itemized_goals"][0]):
        owner["spending_plan"][2]["cumulative_percent"] = "180"


def spending_falls(raw: Raw) -> None:
    """The cumulative share falls from one month to the next."""
    for owner in (raw["projects"][0], raw["itemized_goals"][0]):
        owner["spending_plan"][1]["cumulative_percent"] = "70"
        owner["spending_plan"][2]["cumulative_percent"] = "30"


def funds_do_not_add(raw: Raw) -> None:
    """Fiscal and other funds do not add up to the budget."""
    raw["projects"][0]["funds"]["other_yuan"] = "6000"


def no_satisfaction(raw: Raw) -> None:
    """A project asks nobody whether they are content."""
    for owner in (raw["projects"][0], raw["itemized_goals"][0]):
        owner["indicators"] = [each for each in owner["indicators"] if each["dimension"] != "满意度指标"]


def money_as_time(raw: Raw) -> None:
    """An indicator of time has an amount of money for a target."""
    for owner in (raw["projects"][0], raw["itemized_goals"][0]):
        for indicator in owner["indicators"]:
            if indicator["category"] == "时效指标":
                indicator["target"] = "≤2000元"


def cost_with_floor(raw: Raw) -> None:
    """A cost has a lowest target: the dearer, the better."""
    for owner in (raw["projects"][1], raw["itemized_goals"][1]):
        for indicator in owner["indicators"]:
            if indicator["category"] == "成本指标":
                indicator["target"] = indicator["target"].replace("≤", "≥")


def no_target(raw: Raw) -> None:
    """An indicator has no target."""
    for owner in (raw["projects"][0], raw["itemized_goals"][0]):
        owner["indicators"][1]["target"] = ""


def no_code(raw: Raw) -> None:
    """A project has no code yet."""
    raw["projects"][-1]["code"] = None


FAULTS: dict[str, Callable[[Raw], None]] = {
    fault.__name__: fault
    for fault in (
        year_left_over, goal_says_nothing, basis_copies_description, all_ninety, spending_over_100, spending_falls,
        funds_do_not_add, no_satisfaction, money_as_time, cost_with_floor, no_target,
        no_code,
    )
}  # fmt: skip
