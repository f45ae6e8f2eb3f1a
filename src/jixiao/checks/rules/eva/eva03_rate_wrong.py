"""EVA03: the execution rate is not what was spent by the full-year budget. Leaves its points to EVA04."""

from __future__ import annotations

from decimal import Decimal

from jixiao.checks.dossier import Dossier
from jixiao.checks.outcome import Draft, Outcome, found, judged
from jixiao.checks.rule import EVALUATIONS, Level, rule
from jixiao.checks.rules.amt.written import told
from jixiao.checks.rules.eva.evaluated import evaluations
from jixiao.checks.rules.eva.money import budget_yuan, is_the_total, near, percent_of, rows_of
from jixiao.checks.rules.eva.told_rates import told_rates
from jixiao.language import Words
from jixiao.law import cite
from jixiao.scoring.marks import plain, two_places
from jixiao.units import narrow

_NO_RATES = Words("没有可以复算的执行率", "no rate that can be computed anew was read")
_BY_INITIAL = Words(
    "“{project}”的{label}执行率{rate}%是按年初预算数算的；按全年预算数{budget}应为{right}%。",
    "The rate {rate} % of {label} of “{project}” is by the initial budget; by the full-year budget of {budget} it is "
    "{right} %.",
)
_TOLD = Words(
    "正文写执行率{rate}%，按“{project}”自评表的全年预算数和执行数应为{right}%。",
    "The text states a rate of {rate} %; by the budget and the spending in the table of “{project}” it is {right} %.",
)


@rule(
    id="EVA03",
    level=Level.ERROR,
    title=Words("执行率计算有误", "Wrong execution rate"),
    citations=[cite("caiyu-2020-10", "项目支出绩效自评表")],
    message=Words(
        "“{project}”的{label}执行率{rate}%有误，{executed}÷{budget}应为{right}%。",
        "The rate {rate} % of {label} of “{project}” is wrong: {executed} of {budget} are {right} %.",
    ),
    hint=Words(
        "执行率＝全年执行数÷全年预算数（不是年初预算数），请改为{right}%，并重算执行率得分。",
        "Rate = spending by the full-year budget, not the initial one: write {right} % and compute its points anew.",
    ),
    kinds=EVALUATIONS,
)
def rate_wrong(dossier: Dossier) -> Outcome:
    """The rate is spending divided by the full-year budget (全年预算数), in the total and in every row of funds.

    A rate rounded or cut off at its own decimal places is right. A budget of 0 is EVA05's business, and the total
    with its only source is one finding. So is the one rate that a paragraph states, where the document evaluates one
    project.
    """
    tolerance = dossier.law.decimal("self_evaluation.rate_tolerance_percent")
    checked, drafts = 0, []
    for one in evaluations(dossier):
        for path, label, row in rows_of(one.execution):
            budget, executed, rate = budget_yuan(row), row.executed_yuan, row.rate_percent
            if not budget or budget < 0 or executed is None or rate is None:
                continue
            checked += 1
            exact = percent_of(executed, budget)
            if near(rate, exact, tolerance):
                continue
            initial = row.initial_yuan or Decimal(0)
            by_initial = 0 < initial != budget and near(rate, percent_of(executed, initial), tolerance)
            spot, at = one.item.field(f"{path}.executed_yuan"), one.item.field(f"{path}.rate_percent")
            draft = found(
                at,
                found=f"{rate}%" if f"{rate}%" in narrow(at.at.quote) else f"{rate}",
                expected=f"{plain(two_places(exact))}%",
                related=(one.item.field(f"{path}.adjusted_yuan"), spot),
                cause=one.item.subject if is_the_total(row, one.execution) else None,
                message=_BY_INITIAL if by_initial else None,
                project=one.name,
                label=label,
                rate=rate,
                right=plain(two_places(exact)),
                executed=told(executed, (spot, executed)),
                budget=told(budget, (spot, executed)),
            )
            drafts.append(draft)
    told_wrong, counted = _told(dossier, tolerance)
    drafts += told_wrong
    return judged(checked + counted, drafts, without=_NO_RATES)


def _told(dossier: Dossier, tolerance: Decimal) -> tuple[list[Draft], int]:
    """Rates stated in the text that are not the table's, and how many were compared."""
    forms = [one for one in evaluations(dossier) if one.execution is not None]
    if len(forms) != 1 or (execution := forms[0].execution) is None:
        return [], 0
    budget, executed = budget_yuan(execution), execution.executed_yuan
    if not budget or budget < 0 or executed is None:
        return [], 0
    exact, told_in_text = percent_of(executed, budget), [*told_rates(dossier)]
    right = plain(two_places(exact))
    drafts = [
        found(
            text,
            found=f"{rate}%",
            expected=f"{right}%",
            related=(forms[0].item.field("execution.rate_percent"),),
            message=_TOLD,
            project=forms[0].name,
            rate=rate,
            right=right,
        )
        for text, rate in told_in_text
        if not near(rate, exact, tolerance)
    ]
    return drafts, len(told_in_text)
