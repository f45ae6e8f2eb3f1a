"""EVA05: the budget is 0, so there is no execution rate, and the form does not say what became of its points."""

from __future__ import annotations

from decimal import Decimal

from jixiao.checks.dossier import Dossier
from jixiao.checks.outcome import Outcome, found, judged
from jixiao.checks.rule import EVALUATIONS, Level, rule
from jixiao.checks.rules.eva.evaluated import evaluations, points
from jixiao.checks.rules.eva.money import NO_EXECUTION, budget_yuan
from jixiao.checks.rules.eva.reasons import explained
from jixiao.language import Words
from jixiao.law import cite
from jixiao.scoring.marks import grouped

_NOT_SUMMED = Words(
    "“{project}”的年度资金总额为0，但资金明细合计{parts}元，总额没有填写，执行率和得分{score}分都不对。",
    "The total budget of “{project}” is 0 while its rows add up to {parts} yuan: the total was not filled in, so that "
    "rate and points ({score}) are wrong.",
)
_FILL_IN = Words(
    "请在年度资金总额一行填写各项资金的合计，再计算执行率和得分。",
    "Fill in the sums of the rows, then compute the rate and its points.",
)


@rule(
    id="EVA05",
    level=Level.ERROR,
    title=Words("全年预算数为0，执行率没有意义", "Budget of 0, so no execution rate"),
    citations=[cite("self-evaluation-checker")],
    message=Words(
        "“{project}”的全年预算数为0，执行率无法计算，表中却计{score}分（分值{weight}分），也没有说明。",
        "The full-year budget of “{project}” is 0 and has no rate, yet {score} of {weight} points are entered without "
        "a word.",
    ),
    hint=Words(
        "请核对全年预算数；确实没有预算的，说明原因，并按当地规定把{weight}分调整到其他指标。",
        "Look at the budget; if there was none, say why, and give the {weight} points to other rows by local rule.",
    ),
    kinds=EVALUATIONS,
)
def zero_budget_unexplained(dossier: Dossier) -> Outcome:
    """Without a budget the rate cannot be computed: its points go to other rows, or the form explains.

    Also told: a total of 0 above rows of funds that are not, a form whose total was never filled in.
    """
    checked, drafts = 0, []
    for one in evaluations(dossier):
        execution = one.execution
        budget = None if execution is None else budget_yuan(execution)
        if execution is None or budget is None:
            continue
        checked += 1
        if budget > 0 or execution.score is None or execution.weight == 0:
            continue
        parts = sum((budget_yuan(part) or Decimal(0) for part in execution.parts or ()), Decimal(0))
        if not parts and explained(dossier, one):
            continue
        draft = found(
            one.item.field("execution.score"),
            found=points(execution.score),
            related=(one.item.field("execution.adjusted_yuan"),),
            message=_NOT_SUMMED if parts else None,
            hint=_FILL_IN if parts else None,
            project=one.name,
            score=points(execution.score),
            weight=points(execution.weight),
            parts=grouped(parts),
        )
        drafts.append(draft)
    return judged(checked, drafts, without=NO_EXECUTION)
