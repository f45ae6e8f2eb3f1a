"""GOL02: a goal says that the goal will be reached. Leaves what a goal lacks to GOL03 and GOL04."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.checks.dossier import Dossier
from jixiao.checks.folding import folded
from jixiao.checks.items import Field, ProjectItem
from jixiao.checks.labels import project_label
from jixiao.checks.outcome import Draft, Outcome, found, judged
from jixiao.checks.rule import PROJECT_PLANS, Level, rule
from jixiao.checks.rules.gol.reasons import NO_GOALS
from jixiao.checks.rules.gol.substance import goals_of, is_spending, is_tautology, is_the_name, is_the_work, substance
from jixiao.language import Words
from jixiao.law import cite

NAME_ONLY = Words(
    "{project}的绩效目标“{found}”只是重复项目名称，没有说明要达到什么。",
    "The goal “{found}” of {project} only repeats the project's name.",
)
NAMES_ONLY = Words(
    "{count}个项目的绩效目标只是重复项目名称，如{quoted}，没有说明要达到什么。",
    "The goals of {count} projects only repeat the projects' names, such as {quoted}.",
)
BESIDE_OTHERS = Words(
    "{project}的绩效目标“{found}”是套话，同表其他目标已说明具体任务，这一条可以删去。",
    "The goal “{found}” of {project} says nothing beside the others and may be left out.",
)

ALL_BESIDE_OTHERS = Words(
    "{count}条绩效目标是套话，如{quoted}，同表其他目标已说明具体任务，可以删去。",
    "{count} goals, such as {quoted}, say nothing beside the others of their tables and may be left out.",
)

LEAVE_OUT = Words("删去这一条，或者改写为具体任务。", "Leave it out, or write a task instead.")


@rule(
    id="GOL02",
    level=Level.ERROR,
    title=Words("绩效目标同义反复", "Goal only repeats itself"),
    citations=[cite("caiyu-2015-88", "9"), cite("caiyu-2015-88", "13")],
    message=Words(
        "{project}的绩效目标“{found}”同义反复，没有写明预期产出和效果。",
        "The goal “{found}” of {project} says only that the goal will be reached.",
    ),
    many=Words(
        "{count}条绩效目标同义反复，如{project}的{quoted}，没有写明预期产出和效果。",
        "{count} goals, such as {quoted} of {project}, say only that the goal will be reached.",
    ),
    hint=Words(
        "改写为{project}年内的具体任务和效果：做什么、做多少、何时做完、谁受益，例如“6月15日前完成6条河渠21公里清淤，汛期无村庄受灾”。",
        "Write what {project} does, how much, by when, and for whom.",
    ),
    kinds=PROJECT_PLANS,
)
def goal_repeats_itself(dossier: Dossier) -> Outcome:
    """A goal says what will be done and reached, not that the goal will be reached.

    Judges the goals of the tables; those of part one and money spent are GOL05's business. “完成河道清理绩效目标” of
    河道清理 is a tautology too, and so is “完成河道清理工作” where nothing else stands; a goal that is but the
    project's name otherwise (“保障河道清理”) is a warning, a tautology beside goals of substance a hint.
    """
    goals = [(project, spot, goal) for project in dossier.projects for spot, goal in goals_of(project)]
    return judged(goals, folded(_findings(goals)), without=NO_GOALS)


def _findings(goals: list[tuple[ProjectItem, Field, str]]) -> Iterator[Draft]:
    for project, spot, goal in goals:
        if is_tautology(goal, project.name):
            told = any(substance(other) and not is_tautology(other, project.name) for other in project.project.goals)
            yield found(
                spot,
                found=goal.rstrip("。；;"),
                project=project_label(project),
                level=Level.HINT if told else None,
                message=BESIDE_OTHERS if told else None,
                many=ALL_BESIDE_OTHERS if told else None,
                hint=LEAVE_OUT if told else None,
            )
        elif len(project.project.goals) == 1 and is_the_name(goal, project.name) and not is_spending(goal):
            yield found(
                spot,
                found=goal.rstrip("。；;"),
                project=project_label(project),
                level=None if is_the_work(goal, project.name) else Level.WARNING,
                message=NAME_ONLY,
                many=NAMES_ONLY,
            )
