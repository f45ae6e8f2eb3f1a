"""PLN03: the spending plan does not end at 100 %. Leaves values above 100 % to PLN01."""

from __future__ import annotations

from decimal import Decimal

from jixiao.checks.dossier import Dossier
from jixiao.checks.items import CheckpointItem, GoalItem
from jixiao.checks.labels import project_label
from jixiao.checks.outcome import Draft, Outcome, found, judged
from jixiao.checks.reasons import NO_SPENDING_PLAN
from jixiao.checks.rule import PLANS, Level, rule
from jixiao.checks.rules.pln.plans import (
    DECEMBER,
    Owner,
    number,
    percent_of,
    plans,
    project_of,
    shown,
    sums_up,
    tells_carry_over,
    written,
)
from jixiao.language import Words
from jixiao.law import cite

_SHARES = Words(
    "{project}资金支出计划各节点为{plan}，合计恰为{whole}%，疑把各期支出比例当作累计比例填写。",
    "Spending plan of {project}: {plan} add up to {whole} %; they look like shares of each period, not cumulative.",
)
_SHARES_HINT = Words("应填写累计比例：{cumulative}。", "State cumulative percents: {cumulative}.")
_OPEN = Words(
    "{project}资金支出计划只写到{month}月底的{last}%，没有写明12月底达到{whole}%。",
    "Spending plan of {project} stops at {last} % in month {month} and never reaches {whole} %.",
)


@rule(
    id="PLN03",
    level=Level.ERROR,
    title=Words("资金支出计划最后节点不是100%", "Spending plan does not end at 100 %"),
    citations=[cite("hebei-plan-form", "资金支出计划")],
    message=Words(
        "{project}资金支出计划{month}月底累计支出{last}%，没有达到{whole}%，也没有说明结转原因。",
        "Spending plan of {project} ends at {last} % in month {month}, not {whole} %, and no carry-over is explained.",
    ),
    hint=Words(
        "12月底累计支出应为{whole}%；确需结转下年支付的，在资金用途或者主要目标中说明结转金额和原因。",
        "By the end of December it is {whole} %; where a part is carried over, state amount and reason in the purpose.",
    ),
    kinds=PLANS,
)
def spending_plan_not_ending_at_100(dossier: Dossier) -> Outcome:
    """The year's budget is planned to be spent by the end of December, or the carry-over is explained.

    Judges the last checkpoint of every plan; narrative and table of a project with the same percents are one finding.
    Silent where the words of the project name a carry-over, a retention or a later payment, where the budget is 0, and
    above 100 % (PLN01). A plan whose percents add up to 100 states shares of each period, and one that stops before
    December may only be shortened: both are warnings.
    """
    projects, whole = project_of(dossier), dossier.law.decimal("spending_plan.last_percent")
    every = [(owner, points) for owner, points in plans(dossier) if owner.whole]
    wrong = [
        _told(owner, points, whole, projects[owner.subject])
        for owner, points in every
        if percent_of(points[-1]) < whole and _budget(owner) != 0 and not tells_carry_over(owner)
    ]
    return judged(every, wrong, without=NO_SPENDING_PLAN)


def _told(owner: Owner, points: list[CheckpointItem], whole: Decimal, project: str) -> Draft:
    last = points[-1]
    percents = [percent_of(point) for point in points]
    shares, is_open = sums_up(points, whole), last.month < DECEMBER
    cumulative = [sum(percents[: end + 1], Decimal(0)) for end in range(len(percents))]
    return found(
        last,
        found=written(last),
        expected=f"{whole}%",
        cause=(project, last.month, *percents),
        level=Level.WARNING if shares or is_open else None,
        message=_SHARES if shares else _OPEN if is_open else None,
        hint=_SHARES_HINT if shares else None,
        project=project_label(owner),
        month=last.month,
        last=number(percents[-1]),
        whole=whole,
        plan=shown(percents),
        cumulative=shown(cumulative),
    )


def _budget(owner: Owner) -> Decimal | None:
    return owner.goal.budget_yuan if isinstance(owner, GoalItem) else owner.project.funds.budget_yuan
