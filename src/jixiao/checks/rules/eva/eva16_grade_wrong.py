"""EVA16: the grade is not the band of the total. Leaves the total to EVA14."""

from __future__ import annotations

from jixiao.checks.dossier import Dossier
from jixiao.checks.outcome import Outcome, found, judged
from jixiao.checks.rule import EVALUATIONS, Level, rule
from jixiao.checks.rules.eva.evaluated import evaluations, points, terms
from jixiao.language import Words
from jixiao.law import cite
from jixiao.scoring import grade_of

_NO_GRADES = Words("没有同时读到总分和等级", "no total with a grade was read")


@rule(
    id="EVA16",
    level=Level.ERROR,
    title=Words("等级与总分不符", "Grade does not belong to the total"),
    citations=[cite("caiyu-2020-10", "18")],
    message=Words(
        "“{project}”总分{total}分应为“{right}”，表中填“{grade}”。",
        "The total {total} of “{project}” is “{right}”; the form says “{grade}”.",
    ),
    hint=Words(
        "请把等级改为“{right}”。等级按总分划分：{bands}，各档含下限、不含上限。",
        "Write “{right}”. Grades by the total: {bands}; each band holds its lower bound and leaves out its upper one.",
    ),
    kinds=EVALUATIONS,
)
def grade_wrong(dossier: Dossier) -> Outcome:
    """The grade is the half-open band of the total, so that 89.5 is 良 and 79.5 is 中.

    A cell that names several grades (优□良☑) is not judged.
    """
    law = terms(dossier)
    bands = "、".join(f"{name}≥{points(floor)}" for name, floor in zip(law.grade_names, law.grade_floors, strict=True))
    checked, drafts = 0, []
    for one in evaluations(dossier):
        total, grade = one.holder.total_score, one.holder.grade or ""
        named = [name for name in law.grade_names if name in grade]
        if total is None or len(named) != 1:
            continue
        checked += 1
        right = grade_of(total, law)
        if named != [right]:
            draft = found(
                one.item.field("grade"),
                found=grade,
                expected=right,
                related=(one.item.field("total_score"),),
                project=one.name,
                total=points(total),
                right=right,
                grade=grade,
                bands=bands,
            )
            drafts.append(draft)
    return judged(checked, drafts, without=_NO_GRADES)
