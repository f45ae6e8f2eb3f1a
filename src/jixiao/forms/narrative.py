"""Part one of a Hebei plan: overall goals, itemized goals and safeguards in prose.

Knows the words of the narrative; tables of part two are `grid.py`'s.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Literal

from jixiao.documents.blocks import Paragraph
from jixiao.forms.draft import DocumentDraft, Found, ItemizedDraft
from jixiao.forms.lexicon import simplified
from jixiao.forms.prose import JoinedText, indicators_in, listed_indicators
from jixiao.forms.spending import spending_plan_in
from jixiao.model import OverallGoal, Safeguard

Section = Literal["overall", "itemized", "safeguards", "projects"]

_HEADINGS: tuple[tuple[re.Pattern[str], Section | None], ...] = (
    (re.compile(r"总体绩效目标$"), "overall"),
    (re.compile(r"分项绩效目标$"), "itemized"),
    (re.compile(r"(?:工作)?保障措施$|实现(?:年度)?(?:发展规划|绩效)目标的保障措施$"), "safeguards"),
    (re.compile(r"预算项目绩效目标$|专项资金绩效目标$"), "projects"),
    (re.compile(r"部门整体绩效目标$|^第?[一二三]部分$"), None),
)
_LONGEST_HEADING, _LONGEST_WRITTEN = 40, 160
"""Characters without blanks, in plain form and as written; what is longer as written is not made plain at all."""

_SHORT = 20
"""Characters; a shorter paragraph without a number is no goal and no safeguard."""

_COUNT = "[一二三四五六七八九十百零〇]{1,7}"
_NUMBER = rf"(?:{_COUNT}|[0-9]{{1,3}})"
_BEFORE_HEADING = re.compile(rf"^(?:第?{_NUMBER}部分)?(?:[(]?{_NUMBER}[)]?[、.:]?)?")
_IS = re.compile(rf"(?:^|(?<=[。；;\s]))(?P<number>{_COUNT})是")
_ITEM = re.compile(
    rf"^\s*(?:[(（](?P<a>{_NUMBER})[)）][、.]?|(?P<b>{_NUMBER})\s*[、.．]|第(?P<c>{_COUNT})[、,，]|"
    rf"(?P<d>{_COUNT})(?=[“\"「]))\s*"
)
_NAME = re.compile(r"^[“\"「'‘]\s*(?P<name>.+?)\s*[”\"」'’]")
_BUDGET = re.compile(
    r"(?:年初)?预算(?:资金|金额)?(?:安排|为|数|数为)?(?:资金)?[:：]?\s*(?P<amount>[0-9][0-9,，]*(?:\.[0-9]+)?\s*(?:亿元|万元|万|元))"
)
_PURPOSE = re.compile(r"(?:项目)?(?:主要|绩效)目标(?:[:：]|为|是)\s*(?P<purpose>[^。\n]+)")
_OF_DEPARTMENT = re.compile(
    r"^\s*(?:(?:部门|单位)(?:整体)?|整体)(?:支出)?(?:年度)?(?:绩效)?指标\s*(?:[:：]|-{1,2}|—{1,2}|为|包括|如下|$)"
)


def section_of(text: str) -> tuple[bool, Section | None]:
    """Whether a paragraph is a heading of the narrative, and the section that it opens."""
    flat = "".join(text.split())
    if len(flat) > _LONGEST_WRITTEN:
        return False, None
    flat = simplified("".join(unicodedata.normalize("NFKC", flat).split()))
    if not 3 <= len(flat) <= _LONGEST_HEADING:
        return False, None
    bare = _BEFORE_HEADING.sub("", flat).rstrip("0123456789.…:")
    for pattern, section in _HEADINGS:
        if pattern.search(bare) or pattern.search(flat):
            return True, section
    return False, None


def read_overall(paragraphs: Sequence[Paragraph], draft: DocumentDraft) -> None:
    """一是…二是… (or numbered) paragraphs into overall goals; the others go on with a goal or are kept as passages.

    So are the indicators of the whole department that follow the goals.
    """
    is_numbered = any(_IS.search(paragraph.text) or _ITEM.match(paragraph.text) for paragraph in paragraphs)
    behind = False
    for paragraph in paragraphs:
        starts = [match.start() for match in _IS.finditer(paragraph.text)]
        item = None if starts else _ITEM.match(paragraph.text)
        behind = not (starts or item) and (behind or _OF_DEPARTMENT.match(simplified(paragraph.text)) is not None)
        if behind:
            draft.passages.append(Found(paragraph.text.strip(), paragraph.place()))
            continue
        if not is_numbered and len(paragraph.text.strip()) > _SHORT:
            _goal(paragraph, paragraph.text, draft, shared=False)
            continue
        if item:
            _goal(paragraph, paragraph.text[item.end() :], draft, shared=False)
            continue
        if not starts:
            _continue_goal(paragraph, draft)
            continue
        if before := paragraph.text[: starts[0]].strip():
            draft.passages.append(Found(before, paragraph.place(before)))
        for start, end in zip(starts, [*starts[1:], len(paragraph.text)], strict=True):
            _goal(paragraph, _IS.sub("", paragraph.text[start:end], count=1), draft, shared=len(starts) > 1)


def _goal(paragraph: Paragraph, text: str, draft: DocumentDraft, *, shared: bool) -> None:
    heading, _, rest = text.strip().partition("。")
    place = paragraph.place(text) if shared else paragraph.place()
    draft.overall_goals.append(
        OverallGoal(ordinal=len(draft.overall_goals) + 1, heading=heading.strip(), text=rest.strip(), at=place)
    )


def _continue_goal(paragraph: Paragraph, draft: DocumentDraft) -> None:
    if draft.overall_goals and len(paragraph.text) > 30:
        last = draft.overall_goals[-1]
        text = f"{last.text}\n{paragraph.text.strip()}".strip()
        draft.overall_goals[-1] = OverallGoal(ordinal=last.ordinal, heading=last.heading, text=text, at=last.at)
    else:
        draft.passages.append(Found(paragraph.text.strip(), paragraph.place()))


def read_itemized(paragraphs: Sequence[Paragraph], draft: DocumentDraft) -> None:
    """One itemized goal a numbered item; paragraphs without number go on with the item above."""
    groups: list[list[Paragraph]] = []
    for paragraph in paragraphs:
        if _starts_item(paragraph.text):
            groups.append([paragraph])
        elif groups and not _stands_alone(paragraph.text):
            groups[-1].append(paragraph)
        else:
            draft.passages.append(Found(paragraph.text.strip(), paragraph.place()))
    for group in groups:
        item = _itemized(group, draft)
        draft.itemized.append(item)
        draft.passages += [Found(paragraph.text.strip(), paragraph.place()) for paragraph in _unused(group, item)]


def _starts_item(text: str) -> bool:
    item = _ITEM.match(text)
    if item is None:
        return False
    rest = text[item.end() :]
    return bool(_NAME.match(rest)) or len(rest) <= 60 or bool(_BUDGET.search(simplified(rest)))


def _stands_alone(text: str) -> bool:
    return bool(re.match(r"^\s*\S{0,20}[0-9]{4}年(?:度)?(?:无|没有|不涉及)", text))


def _itemized(group: Sequence[Paragraph], document: DocumentDraft) -> ItemizedDraft:
    joined = JoinedText(group)
    text = joined.text
    item = _ITEM.match(text)
    start = item.end() if item else 0
    draft = ItemizedDraft(at=group[0].place(), text=text)
    first = group[0].text.strip()
    name = _NAME.match(text[start:])
    if name:
        draft.slots["name"] = Found(name["name"].strip(), group[0].place(name["name"]))
    elif len(group) > 1 or not _BUDGET.search(joined.plain):
        words = re.split(r"[。：:，,]", first[start:], maxsplit=1)[0]
        draft.slots["name"] = Found(words.strip().removesuffix("项目"), group[0].place(words))
    for slot, pattern, part in (("budget", _BUDGET, "amount"), ("purpose", _PURPOSE, "purpose")):
        if match := pattern.search(joined.plain, start):
            place = joined.place(match.start(part), match.end(part))
            draft.slots[slot] = Found(joined.part(match, part).strip(), place)
    plan = spending_plan_in(joined)
    draft.slots |= {f"plan.{month}": found for month, found in plan.points.items()}
    document.unread += plan.unread
    draft.indicators = indicators_in(joined, start) or listed_indicators(joined, start)
    if "purpose" not in draft.slots and not draft.indicators and len(group) > 1:
        draft.slots["purpose"] = Found("\n".join(p.text.strip() for p in group[1:]), group[1].place())
    return draft


def _unused(group: Sequence[Paragraph], item: ItemizedDraft) -> list[Paragraph]:
    """The paragraphs of an item, but its first, of which nothing was taken."""
    taken = {found.at.line for found in item.slots.values()} | {record.at.line for record in item.indicators}
    quotes = [found.text for found in item.slots.values()]
    return [
        paragraph
        for paragraph in group[1:]
        if paragraph.line not in taken and not any(paragraph.text.strip() in quote for quote in quotes)
    ]


def read_safeguards(paragraphs: Sequence[Paragraph], draft: DocumentDraft) -> None:
    """Numbered items into safeguards; without any number every paragraph of some length is one."""
    numbered = [paragraph for paragraph in paragraphs if _ITEM.match(paragraph.text) or _IS.match(paragraph.text)]
    for paragraph in paragraphs:
        item = _ITEM.match(paragraph.text) or _IS.match(paragraph.text)
        text = paragraph.text[item.end() :].strip() if item else paragraph.text.strip()
        if item or (not numbered and len(text) > _SHORT):
            draft.safeguards.append(Safeguard(ordinal=len(draft.safeguards) + 1, text=text, at=paragraph.place()))
        elif draft.safeguards and numbered and len(text) > 30:
            last = draft.safeguards[-1]
            draft.safeguards[-1] = Safeguard(ordinal=last.ordinal, text=f"{last.text}\n{text}", at=last.at)
        else:
            draft.passages.append(Found(text, paragraph.place()))
