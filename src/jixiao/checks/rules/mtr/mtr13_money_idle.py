"""MTR13: money lies idle: nothing spent by mid-year, or much of it expected to be carried over."""

from __future__ import annotations

from jixiao.checks.dossier import Dossier
from jixiao.checks.folding import folded
from jixiao.checks.monitored import budget_yuan, executions, last_month
from jixiao.checks.outcome import Outcome, found, judged, not_applicable
from jixiao.checks.rule import MONITORING, Level, rule
from jixiao.checks.rules.amt.written import number_of, told
from jixiao.language import Words
from jixiao.law import cite
from jixiao.scoring.marks import plain, two_places

_NO_PERIOD = Words("没有读到监控时段", "the period of the report was not read")
_NO_EXECUTION = Words("没有读到预算数和执行数", "no budget with its spending was read")
_CARRIED = Words(
    "“{project}”预计全年执行{forecast}，结转{rest}，占预算的{share}%。",
    "“{project}” expects to spend {forecast} and to carry over {rest}, {share} % of its budget.",
)

_MANY_CARRIED = Words(
    "有{count}个项目预计结转较多，如{quoted}。", "{count} projects expect to carry over much, such as {quoted}."
)


@rule(
    id="MTR13",
    level=Level.HINT,
    title=Words("资金闲置", "Money lying idle"),
    citations=[cite("caiyu-2019-136", "10")],
    message=Words(
        "“{project}”到{month}月底仍未支出（预算{budget}）。",
        "“{project}” had spent nothing of its {budget} by the end of month {month}.",
    ),
    many=Words(
        "有{count}个项目到{month}月底仍未支出，如{quoted}。",
        "{count} projects had spent nothing by the end of month {month}, such as {quoted}.",
    ),
    hint=Words(
        "请列入及时性监控：说明尚未实施或者大额结转的原因；年内确实用不完的，申请调减或者收回。",
        "Watch it for timeliness: say why it has not begun or what is left; give back what this year cannot use.",
    ),
    kinds=MONITORING,
)
def money_idle(dossier: Dossier) -> Outcome:
    """A project has begun to spend by mid-year, and carries over no large share of its budget.

    Whether spending keeps up with the plan is MTR05's business.
    """
    month = last_month(dossier)
    if month is None:
        return not_applicable(_NO_PERIOD)
    start, most = dossier.law.decimal("monitoring.start_by_month"), dossier.law.decimal("monitoring.carry_over_percent")
    drafts, checked = [], 0
    for project, execution in executions(dossier):
        budget, forecast = budget_yuan(execution), execution.forecast_yuan
        if not budget or budget < 0 or execution.executed_yuan is None:
            continue
        checked += 1
        rest = budget - forecast if forecast else None
        share = None if rest is None else rest / budget * 100
        is_carried = share is not None and share >= most
        if not is_carried and (execution.executed_yuan or month < start):
            continue
        spot = project.field("execution.forecast_yuan" if is_carried else "execution.executed_yuan")
        at_budget = project.field("execution.adjusted_yuan" if execution.adjusted_yuan else "execution.initial_yuan")
        beside = (at_budget, budget)
        draft = found(
            spot,
            found=number_of(spot, forecast if forecast and is_carried else execution.executed_yuan),
            message=_CARRIED if is_carried else None,
            many=_MANY_CARRIED if is_carried else None,
            project=project.name,
            month=month,
            budget=told(budget, beside),
            forecast=told(forecast or budget, beside),
            rest=told(rest or budget, beside),
            share=plain(two_places(share or budget)),
        )
        drafts.append(draft)
    return judged(checked, folded(drafts, "project"), without=_NO_EXECUTION)
