"""EVA14: the total is not the sum of the form's own points. Leaves whether these are right to EVA04 and EVA06."""

from __future__ import annotations

from decimal import Decimal

from jixiao.checks.dossier import Dossier
from jixiao.checks.outcome import Outcome, found, judged
from jixiao.checks.rule import EVALUATIONS, Level, rule
from jixiao.checks.rules.eva.evaluated import Evaluated, evaluations, points, terms
from jixiao.language import Words
from jixiao.law import cite
from jixiao.scoring import Terms
from jixiao.scoring.marks import EXACT, two_places

_NO_TOTALS = Words("没有可以核对的总分", "no total that can be added up was read")


@rule(
    id="EVA14",
    level=Level.ERROR,
    title=Words("总分不等于各项得分之和", "Total is not the sum of the points"),
    citations=[cite("self-evaluation-checker")],
    message=Words(
        "“{project}”自评总分{total}分，各项得分（含预算执行率）相加为{sum}分。",
        "The total of “{project}” is {total}; its points, execution rate included, add up to {sum}.",
    ),
    hint=Words(
        "请逐项核对得分，把总分改为{sum}分，并核对等级。",
        "Look at the points one by one, write {sum} as the total, and see whether the grade still holds.",
    ),
    kinds=EVALUATIONS,
)
def total_wrong(dossier: Dossier) -> Outcome:
    """The total is the points of all rows and of the execution rate, added.

    Judged where every row has its points and the form was read whole. Rows that do not apply may be left out and the
    rest rescaled.
    """
    law = terms(dossier)
    checked, drafts = 0, []
    for one in evaluations(dossier):
        added = one.recount.added
        if added.paper is None or added.ours is None or not one.item.whole or not _is_all(one, law):
            continue
        checked += 1
        if not added.differs or abs(added.paper - _rescaled(one, added.ours, law)) <= law.tolerance_others:
            continue
        draft = found(
            one.item.field("total_score"),
            found=points(added.paper),
            expected=points(added.ours),
            related=tuple(row.item.field("score") for row in one.rows),
            project=one.name,
            total=points(added.paper),
            sum=points(added.ours),
        )
        drafts.append(draft)
    return judged(checked, drafts, without=_NO_TOTALS)


def _is_all(one: Evaluated, law: Terms) -> bool:
    """Whether the form shows all that the total is made of: its execution rate, or rows that weigh it all."""
    weights = one.recount.weights.paper
    return bool(one.rows) and (one.recount.execution is not None or weights == law.total_points)


def _rescaled(one: Evaluated, total: Decimal, law: Terms) -> Decimal:
    left_out = sum(
        (row.item.indicator.weight or Decimal(0) for row in one.rows if not row.line.mark.applicable), Decimal(0)
    )
    if not 0 < left_out < law.total_points:
        return total
    return two_places(EXACT.divide(total * law.total_points, law.total_points - left_out))
