"""AMT02: narrative and table give a project different amounts. Leaves 元 taken for 万元 to AMT04."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.checks.alike import alike
from jixiao.checks.dossier import Dossier
from jixiao.checks.items import GoalItem, ProjectItem
from jixiao.checks.outcome import Draft, Outcome, found, judged
from jixiao.checks.reasons import NO_PAIRS
from jixiao.checks.rule import Level, rule
from jixiao.checks.rules.amt.written import number_of, plainly, rounding_yuan, ten_thousand_times, told
from jixiao.checks.rules.str.listing import SAME_NAME
from jixiao.checks.rules.str.sections import PLAN_TEXT
from jixiao.language import Words
from jixiao.law import cite


@rule(
    id="AMT02",
    level=Level.ERROR,
    title=Words("分项与项目表的预算金额不一致", "Amount differs between narrative and table"),
    citations=[cite("caiyu-2016-143", "准确")],
    message=Words(
        "项目“{name}”的年初预算，分项绩效目标写{found}，项目表为{in_table}。",
        "Budget of “{name}”: {found} in the narrative, {in_table} in the table.",
    ),
    hint=Words(
        "请以批复的预算数为准统一两处；如以项目表为准，此处改为{expected}。",
        "Use the approved amount in both places; if the table is right, write {expected} here.",
    ),
    kinds=PLAN_TEXT,
)
def amount_differs(dossier: Dossier) -> Outcome:
    """The budget of a project is the same in the itemized goals and in its table, 元 and 万元 taken together.

    Rounding of the digits written is tolerated. A total over the project's life is never compared with a year's amount.
    A ratio of exactly ten thousand is a wrong unit, which AMT04 says.
    """
    compared = [
        (pair.goal, pair.project)
        for pair in dossier.pairs
        if pair.goal and pair.project and alike(pair.goal.name, pair.project.name) >= SAME_NAME
        if pair.goal.goal.budget_yuan is not None and pair.project.project.funds.budget_yuan is not None
    ]
    findings = [draft for goal, project in compared for draft in _differing(goal, project)]
    return judged(compared, findings, without=NO_PAIRS)


def _differing(goal: GoalItem, project: ProjectItem) -> Iterator[Draft]:
    stated, budget = goal.goal.budget_yuan, project.project.funds.budget_yuan
    if stated is None or budget is None or stated == project.project.funds.whole_life_yuan:
        return
    here, there = goal.field("budget_yuan"), project.field("funds.budget_yuan")
    slack = rounding_yuan((here, stated), (there, budget))
    if abs(stated - budget) > slack and not ten_thousand_times(stated, budget):
        yield found(
            here,
            found=here.at.quote if number_of(here, stated) else plainly(stated),
            expected=told(budget, (here, stated)),
            related=[there],
            name=project.name,
            in_table=told(budget, (there, budget)),
        )
