"""Part one of a performance plan: the unit, its overall goals, itemized goals and safeguards."""

from __future__ import annotations

from decimal import Decimal

import msgspec

from jixiao.model.indicator import Indicator
from jixiao.model.place import Place
from jixiao.model.project import Checkpoint


class Unit(msgspec.Struct, frozen=True, kw_only=True):
    """预算单位: its code where one stands, and its name without the code."""

    code: str | None = None
    name: str | None = None


class OverallGoal(msgspec.Struct, frozen=True, kw_only=True):
    """One of 一是…六是…: the heading is the words up to the first full stop, the text is what follows it."""

    ordinal: int
    heading: str
    text: str
    at: Place = Place()


class ItemizedGoal(msgspec.Struct, frozen=True, kw_only=True):
    """分项绩效目标: one project as part one tells it.

    Attributes:
        budget_yuan: 年初预算安排, yuan.
        purpose: 项目主要目标 as written, without the final full stop.
        years: every year named in the paragraph, in reading order, each once.
    """

    ordinal: int
    project_name: str | None = None
    budget_yuan: Decimal | None = None
    purpose: str | None = None
    years: tuple[int, ...] = ()
    spending_plan: tuple[Checkpoint, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    at: Place = Place()


class Safeguard(msgspec.Struct, frozen=True, kw_only=True):
    """工作保障措施, item by item, without its number."""

    ordinal: int
    text: str
    at: Place = Place()
