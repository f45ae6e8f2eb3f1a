"""PLN07: what is paid once a year is planned quarter by quarter. Leaves equal plans of all projects to PLN06."""

from __future__ import annotations

from collections.abc import Sequence

from jixiao.checks.dossier import Dossier
from jixiao.checks.items import GoalItem
from jixiao.checks.labels import project_label
from jixiao.checks.outcome import Outcome, found, judged
from jixiao.checks.reasons import NO_SPENDING_PLAN
from jixiao.checks.rule import PLANS, Level, rule
from jixiao.checks.rules.pln.plans import Owner, percent_of, plans, shown, written
from jixiao.checks.words import any_of
from jixiao.language import Words
from jixiao.law import cite


@rule(
    id="PLN07",
    level=Level.WARNING,
    title=Words("一次性支付的项目按季度均摊", "A single payment is planned in parts"),
    citations=[cite("caiyu-2015-88", "13")],
    message=Words(
        "{project}一般一年只缴纳（支付）一次，资金支出计划却分期写为{plan}。",
        "{project} is as a rule paid once a year, but the spending plan is spread: {plan}.",
    ),
    many=Words(
        "{project}一般一年只缴纳（支付）一次，分项目标和项目表的资金支出计划却都分期填写，如{plan}。",
        "{project} is as a rule paid once a year, but narrative and table spread the spending plan: {plan}.",
    ),
    hint=Words(
        "按实际缴纳（支付）的月份填写：支付前各节点写0%，支付当期起写100%。",
        "State the month of payment: 0 % before it, 100 % from it on.",
    ),
    kinds=PLANS,
)
def single_payment_planned_in_parts(dossier: Dossier) -> Outcome:
    """A payment that falls due once a year stands at 0 % before it and at 100 % after it.

    Tells such projects by words of their names (the levy for employing the disabled and the like, the law's list) or of
    their purpose (一次性发放). Judges the plans of table and narrative, one finding a project. One step between 0 and
    100 may be an advance and is not blamed, only a plan of several.
    """
    every = plans(dossier)
    words = dossier.law.words("spending_plan.once_a_year_words")
    allowed = dossier.law.decimals("spending_plan.once_a_year_first_percent")
    projects = {pair.goal.subject: pair.project for pair in dossier.pairs if pair.goal and pair.project}
    paid_once = {owner.subject for owner, _ in every if _is_paid_once(owner, words)}
    paid_once |= {goal for goal, project in projects.items() if project.subject in paid_once}
    paid_once |= {project.subject for goal, project in projects.items() if goal in paid_once}
    wrong = []
    for owner, points in every:
        parts = [point for point in points if percent_of(point) not in allowed]
        if owner.subject in paid_once and len(parts) > 1:
            same = projects.get(owner.subject, owner)
            wrong.append(
                found(
                    parts[0],
                    found=written(parts[0]),
                    expected="0%、100%",
                    related=[owner.field("project_name" if isinstance(owner, GoalItem) else "name"), *parts[1:]],
                    cause=same.subject,
                    project=project_label(owner),
                    plan=shown([percent_of(point) for point in points]),
                )
            )
    return judged(every, wrong, without=NO_SPENDING_PLAN)


def _is_paid_once(owner: Owner, words: Sequence[str]) -> bool:
    texts = (owner.goal.purpose,) if isinstance(owner, GoalItem) else (owner.project.purpose, *owner.project.goals)
    if any(word in owner.name for word in words):
        return True
    return any(any_of("pln.paid_at_once").search(text) for text in texts if text)
