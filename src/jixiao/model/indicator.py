"""An indicator and its target value. Leaves scoring to `jixiao.scoring` and the law's demands to `jixiao.checks`."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

import msgspec
from msgspec import UNSET, UnsetType

from jixiao.model.place import Place

Operator = Literal["≥", ">", "=", "<", "≤", "定性"]
Direction = Literal["正向", "反向"]


class TargetValue(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """指标值: what is promised, taken apart as far as the words allow; the raw words are always in `text`.

    Attributes:
        operator: ≥ > = < ≤ 定性, or null where the document gives none. Words are read as signs (不低于 is ≥).
        amount: the number as written, without unit (`90`, `1288.0041`); null for words, dates and prose.
        unit: the unit of measure as written, except that 百分比, 百分之, ％ become `%`; null where none stands.
        text: the raw words, trimmed, untouched otherwise (operator and unit of separate columns joined in print order).
        upper: upper bound where the value is a range (`5-10`); `amount` is then the lower bound. Left out otherwise.
        dates: dates and months named as the value, as `2021-12-31`, `2021-12`, `--12-31`, `--12`. Left out if none.
    """

    operator: Operator | None = None
    amount: Decimal | None = None
    unit: str | None = None
    text: str = ""
    upper: Decimal | UnsetType = UNSET
    dates: tuple[str, ...] | UnsetType = UNSET


class UnitTarget(msgspec.Struct, frozen=True, kw_only=True):
    """The target of one village, station or region where a form has a value column for each."""

    name: str
    target: TargetValue


class GradeBands(msgspec.Struct, frozen=True, kw_only=True):
    """Four bounds 优/良/中/差 of the older Hebei form (绩效指标评价标准), raw words."""

    excellent: str | None = None
    good: str | None = None
    fair: str | None = None
    poor: str | None = None


class Indicator(msgspec.Struct, frozen=True, kw_only=True):
    """三级指标 with all that the forms say of it.

    Attributes:
        dimension: 一级指标 in standard words (成本指标, 产出指标, 效益指标, 满意度指标); null where the form has none.
        category: 二级指标 in standard words (数量指标 … 服务对象满意度指标); null where the form has none. A label
            that the standard does not know stands as written.
        name, description, basis: as written, trimmed; null where the cell is empty.
        target: null where no value stands.
        direction: 正向/反向 where the form says so.
        weight, score: points, as written.
        actual: 实际完成值 as written.
        dimension_text, category_text: the label as written where it differs from the standard words.
        grades: bounds of the older Hebei form, which has no single target.
        unit_targets: one value a village or region.
        initial_target: target before an adjustment, where the form has both (`target` is the adjusted one).
        forecast, likelihood: 全年预计完成情况, 完成目标可能性 of a monitoring form.
        coefficient_percent: 得分系数 (Chongqing), percent points.
        core: 是否核心指标 (Chongqing).
        details: cells under heads that have no field of their own, by the head's words.
    """

    dimension: str | None = None
    category: str | None = None
    name: str | None = None
    description: str | None = None
    target: TargetValue | None = None
    basis: str | None = None
    direction: Direction | None = None
    weight: Decimal | None = None
    actual: str | None = None
    score: Decimal | None = None
    deviation_reason: str | None = None
    dimension_text: str | UnsetType = UNSET
    category_text: str | UnsetType = UNSET
    grades: GradeBands | UnsetType = UNSET
    unit_targets: tuple[UnitTarget, ...] | UnsetType = UNSET
    initial_target: TargetValue | UnsetType = UNSET
    forecast: str | UnsetType = UNSET
    likelihood: str | UnsetType = UNSET
    coefficient_percent: Decimal | UnsetType = UNSET
    core: bool | UnsetType = UNSET
    details: dict[str, str] | UnsetType = UNSET
    at: Place = Place()
