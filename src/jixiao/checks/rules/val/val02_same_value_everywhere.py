"""VAL02: all indicators of a project have the very same value. Leaves values that are all 100 % to VAL18."""

from __future__ import annotations

from jixiao.checks.dossier import Dossier
from jixiao.checks.items import IndicatorItem
from jixiao.checks.labels import project_label, slot_label
from jixiao.checks.outcome import Outcome, found, judged
from jixiao.checks.reasons import NO_TARGETS
from jixiao.checks.rule import PLANS, Level, rule
from jixiao.checks.rules.val.values import same_value, uniform, value_spot, value_words
from jixiao.language import Words
from jixiao.law import cite

_COUNTED = ("数量指标", "成本指标", "经济成本指标")


@rule(
    id="VAL02",
    level=Level.ERROR,
    title=Words("各项指标的指标值完全相同", "The same value for every indicator"),
    citations=[cite("caiyu-2015-88", "13")],
    message=Words(
        "{project}的指标值全部为“{found}”，没有按各项指标分别测算。",
        "Every value of {project} is {found}; none was worked out for its indicator.",
    ),
    many=Words(
        "{count}条指标的指标值全部为“{found}”，数量、质量、时效、成本和效益不加区分，没有分别测算。",
        "{count} indicators have the very same value, {found}, whatever they measure.",
    ),
    hint=Words(
        "逐条测算指标值：数量写件数、人数等实数，时效写日期，成本写金额上限，满意度写调查比例；如{slot}应写与其含义相符的数和单位。",
        "Work out each value: a count for quantity, a date for time, a money limit for cost, a survey percent for "
        "satisfaction; {slot} needs a number and unit of its own.",
    ),
    kinds=PLANS,
)
def same_value_everywhere(dossier: Dossier) -> Outcome:
    """The values of a project's indicators are worked out one by one.

    Judges the table of each project (the narrative only where there is no table) from the number of rows that the law's
    values name: all rows, every kind of indicator, with one value. Projects with the same single value are one finding.
    Where no quantity and no cost is among the rows, rates may happen to agree: a warning.
    """
    owners = uniform(dossier)
    wrong = [
        found(
            value_spot(item),
            found=value_words(item),
            cause=same_value(item),
            level=None if _unlike(items) else Level.WARNING,
            project=project_label(item.owner),
            slot=slot_label(item),
        )
        for items, is_same in owners
        if is_same
        for item in items
    ]
    return judged(sum(len(items) for items, _ in owners), wrong, without=NO_TARGETS)


def _unlike(items: list[IndicatorItem]) -> bool:
    """Whether the rows measure things that no single value can fit."""
    return any(item.category in _COUNTED for item in items)
