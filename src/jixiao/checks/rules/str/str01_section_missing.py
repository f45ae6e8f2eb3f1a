"""STR01: a section of the performance text is missing or out of order. Leaves its contents to the other families."""

from __future__ import annotations

from collections.abc import Sequence

from jixiao.checks.dossier import Dossier
from jixiao.checks.outcome import Draft, Outcome, Spot, found, judged, not_applicable
from jixiao.checks.reasons import NO_TEXT
from jixiao.checks.rule import Level, rule
from jixiao.checks.rules.str.listing import everything_read, narrative_read
from jixiao.checks.rules.str.sections import PLAN_TEXT, PROJECTS, SECTIONS, Opened, claims_to_be_whole, missing, opened
from jixiao.language import Words
from jixiao.law import cite

NOT_WHOLE = Words(
    "文本没有读全，不能断定缺少哪一部分", "the text was not read wholly; nothing can be said to be missing"
)
OUT_OF_ORDER = Words(
    "“{later}”排在“{earlier}”之前，与规定的顺序不符。",
    "“{later}” stands before “{earlier}”, against the prescribed order.",
)
IN_ORDER = Words(
    "请按总体绩效目标、分项绩效目标、工作保障措施、预算项目绩效目标的顺序编排。",
    "Arrange: overall goals, itemized goals, safeguards, project tables.",
)


@rule(
    id="STR01",
    level=Level.ERROR,
    title=Words("绩效文本缺少规定的部分", "Section of the performance text missing"),
    citations=[cite("hebei-plan-form", "文本结构"), cite("hebei-methods-2019", "三个层级")],
    message=Words("绩效文本缺少{sections}。", "The performance text lacks: {sections}."),
    hint=Words(
        "请补齐后再报：第一部分写总体绩效目标、分项绩效目标、工作保障措施，第二部分逐个项目附绩效目标表；确无内容的写明“无”。",
        "Add what is missing: part one holds overall goals, itemized goals and safeguards, part two a table a project; "
        "state “无” where there is nothing.",
    ),
    kinds=PLAN_TEXT,
)
def section_missing(dossier: Dossier) -> Outcome:
    """A performance text has overall goals, itemized goals, safeguards and project tables, in this order.

    A section is there when it has a heading or contents, or when the text says that there is nothing for it. What a
    section holds is judged by the families GOL, IND and DEP. Silent where a part of the document could not be read;
    a warning where nothing shows that the file is meant to be the whole text.
    """
    if not narrative_read(dossier):
        return not_applicable(NOT_WHOLE)
    absent = [section for section in missing(dossier) if section != PROJECTS or everything_read(dossier)]
    findings: list[Draft] = []
    if absent:
        sections = "".join(f"“{section}”" for section in absent)
        level = None if claims_to_be_whole(dossier) else Level.WARNING
        findings.append(found(_after(dossier, absent[-1]), expected="、".join(absent), level=level, sections=sections))
    return judged(len(SECTIONS), findings + _swapped([one for one in opened(dossier) if one.numbered]), without=NO_TEXT)


def _swapped(headings: Sequence[Opened]) -> list[Draft]:
    """The first heading that stands before one that should come earlier."""
    for one, other in zip(headings, headings[1:], strict=False):
        if SECTIONS.index(other.section) < SECTIONS.index(one.section):
            wrong = found(
                one.text,
                related=[other.text],
                message=OUT_OF_ORDER,
                hint=IN_ORDER,
                later=one.section,
                earlier=other.section,
            )
            return [wrong]
    return []


def _after(dossier: Dossier, section: str) -> Spot:
    """Where a reader looks for a missing section: the heading that follows it, else the one before."""
    headings = {SECTIONS.index(one.section): one.text for one in opened(dossier)}
    place = SECTIONS.index(section)
    return next(
        (headings[i] for i in (*range(place, len(SECTIONS)), *range(place, -1, -1)) if i in headings), dossier.head
    )
