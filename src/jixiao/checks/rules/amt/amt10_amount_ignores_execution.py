"""AMT10: a project spent little last year and gets as much again. Leaves the past year's own score to EVA."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from jixiao.checks.dossier import Dossier
from jixiao.checks.items import ProjectItem
from jixiao.checks.outcome import Draft, Outcome, found, judged, not_applicable
from jixiao.checks.reasons import NO_PREVIOUS
from jixiao.checks.rule import PROJECT_PLANS, Level, rule
from jixiao.checks.rules.amt.written import number_of, plainly
from jixiao.language import Words
from jixiao.law import cite
from jixiao.scoring.marks import two_places

NO_EXECUTION = Words(
    "上年文本没有可对照项目的预算数和执行数", "last year's document shows no amounts of these projects"
)
GROWN = Words(
    "项目“{name}”上年预算{last}，本年{budget}，增长{more}%，应结合上年执行情况说明理由。",
    "“{name}” had {last} last year and has {budget} now, {more} % more: a reason is due.",
)
SAY_WHY = Words(
    "请在资金用途或绩效目标中写明任务增加或标准调整的情况；没有变化的，按上年执行数核减。",
    "State the added tasks or changed prices; without a change, keep to last year's spending.",
)


@rule(
    id="AMT10",
    level=Level.WARNING,
    title=Words("预算安排未考虑上年执行情况", "Amount takes no account of last year's execution"),
    citations=[cite("zhongfa-2018-34", "十五"), cite("caiyu-2020-10", "26")],
    message=Words(
        "项目“{name}”上年预算{last}、执行{executed}（{rate}%），本年仍安排{budget}，没有随执行情况调减。",
        "“{name}” spent {executed} of {last} last year ({rate} %), yet gets {budget} this year.",
    ),
    hint=Words(
        "请说明本年仍需{budget}的理由（任务增加、结转项目等），或按上年执行数调减预算。",
        "Say why {budget} is needed again (more tasks, carried over), or cut the budget to last year's spending.",
    ),
    kinds=PROJECT_PLANS,
)
def amount_ignores_execution(dossier: Dossier) -> Outcome:
    """A project that spent little of last year's budget does not get as much again without a reason.

    Needs last year's self-evaluation or plan (`--previous`). Asked about where less than the share in
    `parameters/amt.toml` was spent and this year's budget is not below last year's; a budget that was cut is left
    alone. Where last year's plan is given and shows no execution, a budget far above last year's is asked about.
    """
    if dossier.previous is None:
        return not_applicable(NO_PREVIOUS)
    share = dossier.law.decimal("amt.low_execution_percent")
    growth = dossier.law.decimal("amt.large_growth_percent")
    known = [
        (pair.left, pair.right)
        for pair in dossier.previous_pairs
        if pair.left and pair.right and pair.left.project.funds.budget_yuan
        if _spent(pair.right) or pair.right.project.funds.budget_yuan
    ]
    findings = [draft for project, before in known for draft in _uncut(project, before, share)]
    findings += [draft for project, before in known for draft in _grown(project, before, growth)]
    return judged(known, findings, without=NO_EXECUTION)


def _spent(project: ProjectItem) -> tuple[Decimal, Decimal] | None:
    """Last year's budget (adjusted, else initial) and what was spent of it."""
    execution = project.project.execution
    if execution is None or execution.executed_yuan is None:
        return None
    budget = execution.adjusted_yuan or execution.initial_yuan
    return (budget, execution.executed_yuan) if budget else None


def _uncut(project: ProjectItem, before: ProjectItem, share: Decimal) -> Iterator[Draft]:
    budget, spent = project.project.funds.budget_yuan, _spent(before)
    if not budget or not spent:
        return
    last, executed = spent
    rate = executed / last * 100
    if rate < share and budget >= last:
        spot = project.field("funds.budget_yuan")
        yield found(
            spot,
            found=number_of(spot, budget),
            name=project.name,
            last=plainly(last),
            executed=plainly(executed),
            rate=f"{two_places(rate):f}",
            budget=plainly(budget),
        )


def _grown(project: ProjectItem, before: ProjectItem, growth: Decimal) -> Iterator[Draft]:
    """A budget far above last year's, where last year's document shows no execution."""
    budget, last = project.project.funds.budget_yuan, before.project.funds.budget_yuan
    if not budget or not last or _spent(before):
        return
    more = (budget - last) / last * 100
    if more > growth:
        spot = project.field("funds.budget_yuan")
        yield found(
            spot,
            found=number_of(spot, budget),
            message=GROWN,
            hint=SAY_WHY,
            name=project.name,
            last=plainly(last),
            more=f"{two_places(more):f}",
            budget=plainly(budget),
        )
