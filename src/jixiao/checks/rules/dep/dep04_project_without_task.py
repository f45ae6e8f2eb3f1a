"""DEP04: a project answers to none of the overall goals. Leaves tasks without a project to DEP03."""

from __future__ import annotations

import re

from jixiao.checks.alike import pieces
from jixiao.checks.dossier import Dossier
from jixiao.checks.folding import folded
from jixiao.checks.items import GoalItem, ProjectItem
from jixiao.checks.outcome import Outcome, found, judged
from jixiao.checks.pairs import Pair
from jixiao.checks.rule import Level, rule
from jixiao.checks.rules.dep.overall import NO_OVERALL, introductions, overall, topics
from jixiao.checks.rules.rep.projects import meaning
from jixiao.checks.rules.str.listing import speaks_of_project
from jixiao.checks.words import any_of
from jixiao.language import Words
from jixiao.law import cite

FEW_GOALS = Words("总体目标没有分条列出，无从对照", "the overall goals are not told one by one")

_PARTS = re.compile(r"[、，,及和与]")


@rule(
    id="DEP04",
    level=Level.WARNING,
    title=Words("项目不在总体目标之内", "Project that no overall goal speaks of"),
    citations=[cite("caiyu-2015-88", "22")],
    message=Words(
        "项目“{found}”与总体目标的{goals}条内容都不对应。", "None of the {goals} overall goals speaks of “{found}”."
    ),
    many=Words(
        "有{count}个项目与总体目标的{goals}条内容都不对应，如{quoted}。",
        "None of the {goals} overall goals speaks of {count} projects, such as {quoted}.",
    ),
    hint=Words(
        "在总体目标中写明项目（如“{found}”）要完成的工作；与部门职责无关的项目，不安排预算。",
        "Say in the overall goals what a project such as “{found}” is for; one beyond the unit’s functions gets no "
        "money.",
    ),
    kinds=frozenset({"performance_plan"}),
)
def project_without_task(dossier: Dossier) -> Outcome:
    """Every project serves one of the overall goals.

    Judges the name of each project, part by part: it is answered where a word of its own (without 项目, 经费 …) or a
    kind of task that it belongs to stands in an overall goal, in the sentences between them, or in a duty of part one.
    One part that is answered will do. A hint for what merely keeps the house running (物业, 办公设备). Silent where
    there are fewer than two overall goals.
    """
    goals = overall(dossier)
    if len(goals) < 2:
        return judged(0, (), without=FEW_GOALS if goals else NO_OVERALL)
    duties = [item.at.quote for item in dossier.goals if not speaks_of_project(item)]
    said = "\n".join([one.words for one in (*introductions(dossier), *goals)] + duties)
    known = pieces(said)
    items = [item for pair in dossier.pairs if (item := _in_part_one(pair)) is not None]
    findings = [
        found(
            item.field("name"),
            found=item.name,
            level=Level.HINT if any_of("dep.running").search(item.name) else None,
            goals=len(goals),
        )
        for item in items
        if meaning(item.name)
        and all(meaning(part).isdisjoint(known) for part in _PARTS.split(item.name))
        and not any(topic.answered_in(item.name) and topic.answered_in(said) for topic in topics())
    ]
    return judged(items, folded(findings), without=NO_OVERALL)


def _in_part_one(pair: Pair) -> GoalItem | ProjectItem | None:
    """The project where part one names it, else its table; None for what tells of a duty."""
    return pair.goal if pair.goal and (pair.project or speaks_of_project(pair.goal)) else pair.project
