"""GOL03: a project's goal names no output, or no effect. Leaves numbers and deadlines to GOL04."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao.checks.dossier import Dossier
from jixiao.checks.folding import folded
from jixiao.checks.items import Field, IndicatorItem, ProjectItem
from jixiao.checks.labels import project_label
from jixiao.checks.outcome import Draft, Outcome, found, judged
from jixiao.checks.rule import PROJECT_PLANS, Level, rule
from jixiao.checks.rules.gol.reasons import NO_GOALS
from jixiao.checks.rules.gol.substance import goals_of, is_spending, is_the_name, substance, without_year
from jixiao.checks.words import any_of
from jixiao.language import Words
from jixiao.law import cite

NO_EFFECT = Words(
    "{project}的绩效目标“{found}”只写了要做的事，没有写明效果。",
    "The goal “{found}” of {project} names what is done but no effect.",
)
NO_OUTPUT = Words(
    "{project}的绩效目标“{found}”只写了效果，没有写明要完成的产出。",
    "The goal “{found}” of {project} names an effect but nothing that is done.",
)
NO_EFFECTS = Words(
    "{count}个项目的绩效目标只写了要做的事，没有写明效果，如{project}的{quoted}。",
    "The goals of {count} projects, such as {quoted} of {project}, name what is done but no effect.",
)
NO_OUTPUTS = Words(
    "{count}个项目的绩效目标只写了效果，没有写明要完成的产出，如{project}的{quoted}。",
    "The goals of {count} projects, such as {quoted} of {project}, name an effect but nothing that is done.",
)
ADD_EFFECT = Words(
    "补写这些产出给谁带来什么变化，例如“……，受益村民达到1200户”“……，汛期无村庄受灾”。",
    "Add who is better off by it, and how.",
)
ADD_OUTPUT = Words(
    "补写年内提供的产品或服务及其数量，例如“清淤21公里”“培训320人次”。",
    "Add the goods or services of the year and their number.",
)


@rule(
    id="GOL03",
    level=Level.WARNING,
    title=Words("绩效目标缺少产出或效果", "Goal without output or effect"),
    citations=[cite("caiyu-2015-88", "9")],
    message=Words(
        "{project}的绩效目标“{found}”既没有写明产出，也没有写明效果。",
        "The goal “{found}” of {project} names neither output nor effect.",
    ),
    many=Words(
        "{count}个项目的绩效目标既没有写明产出，也没有写明效果，如{project}的{quoted}。",
        "The goals of {count} projects, such as {quoted} of {project}, name neither output nor effect.",
    ),
    hint=Words(
        "先写年内提供的产品或服务及其数量，再写给谁带来什么变化，例如“清淤21公里，汛期无村庄受灾”。",
        "Name the goods or services of the year with their number, then who is better off by it.",
    ),
    kinds=PROJECT_PLANS,
)
def outputs_or_effects_missing(dossier: Dossier) -> Outcome:
    """A goal names what will be done and what comes of it.

    Judges all goals of a project's table together, by the words of deeds and of effects; a number counts as an output.
    Part one's goals are told in a sentence and left to GOL05. Silent on a project that was not read wholly, unless its
    only goal says nothing at all, on a goal that is only the project's name (GOL02), and on long texts. The name or the
    figure of one of the project's own benefit indicators is an effect.
    """
    told = [(project, goals_of(project)) for project in dossier.projects]
    checked = [(project, goals) for project, goals in told if goals]
    return judged(checked, folded(draft for entry in checked for draft in _findings(*entry)), without=NO_GOALS)


_BENEFIT = "效益指标"
_LONG = 80
# A limit of money is no effect, nor is its “不超过”.
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_LIMIT = re.compile(r"不(?:超过|高于|低于)[\d.,]+[万亿]?元")


def _findings(project: ProjectItem, goals: list[tuple[Field, str]]) -> Iterator[Draft]:
    text = "，".join(goal for _, goal in goals)
    spot, first = goals[0]
    if not substance(text) or is_spending(text):
        yield found(spot, found=first, project=project_label(project))
        return
    if not project.whole or len(text) > _LONG or is_the_name(text, project.name):
        return
    output = any(map(str.isdigit, without_year(text))) or any_of("gol.outputs").search(text)
    effect = any_of("gol.effects").search(_LIMIT.sub("", text)) or _names_benefit(text, project)
    if output and not effect:
        yield found(
            spot, found=first, project=project_label(project), message=NO_EFFECT, many=NO_EFFECTS, hint=ADD_EFFECT
        )
    elif effect and not output:
        yield found(
            spot, found=first, project=project_label(project), message=NO_OUTPUT, many=NO_OUTPUTS, hint=ADD_OUTPUT
        )


def _names_benefit(text: str, project: ProjectItem) -> bool:
    """Whether a goal has the name of a benefit indicator, or its figure where no other indicator has the same."""
    benefits = [item for item in project.indicators if item.dimension == _BENEFIT]
    others = {_figure(item) for item in project.indicators if item.dimension != _BENEFIT}
    numbers = set(_NUMBER.findall(text))
    return any(item.name in text or (_figure(item) in numbers - others) for item in benefits if item.name)


def _figure(item: IndicatorItem) -> str:
    """The number of a target, empty where it is a percent or has less than two digits."""
    number = str(item.target.amount) if item.target and item.target.amount is not None else ""
    return number if len(number) > 1 and item.target and item.target.unit != "%" else ""
