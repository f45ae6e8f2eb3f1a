"""PLN08: the spending plan stays below the execution that the place requires. Leaves real execution to MTR05."""

from __future__ import annotations

from decimal import Decimal

from jixiao.checks.dossier import Dossier
from jixiao.checks.items import CheckpointItem
from jixiao.checks.labels import project_label
from jixiao.checks.outcome import Outcome, found, judged
from jixiao.checks.reasons import NO_SPENDING_PLAN
from jixiao.checks.rule import PLANS, Level, rule
from jixiao.checks.rules.pln.plans import falls, number, percent_of, plans, written
from jixiao.language import Words
from jixiao.law import cite


@rule(
    id="PLN08",
    level=Level.HINT,
    title=Words("资金支出计划低于要求的执行进度", "Spending plan below the required execution"),
    citations=[cite("sichuan-2025-10", "执行进度预警")],
    message=Words(
        "{project}资金支出计划到{month}月底只安排{percent}%，低于{required_month}月底应达到的{required}%。",
        "{project} plans {percent} % by the end of month {month}; {required} % is required by month {required_month}.",
    ),
    many=Words(
        "{project}资金支出计划有{count}个节点低于要求的执行进度，如{required_month}月底应达到{required}%。",
        "{project}: {count} checkpoints are below the required execution, as {required} % by month {required_month}.",
    ),
    hint=Words(
        "按要求的进度调整支出计划；确实做不到的，提前说明原因，以免执行中被预警。",
        "Plan to the required pace, or explain in advance why not: such a plan leads to warnings.",
    ),
    kinds=PLANS,
)
def spending_plan_below_required_execution(dossier: Dossier) -> Outcome:
    """A spending plan keeps the pace of execution that the province or county requires.

    Runs where the law has such a pace. A required month that the plan has not is judged by the plan's next checkpoint:
    if even that is lower, the pace cannot be kept. Plans that fall are left to PLN02.
    """
    months = dossier.law.integers("spending_plan.required_months")
    paces = tuple(zip(months, dossier.law.decimals("spending_plan.required_percents"), strict=True))
    every = plans(dossier)
    wrong = [
        found(
            point,
            found=written(point),
            expected=f"≥{number(required)}%",
            cause=owner.subject,
            project=project_label(owner),
            month=point.month,
            percent=number(percent_of(point)),
            required=number(required),
            required_month=month,
        )
        for owner, points in every
        if not falls(points)
        for month, required in paces
        if (point := _point_at(points, month, required)) is not None
    ]
    return judged(every, wrong, without=NO_SPENDING_PLAN)


def _point_at(points: list[CheckpointItem], month: int, required: Decimal) -> CheckpointItem | None:
    """The plan's point at a month or the next one after it, if it states less than is required by then."""
    point = next((point for point in points if point.month >= month), None)
    return point if point is not None and percent_of(point) < required else None
