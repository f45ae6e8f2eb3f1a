"""EVA04: the points of the execution rate are not what the rate gives. Leaves the rate itself to EVA03."""

from __future__ import annotations

from msgspec.structs import replace

from jixiao.checks.dossier import Dossier
from jixiao.checks.outcome import Outcome, found, judged
from jixiao.checks.rule import EVALUATIONS, Level, rule
from jixiao.checks.rules.eva.evaluated import evaluations, points, terms
from jixiao.language import Words
from jixiao.law import cite
from jixiao.scoring import compare, execution_mark

_NO_SCORE = Words("没有可以复算的执行率得分", "no points of an execution rate that can be computed anew were read")
_OVER = Words(
    "“{project}”的预算执行率得分{score}分，超过分值{weight}分。",
    "The points of the execution rate of “{project}”, {score}, are above its weight of {weight}.",
)
_CAP = Words("执行率得分最高为分值{weight}分，请改正。", "The points end at the weight of {weight}: correct them.")


@rule(
    id="EVA04",
    level=Level.ERROR,
    title=Words("预算执行率得分有误", "Wrong points for the execution rate"),
    citations=[cite("caiyu-2020-10", "13"), cite("caiyu-2021-101", "七")],
    message=Words(
        "“{project}”的预算执行率得分{score}分有误，应为{right}分（{working}）。",
        "The points of the execution rate of “{project}”, {score}, are wrong: {right} ({working}).",
    ),
    hint=Words(
        "请把执行率得分改为{right}分，并重算总分。",
        "Write {right} points for the execution rate and compute the total anew.",
    ),
    kinds=EVALUATIONS,
)
def execution_score_wrong(dossier: Dossier) -> Outcome:
    """The execution rate earns its share of the points, or those of its band, and never more than its weight.

    Points that follow from the rate as written are right here: a wrong rate is EVA03's business. Another place's lawful
    method is accepted.
    """
    law = terms(dossier)
    checked, drafts = 0, []
    for one in evaluations(dossier):
        line = one.recount.execution
        if line is None or one.execution is None or line.paper is None or line.status == "not_judged":
            continue
        checked += 1
        if line.status in ("same", "other_method"):
            continue
        if line.status != "above_weight" and one.execution.rate_percent is not None:
            as_written = execution_mark(replace(one.execution, executed_yuan=None), law)
            if compare(as_written, line.paper, law.tolerance_others)[0] in ("same", "other_method"):
                continue
        over = line.status == "above_weight"
        draft = found(
            one.item.field("execution.score"),
            found=points(line.paper),
            expected=f"≤ {points(line.mark.weight)}" if over else points(line.mark.points),
            related=(one.item.field("execution.rate_percent"),),
            message=_OVER if over else None,
            hint=_CAP if over else None,
            project=one.name,
            score=points(line.paper),
            weight=points(line.mark.weight),
            right=points(line.mark.points),
            working=line.mark.working(),
        )
        drafts.append(draft)
    return judged(checked, drafts, without=_NO_SCORE)
