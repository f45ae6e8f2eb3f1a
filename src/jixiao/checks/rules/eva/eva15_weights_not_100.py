"""EVA15: the weights of a self-evaluation do not total 100. Leaves parts of the total to WGT01."""

from __future__ import annotations

from msgspec import UNSET

from jixiao.checks.dossier import Dossier
from jixiao.checks.items import Item
from jixiao.checks.outcome import Outcome, found, judged
from jixiao.checks.reasons import NO_WEIGHTS
from jixiao.checks.rule import EVALUATIONS, Level, rule
from jixiao.checks.rules.eva.evaluated import Evaluated, evaluations, points
from jixiao.language import Words
from jixiao.law import cite

_SUM = "分值合计"


@rule(
    id="EVA15",
    level=Level.ERROR,
    title=Words("自评分值合计不是100分", "Weights of a self-evaluation do not total 100"),
    citations=[cite("caiyu-2020-10", "18")],
    message=Words(
        "“{project}”的分值（含预算执行率）合计{total}分，应为{right}分。",
        "The weights of “{project}”, execution rate included, total {total} instead of {right}.",
    ),
    hint=Words(
        "请核对各项分值，使预算执行率与各指标分值合计为{right}分。",
        "Correct the weights so that execution rate and indicators total {right}.",
    ),
    kinds=EVALUATIONS,
)
def weights_not_100(dossier: Dossier) -> Outcome:
    """Execution rate and indicators weigh 100 together; without an execution block the indicators may weigh the rest.

    Judged where every row has its weight and the form was read whole. A form that falls short and shows no total, no
    grade and no sum may have been cut off: then it is a warning.
    """
    known = [one for one in evaluations(dossier) if one.recount.weights.paper is not None and one.item.whole]
    wrong = [
        found(
            _spot(one),
            found=points(one.recount.weights.paper),
            expected=points(one.recount.weights.ours),
            level=Level.WARNING if _may_go_on(one) else None,
            related=tuple(row.item.field("weight") for row in one.rows),
            project=one.name,
            total=points(one.recount.weights.paper),
            right=points(one.recount.weights.ours),
        )
        for one in known
        if one.recount.weights.differs
    ]
    return judged(known, wrong, without=NO_WEIGHTS)


def _may_go_on(one: Evaluated) -> bool:
    """Whether rows may be missing at the end of the form."""
    paper, ours = one.recount.weights.paper, one.recount.weights.ours
    is_closed = one.holder.total_score is not None or bool(one.holder.grade) or _sum_cell(one)
    return not is_closed and paper is not None and ours is not None and paper < ours


def _sum_cell(one: Evaluated) -> bool:
    details = one.holder.details
    return details is not UNSET and _SUM in details


def _spot(one: Evaluated) -> Item:
    """The cell in which the form adds its weights up, if it does."""
    return one.item.field(f"details.{_SUM}") if _sum_cell(one) else one.head
