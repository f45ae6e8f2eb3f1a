"""STR03: a project stands in part one and has no table, or the reverse. Leaves their names to IDN06."""

from __future__ import annotations

from jixiao.checks.dossier import Dossier
from jixiao.checks.outcome import Outcome, found, judged, not_applicable
from jixiao.checks.reasons import NO_PAIRS
from jixiao.checks.rule import Level, rule
from jixiao.checks.rules.str.listing import everything_read, goes_by_duty, listing, narrative_read
from jixiao.checks.rules.str.sections import PLAN_TEXT
from jixiao.language import Words
from jixiao.law import cite

NOT_WHOLE = Words(
    "文本没有读全，不能断定缺少哪个项目", "the text was not read wholly; no project can be said to be missing"
)
BY_DUTY = Words("分项绩效目标不是按项目写的", "the itemized goals do not go by projects")
TABLE_ONLY = Words(
    "“{name}”有绩效目标表，分项绩效目标中却没有写。", "“{name}” has a table but does not stand in the itemized goals."
)
ADD_ITEM = Words(
    "请在分项绩效目标中补写“{name}”的预算金额、主要目标、支出进度和指标；不报的，删去其绩效目标表。",
    "Add “{name}” to the itemized goals with budget, goal, spending plan and indicators, or take its table out.",
)


@rule(
    id="STR03",
    level=Level.ERROR,
    title=Words("分项绩效目标与项目表不对应", "Project in part one without a table, or the reverse"),
    citations=[cite("caiyu-2015-88", "7"), cite("caiyu-2015-88", "14"), cite("hebei-plan-form", "文本结构")],
    message=Words(
        "分项绩效目标写有“{name}”，第二部分却没有它的绩效目标表。",
        "“{name}” stands in the itemized goals but has no table in part two.",
    ),
    hint=Words(
        "请为“{name}”补填绩效目标表；不报的，从分项绩效目标中删去。",
        "Fill in a table for “{name}”, or take it out of the itemized goals.",
    ),
    kinds=PLAN_TEXT,
)
def project_without_table(dossier: Dossier) -> Outcome:
    """Every project of the itemized goals has a target table, and every table an itemized goal.

    They are matched by name, never by position. Two that agree in their amount alone are left to IDN06, the names.
    Silent where a part of the document could not be read, and where the itemized goals tell of duties, not projects:
    none has an amount or bears a project's very name. Tables of special funds, which have no project code, need no
    itemized goal.
    """
    if not narrative_read(dossier):
        return not_applicable(NOT_WHOLE)
    whole = everything_read(dossier)
    held = listing(dossier)
    if not held.matched or goes_by_duty(dossier):
        return not_applicable(BY_DUTY if dossier.goals and dossier.projects else NO_PAIRS)
    findings = [
        found(goal.field("project_name"), found=goal.name or None, name=goal.name)
        for goal in held.goals
        if whole and goal.name
    ] + [
        found(project.field("name"), found=project.name, message=TABLE_ONLY, hint=ADD_ITEM, name=project.name)
        for project in held.projects
    ]
    return judged(len(dossier.pairs), findings, without=NO_PAIRS)
