"""GOL05: a goal is money spent, or the name of the project without a verb. Leaves tautologies to GOL02."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.checks.dossier import Dossier
from jixiao.checks.folding import folded
from jixiao.checks.items import Field, GoalItem, ProjectItem
from jixiao.checks.labels import project_label
from jixiao.checks.outcome import Draft, Outcome, found, judged
from jixiao.checks.rule import PROJECT_PLANS, Level, rule
from jixiao.checks.rules.gol.reasons import NO_GOALS
from jixiao.checks.rules.gol.substance import goals_of, is_spending, without_year
from jixiao.language import Words
from jixiao.law import cite

NO_VERB = Words(
    "{project}的目标“{found}”只有项目名称，没有说明要做什么、达到什么。",
    "The goal “{found}” of {project} is only its name: no verb says what is done.",
)
NO_VERBS = Words(
    "{count}个项目的目标只有项目名称，如{quoted}，没有说明要做什么、达到什么。",
    "The goals of {count} projects, such as {quoted}, are only names: no verb says what is done.",
)

ADD_VERB = Words(
    "补写动词、数量、时限和效果，例如“6月15日前清理河渠21公里，汛期无村庄受灾”。",
    "Add a verb, a number, a date and an effect.",
)


@rule(
    id="GOL05",
    level=Level.WARNING,
    title=Words("把花钱当作绩效目标", "Spending money given as the goal"),
    citations=[cite("caiyu-2015-88", "9"), cite("caiyu-2021-101", "高度关联")],
    message=Words(
        "{project}的目标“{found}”只说明钱用在哪里，没有说明办成什么事。",
        "The goal “{found}” of {project} says where the money goes, not what comes of it.",
    ),
    many=Words(
        "{count}个项目的目标只说明钱用在哪里，如{quoted}，没有说明办成什么事。",
        "The goals of {count} projects, such as {quoted}, say where the money goes, not what comes of it.",
    ),
    hint=Words(
        "把“保障……经费”改为用这笔钱办成的事和效果，例如“检查企业120家次，重大隐患全部按期整改”。",
        "Write what the money achieves instead, with its number and effect.",
    ),
    kinds=PROJECT_PLANS,
)
def goal_is_spending(dossier: Dossier) -> Outcome:
    """Spending money is not a goal; what is done with it is.

    Judges part one's goals and those of the tables: a goal every clause of which is “保障/用于 … 经费/资金”, and, in
    part one, a goal that is only the project's name. A goal that goes on to say what comes of the money passes.
    """
    goals: list[tuple[GoalItem | ProjectItem, Field, str]] = [
        (goal, goal.field("purpose"), goal.goal.purpose) for goal in dossier.goals if goal.goal.purpose
    ]
    narrated = len(goals)
    goals += [(project, spot, goal) for project in dossier.projects for spot, goal in goals_of(project)]
    drafts = [draft for i, goal in enumerate(goals) for draft in _findings(*goal, of_part_one=i < narrated)]
    return judged(goals, folded(drafts), without=NO_GOALS)


def _findings(owner: GoalItem | ProjectItem, spot: Field, goal: str, of_part_one: bool) -> Iterator[Draft]:
    said = without_year(goal)
    if of_part_one and said and said == without_year(owner.name):
        yield found(spot, found=goal, project=project_label(owner), message=NO_VERB, many=NO_VERBS, hint=ADD_VERB)
    elif is_spending(goal):
        yield found(spot, found=goal, project=project_label(owner))
