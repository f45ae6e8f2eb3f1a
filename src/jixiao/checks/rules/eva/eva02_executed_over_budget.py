"""EVA02: more was spent than the full-year budget allows. Leaves the rate to EVA03."""

from __future__ import annotations

from jixiao.checks.dossier import Dossier
from jixiao.checks.outcome import Outcome, found, judged
from jixiao.checks.rule import EVALUATIONS, Level, rule
from jixiao.checks.rules.amt.written import number_of, told
from jixiao.checks.rules.eva.evaluated import evaluations
from jixiao.checks.rules.eva.money import NO_EXECUTION, TOTAL, budget_yuan, rows_of
from jixiao.language import Words
from jixiao.law import cite
from jixiao.model import Execution, ExecutionRow


@rule(
    id="EVA02",
    level=Level.ERROR,
    title=Words("全年执行数超过全年预算数", "More spent than the full-year budget"),
    citations=[cite("integration-standard", "预算执行")],
    message=Words(
        "“{project}”的{label}全年执行数{executed}，超过全年预算数{budget}。",
        "{label} of “{project}”: {executed} spent, above the full-year budget of {budget}.",
    ),
    hint=Words(
        "全年预算数是年初预算数加减年度调整后的数，执行数不得超过它；请核对是否漏填了追加的预算，或者金额单位写错。",
        "The full-year budget is the initial one with its adjustments and is not exceeded: look for an adjustment that "
        "was left out, or a wrong unit of money.",
    ),
    kinds=EVALUATIONS,
)
def executed_over_budget(dossier: Dossier) -> Outcome:
    """Spending stays within the full-year budget (initial plus adjustments), in the total and in every row of funds.

    A row with the very amounts of the total says nothing new. Where the form has one budget column only, an adjustment
    may be missing from it: then it is a warning.
    """
    checked, drafts = 0, []
    for one in evaluations(dossier):
        for path, label, row in rows_of(one.execution):
            budget, executed = budget_yuan(row), row.executed_yuan
            if budget is None or executed is None:
                continue
            checked += 1
            if executed <= budget or (label != TOTAL and _same(row, one.execution)):
                continue
            spot = one.item.field(f"{path}.executed_yuan")
            draft = found(
                spot,
                found=number_of(spot, executed),
                expected=f"≤ {told(budget, (spot, executed))}",
                related=(one.item.field(f"{path}.adjusted_yuan"),),
                level=Level.WARNING if row.adjusted_yuan is None else None,
                project=one.name,
                label=label,
                executed=told(executed, (spot, executed)),
                budget=told(budget, (spot, executed)),
            )
            drafts.append(draft)
    return judged(checked, drafts, without=NO_EXECUTION)


def _same(row: Execution | ExecutionRow, total: Execution | None) -> bool:
    """Whether a row has the amounts of the total, as the only kind of funds has."""
    return total is not None and (budget_yuan(row), row.executed_yuan) == (budget_yuan(total), total.executed_yuan)
