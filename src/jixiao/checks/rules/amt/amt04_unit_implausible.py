"""AMT04: an amount has no unit, or one that cannot be right. Leaves other differences of amounts to AMT02."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao.checks.dossier import Dossier
from jixiao.checks.items import ProjectItem
from jixiao.checks.outcome import Draft, Outcome, found, judged
from jixiao.checks.reasons import NO_MONEY
from jixiao.checks.rule import PLANS, Level, rule
from jixiao.checks.rules.amt.written import number_of, plainly, shortly, ten_thousand_times
from jixiao.checks.rules.idn.township import is_township
from jixiao.language import Words
from jixiao.law import cite

NO_UNIT = Words(
    "项目“{name}”的金额{found}没有写明单位是元还是万元。",
    "The amount of “{name}”, {found}, states neither 元 nor 万元.",
)
STATE_IT = Words("请在表的右上方写明“单位：元”或“单位：万元”。", "Write “单位：元” or “单位：万元” above the table.")
TOO_SMALL = Words(
    "项目“{name}”的预算数过小（“{found}”折合{budget}），疑为以万元填列。",
    "The budget of “{name}” is so small (“{found}” is {budget}) that 万元 may be meant.",
)
TOO_LARGE = Words(
    "项目“{name}”的预算数过大（“{found}”折合{budget}），疑为以元填列。",
    "The budget of “{name}” is so large (“{found}” is {budget}) that 元 may be meant.",
)
BELOW_ZERO = Words("项目“{name}”的预算数是负数（{budget}）。", "The budget of “{name}” is negative ({budget}).")
CHECK_AMOUNT = Words("请核对该项目的预算数。", "Check the project's budget.")
CHECK_UNIT = Words(
    "请核对表上的金额单位；单位有误的，改正单位或数字。", "Check the unit of the table; mend the unit or the number."
)

_UNIT = re.compile(
    r"[单單]\s*位\s*[:：]?\s*(?:人民[币幣])?\s*[百千万萬亿億]?元"
    r"|[（(]\s*(?:人民[币幣])?[百千万萬亿億]?元\s*[）)]|[0-9]\s*[万萬亿億]?元"
)


@rule(
    id="AMT04",
    level=Level.ERROR,
    title=Words("金额单位缺失或有误", "Unit of an amount missing or wrong"),
    citations=[cite("caiyu-2016-143", "准确"), cite("gbt-15835")],
    message=Words(
        "项目“{name}”的预算，分项绩效目标为{told}，项目表为{budget}，恰好相差一万倍，疑把元与万元弄混。",
        "Budget of “{name}”: {told} in the narrative, {budget} in the table: exactly ten thousand times, 元 for 万元.",
    ),
    hint=Words(
        "请核对该项目的预算数，并统一两处的金额单位。", "Check the project's budget and use one unit in both places."
    ),
    kinds=PLANS,
)
def unit_implausible(dossier: Dossier) -> Outcome:
    """Every amount has a unit, and 元 is not taken for 万元.

    An error where narrative and table differ exactly ten thousand times, and where a budget is negative. A table
    without any unit, a budget below the least plausible amount, and one above the largest (lower for townships;
    `parameters/amt.toml`) are asked about.
    """
    known = [project for project in dossier.projects if project.project.funds.budget_yuan]
    findings = list(_ten_thousand(dossier))
    blamed = {draft.spot.subject for draft in findings}
    if _states_no_unit(dossier, known):
        findings += [_at_budget(project, NO_UNIT, STATE_IT) for project in known]
    else:
        findings += [draft for draft in _extremes(dossier, known) if draft.spot.subject not in blamed]
    return judged(known, findings, without=NO_MONEY)


def _ten_thousand(dossier: Dossier) -> Iterator[Draft]:
    for pair in dossier.pairs:
        told = pair.goal.goal.budget_yuan if pair.goal else None
        budget = pair.project.project.funds.budget_yuan if pair.project else None
        if pair.goal and pair.project and told and budget and ten_thousand_times(told, budget):
            here, there = pair.goal.field("budget_yuan"), pair.project.field("funds.budget_yuan")
            yield found(
                there,
                found=number_of(there, budget),
                related=[here],
                name=pair.project.name,
                told=plainly(told),
                budget=plainly(budget),
            )


def _states_no_unit(dossier: Dossier, known: list[ProjectItem]) -> bool:
    if dossier.blocks is None or not known:
        return False
    return not any("元" in text.words and _UNIT.search(text.words) for text in dossier.texts)


def _extremes(dossier: Dossier, known: list[ProjectItem]) -> Iterator[Draft]:
    least = dossier.law.decimal("amt.least_plausible_yuan")
    township = is_township(dossier.document.unit)
    most = dossier.law.decimal("amt.most_plausible_township_yuan" if township else "amt.most_plausible_yuan")
    for project in known:
        budget = project.project.funds.budget_yuan or 0
        if budget < 0:
            yield _at_budget(project, BELOW_ZERO, CHECK_AMOUNT, Level.ERROR)
        elif 0 < budget < least:
            yield _at_budget(project, TOO_SMALL, CHECK_UNIT)
        elif budget >= most:
            yield _at_budget(project, TOO_LARGE, CHECK_UNIT)


def _at_budget(project: ProjectItem, message: Words, hint: Words, level: Level = Level.WARNING) -> Draft:
    budget = project.project.funds.budget_yuan
    assert budget is not None
    spot = project.field("funds.budget_yuan")
    return found(
        spot, found=number_of(spot, budget), cause=message, level=level, message=message, hint=hint,
        name=project.name, budget=shortly(budget),
    )  # fmt: skip
