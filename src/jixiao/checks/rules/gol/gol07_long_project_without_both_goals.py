"""GOL07: a project of several years lacks its overall or its annual goal. Leaves the texts to GOL02-GOL05."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import UNSET

from jixiao.checks.dossier import Dossier
from jixiao.checks.folding import folded
from jixiao.checks.items import ProjectItem
from jixiao.checks.labels import project_label
from jixiao.checks.outcome import Draft, Outcome, found, judged
from jixiao.checks.rule import PROJECT_PLANS, Level, rule
from jixiao.checks.rules.gol.periods import PERIOD_LABELS, is_of_one_year, long_period
from jixiao.checks.rules.gol.reasons import NO_LONG_PROJECTS
from jixiao.checks.rules.gol.substance import is_nothing
from jixiao.language import Words
from jixiao.law import cite
from jixiao.units import years_of

_OVERALL = re.compile(
    r"总体目标|总目标|中长期|中期|[二两三四五六七八九十]年|20\d{2}年?\s?[—\-~至到]+\s?20\d{2}|到20\d{2}年|\d年内|分期|分年"
)

NO_ANNUAL = Words(
    "{project}只写了中期（总体）目标，没有写年度目标。",
    "{project} states overall goals but none of the year.",
)
NO_ANNUALS = Words(
    "{count}个项目只写了中期（总体）目标，没有写年度目标，如{project}。",
    "{count} projects, such as {project}, state overall goals but none of the year.",
)
ONE_ONLY = Words(
    "{project}的实施期为“{found}”，绩效目标只有一层，请写明总体目标和本年度目标。",
    "{project} runs for “{found}”; state both its overall goal and that of the year.",
)

ONES_ONLY = Words(
    "{count}个跨年度项目的绩效目标只有一层，如{project}，请写明总体目标和本年度目标。",
    "{count} projects of several years, such as {project}, state one goal; state the overall one and that of the year.",
)


@rule(
    id="GOL07",
    level=Level.WARNING,
    title=Words("跨年度项目没有分设总体目标和年度目标", "Project of several years without both goals"),
    citations=[cite("caiyu-2015-88", "3")],
    message=Words(
        "{project}写了年度目标，中期（总体）目标没有填写。",
        "{project} states goals of the year but no overall ones.",
    ),
    many=Words(
        "{count}个项目写了年度目标，中期（总体）目标没有填写，如{project}。",
        "{count} projects, such as {project}, state goals of the year but no overall ones.",
    ),
    hint=Words(
        "总体目标写整个实施期的任务总量和最终效果，年度目标写本年完成其中多少，两者数字要能衔接。",
        "The overall goal tells the whole volume and the final effect, the annual one this year's share of it.",
    ),
    kinds=PROJECT_PLANS,
)
def long_project_without_both_goals(dossier: Dossier) -> Outcome:
    """A project of several years states its overall goal and that of the year.

    Judges forms with a medium-term block, which must not leave one of the two empty (the overall one only where the
    project is not of one year), and projects whose stated period is of several years; the latter get a hint only,
    since many forms have room for one goal. Silent where the period is not stated or its goal speaks of several years
    itself.
    """
    long = [project for project in dossier.projects if project.whole and _is_long(project, dossier)]
    return judged(long, folded(draft for project in long for draft in _findings(project)), without=NO_LONG_PROJECTS)


def _is_long(project: ProjectItem, dossier: Dossier) -> bool:
    return project.project.medium_term is not UNSET or long_period(project, dossier) is not None


def _findings(project: ProjectItem) -> Iterator[Draft]:
    annual = [goal for goal in project.project.goals if not is_nothing(goal)]
    medium = project.project.medium_term
    if medium is not UNSET:
        overall = [goal for goal in medium.goals if not is_nothing(goal)]
        if annual and not overall and not is_of_one_year(project):
            sure = len(set(years_of(medium.period or ""))) > 1
            yield found(project, project=project_label(project), level=None if sure else Level.HINT)
        elif overall and not annual:
            yield found(
                project.field("medium_term"), project=project_label(project), message=NO_ANNUAL, many=NO_ANNUALS
            )
        return
    details = project.project.details
    period = next((label for label in details or () if label.startswith(PERIOD_LABELS)), None)
    if period and details and annual and not any(map(_OVERALL.search, annual)):
        spot = project.field(f"details.{period}")
        yield found(
            spot,
            found=details[period],
            project=project_label(project),
            level=Level.HINT,
            message=ONE_ONLY,
            many=ONES_ONLY,
        )
