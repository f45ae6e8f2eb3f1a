"""PLN06: all projects have the very same spending plan. Leaves what a single payment needs to PLN07."""

from __future__ import annotations

from jixiao.checks.dossier import Dossier
from jixiao.checks.items import ProjectItem
from jixiao.checks.labels import project_label
from jixiao.checks.outcome import Outcome, found, judged
from jixiao.checks.rule import PLANS, Level, rule
from jixiao.checks.rules.pln.plans import percent_of, plans, shown, written
from jixiao.language import Words
from jixiao.law import cite

_FEW = Words("有资金支出计划的项目太少，无从比较", "too few projects with a spending plan to compare")


@rule(
    id="PLN06",
    level=Level.WARNING,
    title=Words("全部项目的资金支出计划相同", "The same spending plan for all projects"),
    citations=[cite("caiyu-2015-88", "13")],
    message=Words(
        "全部{projects}个项目的资金支出计划都是{plan}，没有区分项目性质。",
        "All {projects} projects have the same spending plan, {plan}, whatever their nature.",
    ),
    many=Words(
        "全部{projects}个项目的资金支出计划都是{plan}，没有区分项目性质。",
        "All {projects} projects have the same spending plan, {plan}, whatever their nature.",
    ),
    hint=Words(
        "按各项目的实施时间和付款约定分别填写，如一次缴纳的费用在缴纳月份写100%，工程按合同付款节点填写。",
        "State when each project pays: a single payment is 100 % in its month, works follow the contract.",
    ),
    kinds=PLANS,
)
def same_spending_plan_for_all_projects(dossier: Dossier) -> Outcome:
    """Each project's spending plan follows its own tasks and payments.

    Judges the tables, or the narrative where there are none: if every project has the same percents at the same months,
    they were hardly worked out. From the number of projects that the law's values name; one project that differs is
    enough to pass, and a plan of one payment is no pattern.
    """
    every = plans(dossier)
    every = [entry for entry in every if isinstance(entry[0], ProjectItem)] or every
    if len(every) < dossier.law.decimal("spending_plan.same_plan_projects"):
        return judged(0, (), without=_FEW)
    owner, first = every[0]
    percents = [percent_of(point) for point in first]
    same = [(point.month, percent_of(point)) for point in first]
    wrong = []
    if len(set(percents)) > 2 and all([(p.month, percent_of(p)) for p in points] == same for _, points in every):
        wrong = [
            found(
                points[0],
                found=written(points[0]),
                cause="same",
                project=project_label(owner),
                projects=len(every),
                plan=shown(percents),
            )
            for owner, points in every
        ]
    return judged(every, wrong, without=_FEW)
