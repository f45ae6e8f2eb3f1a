"""STR04: the stated number of projects is not the counted one. Leaves projects without tables to STR03."""

from __future__ import annotations

import re

from jixiao.checks.dossier import Dossier
from jixiao.checks.outcome import Outcome, found, judged
from jixiao.checks.rule import Level, rule
from jixiao.checks.rules.str.sections import PLAN_TEXT
from jixiao.checks.rules.str.statements import statements
from jixiao.language import Words
from jixiao.law import cite
from jixiao.model import Place

NO_COUNT = Words("分项绩效目标没有写明项目个数", "the itemized goals state no number of projects")

_ITEM = re.compile(r"\s*[（(]?(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})[）)]?[、.．]|\s*[“\"]")


@rule(
    id="STR04",
    level=Level.ERROR,
    title=Words("写明的项目个数与所列不符", "Stated number of projects differs from the listed"),
    citations=[cite("caiyu-2015-88", "22"), cite("hebei-plan-form", "分项绩效目标")],
    message=Words(
        "文中写“{found}”，实际列出{counted}项。", "The text states “{found}”, but {counted} projects are listed."
    ),
    hint=Words(
        "请核对分项绩效目标：漏写的补齐；确为{counted}项的，改为“{counted}项”。",
        "Check the itemized goals: add what was left out, or write {counted}.",
    ),
    kinds=PLAN_TEXT,
)
def stated_count_wrong(dossier: Dossier) -> Outcome:
    """The number of projects that the itemized goals announce is the number that they list.

    Judges the sentence before the first itemized goal (共分为五项). Where the tables are as many as stated, it is the
    list that lacks one, which STR03 says. Silent where a goal was not read wholly, or where a paragraph among the goals
    looks like an item that was not read as one.
    """
    stated = [one for one in statements(dossier) if one.count is not None]
    counted = len(dossier.goals)
    whole = all(goal.whole for goal in dossier.goals) and not _unread_item(dossier)
    findings = [
        found(one.spot, found=one.count_words, expected=f"{counted}项", counted=counted)
        for one in stated
        if whole and one.count not in (counted, len(dossier.projects))
    ]
    return judged(stated, findings, without=NO_COUNT)


def _unread_item(dossier: Dossier) -> bool:
    """Whether a passage after the first goal and before the safeguards or tables begins as an item does."""
    document = dossier.document
    starts = [_order(goal.at) for goal in document.itemized_goals[:1]]
    ends = [_order(safeguard.at) for safeguard in document.safeguards[:1]]
    ends += [_order(project.at) for project in document.projects[:1]]
    return any(
        all(start < _order(passage.at) for start in starts)
        and all(_order(passage.at) < end for end in ends)
        and _ITEM.match(passage.text)
        for passage in document.passages or ()
    )


def _order(at: Place) -> tuple[int, int]:
    return (at.page or 0, at.line or 0)
