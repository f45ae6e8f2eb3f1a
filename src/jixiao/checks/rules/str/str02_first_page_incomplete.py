"""STR02: the first page lacks title, unit, year, or date of compiling. Leaves their form to FMT."""

from __future__ import annotations

import itertools
import re

from jixiao.checks.alike import plain
from jixiao.checks.dossier import Dossier
from jixiao.checks.outcome import Outcome, found, judged, not_applicable
from jixiao.checks.reasons import NO_TEXT
from jixiao.checks.rule import Level, rule
from jixiao.checks.rules.str.sections import LONGEST_LINE, PLAN_TEXT, is_heading
from jixiao.checks.texts import Text
from jixiao.checks.words import any_of
from jixiao.language import Words
from jixiao.law import cite

NO_PART_ONE = Words("文本没有第一部分，无从判断首页", "the text has no part one, hence no first page to judge")

_TITLE = re.compile(r"(?:绩效|预算)[^。；]{0,12}(?:文本|目标|报告|公开|说明)|绩效文本|部门预算")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}|二[〇○零0][一二三四五六七八九〇○零]{2}")
_DATE = re.compile(
    r"(?:20[0-9]{2}|二[〇○零0][一二三四五六七八九〇○零]{2})\s*[年./-]\s*(?:[0-9]{1,2}|[一二三四五六七八九十]{1,2})\s*(?:月|[./-])"
    r"|编制|审核|审批|批复|批准"
)


@rule(
    id="STR02",
    level=Level.WARNING,
    title=Words("首页要素不全", "First page incomplete"),
    citations=[cite("gbt-9704", "7.3"), cite("hebei-plan-form", "总体绩效目标")],
    message=Words("文本首页没有写明{lacking}。", "The first page does not state: {lacking}."),
    hint=Words(
        "请在第一部分之前补写首页：标题（如“{unit}{year}年部门预算绩效文本”）、编制单位、编制日期或财政部门审核批复情况。",
        "Put a first page before part one: title (“{unit}{year}年部门预算绩效文本”), unit, date or approval.",
    ),
    kinds=PLAN_TEXT,
)
def first_page_incomplete(dossier: Dossier) -> Outcome:
    """The first page states the title, the unit, the year, and the date of compiling or the approval.

    Title and date are sought in the short lines before the first heading; unit and year may also stand in the lines
    before the first goal. An excerpt without part one has no first page and is not judged. A document that was typed in
    gets its date when it is written: none is missed.
    """
    document = dossier.document
    if not (document.overall_goals or document.itemized_goals):
        return not_applicable(NO_PART_ONE)
    texts = [text for text in dossier.texts if text.role != "contents"]
    before = list(itertools.takewhile(lambda text: text.role != "cell" and not is_heading(text), texts))
    cover = [text for text in before if _is_short(text) and not text.words.rstrip().endswith("。")]
    page = before + list(itertools.takewhile(_is_short, texts[len(before) :]))
    unit = plain((document.unit.name or "").removesuffix("本级"))
    stated = {
        "标题": any(_TITLE.search(text.words) for text in cover),
        "单位名称": any(_names_unit(text.words, unit) for text in page),
        "年度": any(_YEAR.search(text.words) for text in page),
        "编制日期或审核批复情况": dossier.is_typed or any(_DATE.search(text.words) for text in cover),
    }
    lacking = [name for name, stands in stated.items() if not stands]
    findings = [
        found(
            next((text for text in page if _YEAR.search(text.words)), texts[0]),
            lacking="、".join(lacking),
            unit=(document.unit.name or "××").removesuffix("本级"),
            year=document.year or "××××",
        )
        for _ in lacking[:1]
        if texts
    ]
    return judged(texts, findings, without=NO_TEXT)


def _is_short(text: Text) -> bool:
    return text.role != "cell" and len(text.words) <= LONGEST_LINE


def _names_unit(words: str, unit: str) -> bool:
    return (bool(unit) and unit in plain(words)) or bool(any_of("str.units").search(words))
