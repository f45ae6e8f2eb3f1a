"""PLN04: narrative and table of a project state different spending plans. Leaves other months to PLN05."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate

from jixiao.checks.dossier import Dossier
from jixiao.checks.items import CheckpointItem
from jixiao.checks.labels import project_label
from jixiao.checks.outcome import Draft, Outcome, found, judged
from jixiao.checks.rule import PLANS, Level, rule
from jixiao.checks.rules.pln.plans import falls, number, percent_of, plan_of, written
from jixiao.checks.rules.val.paired import level_of
from jixiao.language import Words
from jixiao.law import cite

_NOTHING_TO_COMPARE = Words(
    "没有同时写在分项目标和项目表中的资金支出计划", "no spending plan stands in both narrative and table"
)
_BETWEEN = Words(
    "{project}分项目标写{month}月底累计支出{percent}%，与项目表{other_month}月底的{in_table}%矛盾。",
    "{project}: the narrative says {percent} % by the end of month {month}, which contradicts {in_table} % at the "
    "end of month {other_month} in the table.",
)
_BETWEEN_HINT = Words(
    "分项目标按项目表的节点填写；累计比例逐月上升，不能与前后月份矛盾。",
    "Use the months of the table; a cumulative percent cannot contradict the months around it.",
)


@rule(
    id="PLN04",
    level=Level.ERROR,
    title=Words("分项目标与项目表的资金支出计划不一致", "Spending plans of narrative and table differ"),
    citations=[cite("caiyu-2016-143", "准确"), cite("hebei-plan-form", "资金支出计划")],
    message=Words(
        "{project}分项目标写{month}月底累计支出{percent}%，项目表写{in_table}%，前后不一致。",
        "{project}: the narrative says {percent} % by the end of month {month}, the table {in_table} %.",
    ),
    many=Words(
        "{project}分项目标与项目表的资金支出计划有{count}个节点不一致，如{month}月底分别为{percent}%和{in_table}%。",
        "{project}: narrative and table differ at {count} checkpoints, as {percent} and {in_table} % in month {month}.",
    ),
    hint=Words(
        "以审定的资金支出计划为准统一两处；如以项目表为准，分项目标{month}月底改为{in_table}%。",
        "Make both agree with the approved plan; by the table, the narrative's month {month} becomes {in_table} %.",
    ),
    kinds=PLANS,
)
def spending_plans_of_narrative_and_table_differ(dossier: Dossier) -> Outcome:
    """The spending plan that the narrative tells is the one of the project's table, value by value.

    Compares by month. A month of the narrative that the table does not have (PLN05 tells that) is held against its
    neighbours in the table: 80 % by the end of September contradicts 75 % by the end of October. One finding a project,
    a hint where the names of the two are only alike.
    """
    checked = 0
    wrong: list[Draft] = []
    for pair in dossier.pairs:
        told, table = plan_of(dossier, pair.goal), plan_of(dossier, pair.project)
        if told and table:
            checked += 1
            if _by_period(told, table):
                continue
            wrong += _differences(told, table, level_of(pair))
    return judged(checked, wrong, without=_NOTHING_TO_COMPARE)


def _by_period(told: list[CheckpointItem], table: list[CheckpointItem]) -> bool:
    """Whether the narrative tells what each period spends, which adds up to the table's cumulative shares."""
    sums = [*accumulate(percent_of(point) for point in told)]
    return len(told) > 1 and [(p.month, s) for p, s in zip(told, sums, strict=True)] == [
        (point.month, percent_of(point)) for point in table
    ]


def _differences(told: list[CheckpointItem], table: list[CheckpointItem], level: Level | None) -> Iterator[Draft]:
    months = {point.month: point for point in table}
    rising = not falls(table)
    for point in told:
        percent = percent_of(point)
        same = months.get(point.month)
        if same is not None:
            if percent_of(same) != percent:
                yield _told(point, same, level)
        elif rising:
            before = next((other for other in reversed(table) if other.month < point.month), None)
            after = next((other for other in table if other.month > point.month), None)
            if before is not None and percent < percent_of(before):
                yield _told(point, before, level, _BETWEEN)
            elif after is not None and percent > percent_of(after):
                yield _told(point, after, level, _BETWEEN)


def _told(point: CheckpointItem, other: CheckpointItem, level: Level | None, message: Words | None = None) -> Draft:
    return found(
        point,
        found=written(point),
        expected=f"{number(percent_of(other))}%" if message is None else None,
        related=[other],
        cause=point.owner.subject if message is None else None,
        level=level,
        message=message,
        hint=None if message is None else _BETWEEN_HINT,
        project=project_label(point.owner),
        month=point.month,
        percent=number(percent_of(point)),
        in_table=number(percent_of(other)),
        other_month=other.month,
    )
