"""Tokens of running text: words of the form and free texts, each with its place.

Says what a piece of text is; where one piece ends and the next begins is told by `stream_cells` and `stream_glued`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from jixiao.documents.blocks import Paragraph
from jixiao.forms.draft import Found
from jixiao.forms.lexicon import Label, Level, category_of, dimension_of, label_of
from jixiao.model import Place

_NUMBER = re.compile(r"[-+]?[0-9][0-9,]*(?:\.[0-9]+)?|\.[0-9]+")
_AMOUNT = re.compile(r"约?[-+]?[0-9*][0-9,*]*(?:\.[0-9*]+)?\s*(?:亿元|万元|千元|元|万|亿)?")
_DASHES = frozenset("-—–/\\、－一―无") | {"--", "——", "———", "……", "…", "***"}
_OPERATORS = frozenset(
    [
        "≥",
        ">",
        "=",
        "<",
        "≤",
        ">=",
        "<=",
        "=>",
        "=<",
        "定性",
        "定量",
        "定性指标",
        "定量指标",
        "大于",
        "小于",
        "等于",
        "不低于",
    ]
    + ["不高于", "大于等于", "小于等于", "不少于", "不超过", "≧", "≦", "正向指标", "反向指标"]
)
_PAPER = re.compile(
    r"附件[0-9一二三四五六七八九十]*[:：]?|附表[0-9]*[:：]?|表[0-9一二三四五六七八九十]+|第[0-9]+页.*|[—–-]+[0-9]{1,4}[—–-]+"
    r"|(?:单位)?[(](?:盖章|签字|公章|签章|单位公章)[)][:：]?"
)
_VALUE = re.compile(
    r"^(?:[≥>=<≤≧≦~约]|>=|<=|大于|小于|等于|不低于|不少于|不高于|不超过|少于|多于|控制在|第)?\s*[-+]?[0-9*.]"
    r"|^[≥>=<≤≧≦]|[0-9].{0,8}(?:以上|以内|以下|左右|之前|前|到位)$"
)


def squeezed(text: str) -> str:
    """Text without blanks, in compatibility form (full-width digits and signs made plain)."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


@dataclass(frozen=True, slots=True)
class Token:
    """A cell or a piece of a line.

    Attributes:
        text: as it stands, outer blanks taken off; empty for an empty cell.
        source, start, end: the paragraph that it (or its first piece) stands in, and where.
        fresh: nothing stands before it in its paragraph.
        glued: its borders are not marked; it was told from its neighbours by its words.
        last: the paragraph that it ends in, where that is another one.
        label, dimension, category: what it says by the lexicon, whole; all None for a free text.
    """

    text: str
    source: Paragraph
    start: int = 0
    end: int = 0
    fresh: bool = True
    glued: bool = False
    label: Label | None = None
    dimension: Level | None = None
    category: Level | None = None
    last: Paragraph | None = None

    @property
    def at(self) -> Place:
        """Its place, quoting it."""
        return self.source.place(self.text)

    @property
    def found(self) -> Found:
        """Its text with its place."""
        return Found(self.text, self.at)

    @property
    def empty(self) -> bool:
        """Whether it is an empty cell."""
        return not self.text

    @property
    def level(self) -> bool:
        """Whether it is a first- or second-level word."""
        return self.dimension is not None or self.category is not None

    @property
    def named(self) -> bool:
        """Whether it is a label by itself; a single character (优, 中) is one only in a row of labels."""
        return self.label is not None and len(self.label.name) > 1

    @property
    def free(self) -> bool:
        """Whether it is content."""
        return not self.empty and not self.named and not self.level


def token(source: Paragraph, start: int, end: int, *, glued: bool = False) -> Token:
    """The token of a part of a paragraph, outer blanks taken off."""
    raw = source.text[start:end]
    start += len(raw) - len(raw.lstrip())
    text = raw.strip()
    fresh = not source.text[:start].strip()
    return Token(
        text, source, start, start + len(text), fresh, glued, label_of(text), dimension_of(text), category_of(text)
    )


def merged(tokens: Sequence[Token]) -> Token:
    """One token of several neighbours that are a word together."""
    if len(tokens) == 1:
        return tokens[0]
    first, last = tokens[0], tokens[-1]
    text = joined(tokens).text
    end = last.end if last.source is first.source else len(first.source.text)
    return Token(
        text,
        first.source,
        first.start,
        end,
        first.fresh,
        first.glued,
        label_of(text),
        dimension_of(text),
        category_of(text),
    )


def joined(tokens: Iterable[Token]) -> Found:
    """The text of neighbouring tokens: as it stands within a paragraph, else on lines of their own.

    Glued text is one running text: where it goes on in another paragraph, a blank stands.
    """
    parts: list[str] = []
    first = last = None
    start = 0
    for each in tokens:
        if each.empty:
            continue
        spans = each.glued and each.text not in each.source.text
        if last and last.source is each.source and each.start >= start:
            parts[-1] = each.source.text[start : max(each.end, last.end)].strip()
            parts += [each.text[each.end - each.start :].strip()] if spans else []
        else:
            parts.append(each.text)
            start = each.start
        first, last = first or each, None if spans else each
    text = (" " if first and first.glued else "\n").join(parts)
    return Found(text, first.source.place(text) if first else Place())


def is_number(text: str) -> bool:
    """A bare number."""
    return _NUMBER.fullmatch(squeezed(text)) is not None


def is_amount(text: str) -> bool:
    """A sum of money, masked digits included."""
    return _AMOUNT.fullmatch(squeezed(text)) is not None


def is_dash(text: str) -> bool:
    """A mark that stands for nothing: —, /."""
    return squeezed(text) in _DASHES


def is_paper(text: str) -> bool:
    """What paper has beside its content, and no cell can hold: 附件1, 表十二, (盖章), — 1 —."""
    return _PAPER.fullmatch(squeezed(text)) is not None


def is_operator(text: str) -> bool:
    """A sign or word of the column 指标性质."""
    return squeezed(text) in _OPERATORS


def is_value(text: str) -> bool:
    """A text that begins like a value: number, sign, 不低于 …"""
    return _VALUE.search(squeezed(text)) is not None
