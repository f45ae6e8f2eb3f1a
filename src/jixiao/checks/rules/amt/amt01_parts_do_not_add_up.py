"""AMT01: a budget is not the sum of its sources. Leaves sums over projects to AMT03."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from jixiao.checks.dossier import Dossier
from jixiao.checks.items import Item
from jixiao.checks.outcome import Outcome, found, judged
from jixiao.checks.reasons import NO_MONEY
from jixiao.checks.rule import PLANS, Level, rule
from jixiao.checks.rules.amt.written import number_of, rounding_yuan, sums_with, told
from jixiao.checks.rules.str.cells import labelled
from jixiao.checks.words import words
from jixiao.language import Words
from jixiao.law import cite
from jixiao.model import Funds


@rule(
    id="AMT01",
    level=Level.ERROR,
    title=Words("预算数不等于资金来源之和", "Budget is not the sum of its sources"),
    citations=[cite("caiyu-2015-88", "项目支出绩效目标申报表"), cite("hebei-plan-form", "预算规模及资金用途")],
    message=Words(
        "{owner}的预算数为{budget}，财政资金{fiscal}加其他资金{other}等于{total}，两者不等。",
        "{owner}: budget {budget}, but fiscal {fiscal} and other funds {other} make {total}.",
    ),
    hint=Words(
        "请核对三个数，使预算数等于财政资金与其他资金之和；其他资金为空的按0计算。",
        "Check the three numbers: the budget is fiscal plus other funds; empty other funds count as 0.",
    ),
    kinds=PLANS,
)
def parts_do_not_add_up(dossier: Dossier) -> Outcome:
    """A budget is the sum of fiscal and other funds; an empty cell for other funds counts as 0.

    Judges projects, the department's total and its tasks. Rounding of the written digits is tolerated. Where the form
    has further rows (上年结转 …), which may stand beside or within the fiscal funds, only parts above the whole are an
    error; so too where the form shows no place for other funds.
    """
    others = {cell.subject for cell in labelled(dossier, {"其他资金": "funds.other_yuan"})}
    blocks = [
        (project.field("funds"), f"项目“{project.name}”", project.project.funds, bool(project.checkpoints))
        for project in dossier.projects
    ]
    if dossier.department:
        blocks.append((dossier.department.field("funds"), "部门整体", dossier.department.department.funds, False))
        for number, task in enumerate(dossier.department.department.tasks):
            funds = Funds(budget_yuan=task.budget_yuan, fiscal_yuan=task.fiscal_yuan, other_yuan=task.other_yuan)
            blocks.append((dossier.spot(f"department.tasks[{number}]"), f"任务“{task.name}”", funds, False))
    known = [block for block in blocks if block[2].budget_yuan is not None and block[2].fiscal_yuan is not None]
    findings = []
    for spot, owner, funds, has_others in known:
        has_others = has_others or f"{spot.subject}.other_yuan" in others
        for total in _wrong(spot, funds, has_others=has_others):
            budget, fiscal = funds.budget_yuan or Decimal(0), funds.fiscal_yuan or Decimal(0)
            at = spot.field("budget_yuan")
            findings.append(
                found(
                    at,
                    found=number_of(at, budget),
                    related=[spot.field("fiscal_yuan")],
                    owner=owner,
                    budget=told(budget, (at, budget)),
                    fiscal=told(fiscal, (at, budget)),
                    other=told(funds.other_yuan or Decimal(0), (at, budget)),
                    total=told(total, (at, budget)),
                )
            )
    return judged(known, findings, without=NO_MONEY)


def _wrong(spot: Item, funds: Funds, *, has_others: bool) -> Iterator[Decimal]:
    """The sum of the parts where it cannot be the budget."""
    budget, fiscal, other = funds.budget_yuan, funds.fiscal_yuan, funds.other_yuan
    if budget is None or fiscal is None:
        return
    total = fiscal + (other or Decimal(0))
    parts = [("budget_yuan", budget), ("fiscal_yuan", fiscal), *([("other_yuan", other)] if other is not None else [])]
    slack = rounding_yuan(*((spot.field(name), yuan) for name, yuan in parts))
    sums = sums_with(total, [part.yuan for part in funds.parts or () if part.label not in words("amt.uses")])
    shown = other is not None or has_others
    if total > budget + slack or (shown and all(abs(known - budget) > slack for known in sums)):
        yield total
