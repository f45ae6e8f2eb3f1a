"""GOL04: a goal holds no number, no deadline and no object. Leaves outputs and effects to GOL03."""

from __future__ import annotations

import re

from jixiao.checks.dossier import Dossier
from jixiao.checks.folding import folded
from jixiao.checks.labels import project_label
from jixiao.checks.outcome import Outcome, found, judged
from jixiao.checks.rule import PROJECT_PLANS, Level, rule
from jixiao.checks.rules.gol.reasons import NO_GOALS
from jixiao.checks.rules.gol.substance import goals_of, substance, without_year
from jixiao.language import Words
from jixiao.law import cite

# A number, or a day or month: behind the number of the item and without the years.
_FIGURE = re.compile(
    r"(?<=\D)\d|[一二两三四五六七八九十百千][个次场家户人名处座条项件公]|[一二三四五六七八九十]月|季度|年底前|年内|[按每][月季年]"
)


@rule(
    id="GOL04",
    level=Level.WARNING,
    title=Words("绩效目标没有数量、时限和对象", "Goal without number, deadline and object"),
    citations=[cite("caiyu-2015-88", "13")],
    message=Words(
        "{project}的绩效目标“{found}”没有数量、时限和对象，无法考核。",
        "The goal “{found}” of {project} names no number, no deadline and no object, so it cannot be checked.",
    ),
    many=Words(
        "{count}个项目的绩效目标没有数量、时限和对象，无法考核，如{project}的{quoted}。",
        "The goals of {count} projects, such as {quoted} of {project}, name no number, no deadline and no object.",
    ),
    hint=Words(
        "至少写明一个数量或完成时间和所指对象，例如“12月20日前培训村干部120人次”。",
        "Name at least a number or a date and what it is about.",
    ),
    kinds=PROJECT_PLANS,
)
def goal_without_content(dossier: Dossier) -> Outcome:
    """A goal is refined and quantified: it holds a number, a deadline or an object.

    Judges all goals of a project's table together. Without the plan's year and the words of anybody's goal (完成、
    绩效、目标、工作 …) something must be left; a goal with an object but without a number passes, since some tasks
    cannot be counted. Whether outputs and effects are named is GOL03's business.
    """
    told = [(project, goals_of(project)) for project in dossier.projects]
    checked = [(project, goals) for project, goals in told if goals]
    empty = []
    for project, goals in checked:
        texts = [without_year(goal) for _, goal in goals]
        if not any(substance(goal) for _, goal in goals) and not any(map(_FIGURE.search, texts)):
            spot, first = goals[0]
            empty.append(found(spot, found=first, project=project_label(project)))
    return judged(checked, folded(empty), without=NO_GOALS)
