"""PLN01: a checkpoint of the spending plan lies outside 0-100 %. Leaves whether the plan rises to PLN02."""

from __future__ import annotations

from jixiao.checks.dossier import Dossier
from jixiao.checks.items import CheckpointItem, ProjectItem
from jixiao.checks.labels import project_label
from jixiao.checks.outcome import Outcome, found, judged
from jixiao.checks.reasons import NO_SPENDING_PLAN
from jixiao.checks.rule import PLANS, Level, rule
from jixiao.checks.rules.pln.plans import number, percent_of, plan_of
from jixiao.language import Words
from jixiao.law import cite

_IN_TABLE = Words(
    "累计支出比例应在{lowest}—{highest}%之间。同一项目的项目表该节点为{in_table}%，请核实后据此改正。",
    "A cumulative share lies between {lowest} and {highest} %. The table of the same project states {in_table} % here.",
)


@rule(
    id="PLN01",
    level=Level.ERROR,
    title=Words("资金支出计划某节点超出0—100%", "Checkpoint of the spending plan outside 0-100 %"),
    citations=[cite("hebei-plan-form", "资金支出计划")],
    message=Words(
        "{project}资金支出计划{month}月底累计支出{percent}%，超出{lowest}—{highest}%的范围。",
        "Spending plan of {project}: cumulative spending of {percent} % at the end of month {month} lies outside "
        "{lowest}-{highest} %.",
    ),
    hint=Words(
        "累计支出比例应在{lowest}—{highest}%之间，请核对该节点是否多写或者错写了数字。",
        "A cumulative share lies between {lowest} and {highest} %; look for a digit too many or a wrong one.",
    ),
    kinds=PLANS,
)
def checkpoint_over_100(dossier: Dossier) -> Outcome:
    """A cumulative share of the budget lies between 0 % and 100 %.

    Judges every checkpoint, in the narrative and in the tables; where the project's table has a sound value for the
    same month, the hint names it. Whether the plan rises is PLN02's business.
    """
    lowest, highest = (
        dossier.law.decimal("spending_plan.lowest_percent"),
        dossier.law.decimal("spending_plan.highest_percent"),
    )
    points = [point for point in dossier.checkpoints if point.percent is not None]
    tables = {pair.goal.subject: pair.project for pair in dossier.pairs if pair.goal}
    wrong = []
    for point in points:
        if lowest <= percent_of(point) <= highest:
            continue
        same = _same_month(dossier, tables.get(point.owner.subject), point)
        sound = same is not None and lowest <= percent_of(same) <= highest
        wrong.append(
            found(
                point,
                found=number(percent_of(point)),
                expected=f"≥ {lowest}" if percent_of(point) < lowest else f"≤ {highest}",
                related=[same] if same else [],
                hint=_IN_TABLE if sound else None,
                project=project_label(point.owner),
                month=point.month,
                percent=number(percent_of(point)),
                in_table=number(percent_of(same)) if same else None,
                lowest=lowest,
                highest=highest,
            )
        )
    return judged(points, wrong, without=NO_SPENDING_PLAN)


def _same_month(dossier: Dossier, project: ProjectItem | None, point: CheckpointItem) -> CheckpointItem | None:
    return next((other for other in plan_of(dossier, project) if other.month == point.month), None)
