"""VAL11: narrative and table promise different values. Leaves indicators that only one has to IND12 and GOL06."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.checks.alike import alike
from jixiao.checks.dossier import Dossier
from jixiao.checks.items import IndicatorItem
from jixiao.checks.labels import project_label, row_label
from jixiao.checks.outcome import Draft, Outcome, found, judged
from jixiao.checks.pairs import Pair
from jixiao.checks.reasons import NO_PAIRS
from jixiao.checks.rule import PLANS, Level, rule
from jixiao.checks.rules.val.paired import level_of
from jixiao.checks.rules.val.values import (
    PERCENT,
    QUALITATIVE,
    SAME_NAME,
    dates_of,
    plain_value,
    same_date,
    scaled,
    states_value,
    target_of,
    value_spot,
    value_words,
)
from jixiao.language import Words
from jixiao.law import cite


@rule(
    id="VAL11",
    level=Level.ERROR,
    title=Words("分项目标与项目表的指标值不一致", "Values of narrative and table differ"),
    citations=[cite("caiyu-2016-143", "准确")],
    message=Words(
        "{project}{category}“{row}”分项目标写“{found}”，项目表“{other}”写“{in_table}”，计算符号或者数值不一致。",
        "{project}, {category} “{row}”: the narrative says {found}, the table {in_table} (“{other}”).",
    ),
    many=Words(
        "{project}分项目标与项目表有{count}个指标值不一致，如{category}“{row}”写“{found}”，项目表“{other}”写“{in_table}”。",
        "{project}: {count} values of narrative and table differ, such as {found} for {category} “{row}”, "
        "{in_table} for “{other}” in the table.",
    ),
    hint=Words(
        "以审定的项目表为准逐条核对，分项目标的该值改为“{expected}”；表中有误的，两处一并改正。",
        "Compare one by one; by the table the narrative becomes {expected}. Where the table is wrong, mend both.",
    ),
    kinds=PLANS,
)
def values_of_narrative_and_table_differ(dossier: Dossier) -> Outcome:
    """The narrative promises what the project's table promises: the same operator and the same number.

    Compares the indicators that belong together by second level and name, or that are the only ones of their second
    level on both sides. 90% and 90百分比, 3万元 and 30000元 are the same; a side without operator is compared by number
    only, a date by the parts that both state. Indicators of different names and units are two things (IND12, GOL06).
    One finding a project, a hint where the names of the two are only alike.
    """
    compared = [(told, table, level_of(pair)) for pair in dossier.pairs for told, table in _comparable(pair)]
    drafts = [_told(told, table, level) for told, table, level in compared if _differ(told, table)]
    return judged(compared, drafts, without=NO_PAIRS)


def _comparable(pair: Pair) -> Iterator[tuple[IndicatorItem, IndicatorItem]]:
    for both in pair.indicators:
        told, table = both.left, both.right
        if told is None or table is None or not states_value(told) or not states_value(table):
            continue
        units = scaled(told)[1] == scaled(table)[1]
        if units or alike(told.name, table.name) >= SAME_NAME:
            yield told, table


def _differ(told: IndicatorItem, table: IndicatorItem) -> bool:
    one, other = target_of(told), target_of(table)
    if one.amount is None or other.amount is None:
        return _words_differ(told, table)
    if None not in (one.operator, other.operator) and one.operator != other.operator:
        return True
    (number, unit), (other_number, other_unit) = scaled(told), scaled(table)
    if unit != other_unit and None not in (unit, other_unit):
        return number != other_number and PERCENT in (unit, other_unit)
    return number != other_number


def _words_differ(told: IndicatorItem, table: IndicatorItem) -> bool:
    """Dates that contradict each other, or words against a number."""
    if dates_of(told) and dates_of(table):
        both = zip(reversed(dates_of(told)), reversed(dates_of(table)), strict=False)
        return any(not same_date(one, other) for one, other in both)
    words = QUALITATIVE in (target_of(told).operator, target_of(table).operator)
    number = target_of(told).amount is not None or target_of(table).amount is not None
    return words and number


def _told(told: IndicatorItem, table: IndicatorItem, level: Level | None) -> Draft:
    return found(
        value_spot(told),
        found=value_words(told),
        expected=plain_value(table),
        related=[value_spot(table)],
        cause=told.owner.subject,
        level=level,
        project=project_label(told.owner),
        category=told.category or table.category,
        row=row_label(told),
        other=row_label(table),
        in_table=value_words(table),
    )
