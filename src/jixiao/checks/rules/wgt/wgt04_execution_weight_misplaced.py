"""WGT04: the execution rate has a weight in the budget already, or not its points at self-evaluation."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from jixiao.checks.dossier import Dossier
from jixiao.checks.items import Part, ProjectItem
from jixiao.checks.outcome import Draft, Outcome, found, judged
from jixiao.checks.reasons import NO_WEIGHTS
from jixiao.checks.rule import EVALUATIONS, PLANS, Level, rule
from jixiao.checks.rules.wgt.weighed import Weighed, points, weighed
from jixiao.checks.words import any_of
from jixiao.language import Words
from jixiao.law import cite

_AT_EVALUATION = Words(
    "“{project}”自评表的预算执行率分值为{weight}分，应为{right}分。",
    "The execution rate of “{project}” weighs {weight} in its self-evaluation instead of {right}.",
)
_ADD = Words(
    "自评时预算执行率的分值为{right}分，请改正后核对分值合计。",
    "At self-evaluation the execution rate weighs {right}: correct it and see whether the total holds.",
)


@rule(
    id="WGT04",
    level=Level.ERROR,
    title=Words("预算执行率的权重设置有误", "Weight of the execution rate out of place"),
    citations=[cite("caiyu-2021-101", "六"), cite("caiyu-2020-10", "13")],
    message=Words(
        "“{project}”申报绩效目标时设了指标“{indicator}”（权重{weight}分），预算执行率应在自评时才加入。",
        "“{project}” sets “{indicator}” as an indicator with {weight} points; the execution rate is added at "
        "self-evaluation only.",
    ),
    hint=Words(
        "请删去这项指标，把权重分给其他指标；预算执行率{right}分在自评时加入。",
        "Take it out and give its weight to the others; the {right} points of the rate come with the self-evaluation.",
    ),
    kinds=PLANS | EVALUATIONS,
)
def execution_weight_misplaced(dossier: Dossier) -> Outcome:
    """The execution rate is no indicator of the budget; it joins with its points at self-evaluation.

    Judged in forms with weights. The points are held for projects; departments set their own.
    """
    right = dossier.law.decimal("self_evaluation.execution_points")
    known = weighed(dossier)
    evaluated = dossier.document.kind in EVALUATIONS
    drafts = [draft for one in known for draft in (_evaluated(one, right) if evaluated else _planned(one, right))]
    return judged(known, drafts, without=NO_WEIGHTS)


def _planned(one: Weighed, right: Decimal) -> Iterator[Draft]:
    execution = any_of("wgt.execution_rate")
    for row in one.rows:
        if row.indicator.weight is not None and execution.search(row.name):
            yield found(
                Part(row.subject, row.field("name").at, row.places),
                found=row.name,
                project=one.name,
                indicator=row.name,
                weight=points(row.indicator.weight),
                right=points(right),
            )


def _evaluated(one: Weighed, right: Decimal) -> Iterator[Draft]:
    execution = one.item.project.execution if isinstance(one.item, ProjectItem) else None
    if execution is not None and execution.weight is not None and execution.weight != right:
        yield found(
            one.item.field("execution.weight"),
            found=points(execution.weight),
            expected=points(right),
            message=_AT_EVALUATION,
            hint=_ADD,
            project=one.name,
            weight=points(execution.weight),
            right=points(right),
        )
