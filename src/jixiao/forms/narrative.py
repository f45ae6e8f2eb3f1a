"""Part one of a Hebei plan: overall goals, itemized goals and safeguards in prose.

Knows the words of the narrative; tables of part two are `grid.py`'s.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import inf

from jixiao.documents.blocks import Paragraph
from jixiao.forms.draft import DocumentDraft, Found, ItemizedDraft
from jixiao.forms.lexicon import simplified
from jixiao.forms.narrative_items import LABELLED, content_told, projects_told, rates_told, sentence_of_goal
from jixiao.forms.prose import JoinedText, indicators_in, listed_indicators
from jixiao.forms.spending import spending_plan_in
from jixiao.model import OverallGoal, Safeguard
from jixiao.units import chinese_number

_SHORT = 20
"""Characters; a shorter paragraph without a number is no goal and no safeguard."""

_SHORTEST_PART = 30
"""Characters; a shorter paragraph without a sentence's end is no part of the goal above it."""

_SENTENCE_SIGN = re.compile(r"[，,。；;：:！]")
_SENTENCE_END = re.compile(r"[。！？；：]\s*\Z")
_COUNT = "[一二三四五六七八九十百零〇]{1,7}"
_NUMBER = rf"(?:{_COUNT}|[0-9]{{1,3}})"
_IS = re.compile(rf"(?:^|(?<=[。；;\s]))(?P<number>{_COUNT})是")
_ITEM = re.compile(
    rf"^\s*(?:[(（](?P<a>{_NUMBER})[)）][、.]?|(?P<b>{_NUMBER})\s*[、.．]|第(?P<c>{_COUNT})[、,，]|"
    rf"(?P<d>{_COUNT})(?=[“\"「]))\s*"
)
_NAME = re.compile(r"^[“\"「'‘]\s*(?P<name>.+?)\s*[”\"」'’]")
_BUDGET = re.compile(
    r"(?:(?:年初)?预算(?:资金|金额)?(?:安排|为|数|数为)?(?:资金)?|安排(?:财政|预算)?资金)[:：]?\s*(?P<amount>[0-9][0-9,，]*(?:\.[0-9]+)?\s*(?:亿元|万元|万|元))"
)
_SOURCE = re.compile(r"[，,]\s*(?P<words>(?:全部|均|皆|都)(?:为|是|由|来自)[^。；;，,)）\n]+)")
"""Where an amount comes from, for which the model has no place: 全部为财政拨款."""

_OF_YEAR = re.compile(r"(?:[上去]年|(?P<year>20[0-9]{2})年)度?\s*\Z")
_REACH = 10
"""Characters before an amount in which the year that it is told of stands."""

_PURPOSE = re.compile(
    r"(?:(?:主要|绩效|项目|年度|总体|预期)|(?<=[，,。；;）)\s]))目标(?:内容)?(?:[:：]|为|是)\s*"
    r"(?P<purpose>(?:(?![（(](?:产出|数量|(?:绩效)?指标)[^（()）]{0,6}[:：])[^。\n])+)"
)
_PROJECT = re.compile(r"(?:对应|所属|支撑)(?:预算)?项目\s*[:：为是]?\s*[“\"「](?P<name>[^“”\"「」]{2,40})[”\"」]")
_CALLED = re.compile(r"(?P<name>[^。：:，,；;“”]{2,30})[。：:]")
_NOTHING_ELSE = re.compile(
    r"^\s*(?:\S{0,20}[0-9]{4}年(?:度)?|[本我](?:部门|单位|县|区|局|镇|乡|街道|院|校|中心))(?:无|没有|不涉及)"
)
_SUM_OF_ALL = re.compile(r"^\s*(?:以上|上述)[^，,。]{0,12}(?:合计|共计|总计)")
_NAME_END = re.compile(r"[。：:，,]|[（(【](?=[^（()）】]*(?:预算|[0-9]\s*[万亿]?元))")
_QUOTED_NAME = re.compile(r"(?P<name>“□*”|「□*」|『□*』)")
_BEHIND_PURPOSE = re.compile(
    r"[\u4e00-\u9fff]指标\s*(?:[:：为]|是|包括|-|—)|(?:支出|执行|使用|用款)(?:进度|计划)|年初预算|预算(?:资金|安排)|安排(?:财政|预算)?资金|(?:主要|绩效)目标\s*[:：]"
)
_OF_DEPARTMENT = re.compile(
    r"^\s*(?:(?:部门|单位)(?:整体)?|整体)(?:支出)?(?:年度)?(?:绩效)?指标\s*(?:[:：]|-{1,2}|—{1,2}|为|包括|如下|$)"
)


