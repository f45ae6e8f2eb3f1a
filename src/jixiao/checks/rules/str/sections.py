"""The sections of a performance text (总体, 分项, 保障措施, 项目表): which are there, in which order.

Told from headings where the file's paragraphs are at hand, else from what the model holds. Leaves judging to the rules.
"""

from __future__ import annotations

import re

from msgspec import Struct

from jixiao.checks.dossier import Dossier
from jixiao.checks.once import once
from jixiao.checks.rules.str.listing import speaks_of_project
from jixiao.checks.rules.txt.joined import everything
from jixiao.checks.texts import Text

OVERALL, ITEMIZED, SAFEGUARDS, PROJECTS = SECTIONS = (
    "总体绩效目标",
    "分项绩效目标",
    "工作保障措施",
    "预算项目绩效目标",
)

PLAN_TEXT = frozenset({"performance_plan"})

_PATTERNS = (
    (OVERALL, re.compile(r"(?:总体绩效目标|总体目标)[:：]?$")),
    (ITEMIZED, re.compile(r"分项绩效目标[:：]?$")),
    (SAFEGUARDS, re.compile(r"保障措施[:：]?$")),
    (PROJECTS, re.compile(r"(?:预算项目|专项资金)绩效目标[:：]?$|^第二部分$")),
)
_PART = re.compile(r"第[一二三四]部分|部门整体绩效目标$")
_NUMBERED = re.compile(r"第[一二三四]部分|[一二三四五六七八九十]{1,2}、")
_RESIDUE = re.compile(r"\[bookmark:[^\]]*\]|\s+")
_CONTENTS = re.compile(r"[.…·]{2,}\d*$|\d$")
_DECLARED_NONE = re.compile(
    r"(?:无|没有|不涉及|未安排)[^。；专]{0,6}(?:分项绩效目标|预算项目|项目支出|项目绩效目标)|项目[^。；，]{0,4}(?:为零|为0)"
)
_HINT = re.compile("目标|措施|部分")
LONGEST_HEADING, LONGEST_LINE = 40, 60
"""Characters of a heading, and of a line of the first page; what is longer is a sentence."""


class Opened(Struct, frozen=True):
    """A section's heading; `numbered` where it has the number of a first or second level (第一部分, 一、)."""

    section: str
    text: Text
    numbered: bool


@once
def opened(dossier: Dossier) -> tuple[Opened, ...]:
    """The first heading of each section, in reading order."""
    first: dict[str, Opened] = {}
    for text in everything(dossier).holding(_HINT):
        words = heading_words(text)
        if words is None:
            continue
        for section, pattern in _PATTERNS:
            if section not in first and pattern.search(words):
                first[section] = Opened(section, text, bool(_NUMBERED.match(words)))
                break
    return tuple(first.values())


def heading_words(text: Text) -> str | None:
    """The words of a paragraph that may be a heading, without blanks; None for cells, contents lists and sentences."""
    if text.role in ("cell", "contents") or len(text.words) > 4 * LONGEST_HEADING:
        return None
    words = _RESIDUE.sub("", text.words)
    if not words or len(words) > LONGEST_HEADING or _CONTENTS.search(words):
        return None
    return words


def is_heading(text: Text) -> bool:
    """Whether a paragraph opens a part or a section."""
    words = heading_words(text)
    return words is not None and bool(_PART.search(words) or any(pattern.search(words) for _, pattern in _PATTERNS))


def claims_to_be_whole(dossier: Dossier) -> bool:
    """Whether the file shows that it is meant to be a whole performance text: by its title, or by its part one."""
    document = dossier.document
    told = bool(document.overall_goals or document.itemized_goals or document.safeguards)
    return told or any("绩效文本" in passage.text for passage in document.passages or ())


def missing(dossier: Dossier) -> list[str]:
    """The sections that the document neither has nor declares to have nothing for."""
    document = dossier.document
    headed = {one.section for one in opened(dossier)}
    none = any(_DECLARED_NONE.search(passage.text) for passage in document.passages or ())
    tables_due = any(speaks_of_project(goal) for goal in dossier.goals)
    there = {
        OVERALL: bool(document.overall_goals) or OVERALL in headed,
        ITEMIZED: bool(document.itemized_goals) or ITEMIZED in headed or none,
        SAFEGUARDS: bool(document.safeguards) or SAFEGUARDS in headed,
        PROJECTS: bool(document.projects) or none or (PROJECTS in headed and not tables_due),
    }
    return [section for section in SECTIONS if not there[section]]
