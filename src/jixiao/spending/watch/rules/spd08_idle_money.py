"""SPD08: money that lies idle for months although the plan wants it spent."""

from __future__ import annotations

from jixiao.checks.outcome import Draft, Outcome, found, judged
from jixiao.checks.rule import Level, rule
from jixiao.language import Words
from jixiao.law import cite
from jixiao.scoring import expected_percent
from jixiao.scoring.marks import grouped, plain, two_places
from jixiao.spending.curve import months_over
from jixiao.spending.watch.watched import NO_BUDGET, WHOLE, Watched

_LEDGER = frozenset({"ledger"})


@rule(
    id="SPD08",
    level=Level.WARNING,
    title=Words("资金闲置", "Idle money"),
    citations=[cite("caiyu-2019-136", "9")],
    message=Words(
        "已有{months}个月没有支出，尚余{left}元；按支出计划到{month}月底应支出{planned}%，实际为{rate}%。",
        "Nothing was paid for {months} months and {left} yuan are left; by the end of month {month} the plan wants "
        "{planned} % spent, it is {rate} %.",
    ),
    hint=Words(
        "请说明原因和安排；确实用不完的，按程序调减预算和绩效目标，不要等到年底。",
        "Say why and what comes next; what is not needed is given back with its goals, by procedure and in time.",
    ),
    kinds=_LEDGER,
)
def idle_money(watched: Watched) -> Outcome:
    """Money behind its plan does not lie still for `spending.idle_months` months."""
    ledger, over = watched.ledger, months_over(watched.ledger.year, watched.today)
    budget, rate = ledger.adjusted_yuan(), ledger.rate_percent()
    last = max((payment.day.month for payment in ledger.standing() if payment.day.year == ledger.year), default=0)
    idle, planned = over - last, expected_percent(over, ledger.plan)
    drafts: list[Draft] = []
    if rate is not None and idle >= watched.law.decimal("spending.idle_months") and rate < planned:
        left, told = grouped(budget - ledger.spent_yuan()), plain(two_places(rate))
        wanted = plain(two_places(planned))
        drafts.append(found(WHOLE, found=told, months=idle, month=over, left=left, rate=told, planned=wanted))
    return judged(int(budget > 0), drafts, without=NO_BUDGET)
