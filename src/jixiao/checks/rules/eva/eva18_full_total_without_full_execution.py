"""EVA18: the total is full although the budget was not all spent. Leaves the points of the rate to EVA04."""

from __future__ import annotations

from jixiao.checks.dossier import Dossier
from jixiao.checks.outcome import Outcome, found, judged
from jixiao.checks.rule import EVALUATIONS, Level, rule
from jixiao.checks.rules.eva.evaluated import evaluations, points, terms
from jixiao.language import Words
from jixiao.law import cite

_NO_TOTALS = Words("没有同时读到总分和执行率", "no total with an execution rate was read")


@rule(
    id="EVA18",
    level=Level.ERROR,
    title=Words("执行率不足100%却自评满分", "Full total although not all was spent"),
    citations=[cite("caiyu-2020-10", "13"), cite("caiyu-2020-10", "18")],
    message=Words(
        "“{project}”自评总分{total}分，但预算没有执行完，执行率只能得{right}分（分值{weight}分）。",
        "The total of “{project}” is {total}, yet not all was spent: the rate earns {right} of {weight} points.",
    ),
    hint=Words(
        "请按执行率重新计分，执行率不足100%的，总分不可能是{total}分。",
        "Score the execution rate anew: without full spending the total cannot be {total}.",
    ),
    kinds=EVALUATIONS,
)
def full_total_without_full_execution(dossier: Dossier) -> Outcome:
    """A full total needs full execution: what the rate loses is missing from the total."""
    law = terms(dossier)
    checked, drafts = 0, []
    for one in evaluations(dossier):
        total, line = one.holder.total_score, one.recount.execution
        if total is None or line is None or line.mark.points is None or line.mark.weight is None:
            continue
        checked += 1
        best = max([line.mark.points, *line.mark.others.values()])
        if total < law.total_points or line.mark.weight - best <= law.tolerance_own:
            continue
        draft = found(
            one.item.field("total_score"),
            found=points(total),
            expected=f"≤ {points(law.total_points - line.mark.weight + best)}",
            related=(one.item.field("execution"),),
            project=one.name,
            total=points(total),
            right=points(line.mark.points),
            weight=points(line.mark.weight),
        )
        drafts.append(draft)
    return judged(checked, drafts, without=_NO_TOTALS)