def read_overall(paragraphs: Sequence[Paragraph], draft: DocumentDraft) -> None:
    """一是…二是… (or numbered) paragraphs into overall goals; the others go on with a goal or are kept as passages.

    So are the indicators of the whole department that follow the goals.
    """
    starts_of = _goal_starts(paragraphs)
    is_numbered = any(starts_of) or any(_ITEM.match(paragraph.text) for paragraph in paragraphs)
    behind = False
    for paragraph, starts in zip(paragraphs, starts_of, strict=True):
        item = None if starts else _ITEM.match(paragraph.text)
        behind = not (starts or item) and (behind or _OF_DEPARTMENT.match(simplified(paragraph.text)) is not None)
        if behind:
            draft.passages.append(Found(paragraph.text.strip(), paragraph.place()))
            continue
        if not is_numbered and len(paragraph.text.strip()) > _SHORT and _SENTENCE_SIGN.search(paragraph.text):
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


def _goal_starts(paragraphs: Sequence[Paragraph]) -> list[list[int]]:
    """Where goals begin in each paragraph: at every 一是, 二是 … that is not part of a goal's own words.

    Words of a goal are a list within it, which counts from 一 again; what counts beyond the number that a later
    paragraph begins with; and what does not begin with 一 in paragraphs numbered otherwise.
    """
    found = [list(_IS.finditer(paragraph.text)) for paragraph in paragraphs]
    leading = [_leading(matches, paragraph.text) for matches, paragraph in zip(found, paragraphs, strict=True)]
    items = sum(_ITEM.match(paragraph.text) is not None for paragraph in paragraphs)
    later: int | None = None
    starts: list[list[int]] = []
    for paragraph, matches, lead in zip(reversed(paragraphs), reversed(found), reversed(leading), strict=True):
        numbers = [chinese_number(match["number"]) or 0 for match in matches]
        is_item = _ITEM.match(paragraph.text) and (items > 1 or numbers[:1] != [1])
        beyond = later if lead and later else inf
        own = (at for at in range(1, len(numbers)) if numbers[at] == 1 or numbers[at] >= beyond)
        end = 0 if is_item else next(own, len(matches))
        starts.append([match.start() for match in matches[:end]])
        later = lead or later
    return starts[::-1]


def _leading(matches: Sequence[re.Match[str]], text: str) -> int | None:
    """The number of a paragraph that begins with 一是, 二是 …"""
    return chinese_number(matches[0]["number"]) if matches and not text[: matches[0].start()].strip() else None


def _goal(paragraph: Paragraph, text: str, draft: DocumentDraft, *, shared: bool) -> None:
    heading, _, rest = text.strip().partition("。")
    place = paragraph.place(text) if shared else paragraph.place()
    draft.overall_goals.append(
        OverallGoal(ordinal=len(draft.overall_goals) + 1, heading=heading.strip(), text=rest.strip(), at=place)
    )


def _continue_goal(paragraph: Paragraph, draft: DocumentDraft) -> None:
    if draft.overall_goals and _goes_on(paragraph.text):
        last = draft.overall_goals[-1]
        text = f"{last.text}\n{paragraph.text.strip()}".strip()
        draft.overall_goals[-1] = OverallGoal(ordinal=last.ordinal, heading=last.heading, text=text, at=last.at)
    else:
        draft.passages.append(Found(paragraph.text.strip(), paragraph.place()))


