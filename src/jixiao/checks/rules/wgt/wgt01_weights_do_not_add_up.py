"""WGT01: weights do not add up to their level, or the indicators not to their total. Leaves self-evaluations' total to
EVA15."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from jixiao.checks.dossier import Dossier
from jixiao.checks.outcome import Draft, Outcome, found, judged
from jixiao.checks.reasons import NO_WEIGHTS
from jixiao.checks.rule import EVALUATIONS, PLANS, Level, rule
from jixiao.checks.rules.wgt.weighed import Weighed, points, printed_points, total, weighed
from jixiao.language import Words
from jixiao.law import cite

_LEVEL = Words(
    "“{project}”的{parent}标明{printed}分，所属指标权重合计{sum}分。",
    "The label {parent} of “{project}” states {printed} points; its indicators weigh {sum}.",
)
_FIT = Words(
    "请核对{parent}下各指标的权重，使合计等于{printed}分。",
    "Correct the weights below {parent} so that they add up to {printed}.",
)


@rule(
    id="WGT01",
    level=Level.ERROR,
    title=Words("指标权重合计有误", "Weights do not add up"),
    citations=[cite("caiyu-2020-10", "13"), cite("caiyu-2021-101", "六")],
    message=Words(
        "“{project}”的指标权重合计{sum}分，应为{right}分。",
        "The weights of “{project}” add up to {sum} instead of {right}.",
    ),
    hint=Words(
        "请调整各指标权重，使合计为{right}分（预算执行率的分值自评时另加）。",
        "Correct the weights so that they add up to {right}; the execution rate is added at self-evaluation.",
    ),
    kinds=PLANS | EVALUATIONS,
)
def weights_do_not_add_up(dossier: Dossier) -> Outcome:
    """Third-level weights add up to the points printed beside their level, and all of them to the total of the place.

    Judged where every row has its weight; the Hebei text has no column of weights. The last table may have been cut
    off: where it falls short of the total and does not end with satisfaction, it is a warning. At self-evaluation the
    total, with the execution rate, is EVA15's business.
    """
    law = dossier.law
    right = law.decimal("weights.indicators_total")
    accepted = {*law.decimals("weights.accepted_totals"), right}
    tolerance = law.decimal("weights.tolerance")
    known = [one for one in weighed(dossier) if one.whole]
    drafts: list[Draft] = []
    for one in known:
        drafts += _levels(one, tolerance)
        if dossier.document.kind in EVALUATIONS or any(abs(one.total - sum_) <= tolerance for sum_ in accepted):
            continue
        draft = found(
            one.head,
            found=points(one.total),
            expected=points(right),
            related=tuple(row.field("weight") for row in one.rows),
            level=Level.WARNING if one.total < right and one is known[-1] and _may_go_on(one) else None,
            project=one.name,
            sum=points(one.total),
            right=points(right),
        )
        drafts.append(draft)
    return judged(known, drafts, without=NO_WEIGHTS)


def _may_go_on(one: Weighed) -> bool:
    """Whether rows may be missing at the end: forms end with satisfaction."""
    return not one.rows[-1].dimension.startswith("满意度")


def _levels(one: Weighed, tolerance: Decimal) -> Iterator[Draft]:
    for level in ("dimension", "category"):
        for name, rows in one.groups(level).items():
            printed = [*printed_points(rows, level)]
            if not printed or abs(sum(value for _, value in printed) - total(rows)) <= tolerance:
                continue
            spot, value = printed[0]
            yield found(
                spot,
                found=points(value),
                expected=points(total(rows)),
                related=tuple(row.field("weight") for row in rows),
                message=_LEVEL,
                hint=_FIT,
                project=one.name,
                parent=name.replace(" ", "—"),
                printed=points(value),
                sum=points(total(rows)),
            )
