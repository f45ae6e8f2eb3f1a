"""MTR04: the spending expected for the year lies below what is already spent, or above the budget."""

from __future__ import annotations

from jixiao.checks.dossier import Dossier
from jixiao.checks.monitored import budget_yuan, executions, rows_of
from jixiao.checks.outcome import Outcome, found, judged
from jixiao.checks.rule import MONITORING, Level, rule
from jixiao.checks.rules.amt.written import number_of, told
from jixiao.language import Words
from jixiao.law import cite

_NO_FORECAST = Words("表中没有填写全年预计执行数", "no sheet states the spending expected for the year")
_OVER = Words(
    "“{project}”{row}的全年预计执行数{forecast}，超过预算数{bound}。",
    "The spending expected for “{project}” ({row}), {forecast}, exceeds the budget of {bound}.",
)
_MANY_OVER = Words(
    "“{project}”有{count}行的全年预计执行数超过预算数，其中{row}{forecast}，超过{bound}。",
    "In {count} rows of “{project}” spending expected exceeds the budget: {row} {forecast}, not {bound}.",
)
_OVER_HINT = Words(
    "支出不得超过预算，请改为不大于{bound}的数；已经批准追加的，请先填写调整后的预算数。",
    "Spending may not exceed the budget: write at most {bound}, or state the adjusted budget first.",
)


@rule(
    id="MTR04",
    level=Level.ERROR,
    title=Words("全年预计执行数不合理", "Expected spending out of range"),
    citations=[cite("caiyu-2019-136", "监控内容")],
    message=Words(
        "“{project}”{row}的全年预计执行数{forecast}，小于已经执行的{bound}。",
        "The spending expected for “{project}” ({row}), {forecast}, is less than the {bound} already spent.",
    ),
    many=Words(
        "“{project}”有{count}行的全年预计执行数小于已经执行的数，其中{row}{forecast}，小于{bound}。",
        "In {count} rows of “{project}” the spending expected is less than what is spent: {row} {forecast}, under "
        "{bound}.",
    ),
    hint=Words(
        "全年预计执行数包括已经执行的部分，请改为不小于{bound}的数，并核对金额单位。",
        "The year's spending includes what is already spent: write at least {bound}; check the unit too.",
    ),
    kinds=MONITORING,
)
def forecast_out_of_range(dossier: Dossier) -> Outcome:
    """已执行数 ≤ 全年预计执行数 ≤ 预算数 (after adjustments).

    Judges the total and every row below it; the rows of one project are told together, since they follow one another.
    """
    drafts, checked = [], 0
    for project, execution in executions(dossier):
        for path, label, row in rows_of(execution):
            forecast, executed, budget = row.forecast_yuan, row.executed_yuan, budget_yuan(row)
            if not forecast:
                continue
            checked += 1
            bound, words, hint = executed, None, None
            if budget is not None and forecast > budget and budget > 0:
                bound, words, hint = budget, _OVER, _OVER_HINT
            elif executed is None or forecast >= executed:
                continue
            assert bound is not None
            spot = project.field(f"{path}.forecast_yuan")
            limit = told(bound, (spot, forecast))
            draft = found(
                spot,
                found=number_of(spot, forecast),
                expected=limit,
                cause=(project.subject, words),
                message=words,
                many=_MANY_OVER if words else None,
                hint=hint,
                project=project.name,
                row=label,
                forecast=told(forecast, (spot, forecast)),
                bound=limit,
            )
            drafts.append(draft)
    return judged(checked, drafts, without=_NO_FORECAST)
