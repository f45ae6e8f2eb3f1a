"""BAS03: the narrative closes with a basis in form only. Leaves the bases of the tables to BAS01."""

from __future__ import annotations

import re

from jixiao.checks.dossier import Dossier
from jixiao.checks.folding import folded
from jixiao.checks.items import Part
from jixiao.checks.outcome import Outcome, found, judged
from jixiao.checks.reasons import NO_NARRATIVE
from jixiao.checks.rule import PLANS, Level, rule
from jixiao.checks.rules.bas.basis import cites
from jixiao.checks.words import any_of
from jixiao.language import Words
from jixiao.law import cite

_GOAL = "itemized_goals["
_BASIS = re.compile(r"(?:以上|上述|指标值)[^。；，]{0,12}?(?:依据|根据|按照|按)([^。；]{1,40})")


@rule(
    id="BAS03",
    level=Level.WARNING,
    title=Words("分项目标的依据是套话", "Basis of the narrative in form only"),
    citations=[cite("caiyu-2015-88", "12")],
    message=Words(
        "分项目标以“{found}”作为依据，没有写明文件、规划或者标准。",
        "“{found}” is given as basis in the narrative, but no document, plan or standard.",
    ),
    many=Words(
        "{count}段分项目标以{quoted}作为依据，没有写明文件、规划或者标准。",
        "{count} itemized goals give {quoted} as their basis, but no document, plan or standard.",
    ),
    hint=Words(
        "逐项写明依据的文件名称、文号或者历史数据，如“以上指标值依据《……实施方案》和上年实际完成数确定”。",
        "Name the documents, their numbers, or past figures on which the values rest.",
    ),
    kinds=PLANS,
)
def narrative_basis_is_a_formula(dossier: Dossier) -> Outcome:
    """The basis that the narrative gives names documents, plans or standards.

    Judges the sentence 以上……依据…… of the itemized goals: words such as 年初预算要求 or 有关规定 fit any project. A
    sentence that cites a title, a number or a kind of standard is right. The same words in several goals are one
    finding.
    """
    wrong = [
        found(Part(text.subject.partition("]")[0] + "]", text.at, dossier.places), found=told[0])
        for text in dossier.texts
        if text.role != "cell" and text.subject.startswith(_GOAL)
        for told in _BASIS.finditer(text.words)
        if not cites(told[0]) and any_of("bas.formula").search(told[1])
    ]
    return judged(dossier.goals, folded(wrong), without=NO_NARRATIVE)
