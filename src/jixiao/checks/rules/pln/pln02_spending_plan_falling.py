"""PLN02: a cumulative spending plan falls. Leaves values outside 0-100 % to PLN01, the last value to PLN03."""

from __future__ import annotations

from jixiao.checks.dossier import Dossier
from jixiao.checks.labels import project_label
from jixiao.checks.outcome import Outcome, found, judged
from jixiao.checks.reasons import NO_SPENDING_PLAN
from jixiao.checks.rule import PLANS, Level, rule
from jixiao.checks.rules.pln.plans import falls, number, percent_of, plans, project_of, shown, sums_up, written
from jixiao.language import Words
from jixiao.law import cite


@rule(
    id="PLN02",
    level=Level.ERROR,
    title=Words("资金支出计划累计比例前高后低", "Cumulative spending plan falls"),
    citations=[cite("hebei-plan-form", "资金支出计划")],
    message=Words(
        "{project}资金支出计划{month}月底累计支出{late}%，低于{before}月底的{early}%，累计比例不应下降。",
        "Spending plan of {project}: {late} % by month {month} is less than the {early} % of month {before}.",
    ),
    hint=Words(
        "该计划写为{plan}；累计支出比例只能持平或者上升，请核对{before}月底和{month}月底哪一个数有误。",
        "The plan reads {plan}; a cumulative share stays or rises: see which of months {before} and {month} is wrong.",
    ),
    kinds=PLANS,
)
def spending_plan_falling(dossier: Dossier) -> Outcome:
    """A cumulative share never falls from one checkpoint to the next.

    Judges every plan of narrative and tables in calendar order, whatever the order of its columns; checkpoints without
    a percent are left out. Narrative and table of a project that fall alike are one finding. Percents that are shares
    of each period (together 100 %) are one mistake of another kind and are told by PLN03.
    """
    every, projects = plans(dossier), project_of(dossier)
    whole = dossier.law.decimal("spending_plan.last_percent")
    wrong = [
        found(
            late,
            found=written(late),
            expected=f"≥{number(percent_of(early))}%" if percent_of(early) <= whole else None,
            related=[early],
            cause=(projects[owner.subject], early.month, late.month, early.percent, late.percent),
            project=project_label(owner),
            month=late.month,
            before=early.month,
            late=number(percent_of(late)),
            early=number(percent_of(early)),
            plan=shown([percent_of(point) for point in points]),
        )
        for owner, points in every
        if not sums_up(points, whole)
        for early, late in falls(points)
    ]
    return judged(every, wrong, without=NO_SPENDING_PLAN)
