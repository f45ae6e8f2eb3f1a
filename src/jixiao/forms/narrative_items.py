"""Itemized goals without a number: lines that name a project (`活动：…`), and several projects told in one paragraph.

Finds where they begin; what an item tells is `narrative.py`'s, and so are numbered items.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from jixiao.documents.blocks import Paragraph
from jixiao.forms.draft import Found, RecordDraft
from jixiao.forms.lexicon import simplified

LABELLED = re.compile(
    r"^\s*(?:预算|对应|所属|支撑)?(?:活动|项目)(?:名称)?[0-9一二三四五六七八九十]{0,2}\s*[:：]\s*(?=\S)"
)
"""The words before a project's name on a line of its own."""

_AMOUNT = r"[0-9][0-9,]*(?:\.[0-9]+)?\s*(?:亿元|万元|元)"
_TOLD = re.compile(
    r"(?:(?<=[。；;：:])|(?<=其中[，,])|(?<=分别[为是]))\s*(?:其中[，,:：]?|(?:包括|分别[为是]|即)[:：]?)?"
    rf"(?P<name>[^，,。；;：:、0-9（()）]{{3,40}}?)(?:(?:年初)?预算|(?:预算)?(?:安排)?资金|安排)?(?P<amount>{_AMOUNT})"
    r"(?=[，,（(：:])"
)
_CONTENT = re.compile(
    r"(?:^|(?<=[，,（(]))(?:主要(?:是|用于)|用于)(?P<content>[^。；;]+?)"
    r"(?=[，,](?:资金|支出|用款|[0-9]{1,2}月底|第?[一二三四]季度)|[；;。]|$)"
)
_PIECE = re.compile(r"[^，,；;。]+")
_ASIDE = re.compile("负责|牵头|资金|支出|支付|用款|万元|月底|年底|季度|上年|其中")
"""Words of a part of the sentence that says who does it or when it is paid, not what for."""

_SENTENCE = re.compile(r"[^。]+")
_OF_MONEY = re.compile("预算|资金|万元|支出|用款|进度")
_SUM = re.compile("合计|共计|总计|总额|其中")
_RATE = re.compile(
    r"(?:^|(?<=[，,；;]))(?:主要是)?(?P<name>[\u4e00-\u9fffA-Z]{1,16}[率度])(?:保持在?|达到|达|稳定在)?"
    r"(?P<target>(?:不低于|不少于)[0-9]+(?:\.[0-9]+)?%|[0-9]+(?:\.[0-9]+)?%以上)(?=[，,；;。]|$)"
)


class Told(NamedTuple):
    """One of the projects of a paragraph: its words as a paragraph, its name and its amount."""

    words: Paragraph
    name: str
    amount: str


def projects_told(paragraph: Paragraph) -> tuple[str, list[Told]]:
    """The words before the first project and the projects, where a paragraph tells at least two with their amounts.

    >>> before, told = projects_told(Paragraph("共安排2个：清淤工程9万元，长3公里；植树项目2万元，种500株。"))
    >>> before, [(one.name, one.amount) for one in told], told[0].words.text
    ('共安排2个：', [('清淤工程', '9万元'), ('植树项目', '2万元')], '清淤工程9万元，长3公里；')
    """
    text = paragraph.text
    found = [match for match in _TOLD.finditer(simplified(text)) if not _SUM.search(match["name"])]
    if len(found) < 2:
        return text, []
    begins = [match.start("name") for match in found]
    told = [
        Told(
            msgspec.structs.replace(paragraph, text=text[begin:end]),
            text[slice(*match.span("name"))].strip(),
            text[slice(*match.span("amount"))],
        )
        for match, begin, end in zip(found, begins, [*begins[1:], len(text)], strict=True)
    ]
    return text[: begins[0]], told


def content_told(paragraph: Paragraph) -> Found | None:
    """What a project told within a paragraph is for: `清淤工程9万元，主要是清淤3公里，资金…`."""
    text = paragraph.text
    if match := _CONTENT.search(simplified(text)):
        return _part(paragraph, *match.span("content"))
    pieces = list(_PIECE.finditer(text))[1:]
    aside = [_ASIDE.search(simplified(piece[0])) is not None for piece in pieces]
    begin = next((at for at, is_aside in enumerate(aside) if not is_aside), None)
    if begin is None:
        return None
    end = next((at for at in range(begin, len(aside)) if aside[at]), len(aside))
    return _part(paragraph, pieces[begin].start(), pieces[end - 1].end())


def _part(paragraph: Paragraph, start: int, end: int) -> Found:
    words = paragraph.text[start:end].strip()
    return Found(words, paragraph.place(words))


def sentence_of_goal(paragraph: Paragraph) -> Found | None:
    """The sentence behind a labelled name that speaks neither of money nor of its schedule, nor of measures alone."""
    for match in [*_SENTENCE.finditer(paragraph.text)][1:]:
        words = match[0].strip()
        if words and not _OF_MONEY.search(simplified(words)):
            return Found(words, paragraph.place(words))
    return None


def rates_told(paragraph: Paragraph) -> Iterator[RecordDraft]:
    """Rates that a sentence sets a lower limit (`亮灯率保持98%以上`), as indicators without a level."""
    for match in _RATE.finditer(simplified(paragraph.text)):
        at = paragraph.place(paragraph.text[slice(*match.span())])
        name, target = (paragraph.text[slice(*match.span(group))] for group in ("name", "target"))
        yield RecordDraft(at=at, fields={"name": Found(name, at), "target": Found(target, at)})
