"""Indicators told in running prose: `数量指标--名称>=90%，…`, `设1条质量指标：名称≥80%；`.

Reads single sentences; which project or goal they belong to is the caller's.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from jixiao.documents.blocks import Paragraph
from jixiao.forms.draft import Found, RecordDraft
from jixiao.forms.goal_items import DATED_OR_CALLED
from jixiao.forms.lexicon import category_of, category_words, simplified
from jixiao.forms.values import is_measured, split_name_and_target
from jixiao.model import Place

_NAMED = re.compile(
    r"(?P<category>[\u4e00-\u9fff]{2,14}?(?:指标|目标))\s*(?:-{1,2}|—{1,2}|－{1,2}|[:：])\s*(?P<rest>[^；;。\n]+?)"
    r"(?=[；;。\n]|[，,、]\s*(?:[0-9]{1,2}[、.])?\s*[\u4e00-\u9fff]{2,14}?指标\s*(?:--|——|—|－－|[:：])|$)"
)
_LISTED = re.compile(r"绩效指标(?:为|是|包括)?\s*[:：]\s*(?P<rest>.*?)(?=绩效目标\s*[:：]|$)", re.DOTALL)
_PIECE = re.compile(r"[^；;。\n，,]+")
_COMMA = re.compile(r"(?<![0-9０-９])[，,、]|[，,、](?![0-9０-９])")
_AFTER_SEMICOLON = re.compile(r"[；;](?P<rest>[^；;。\n]+)")
_DIGIT = re.compile(r"[0-9０-９]")
_LINE = re.compile(r"[\n；;。]|[ \u3000]+(?=[\u4e00-\u9fff]{2,8}指标\s*[:：])")
_NUMBER = re.compile(rf"^\s*(?:[0-9]{{1,2}}[、.．](?:(?![0-9])|(?={DATED_OR_CALLED}))|[(（][0-9]{{1,2}}[)）]|[①-⑳])\s*")


class JoinedText:
    """Neighbouring paragraphs as one text that still knows where each character stood."""

    def __init__(self, paragraphs: Sequence[Paragraph]) -> None:
        self.paragraphs = list(paragraphs)
        self.starts: list[int] = []
        parts: list[str] = []
        length = 0
        for paragraph in self.paragraphs:
            self.starts.append(length)
            parts.append(paragraph.text.strip())
            length += len(parts[-1])
        self.text = "".join(parts)
        self.plain = simplified(self.text)
        """The text in simplified script, character by character: what patterns are searched in."""

    def part(self, match: re.Match[str], name: str) -> str:
        """What a group of a match in `plain` stands for in the text."""
        return self.text[match.start(name) : match.end(name)]

    def place(self, start: int, end: int) -> Place:
        """The place of a stretch, by the paragraph that it begins in."""
        paragraph = self.paragraphs[bisect_right(self.starts, start) - 1]
        return paragraph.place(self.text[start:end])


def indicators_in(joined: JoinedText, start: int = 0) -> list[RecordDraft]:
    """Every indicator that a text names by its second-level word, from `start` on; one word may lead several."""
    records = []
    matches = list(_NAMED.finditer(joined.plain, start))
    limits = [*(match.start() for match in matches), len(joined.text)][1:]
    for match, limit in zip(matches, limits, strict=True):
        category = known_category(joined.part(match, "category"))
        if category is None:
            continue
        parts = _parted(joined.text, match.start("rest"), match.end("rest"))
        for begin, end in parts + _going_on(joined.text, match.end("rest"), limit):
            is_first = (begin, end) == parts[0]
            words = joined.text[begin:end].strip()
            name, target = split_name_and_target(words if is_first else _NUMBER.sub("", words))
            at = joined.place(match.start() if is_first else begin, end)
            fields = {"category": Found(category, at), "name": Found(name, at)}
            if target:
                fields["target"] = Found(target, at)
            records.append(RecordDraft(at=at, fields=fields))
    return records


def _parted(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The stretches of a sentence that commas part, where each is name, operator and value; else the whole of it."""
    commas = list(_COMMA.finditer(text, start, end))
    begins = [start, *(comma.end() for comma in commas)]
    parts = list(zip(begins, [*(comma.start() for comma in commas), end], strict=True))
    return parts if commas and all(is_measured(text[begin:end]) for begin, end in parts) else [(start, end)]


def _going_on(text: str, start: int, limit: int) -> list[tuple[int, int]]:
    """The stretches behind a semicolon that still belong to the word before it: name, operator and value each."""
    parts: list[tuple[int, int]] = []
    for sentence in _AFTER_SEMICOLON.finditer(text, start, limit):
        if sentence.start() != (parts[-1][1] if parts else start):
            break
        more = _parted(text, sentence.start("rest"), sentence.end("rest"))
        if not all(is_measured(text[begin:end]) for begin, end in more):
            break
        parts += more
    return parts


def listed_indicators(joined: JoinedText, start: int = 0) -> list[RecordDraft]:
    """Indicators that follow the word 绩效指标 without their second-level words: `绩效指标：合格率≥95%；次数4次。`"""
    records: list[RecordDraft] = []
    for stretch in _LISTED.finditer(joined.plain, start):
        begin = stretch.start("rest")
        rest = joined.part(stretch, "rest")
        for start_of, end in _pieces(rest):
            name, target = split_name_and_target(_NUMBER.sub("", rest[start_of:end].strip("，,、 ")))
            if target and name:
                at = joined.place(begin + start_of, begin + end)
                records.append(RecordDraft(at=at, fields={"name": Found(name, at), "target": Found(target, at)}))
    return records


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Stretches of one indicator each; a comma parts two of them only where the first one's value has been told."""
    begin = None
    for piece in _PIECE.finditer(text):
        begin = piece.start() if begin is None else begin
        if _DIGIT.search(piece[0]) or text[piece.end() : piece.end() + 1] not in ("，", ","):
            yield begin, piece.end()
            begin = None
    if begin is not None:
        yield begin, len(text)


def indicators_in_cell(found: Found, levels: Mapping[str, Found]) -> list[RecordDraft]:
    """The indicators of one cell, a line each, with or without second-level words before them; `levels` go to all."""
    records: list[RecordDraft] = []
    for line in filter(None, map(str.strip, _LINE.split(found.text))):
        head, colon, rest = _NUMBER.sub("", line).partition("：" if "：" in line else ":")
        category = known_category(head) if colon and rest.strip() else None
        name, target = split_name_and_target(rest.strip() if category else _NUMBER.sub("", line))
        at = msgspec.structs.replace(found.at, quote=line)
        fields = {**levels, "name": Found(name, at)}
        if category:
            fields["category"] = Found(category, at)
        if target:
            fields["target"] = Found(target, at)
        records.append(RecordDraft(at=at, fields=fields))
    return records


def known_category(text: str) -> str | None:
    """The second-level words at the end of a text (`设1条数量指标` gives `数量指标`), as written; None if none."""
    for start in range(len(text)):
        tail = text[start:]
        if category_of(tail) or tail in category_words():
            return tail
    return None
