"""IDN07: one project bundles several functions in its name. Leaves whether its indicators fit to NAM14."""

from __future__ import annotations

import re

from jixiao.checks.alike import plain
from jixiao.checks.dossier import Dossier
from jixiao.checks.outcome import Outcome, found, judged
from jixiao.checks.reasons import NO_PROJECTS
from jixiao.checks.rule import PLANS, Level, rule
from jixiao.checks.words import any_of
from jixiao.language import Words
from jixiao.law import cite

_BETWEEN = re.compile(r"[、，,/／]|及|和|与")
_MASK = re.compile(r"[（(][^（）()]*[）)]")


BUNDLE = Words(
    "项目“{name}”把{parts}等{count_of}项职能捆在一起，指向不明确。",
    "The project “{name}” bundles {count_of} functions: {parts}.",
)
BUNDLES = Words(
    "{projects}个项目各把几项职能捆在一起，指向不明确，如“{name}”一个名称就有{count_of}项。",
    "{projects} projects bundle several functions each: “{name}” alone has {count_of}.",
)


@rule(
    id="IDN07",
    level=Level.WARNING,
    title=Words("一个项目捆绑多项职能", "Project bundles several functions"),
    citations=[cite("caiyu-2021-101", "高度关联"), cite("caiyu-2015-88", "13")],
    message=BUNDLE,
    hint=Words(
        "建议按职能拆分为单独的项目；确需合并的，写明各项职能的金额，并分别设置产出指标。",
        "Split it by function; where it must stay one, state the amount of each function and set outputs for each.",
    ),
    kinds=PLANS,
)
def name_bundles_functions(dossier: Dossier) -> Outcome:
    """A project is one activity, named specifically; it does not bundle three or more functions of government.

    Only parts that name a function of a unit count (安全生产, 纪检, 宣传 …, a list in `words/idn.toml`); kinds of
    people or goods that one activity serves do not. Beyond three, other activities (建设, 管护, 试验 …) count as well.
    Narrative and table of one project count as one.
    """
    (least,) = dossier.law.integers("idn.bundled_functions")
    named = [(goal.field("project_name"), goal.name) for goal in dossier.goals if goal.name]
    named += [(project.field("name"), project.name) for project in dossier.projects if project.name]
    bundles = [(spot, name, parts) for spot, name in named if (parts := _bundled(name, least))]
    projects = len({plain(name) for _, name, _ in bundles})
    findings = [
        found(
            spot,
            found=name,
            cause="bundle",
            many=BUNDLES if projects > 1 else BUNDLE,
            name=name,
            parts="".join(f"“{part}”" for part in parts),
            count_of=len(parts),
            projects=projects,
        )
        for spot, name, parts in bundles
    ]
    return judged(named, findings, without=NO_PROJECTS)


def _bundled(name: str, least: int) -> list[str]:
    """The functions that a name bundles; empty where they are too few."""
    pieces = [part.strip() for part in _BETWEEN.split(_MASK.sub("", name))]
    functions = [part for part in pieces if any_of("idn.functions").search(part)]
    activities = [part for part in pieces if any_of("idn.functions", "idn.activities").search(part)]
    parts = activities if len(activities) > least else functions
    return parts if len(parts) >= least else []
