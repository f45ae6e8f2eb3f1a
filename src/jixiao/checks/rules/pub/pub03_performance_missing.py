"""PUB03: a budget is published without performance goals, or final accounts without self-evaluations."""

from __future__ import annotations

from jixiao.checks.dossier import Dossier
from jixiao.checks.outcome import Outcome, found, judged, not_applicable
from jixiao.checks.published import published_with
from jixiao.checks.rule import ALL, EVALUATIONS, PLANS, Level, rule
from jixiao.language import Words
from jixiao.law import cite

_NOT_PUBLISHED = Words(
    "不知道文本随预算还是随决算公开", "it is not known whether this is published with a budget or with final accounts"
)
_EVALUATION = Words("决算公开材料中没有绩效自评结果。", "The published final accounts hold no self-evaluation.")
_ADD_EVALUATION = Words(
    "请随部门决算公开项目支出绩效自评表（或者自评报告）。", "Publish the self-evaluation forms with the final accounts."
)


@rule(
    id="PUB03",
    level=Level.WARNING,
    title=Words("公开材料缺少绩效内容", "Published without its performance part"),
    citations=[cite("zhongfa-2018-34", "十七"), cite("caiyu-2020-10", "27")],
    message=Words("预算公开材料中没有绩效目标。", "The published budget holds no performance goals."),
    hint=Words(
        "请随部门预算公开部门整体和项目支出绩效目标；已经单独公开的，在说明中写明链接。",
        "Publish the goals of the department and of its projects with the budget, or name the page where they stand.",
    ),
    kinds=ALL | {"unknown"},
)
def performance_missing(dossier: Dossier) -> Outcome:
    """A published budget holds goals, published final accounts hold self-evaluations.

    Told by the title or by the caller. Judges that the part is there, not what it says.
    """
    stage = published_with(dossier)
    if stage is None:
        return not_applicable(_NOT_PUBLISHED)
    has_part = dossier.document.kind in (PLANS if stage == "budget" else EVALUATIONS)
    with_budget = stage == "budget"
    draft = found(
        dossier.spot(""),
        expected="绩效目标" if with_budget else "绩效自评表",
        message=None if with_budget else _EVALUATION,
        hint=None if with_budget else _ADD_EVALUATION,
    )
    return judged(1, [] if has_part else [draft], without=_NOT_PUBLISHED)
