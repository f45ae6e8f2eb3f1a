"""NAM06: a row of cost holds something else, or cost stands in another row. Leaves rows of time to NAM05."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jixiao.checks.dossier import Dossier
from jixiao.checks.folding import folded
from jixiao.checks.items import IndicatorItem
from jixiao.checks.labels import project_label
from jixiao.checks.outcome import Draft, Outcome, found, judged
from jixiao.checks.rule import Level, rule
from jixiao.checks.rules.nam.misplaced import belongs_instead_of_cost, partner
from jixiao.checks.rules.nam.reasons import NO_LEVELS
from jixiao.checks.rules.nam.rows import by_table
from jixiao.checks.rules.nam.words_of_slots import (
    COST,
    COSTS,
    ECOLOGICAL,
    QUALITY,
    QUANTITY,
    TIME,
    end_of,
    example_of,
    speaks,
)
from jixiao.language import Words
from jixiao.law import cite

SWAPPED = Words(
    "{project}的成本指标“{found}”与时效指标“{other}”填反了。",
    "The rows of cost (“{found}”) and time (“{other}”) of {project} have changed places.",
)
CHANGE_BACK = Words(
    "两行内容对调：成本指标填“{other}”，时效指标填“{found}”，描述、指标值和依据一并对调。",
    "Change the two rows back: “{other}” under cost, “{found}” under time, with descriptions, values and bases.",
)
ELSEWHERE = Words(
    "{project}的{category}“{found}”衡量的是成本，应当列为成本指标。",
    "“{found}” ({category} of {project}) measures cost and belongs under 成本指标.",
)
ALL_ELSEWHERE = Words(
    "{count}条指标衡量的是成本，如{category}{quoted}，应当列为成本指标。",
    "{count} indicators, such as {quoted} under {category}, measure cost and belong under 成本指标.",
)
MOVE = Words("把“{found}”移到成本指标下，{category}另设。", "Move “{found}” under 成本指标 and set another {category}.")


@rule(
    id="NAM06",
    level=Level.ERROR,
    title=Words("成本指标与其他指标错位", "Cost stands in the wrong row"),
    citations=[cite("caiyu-2015-88", "10"), cite("caiyu-2021-101", "成本指标")],
    message=Words(
        "{project}的成本指标“{found}”与成本无关，应当列为{expected}。",
        "“{found}”, the cost indicator of {project}, has nothing to do with cost and belongs under {expected}.",
    ),
    many=Words(
        "{count}条成本指标与成本无关，如{quoted}，应当列为{expected}。",
        "{count} cost indicators, such as {quoted}, have nothing to do with cost and belong under {expected}.",
    ),
    hint=Words(
        "把“{found}”移到{expected}下，成本指标改写总额或单位成本的控制数，例如{examples}。",
        "Move “{found}” under {expected}, and write a limit of cost, for example {examples}.",
    ),
)
def cost_in_wrong_row(dossier: Dossier) -> Outcome:
    """What is measured by cost stands under 成本指标, and nothing else does.

    Judges names. A row of cost fails where it holds no word of money, no amount as its value, and names a time, a
    quality or satisfaction; where the row of time holds cost instead, the two are named as changed places. In other
    rows only names that can be nothing but cost fail: an error under 数量 and 质量, a question under 生态效益; costs
    of others are an economic or social benefit. Cost under 时效 is NAM05's, amounts of money under 数量 are NAM03's
    business. Costs to society and nature (社会成本, 生态环境成本) are not measured in money.
    """
    checked = 0
    drafts: list[Draft] = []
    for table in by_table(dossier):
        for row in table:
            checked += bool(row.category)
            drafts += _under_cost(row, table) if row.category in COSTS else _elsewhere(row)
    return judged(checked, folded(drafts), without=NO_LEVELS)


def _under_cost(row: IndicatorItem, table: list[IndicatorItem]) -> Iterator[Draft]:
    right = belongs_instead_of_cost(row)
    other = partner(row, table) if right == TIME else None
    if other:
        more: dict[str, Any] = {"other": other.name, "cause": row.subject, "message": SWAPPED, "hint": CHANGE_BACK}
        yield _finding(row, other.name, related=(other.field("name"),), **more)
    elif right:
        yield _finding(row, right, cause=right)


def _elsewhere(row: IndicatorItem) -> Iterator[Draft]:
    level = _level_elsewhere(row)
    if level:
        yield _finding(row, COST, level=level, message=ELSEWHERE, many=ALL_ELSEWHERE, hint=MOVE)


def _finding(row: IndicatorItem, expected: str, **more: Any) -> Draft:
    holes: dict[str, Any] = {
        "project": project_label(row.owner),
        "category": row.category,
        "examples": example_of(COST),
    }
    return found(row.field("name"), found=row.name, expected=expected, **more, **holes)


def _level_elsewhere(row: IndicatorItem) -> Level | None:
    """How sure it is that a row under another label measures cost; None where it may stand there."""
    if row.category in (QUANTITY, QUALITY):
        return Level.ERROR if end_of(row.name, "cost_ends") else None
    if row.category == ECOLOGICAL:
        return Level.WARNING if end_of(row.name, "cost_ends") and not speaks(row.name, "ecological_projects") else None
    return None
