"""EVA28: every project has nearly all points, so that the scores tell nothing apart."""

from __future__ import annotations

from jixiao.checks.dossier import Dossier
from jixiao.checks.outcome import Outcome, found, judged
from jixiao.checks.rule import Level, rule
from jixiao.checks.rules.eva.evaluated import evaluations, points
from jixiao.language import Words
from jixiao.law import cite

_TOO_FEW = Words("有总分的项目太少，看不出区分度", "too few projects with a total were read")


@rule(
    id="EVA28",
    level=Level.HINT,
    title=Words("所有项目得分都接近满分", "Every project nearly full"),
    citations=[cite("caiyu-2020-10", "26")],
    message=Words(
        "{projects}个项目的自评得分都在{floor}分以上（最低{lowest}分），没有拉开差距，难以用于预算安排。",
        "All {projects} projects have {floor} points or more (the lowest {lowest}): the scores do not tell them apart.",
    ),
    many=Words(
        "{projects}个项目的自评得分都在{floor}分以上（最低{lowest}分），没有拉开差距，难以用于预算安排。",
        "All {projects} projects have {floor} points or more (the lowest {lowest}): the scores do not tell them apart.",
    ),
    hint=Words(
        "请对照完成值重新核定得分，存在问题的项目如实扣分。",
        "Go through the points again by the actual values, and take off what was not done.",
    ),
    kinds=frozenset({"self_evaluation"}),
)
def scores_all_high(dossier: Dossier) -> Outcome:
    """Scores that are to steer the budget differ; a whole list between the floor and full tells nothing."""
    floor = dossier.law.decimal("self_evaluation.no_discrimination_points")
    least = dossier.law.decimal("self_evaluation.no_discrimination_projects")
    known = [(one, total) for one in evaluations(dossier) if (total := one.holder.total_score) is not None]
    totals = [total for _, total in known]
    if len(totals) < least:
        return judged(0, [], without=_TOO_FEW)
    wrong = [
        found(
            one.item.field("total_score"),
            found=points(total),
            cause="all",
            projects=len(totals),
            floor=points(floor),
            lowest=points(min(totals)),
        )
        for one, total in known
        if min(totals) >= floor
    ]
    return judged(totals, wrong, without=_TOO_FEW)
