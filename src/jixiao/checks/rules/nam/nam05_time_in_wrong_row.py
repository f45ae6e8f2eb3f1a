"""NAM05: a row of time holds something else, or time stands in another row. Leaves rows of cost to NAM06."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jixiao.checks.dossier import Dossier
from jixiao.checks.folding import folded
from jixiao.checks.items import IndicatorItem
from jixiao.checks.labels import project_label
from jixiao.checks.outcome import Draft, Outcome, found, judged
from jixiao.checks.rule import Level, rule
from jixiao.checks.rules.nam.misplaced import belongs_instead_of_time, level_of_time_elsewhere, partner
from jixiao.checks.rules.nam.reasons import NO_LEVELS
from jixiao.checks.rules.nam.rows import by_table
from jixiao.checks.rules.nam.words_of_slots import (
    COST,
    TIME,
    end_of,
    example_of,
    in_time,
    speaks,
)
from jixiao.language import Words
from jixiao.law import cite

SWAPPED = Words(
    "{project}的时效指标“{found}”与成本指标“{other}”填反了。",
    "The rows of time (“{found}”) and cost (“{other}”) of {project} have changed places.",
)
CHANGE_BACK = Words(
    "两行内容对调：时效指标填“{other}”，成本指标填“{found}”，描述、指标值和依据一并对调。",
    "Change the two rows back: “{other}” under time, “{found}” under cost, with descriptions, values and bases.",
)
ELSEWHERE = Words(
    "{project}的{category}“{found}”衡量的是时间，应当列为时效指标。",
    "“{found}” ({category} of {project}) measures time and belongs under 时效指标.",
)
ALL_ELSEWHERE = Words(
    "{count}条指标衡量的是时间，如{category}{quoted}，应当列为时效指标。",
    "{count} indicators, such as {quoted} under {category}, measure time and belong under 时效指标.",
)
MOVE = Words("把“{found}”移到时效指标下，{category}另设。", "Move “{found}” under 时效指标 and set another {category}.")
THRIFT = Words(
    "{project}的时效指标“{found}”说的是资金效率，没有说明何时完成。",
    "“{found}”, the time indicator of {project}, speaks of the efficiency of spending, not of when it is done.",
)
ALL_THRIFT = Words(
    "{count}条时效指标说的是资金效率，如{quoted}，没有说明何时完成。",
    "{count} time indicators, such as {quoted}, speak of the efficiency of spending, not of when the work is done.",
)
WRITE_A_TIME = Words(
    "改写完成时间，例如{examples}；资金效率不必设为指标。",
    "Write when the work is done, for example {examples}; the efficiency of spending is no indicator.",
)


@rule(
    id="NAM05",
    level=Level.ERROR,
    title=Words("时效指标与其他指标错位", "Time stands in the wrong row"),
    citations=[cite("caiyu-2015-88", "10"), cite("caiyu-2021-101", "二3")],
    message=Words(
        "{project}的时效指标“{found}”与时间无关，应当列为{expected}。",
        "“{found}”, the time indicator of {project}, has nothing to do with time and belongs under {expected}.",
    ),
    many=Words(
        "{count}条时效指标与时间无关，如{quoted}，应当列为{expected}。",
        "{count} time indicators, such as {quoted}, have nothing to do with time and belong under {expected}.",
    ),
    hint=Words(
        "把“{found}”移到{expected}下，时效指标改写完成时间，例如{examples}。",
        "Move “{found}” under {expected}, and write when the work is done, for example {examples}.",
    ),
)
def time_in_wrong_row(dossier: Dossier) -> Outcome:
    """What is measured by time stands under 时效指标, and nothing else does.

    Judges names. A row of time fails where it holds no word of time, has no date or period as its value, and names a
    cost, a quality or satisfaction; where the row of cost holds time instead, the two are named as changed places. In
    other rows only names that can be nothing but time fail (及时率, 完成时间): an error under 数量, a question under
    质量 and benefits. 完成率 and progress of payment are tolerated. Time under 成本 is NAM06's business.
    """
    checked = 0
    drafts: list[Draft] = []
    for table in by_table(dossier):
        for row in table:
            checked += bool(row.category)
            drafts += _under_time(row, table) if row.category == TIME else _elsewhere(row)
    return judged(checked, folded(drafts), without=NO_LEVELS)


def _under_time(row: IndicatorItem, table: list[IndicatorItem]) -> Iterator[Draft]:
    right = belongs_instead_of_time(row)
    other = partner(row, table) if right == COST else None
    if other:
        swap: dict[str, Any] = {"other": other.name, "cause": row.subject, "message": SWAPPED, "hint": CHANGE_BACK}
        yield _finding(row, other.name, related=(other.field("name"),), **swap)
    elif right:
        yield _finding(row, right, cause=right)
    elif end_of(row.name, "thrift_ends") and not in_time(row.target) and not speaks(row.name, "time"):
        more: dict[str, Any] = {"level": Level.WARNING, "message": THRIFT, "many": ALL_THRIFT, "hint": WRITE_A_TIME}
        yield _finding(row, None, **more)


def _elsewhere(row: IndicatorItem) -> Iterator[Draft]:
    level = level_of_time_elsewhere(row)
    if level:
        yield _finding(row, TIME, level=level, message=ELSEWHERE, many=ALL_ELSEWHERE, hint=MOVE)


def _finding(row: IndicatorItem, expected: str | None, **more: Any) -> Draft:
    holes: dict[str, Any] = {
        "project": project_label(row.owner),
        "category": row.category,
        "examples": example_of(TIME),
    }
    return found(row.field("name"), found=row.name, expected=expected, **more, **holes)
