"""DEP08: the unit as a whole has no indicators with values. Leaves goals without figures to DEP01."""

from __future__ import annotations

import re

from jixiao.checks.dossier import Dossier
from jixiao.checks.outcome import Outcome, Spot, found, judged
from jixiao.checks.rule import PLANS, Level, rule
from jixiao.checks.rules.dep.overall import NO_OVERALL, figures, introductions, overall
from jixiao.checks.rules.str.listing import everything_read, narrative_read, speaks_of_project
from jixiao.checks.rules.str.sections import OVERALL, opened
from jixiao.checks.texts import Text
from jixiao.language import Words
from jixiao.law import cite

NO_VALUES = Words("部门整体绩效指标都没有指标值。", "None of the department’s indicators has a value.")

_INDICATOR = re.compile(r"指标[^。]{0,40}[≥≤=＝<>＜＞0-9]|[≥≤＞＜><=＝]\s*[0-9]")


@rule(
    id="DEP08",
    level=Level.WARNING,
    title=Words("没有部门整体绩效指标", "No indicators of the whole unit"),
    citations=[cite("caiyu-2015-88", "10"), cite("zhongfa-2018-34", "七")],
    message=Words(
        "总体绩效目标没有设置部门整体绩效指标和指标值。", "The overall goals have no indicators of the whole unit."
    ),
    hint=Words(
        "在总体目标之后列出部门整体绩效指标（产出、效益、满意度）及指标值，如“重点工作完成项数=6项”“受益村民满意度≥90%”。",
        "List indicators of output, effect and satisfaction for the whole unit with values, below the overall goals.",
    ),
    kinds=PLANS,
)
def overall_indicators_missing(dossier: Dossier) -> Outcome:
    """The whole unit has indicators with values.

    In a performance text the overall goals and the sentences between them are looked at: a number behind 指标, or a
    sign of comparison; indicators of the duties in part one will do. Where the goals hold figures but nothing that is
    called an indicator, a hint. In a department-wide form the table of indicators is looked at. Silent where a part was
    lost in reading.
    """
    goals = overall(dossier)
    if dossier.department is not None:
        rows = dossier.department.indicators
        valued = any(row.target is not None or row.indicator.grades for row in rows)
        if not rows or valued or not dossier.department.whole:
            return judged(rows, (), without=NO_OVERALL)
        return judged(rows, [found(dossier.department, message=NO_VALUES)], without=NO_OVERALL)
    if dossier.document.kind != "performance_plan" or not goals:
        return judged(0, (), without=NO_OVERALL)
    said = [one.words for one in (*goals, *introductions(dossier))]
    lost = not (everything_read(dossier) or (dossier.projects and narrative_read(dossier)))
    duties = [item for item in dossier.goals if item.goal.indicators and not speaks_of_project(item)]
    if lost or duties or any(map(_INDICATOR.search, said)):
        return judged(goals, (), without=NO_OVERALL)
    level = Level.HINT if any(map(figures, said)) else None
    return judged(goals, [found(_heading(dossier), level=level)], without=NO_OVERALL)


def _heading(dossier: Dossier) -> Spot:
    """The overall goals, at their heading where the file has one."""
    first = overall(dossier)[0].spot
    place = next((one.text.at for one in opened(dossier) if one.section == OVERALL), first.at)
    return Text(place.quote, first.subject, place, "heading")
