"""GOL08: a goal is longer than the system takes. Leaves empty goals to GOL01."""

from __future__ import annotations

from jixiao.checks.dossier import Dossier
from jixiao.checks.folding import folded
from jixiao.checks.labels import project_label
from jixiao.checks.outcome import Outcome, found, judged
from jixiao.checks.rule import PROJECT_PLANS, Level, rule
from jixiao.checks.rules.gol.reasons import NO_GOALS
from jixiao.checks.rules.gol.substance import goals_of
from jixiao.language import Words
from jixiao.law import cite


@rule(
    id="GOL08",
    level=Level.HINT,
    title=Words("绩效目标超过规定字数", "Goal longer than the system takes"),
    citations=[cite("integration-standard", "绩效目标")],
    message=Words(
        "{project}的绩效目标共{characters}字，超过{longest}字，一体化系统无法录入。",
        "The goals of {project} have {characters} characters; the system takes {longest}.",
    ),
    many=Words(
        "{count}个项目的绩效目标超过{longest}字，如{project}的共{characters}字，一体化系统无法录入。",
        "The goals of {count} projects exceed {longest} characters, such as the {characters} of {project}.",
    ),
    hint=Words(
        "压缩到{longest}字以内：只留任务、数量、时限和效果，立项背景和实施过程移到项目概况。",
        "Shorten to {longest}: keep tasks, numbers, dates and effects; move the background elsewhere.",
    ),
    kinds=PROJECT_PLANS,
)
def goal_too_long(dossier: Dossier) -> Outcome:
    """The goals of a project fit into the system's field.

    Counts the characters of all goals of a project's table together, as the system stores them in one field.
    """
    longest = int(dossier.law.decimal("goals.longest"))
    checked = [(project, goals) for project in dossier.projects if (goals := goals_of(project))]
    lengths = [(project, goals[0][0], sum(len(goal) for _, goal in goals)) for project, goals in checked]
    too_long = [
        found(spot, expected=f"≤{longest}", project=project_label(project), characters=length, longest=longest)
        for project, spot, length in lengths
        if length > longest
    ]
    return judged(checked, folded(too_long), without=NO_GOALS)
