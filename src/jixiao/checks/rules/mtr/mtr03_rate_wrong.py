"""MTR03: the execution rate of a monitoring sheet is not what was spent by the budget."""

from __future__ import annotations

from decimal import Decimal

from jixiao.checks.dossier import Dossier
from jixiao.checks.monitored import executions, rows_of
from jixiao.checks.outcome import Outcome, found, judged
from jixiao.checks.rule import MONITORING, Level, rule
from jixiao.checks.rules.amt.written import told
from jixiao.checks.rules.eva.money import is_the_total
from jixiao.language import Words
from jixiao.law import cite
from jixiao.model import Execution, ExecutionRow
from jixiao.scoring.execution import execution_rate
from jixiao.scoring.marks import plain, two_places

_NO_RATES = Words("表中没有同时填写预算数、执行数和执行率", "no row states budget, spending and rate together")


@rule(
    id="MTR03",
    level=Level.ERROR,
    title=Words("执行率与执行数、预算数不符", "Execution rate does not follow from its amounts"),
    citations=[cite("caiyu-2019-136", "项目支出绩效目标执行监控表")],
    message=Words(
        "“{project}”{row}的执行率填{rate}%，按执行数{executed}÷预算数{budget}应为{right}%。",
        "The rate of “{project}” ({row}) is given as {rate} %; {executed} of {budget} are {right} %.",
    ),
    hint=Words(
        "执行率=执行数÷预算数×100%，请把执行率改为{right}%，或者核对执行数和预算数。",
        "The rate is spending by budget: write {right} %, or check the two amounts.",
    ),
    kinds=MONITORING,
)
def rate_wrong(dossier: Dossier) -> Outcome:
    """执行率 = 执行数 ÷ 预算数.

    Judges the total and every row below it; the total and its only source are one finding. Where the form has both
    budgets, a rate of either is accepted; rounding or cutting at the last written digit is, too.
    """
    tolerance = dossier.law.decimal("monitoring.rate_tolerance_percent")
    drafts, checked = [], 0
    for project, execution in executions(dossier):
        for path, label, row in rows_of(execution):
            rates = _rates(row)
            if row.rate_percent is None or not rates:
                continue
            checked += 1
            digit = Decimal(1).scaleb(int(row.rate_percent.as_tuple().exponent))
            if min(abs(row.rate_percent - rate) for _, rate in rates) < max(tolerance, digit):
                continue
            budget, right = rates[0]
            beside = (project.field(f"{path}.executed_yuan"), row.executed_yuan or Decimal(0))
            draft = found(
                project.field(f"{path}.rate_percent"),
                found=f"{plain(row.rate_percent)}%",
                expected=f"{plain(two_places(right))}%",
                related=(beside[0],),
                cause=project.subject if is_the_total(row, execution) else None,
                project=project.name,
                row=label,
                rate=plain(row.rate_percent),
                executed=told(beside[1], beside),
                budget=told(budget, beside),
                right=plain(two_places(right)),
            )
            drafts.append(draft)
    return judged(checked, drafts, without=_NO_RATES)


def _rates(row: Execution | ExecutionRow) -> list[tuple[Decimal, Decimal]]:
    """The budgets of a row with the rate that each gives, percent points, the adjusted one first."""
    if row.executed_yuan is None:
        return []
    found_ = []
    for budget in (row.adjusted_yuan, row.initial_yuan):
        rate = None if budget is None else execution_rate(row.executed_yuan, budget)
        if budget is not None and rate is not None:
            found_.append((budget, rate * 100))
    return found_