def _goes_on(text: str) -> bool:
    """Whether a paragraph without number can be part of the numbered one above it: a long one, or a whole sentence."""
    return len(text.strip()) > _SHORTEST_PART or _SENTENCE_END.search(text) is not None


def read_itemized(paragraphs: Sequence[Paragraph], draft: DocumentDraft) -> None:
    """One itemized goal a numbered item; paragraphs without number go on with the item above."""
    is_numbered = any(_starts_item(paragraph.text) for paragraph in paragraphs)
    if not is_numbered and not any(LABELLED.match(paragraph.text) for paragraph in paragraphs):
        _read_told(paragraphs, draft)
        return
    groups: list[list[Paragraph]] = []
    for paragraph in paragraphs:
        if _starts_item(paragraph.text) if is_numbered else LABELLED.match(paragraph.text):
            groups.append([paragraph])
        elif groups and not _stands_alone(paragraph.text) and (is_numbered or _goes_on(paragraph.text)):
            groups[-1].append(paragraph)
        else:
            draft.passages.append(Found(paragraph.text.strip(), paragraph.place()))
    for group in groups:
        item = _itemized(group, draft)
        draft.itemized.append(item)
        draft.passages += [Found(paragraph.text.strip(), paragraph.place()) for paragraph in _unused(group, item)]


def tells_projects(paragraphs: Sequence[Paragraph]) -> bool:
    """Whether projects are told in numbered sentences, with their money: no form, and no lines over one."""
    below = [*paragraphs[1:], None]
    for paragraph, after in zip(paragraphs, below, strict=True):
        text = paragraph.text + (after.text if after and not _ITEM.match(after.text) else "")
        if _ITEM.match(paragraph.text) and "。" in text and _BUDGET.search(simplified(text)):
            return True
    return False


def _read_told(paragraphs: Sequence[Paragraph], draft: DocumentDraft) -> None:
    """Several projects in a paragraph, an itemized goal each; what stands before them is a passage."""
    for paragraph in paragraphs:
        before, told = projects_told(paragraph)
        if before.strip():
            draft.passages.append(Found(before.strip(), paragraph.place(before.strip())))
        for one in told:
            item = _itemized([one.words], draft)
            item.slots["name"] = Found(one.name, one.words.place(one.name))
            item.slots["budget"] = Found(one.amount, one.words.place(one.amount))
            if content := content_told(one.words):
                item.slots.setdefault("purpose", content)
            item.indicators = item.indicators or [*rates_told(one.words)]
            draft.itemized.append(item)


def _starts_item(text: str) -> bool:
    item = _ITEM.match(text)
    if item is None:
        return False
    rest = text[item.end() :]
    return bool(_NAME.match(rest)) or len(rest) <= 60 or bool(_BUDGET.search(simplified(rest)))


def _stands_alone(text: str) -> bool:
    return (_NOTHING_ELSE.match(text) or _SUM_OF_ALL.match(text)) is not None


def _itemized(group: Sequence[Paragraph], document: DocumentDraft) -> ItemizedDraft:
    joined = JoinedText(group)
    text = joined.text
    item = _ITEM.match(text) or LABELLED.match(text)
    start = item.end() if item else 0
    draft = ItemizedDraft(at=group[0].place(), text=text)
    if name := _name_of(group, joined, start):
        draft.slots["name"] = name
    if match := _budget_of_plan(joined.shape, start):
        draft.slots["budget"] = Found(joined.part(match, "amount"), joined.place(*match.span("amount")))
        if source := _SOURCE.match(joined.shape, match.end()):
            document.passages.append(Found(joined.part(source, "words"), joined.place(*source.span("words"))))
    if match := _PURPOSE.search(joined.shape, start):
        begin, end = match.start("purpose"), _purpose_end(joined, match)
        draft.slots["purpose"] = Found(joined.words(begin, end), joined.place(begin, end))
    plan = spending_plan_in(joined)
    draft.slots |= {f"plan.{month}": found for month, found in plan.points.items()}
    document.unread += plan.unread
    draft.indicators = indicators_in(joined, start) or listed_indicators(joined, start)
    named = next((paragraph for paragraph in group if LABELLED.match(paragraph.text)), None)
    if "purpose" not in draft.slots and named and (goal := sentence_of_goal(named)):
        draft.slots["purpose"] = goal
    others = _unused(group[1:], draft)
    if "purpose" not in draft.slots and not draft.indicators and others:
        draft.slots["purpose"] = Found("\n".join(p.text.strip() for p in others), others[0].place())
    return draft


