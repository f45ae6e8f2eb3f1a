"""IDN09: projects are announced as 公用经费 or another category of basic spending. Leaves their number to STR04."""

from __future__ import annotations

import re

from jixiao.checks.dossier import Dossier
from jixiao.checks.outcome import Outcome, found, judged, not_applicable
from jixiao.checks.reasons import NO_PROJECTS
from jixiao.checks.rule import Level, rule
from jixiao.checks.rules.str.sections import PLAN_TEXT
from jixiao.checks.rules.str.statements import statements
from jixiao.language import Words
from jixiao.law import cite

NO_COUNT = Words("分项绩效目标没有说明预算类别", "the itemized goals state no category of spending")

_BASIC = re.compile(r"(?:日常)?公用经费|人员经费|基本支出")


@rule(
    id="IDN09",
    level=Level.WARNING,
    title=Words("支出类别表述前后不一致", "Category of spending inconsistent"),
    citations=[cite("caiban-2020-13", "项目分类")],
    message=Words(
        "文中称“{found}”预算分为{stated}项，所附{count_of}张却都是项目绩效目标表，类别混淆。",
        "The text announces {stated} items of “{found}”, but what follows are {count_of} project tables.",
    ),
    hint=Words(
        "公用经费按定额安排，一般不设项目绩效目标；请核对类别，属于项目的改为“项目支出年初预算共分为{stated}项”。",
        "Running costs go by quota, without project targets; if they are projects, write {stated} items of “项目支出”.",
    ),
    kinds=PLAN_TEXT,
)
def category_confused(dossier: Dossier) -> Outcome:
    """What the text calls its items is what they are: projects are not announced as 公用经费.

    Judges the sentence that counts the itemized goals. Silent where it speaks of projects too, and without tables.
    """
    if not dossier.projects:
        return not_applicable(NO_PROJECTS)
    stated = [one for one in statements(dossier) if one.count is not None]
    findings = [
        found(one.spot, found=match[0], related=[dossier.projects[0]], stated=one.count, count_of=len(dossier.projects))
        for one in stated
        if (match := _BASIC.search(one.words)) and "项目" not in one.words
    ]
    return judged(stated, findings, without=NO_COUNT)
