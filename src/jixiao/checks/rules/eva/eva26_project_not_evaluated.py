"""EVA26: an approved project has no self-evaluation. Leaves its indicators to EVA01."""

from __future__ import annotations

from jixiao.checks.dossier import Dossier
from jixiao.checks.outcome import Outcome, found, judged, not_applicable
from jixiao.checks.reasons import NO_AGAINST, NO_PROJECTS
from jixiao.checks.rule import Level, rule
from jixiao.language import Words
from jixiao.law import cite


@rule(
    id="EVA26",
    level=Level.ERROR,
    title=Words("批复的项目没有自评", "Approved project without a self-evaluation"),
    citations=[cite("caiyu-2020-10", "8")],
    message=Words(
        "批复的项目“{project}”没有自评表。",
        "The approved project “{project}” has no self-evaluation.",
    ),
    many=Words(
        "批复的{count}个项目没有自评表：{names}。",
        "{count} approved projects have no self-evaluation: {names}.",
    ),
    hint=Words(
        "所有项目支出都要自评，请补填自评表；项目已经取消或者合并的，请附批准文件并说明。",
        "All projects are evaluated: add the form, or say by what approval it was dropped or merged.",
    ),
    kinds=frozenset({"self_evaluation"}),
)
def project_not_evaluated(dossier: Dossier) -> Outcome:
    """Self-evaluation covers every approved project.

    Projects are matched by code, then by name. What is missing is told at the document's title. Where a part of the
    document could not be read the form may stand there: then it is a hint.
    """
    if dossier.against is None:
        return not_applicable(NO_AGAINST)
    level = Level.HINT if any(unread.reason != "no_slot" for unread in dossier.document.unread) else None
    absent = [pair.right for pair in dossier.approved_pairs if pair.left is None and pair.right is not None]
    names = "".join(f"“{one.name}”" for one in absent)
    missing = [
        found(dossier.head, expected=one.name, cause="missing", level=level, project=one.name, names=names)
        for one in absent
    ]
    return judged(dossier.against.projects, missing, without=NO_PROJECTS)