def _budget_of_plan(shape: str, start: int) -> re.Match[str] | None:
    """The first amount; where it is told of a year, the one told of the latest year (上年 is before all of them)."""
    found = [*_BUDGET.finditer(shape, start)]
    years = [_OF_YEAR.search(shape[max(start, match.start() - _REACH) : match.start()]) for match in found]
    if not years or years[0] is None:
        return found[0] if found else None
    return max(zip(found, years, strict=True), key=lambda told: (told[1]["year"] or "") if told[1] else "")[0]


def _name_of(group: Sequence[Paragraph], joined: JoinedText, start: int) -> Found | None:
    """The project in quotation marks or the only one that serves a duty, else the words that the item begins with."""
    first = group[0].text.strip()
    if quoted := _quoted_name(joined, start, first):
        return Found(quoted.strip(), group[0].place(quoted))
    serving = [*_PROJECT.finditer(joined.plain, start)]
    if len(serving) == 1:
        name = joined.words(*serving[0].span("name"))
        return Found(name.strip(), joined.place(*serving[0].span()))
    labelled = [(p, label) for p in group[1:] if (label := LABELLED.match(p.text))]
    if len(labelled) == 1:
        paragraph, label = labelled[0]
        name = _NAME_END.split(paragraph.text[label.end() :], maxsplit=1)[0].strip()
        return Found(name, paragraph.place(name))
    called = _CALLED.match(first, start)
    words = _NAME_END.split(first[start:], maxsplit=1)[0]
    is_name = called is not None and not _BUDGET.search(simplified(called["name"]))
    if len(group) > 1 or is_name or not _BUDGET.search(joined.shape):
        return Found(words.strip().removesuffix("项目"), group[0].place(words))
    return None


def _quoted_name(joined: JoinedText, start: int, first: str) -> str | None:
    """The name in quotation marks; on a line of its own they may belong to a longer name (`“双拥”工作`)."""
    if whole := _QUOTED_NAME.match(joined.shape, start):
        return joined.part(whole, "name")
    quoted = _NAME.match(joined.text[start:])
    if quoted is None:
        return None
    line = first[start:]
    is_longer = quoted.end() < len(line) and not re.search(r"[。：:，,]", line) and not _BUDGET.search(simplified(line))
    return line.removesuffix("项目") if is_longer else quoted["name"]


def _purpose_end(joined: JoinedText, match: re.Match[str]) -> int:
    """Where a purpose ends: with its sentence, or with the paragraph that holds nothing else."""
    begins = [*joined.starts, len(joined.text)]
    if match.start() not in begins:
        return match.end("purpose")
    end = begins[begins.index(match.start()) + 1]
    if _BEHIND_PURPOSE.search(joined.shape, match.end("purpose"), end):
        return match.end("purpose")
    return len(joined.text[:end].rstrip("。 "))


def _unused(group: Sequence[Paragraph], item: ItemizedDraft) -> list[Paragraph]:
    """The paragraphs of an item of which nothing was taken: of its first, where the project is named further down."""
    taken = {found.at.line for found in item.slots.values()} | {record.at.line for record in item.indicators}
    quotes = [found.text for found in item.slots.values()]
    return [
        paragraph
        for paragraph in group
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
        elif draft.safeguards and numbered and _goes_on(text):
            last = draft.safeguards[-1]
            draft.safeguards[-1] = Safeguard(ordinal=last.ordinal, text=f"{last.text}\n{text}", at=last.at)
        else:
            draft.passages.append(Found(text, paragraph.place()))
