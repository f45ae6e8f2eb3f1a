"""EVA17: little of the budget was spent and nothing explains it. Leaves a budget of 0 to EVA05."""

from __future__ import annotations

from decimal import Decimal

from jixiao.checks.dossier import Dossier
from jixiao.checks.folding import folded
from jixiao.checks.outcome import Outcome, found, judged
from jixiao.checks.rule import EVALUATIONS, Level, rule
from jixiao.checks.rules.eva.evaluated import Evaluated, evaluations, points
from jixiao.checks.rules.eva.money import budget_yuan, percent_of
from jixiao.checks.rules.eva.reasons import explained
from jixiao.language import Words
from jixiao.law import cite
from jixiao.scoring.marks import two_places

_NO_RATES = Words("没有读到执行率", "no execution rate was read")


@rule(
    id="EVA17",
    level=Level.WARNING,
    title=Words("执行率偏低却没有单独说明", "Low execution without an explanation"),
    citations=[cite("caiyu-2020-10", "25")],
    message=Words(
        "“{project}”预算执行率{rate}%，低于{floor}%，没有说明原因和改进措施。",
        "The execution rate of “{project}” is {rate} %, below {floor} %, and nothing explains it.",
    ),
    many=Words(
        "有{count}个项目预算执行率低于{floor}%，没有说明原因和改进措施，如“{project}”执行率{rate}%。",
        "{count} projects spent less than {floor} % and nothing explains it, such as “{project}” with {rate} %.",
    ),
    hint=Words(
        "请在自评表或者自评报告中单独说明资金没有支出的原因、结转安排和改进措施。",
        "Say in the form or the report why the money was not spent, what is carried over, and what will be done.",
    ),
    kinds=EVALUATIONS,
)
def low_execution_unexplained(dossier: Dossier) -> Outcome:
    """Low execution is explained separately: in its own cell, in the reason of a row, or in the text around."""
    floor = dossier.law.decimal("self_evaluation.explain_below_percent")
    rates = [(one, rate) for one in evaluations(dossier) if (rate := _rate(one)) is not None]
    wrong = [
        found(
            one.item.field("execution.rate_percent"),
            found=f"{points(rate)}%",
            expected=f"≥ {points(floor)}%",
            project=one.name,
            rate=points(rate),
            floor=points(floor),
        )
        for one, rate in rates
        if rate < floor and not explained(dossier, one)
    ]
    return judged(rates, folded(wrong), without=_NO_RATES)


def _rate(one: Evaluated) -> Decimal | None:
    """The rate by the amounts, else as written; None where there is neither, or no budget."""
    execution = one.execution
    if execution is None:
        return None
    budget, executed = budget_yuan(execution), execution.executed_yuan
    if budget is None or executed is None:
        return execution.rate_percent
    return two_places(percent_of(executed, budget)) if budget > 0 else None
