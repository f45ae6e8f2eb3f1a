"""DEP01: the overall goals hold no figure at all. Leaves big words to DEP02, missing indicators to DEP08."""

from __future__ import annotations

from jixiao.checks.dossier import Dossier
from jixiao.checks.outcome import Outcome, found, judged
from jixiao.checks.rule import PLANS, Level, rule
from jixiao.checks.rules.dep.overall import NO_OVERALL, figures, introductions, overall, sentences
from jixiao.language import Words
from jixiao.law import cite


@rule(
    id="DEP01",
    level=Level.WARNING,
    title=Words("总体目标没有量化", "Overall goals without figures"),
    citations=[cite("caiyu-2015-88", "9"), cite("caiyu-2015-88", "13")],
    message=Words(
        "总体目标“{heading}”除年份外没有一个数字，年底无法衡量是否完成。",
        "The overall goal “{heading}” holds no figure but the year: nobody can tell whether it was reached.",
    ),
    many=Words(
        "{goals}条总体目标除年份外没有一个数字，年底无法衡量是否完成。",
        "The {goals} overall goals hold no figure but the year: nobody can tell whether they were reached.",
    ),
    hint=Words(
        "对照部门职责和年度工作计划，为每条目标写明做多少、到什么标准、何时完成，如“化解信访积案12件”“改扩建村道3公里，10月底前完工”。",
        "Say in each goal how much, to what standard and by when, following the unit’s functions and annual plan.",
    ),
    kinds=PLANS,
)
def overall_goals_without_figures(dossier: Dossier) -> Outcome:
    """The overall goals follow from functions and annual plan and are quantified.

    Judges all overall goals together, with the sentences that introduce them: from as many figures as the law's values
    name they pass. Years, numbers of documents and of items are no figures; numbers in words (三项工程) are.
    """
    goals = overall(dossier)
    said = sum(figures(one.words) for one in (*goals, *introductions(dossier)))
    findings = []
    if said < dossier.law.decimal("department.fewest_goal_figures"):
        for one in (*introductions(dossier), *goals):
            said_first = next(iter(sentences(one.words)), "").strip()
            if said_first:
                findings.append(
                    found(one.spot, found=said_first, cause="figures", heading=said_first, goals=len(goals))
                )
    return judged(goals, findings, without=NO_OVERALL)
