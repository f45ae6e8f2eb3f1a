"""VAL13: a value promises less than last year's result. Leaves tasks that change from year to year alone."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from jixiao.checks.dossier import Dossier
from jixiao.checks.items import IndicatorItem
from jixiao.checks.labels import project_label, row_label
from jixiao.checks.outcome import Outcome, found, judged, not_applicable
from jixiao.checks.pairs import indicator_pairs
from jixiao.checks.reasons import NO_PREVIOUS
from jixiao.checks.rule import PLANS, Level, rule
from jixiao.checks.rules.val.values import (
    AT_LEAST,
    AT_MOST,
    PERCENT,
    amount_of,
    states_value,
    target_of,
    value_spot,
    value_words,
)
from jixiao.forms.values import parse_target
from jixiao.language import Words
from jixiao.law import cite
from jixiao.model import TargetValue

_NOTHING_IN_COMMON = Words("与上年文本没有可比的指标", "no indicator can be compared with last year's document")
_ACTUAL, _TARGET = Words("实际完成值", "result"), Words("指标值", "target")


@rule(
    id="VAL13",
    level=Level.HINT,
    title=Words("指标值低于上年", "Value below last year's"),
    citations=[cite("caiyu-2021-101", "从严从高")],
    message=Words(
        "{project}的“{row}”的指标值“{found}”松于上年{what}“{last}”。",
        "{project}, “{row}”: {found} is laxer than last year's {what}, {last}.",
    ),
    many=Words(
        "{project}有{count}条指标的指标值松于上年，如“{row}”写“{found}”，上年{what}为“{last}”。",
        "{project}: {count} values are laxer than last year's, such as {found} for “{row}” ({what} {last}).",
    ),
    hint=Words(
        "指标值应从严从高，一般不松于上年{what}“{last}”；确有原因的，在指标值确定依据中说明。",
        "Set values strictly, not laxer than last year's {what} of {last}, or give the reason in the basis.",
    ),
    kinds=PLANS,
)
def value_below_last_year(dossier: Dossier) -> Outcome:
    """A value is as strict as last year's result, or stricter.

    Needs last year's document: its actual values, or its targets where it is a plan. Compares percents, unit prices
    and upper limits of indicators with the same name and unit; what is to be done follows the year's tasks and money
    and is not compared.
    """
    if dossier.previous is None:
        return not_applicable(NO_PREVIOUS)
    compared = list(_compared(dossier, dossier.previous))
    drafts = [
        found(
            value_spot(item),
            found=value_words(item),
            expected=f"{target_of(item).operator}{last.amount:f}{target_of(item).unit}",
            cause=item.owner.subject,
            project=project_label(item.owner),
            row=row_label(item),
            last=last.text or f"{last.amount:f}{last.unit}",
            what=what.say(),
        )
        for item, last, what in compared
        if _is_laxer(item, last.amount or Decimal(0))
    ]
    return judged(compared, drafts, without=_NOTHING_IN_COMMON)


def _compared(dossier: Dossier, previous: Dossier) -> Iterator[tuple[IndicatorItem, TargetValue, Words]]:
    """This year's rows with last year's value of the same indicator, and what that value is."""
    every = [both for pair in dossier.previous_pairs for both in pair.indicators]
    if dossier.department and previous.department:
        every += indicator_pairs(dossier.department.indicators, previous.department.indicators)
    for both in every:
        if both.left is None or both.right is None or not states_value(both.left):
            continue
        last, what = _last_year(both.right)
        if last is not None and last.amount is not None and _comparable(target_of(both.left), last):
            yield both.left, last, what


def _last_year(item: IndicatorItem) -> tuple[TargetValue | None, Words]:
    actual = item.indicator.actual
    if actual:
        return parse_target(actual, unit=target_of(item).unit)[0], _ACTUAL
    return (item.target, _TARGET) if states_value(item) else (None, _TARGET)


def _comparable(target: TargetValue, last: TargetValue) -> bool:
    unit = target.unit or ""
    if target.amount is None or unit != (last.unit or ""):
        return False
    if "元" in unit:
        return "/" in unit
    return unit == PERCENT or target.operator in AT_MOST


def _is_laxer(item: IndicatorItem, last: Decimal) -> bool:
    operator = target_of(item).operator
    return (operator in AT_LEAST and amount_of(item) < last) or (operator in AT_MOST and amount_of(item) > last)
