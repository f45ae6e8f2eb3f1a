"""MTR05: the execution lies behind the project's own spending plan, the time, or the local floor."""

from __future__ import annotations

from decimal import Decimal

from jixiao.checks.dossier import Dossier
from jixiao.checks.items import ProjectItem
from jixiao.checks.monitored import budget_yuan, executions, last_month
from jixiao.checks.outcome import Outcome, found, judged, not_applicable
from jixiao.checks.rule import MONITORING, Level, rule
from jixiao.language import Words
from jixiao.law import NotInForce, cite
from jixiao.model import Checkpoint
from jixiao.scoring.execution import execution_rate
from jixiao.scoring.lights import execution_light, expected_percent, light_terms_of
from jixiao.scoring.marks import plain, two_places

_NO_PERIOD = Words("没有读到监控时段", "the period of the report was not read")
_NO_EXECUTION = Words("没有读到预算数和执行数", "no budget with its spending was read")
_LIGHTS = {"red": Words("红灯", "red"), "yellow": Words("黄灯", "yellow")}
_BY_PLAN, _BY_TIME = Words("按批复的支出计划", "by the approved plan"), Words("按时间进度", "by the time passed")
_FLOOR = Words(
    "“{project}”{month}月底执行率{rate}%，低于当地要求的{floor}%。",
    "“{project}” had spent {rate} % by the end of month {month}; {floor} % is required locally.",
)


@rule(
    id="MTR05",
    level=Level.WARNING,
    title=Words("预算执行滞后", "Execution behind plan"),
    citations=[cite("hebei-plan-form", "资金支出计划"), cite("performance-module", "监控亮灯")],
    message=Words(
        "“{project}”{month}月底执行率{rate}%，{by}应达{due}%，亮{light}。",
        "“{project}” had spent {rate} % by the end of month {month}; {due} % was due ({by}): {light}.",
    ),
    hint=Words(
        "请查明支出滞后的原因，写明加快支出的措施和时间；确实用不完的，及时申请调减预算。",
        "Say why spending lags and by when it will catch up; what cannot be spent should be given back.",
    ),
    kinds=MONITORING,
)
def execution_behind(dossier: Dossier) -> Outcome:
    """What is spent keeps up with the approved spending plan of the project, or with the time where it has none.

    Red is a warning, yellow a hint; a local floor that is missed is a warning whatever the light. Between two
    checkpoints of the plan a straight line is taken.
    """
    month = last_month(dossier)
    if month is None:
        return not_applicable(_NO_PERIOD)
    lights, floor = light_terms_of(dossier.law), _floor(dossier, month)
    drafts, checked = [], 0
    for project, execution in executions(dossier):
        budget = budget_yuan(execution)
        share = (
            execution_rate(execution.executed_yuan, budget) if execution.executed_yuan is not None and budget else None
        )
        if share is None:
            continue
        checked += 1
        rate, plan = share * 100, _plan(dossier, project)
        due = expected_percent(month, plan)
        light = execution_light(rate, due, lights)
        below = floor is not None and rate < floor
        if light not in _LIGHTS and not below:
            continue
        draft = found(
            project.field("execution.rate_percent"),
            found=f"{plain(two_places(rate))}%",
            expected=f"{plain(two_places(floor if below and floor else due))}%",
            level=None if light == "red" or below else Level.HINT,
            message=_FLOOR if below else None,
            project=project.name,
            month=month,
            rate=plain(two_places(rate)),
            by=(_BY_PLAN if plan else _BY_TIME).say(),
            due=plain(two_places(due)),
            light=_LIGHTS[light].say() if light in _LIGHTS else "",
            floor=plain(floor or Decimal(0)),
        )
        drafts.append(draft)
    return judged(checked, drafts, without=_NO_EXECUTION)


def _floor(dossier: Dossier, month: int) -> Decimal | None:
    """What the place requires by the end of that month, null where it requires nothing."""
    try:
        months = dossier.law.integers("spending_plan.required_months")
        percents = dossier.law.decimals("spending_plan.required_percents")
    except NotInForce:
        return None
    return dict(zip(months, percents, strict=False)).get(month)


def _plan(dossier: Dossier, project: ProjectItem) -> tuple[Checkpoint, ...]:
    """The approved spending plan of a project, empty where there is none."""
    for pair in dossier.approved_pairs:
        if pair.left is not None and pair.left.subject == project.subject and pair.right is not None:
            return pair.right.project.spending_plan
    return project.project.spending_plan
