"""GOL01: a project's goal is empty. Leaves what a goal says to the other rules of the family."""

from __future__ import annotations

import re

from msgspec import UNSET

from jixiao.checks.dossier import Dossier
from jixiao.checks.items import Part, ProjectItem
from jixiao.checks.labels import project_label
from jixiao.checks.outcome import Draft, Outcome, Spot, found, judged, not_applicable
from jixiao.checks.reasons import NO_PROJECTS
from jixiao.checks.rule import PROJECT_PLANS, Level, rule
from jixiao.checks.rules.gol.substance import is_nothing
from jixiao.checks.rules.txt.joined import everything
from jixiao.language import Words
from jixiao.law import cite
from jixiao.model import Place

_LABEL = re.compile(
    r"(?:当年|本年度?|预期|年度|总体|项目|年度总体|年度绩效|总体绩效|项目绩效|年度总体绩效)?(?:绩效)?目标"
)
_BLANKS = re.compile(r"[\s:：]+")
_HINT = re.compile(r"目[\s:：]*标")

NO_PLACE = Words("表中没有绩效目标一栏", "the form has no place for a goal")


@rule(
    id="GOL01",
    level=Level.ERROR,
    title=Words("绩效目标为空", "Goal is empty"),
    citations=[cite("integration-standard", "绩效目标"), cite("caiyu-2015-88", "7")],
    message=Words("{project}没有填写绩效目标。", "{project} states no goal."),
    hint=Words(
        "写明年内做什么、做多少、何时做完、取得什么效果，例如“6月15日前完成6条河渠21公里清淤，汛期无村庄受灾”。",
        "State what is done, how much, by when and to what effect.",
    ),
    kinds=PROJECT_PLANS,
)
def goal_missing(dossier: Dossier) -> Outcome:
    """Every project states a goal.

    Judges the tables that were read wholly and have indicators. An empty goal is an error where the form has a place
    for one: another project of the document has a goal, or the label stands in a cell of its own. A dash or “无” is
    no goal. Where most projects have none, one goal may stand for several, hence a warning; a medium-term goal
    without an annual one is GOL07's business. A goal that was written and says nothing is GOL02's and GOL04's
    business.
    """
    projects = [
        project for project in dossier.projects if project.whole and project.name and project.project.indicators
    ]
    if not projects:
        return not_applicable(NO_PROJECTS)
    labels = [
        text.at
        for text in everything(dossier).holding(_HINT)
        if text.role == "cell" and _LABEL.fullmatch(_BLANKS.sub("", text.words))
    ]
    if not labels and not any(project.project.goals for project in dossier.projects):
        return not_applicable(NO_PLACE)
    empty = [project for project in projects if all(map(is_nothing, _goals(project)))]
    most = 2 * len(empty) > len(projects) > 1
    return judged(projects, [_finding(project, labels, most) for project in empty], without=NO_PROJECTS)


def _goals(project: ProjectItem) -> tuple[str, ...]:
    medium = project.project.medium_term
    return project.project.goals + (() if medium is UNSET else medium.goals)


def _finding(project: ProjectItem, labels: list[Place], most: bool) -> Draft:
    goals = project.project.goals
    return found(
        project.field("goals[0]") if goals else _cell(project, labels),
        found=goals[0] if goals else None,
        project=project_label(project),
        level=Level.WARNING if most else None,
    )


def _cell(project: ProjectItem, labels: list[Place]) -> Spot:
    """The first cell labelled as the goal's between the head of a table and its indicators; else the table."""
    first, last = _order(project.at), _order(project.indicators[0].at)
    place = next((at for at in labels if first < _order(at) < last), None)
    return Part(project.subject, place, project.places) if place else project


def _order(at: Place) -> tuple[int, int, int, int]:
    return (at.page or 0, at.line or 0, at.table or 0, at.row or 0)
