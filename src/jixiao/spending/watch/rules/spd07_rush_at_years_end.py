"""SPD07: a large part of the budget is spent in the last month, against the plan."""

from __future__ import annotations

from jixiao.checks.outcome import Draft, Outcome, found, judged
from jixiao.checks.rule import Level, rule
from jixiao.language import Words
from jixiao.law import cite
from jixiao.scoring import expected_percent
from jixiao.scoring.marks import plain, two_places
from jixiao.spending.curve import month_end
from jixiao.spending.watch.watched import NO_PAYMENTS, WHOLE, Watched

_LEDGER = frozenset({"ledger"})


@rule(
    id="SPD07",
    level=Level.WARNING,
    title=Words("年底突击支出", "Rush at the year's end"),
    citations=[cite("caiyu-2019-136", "9")],
    message=Words(
        "12月支出占全年支出的{share}%，支出计划为{planned}%。",
        "{share} % of the year's spending fell into December; the spending plan says {planned} %.",
    ),
    hint=Words(
        "请说明集中在年底支付的原因，附合同、验收等资料；没有实际需要的支出应当停止。",
        "Explain why it was paid at the year's end, with contract and acceptance; what is not needed is not paid.",
    ),
    kinds=_LEDGER,
)
def rush_at_years_end(watched: Watched) -> Outcome:
    """December takes no more than its plan and `spending.rush_percent` of the year's spending."""
    ledger = watched.ledger
    spent, before = ledger.spent_yuan(), ledger.spent_yuan(month_end(ledger.year, 11))
    drafts: list[Draft] = []
    if watched.today > month_end(ledger.year, 11) and spent > 0:
        share = (spent - before) * 100 / spent
        planned = expected_percent(12, ledger.plan) - expected_percent(11, ledger.plan)
        if share > max(planned, watched.law.decimal("spending.rush_percent")):
            told = plain(two_places(share))
            drafts.append(found(WHOLE, found=told, share=told, planned=plain(two_places(planned))))
    return judged(ledger.payments, drafts, without=NO_PAYMENTS)
