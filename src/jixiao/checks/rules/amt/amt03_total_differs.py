"""AMT03: a stated total is not the sum of what it adds up. Leaves single amounts to AMT02."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from jixiao.checks.dossier import Dossier
from jixiao.checks.outcome import Draft, Outcome, found, judged
from jixiao.checks.rule import PLANS, Level, rule
from jixiao.checks.rules.amt.totals import Amounts, Total, goal_amounts, totals
from jixiao.checks.rules.amt.written import last_place_yuan, plainly, rounding_yuan, told
from jixiao.checks.rules.str.listing import everything_read, narrative_read
from jixiao.checks.rules.str.statements import statements
from jixiao.language import Words
from jixiao.law import cite

NOT_STATED = Words(
    "分项绩效目标写明“{found}”，没有写明预算合计数（所列{items}项相加为{expected}）。",
    "The itemized goals state “{found}” but no total; the {items} items add up to {expected}.",
)
STATE_IT = Words("请补写合计数“{expected}”，便于与预算核对。", "Add the total, {expected}, so that it can be checked.")
SOME_BLANK = Words(
    "写明的合计数是{stated}，已填金额的{items}项相加为{expected}，相差{difference}，另有{blank}项没有填写金额，请核对。",
    "The stated total is {stated}; the {items} items with an amount add up to {expected}, {difference} apart, "
    "and {blank} have none.",
)
FILL_IN = Words(
    "请补填没有金额的项目，使各项之和等于合计。", "Fill in the missing amounts so that they make the total."
)
NO_TOTAL = Words("文本没有写明可以核对的项目合计数", "the text states no total of the projects that can be checked")


@rule(
    id="AMT03",
    level=Level.ERROR,
    title=Words("合计数与各项之和不符", "Total differs from the sum of its items"),
    citations=[cite("caiyu-2016-143", "准确")],
    message=Words(
        "写明的合计数是{stated}，所列{items}项相加为{expected}，相差{difference}。",
        "The stated total is {stated}; the {items} items add up to {expected}, {difference} apart.",
    ),
    hint=Words(
        "请逐项核对金额；各项无误的，合计改为{expected}。",
        "Check each amount; if they are right, the total is {expected}.",
    ),
    kinds=PLANS,
)
def total_differs(dossier: Dossier) -> Outcome:
    """A stated total is the sum of the amounts that it adds up.

    Judges the total that opens the itemized goals, the 合计 row of a list of projects, the row of a unit above its
    projects, and the 金额合计 of a department's tasks; where one of these has no amount it is asked about only, and so
    is a 项目支出 amount elsewhere, or one without the right number of projects, which may hold more than listed
    projects. Where no total is stated at all, the sentence that counts the itemized goals gets a hint with their sum.
    Silent where an amount or a part of the document was not read; rounding of the digits written is tolerated.
    """
    held = list(totals(dossier)) if everything_read(dossier) else []
    findings = [_finding(total) for total in held if not any(_agrees(total, parts) for parts in total.sums)]
    if not held:
        findings = list(_without_total(dossier))
    return judged(len(held) or len(findings), findings, without=NO_TOTAL)


def _without_total(dossier: Dossier) -> Iterator[Draft]:
    """The sentence that counts the itemized goals and states no amount, where every goal has one."""
    parts = goal_amounts(dossier)
    for one in statements(dossier):
        if parts and one.count == len(dossier.goals) and not one.amounts and narrative_read(dossier):
            due = plainly(_sum(parts))
            yield found(
                one.spot,
                found=one.count_words,
                expected=due,
                level=Level.HINT,
                message=NOT_STATED,
                hint=STATE_IT,
                items=len(parts),
            )


def _sum(parts: Amounts) -> Decimal:
    return sum((yuan for _, yuan in parts), Decimal(0))


def _agrees(total: Total, parts: Amounts) -> bool:
    slack = rounding_yuan(*parts) + last_place_yuan(total.spot, total.yuan) / 2
    return abs(_sum(parts) - total.yuan) <= slack


def _finding(total: Total) -> Draft:
    parts = total.sums[0]
    due = _sum(parts)
    return found(
        total.spot,
        found=total.words,
        expected=told(due, (total.spot, total.yuan)),
        level=None if total.certain else Level.WARNING,
        message=SOME_BLANK if total.blank else None,
        hint=FILL_IN if total.blank else None,
        blank=total.blank,
        items=len(parts),
        stated=told(total.yuan, (total.spot, total.yuan)),
        difference=told(abs(due - total.yuan), (total.spot, total.yuan)),
    )
