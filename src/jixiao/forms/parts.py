"""Headings of a plan's parts and sections: 一、总体绩效目标, 第二部分 预算项目绩效目标, 三、保障措施.

Knows their words and numbers; what stands below a heading is `narrative.py`'s and `reader.py`'s.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Literal, NamedTuple

from jixiao.forms.lexicon import simplified
from jixiao.units import chinese_number

Section = Literal["overall", "itemized", "safeguards", "projects"]

_HEADINGS: tuple[tuple[re.Pattern[str], Section | None], ...] = (
    (re.compile(r"总体绩效目标$"), "overall"),
    (re.compile(r"分项绩效目标$"), "itemized"),
    (re.compile(r"(?:工作)?保障措施$|实现(?:年度)?(?:发展规划|绩效)目标的保障措施$"), "safeguards"),
    (re.compile(r"预算项目绩效目标$|专项资金绩效目标$"), "projects"),
    (re.compile(r"部门整体绩效目标$|^第?[一二三]部分$"), None),
)
_IN_PLANS: tuple[tuple[re.Pattern[str], Section], ...] = (
    (re.compile(r"^(?:20[0-9]{2}年度?|年度|部门|单位)*(?:总体|整体)(?:支出)?(?:年度)?(?:绩效)?目标$"), "overall"),
    (
        re.compile(r"(?:^|的)保障(?:机制|举措|工作)$|^(?:工作|落实|推进|主要)措施$|目标的(?:主要|具体|工作)?措施$"),
        "safeguards",
    ),
)
"""Words that are headings only in a plan, and with a number: elsewhere they are labels of a form."""

_LONGEST_HEADING, _LONGEST_WRITTEN = 40, 160
"""Characters without blanks, in plain form and as written; what is longer as written is not made plain at all."""

_DONE_WITH = re.compile("^(?:完善|健全|落实|制定|建立|加强|强化|推进|明确|确保|细化|抓好|做好|完成)")
"""Words that make a sentence of what ends like a heading: 完善工作保障措施."""

_COUNT = "[一二三四五六七八九十百零〇]{1,7}"
_NUMBER = rf"(?:{_COUNT}|[0-9]{{1,3}})"
_PART = rf"第{_NUMBER}部分"
_BEFORE = re.compile(rf"^(?:第?{_NUMBER}部分)?[:、]?(?:[(]?{_NUMBER}[)]?[、.:]?)?")
_NUMBERED = re.compile(rf"^(?P<sign>(?P<part>第)|(?P<open>[(])|)(?P<number>{_NUMBER})(?P<behind>部分|[)]|[、.:])")
_SENTENCE_SIGN = re.compile(r"[,。;!?]")
_OF_ALL = (
    "(?:20[0-9]{2}年度?|年度|部门|单位|本级|整体|预算|财政|项目|专项|资金|支出|重点|主要|各|分|具体|绩效|目标|指标"
    "|[一二]级|一般|一般性|特定|政策|类|的|和|及|与|、)"
)
_PAPER = "(?:申报|批复|公开|汇总|一览|明细|情况|设定|设置|说明|内容|清单|部分|简|附|如下|表|[(][^()]{1,20}[)])"
_GENERAL = re.compile(rf"{_OF_ALL}*(?:目标|绩效|指标|文本|附){_PAPER}*:?")
"""Words that every plan has, and that name no one project."""

_OF_PROJECTS = re.compile("项目|专项|支出|表")


class Heading(NamedTuple):
    """What a heading says.

    Attributes:
        section: the section that it opens; None where what follows is neither narrative nor projects.
        style, number: how it is numbered: 第…部分, （…）, …、 with its number; empty and 0 without one.
        usual: its words are those of the official plan. own: it says something that not every plan says.
    """

    section: Section | None
    style: str
    number: int
    usual: bool = False
    own: bool = False


def section_of(text: str) -> tuple[bool, Section | None]:
    """Whether a paragraph is a heading of the official plan, wherever it stands, and the section that it opens."""
    heading = _usual(_flat(text))
    return (True, heading.section) if heading else (False, None)


def heading_of(text: str, over: Heading | None, between: Iterable[str], *, in_plan: bool) -> Heading | None:
    """The heading of a part or section that a paragraph is, or None.

    Args:
        over: the heading of the narrative section that the paragraph stands in, if it stands in one.
        between: what stands between the two. in_plan: a cover or a heading has told that this is a plan.
    """
    flat = _flat(text)
    if in_plan and (heading := _in_plan(flat)):
        return heading
    if heading := _usual(flat):
        return heading
    if not flat or _SENTENCE_SIGN.search(flat):
        return None
    style, number = _numbered(flat)
    bare = _BEFORE.sub("", flat).rstrip("0123456789.…:")
    is_general = _GENERAL.fullmatch(bare) is not None
    names_projects = is_general and "整体" not in bare and _OF_PROJECTS.search(bare) is not None
    heading = Heading("projects" if names_projects else None, style, number, own=not is_general)
    if style == "第部分":
        return heading
    if over is None or _DONE_WITH.match(bare):
        return None
    goes_on = bool(over.style) and style == over.style and number == over.number + 1
    if goes_on and not any(_numbered(_flat(each))[0] == style for each in between):
        return heading
    return heading if names_projects and over.section == "overall" and style else None


def names_part(text: str) -> bool:
    """Whether a text holds nothing but words that plans have over their parts, whatever stands around it."""
    flat = _flat(text)
    general = _GENERAL.fullmatch(_BEFORE.sub("", flat))
    return bool(flat and (_usual(flat) or _in_plan(flat) or (_numbered(flat)[0] and general)))


def _flat(text: str) -> str:
    """A short text in plain form, without blanks; empty where it is too long for a heading, or too short."""
    flat = "".join(text.split())
    if len(flat) > _LONGEST_WRITTEN:
        return ""
    flat = simplified("".join(unicodedata.normalize("NFKC", flat).split()))
    return flat if 3 <= len(flat) <= _LONGEST_HEADING else ""


def _usual(flat: str) -> Heading | None:
    bare = _BEFORE.sub("", flat).rstrip("0123456789.…:")
    if not flat or _DONE_WITH.match(bare):
        return None
    for pattern, section in _HEADINGS:
        if pattern.search(bare) or pattern.search(flat):
            return Heading(section, *_numbered(flat), usual=True)
    return None


def _in_plan(flat: str) -> Heading | None:
    style, number = _numbered(flat)
    bare = _BEFORE.sub("", flat).rstrip(":")
    section = next((section for pattern, section in _IN_PLANS if pattern.search(bare)), None)
    return Heading(section, style, number) if section and style not in ("", "第部分") else None


def _numbered(flat: str) -> tuple[str, int]:
    """How a text is numbered, and its number."""
    found = _NUMBERED.match(flat)
    if found is None or bool(found["part"]) != (found["behind"] == "部分"):
        return "", 0
    is_digits = found["number"].isdigit()
    number = int(found["number"]) if is_digits else chinese_number(found["number"]) or 0
    return found["sign"] + ("1" if is_digits else "") + found["behind"], number
