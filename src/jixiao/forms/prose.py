"""Indicators told in running prose: `数量指标--名称>=90%，…`, `设1条质量指标：名称≥80%；`.

Reads single sentences; which project or goal they belong to is the caller's.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from jixiao.documents.blocks import Paragraph
from jixiao.forms.draft import Found, RecordDraft
from jixiao.forms.goal_items import DATED_OR_CALLED
from jixiao.forms.lexicon import category_of, category_words, dimension_of, simplified
from jixiao.forms.values import is_measured, split_name_and_target
from jixiao.model import Place

_QUOTED = r"(?:“□*”|「□*」|『□*』)"
_DASHES = "(?:-{1,2}|—{1,2}|－{1,2})"
_NAMED = re.compile(
    rf"(?:(?P<lead>[\u4e00-\u9fff]{{2,14}}?指标|{_QUOTED})\s*[:：]\s*"
    rf"(?=(?:[\u4e00-\u9fff]{{2,14}}?(?:指标|目标)|{_QUOTED})\s*{_DASHES}))?"
    rf"(?:(?P<category>[\u4e00-\u9fff]{{2,14}}?(?:指标|目标))\s*(?:(?P<dashes>{_DASHES})|[:：])|(?P<label>{_QUOTED})\s*{_DASHES})"
    r"\s*(?P<rest>[^；;。\n]+?)"
    rf"(?=[；;。\n]|[，,、]\s*(?:[0-9]{{1,2}}[、.])?\s*[\u4e00-\u9fff]{{2,14}}?指标\s*(?:--|——|—|－－|[:：])"
    rf"|[，,、]\s*{_QUOTED}\s*{_DASHES}|$)"
)
_WHOLLY_QUOTED = re.compile(rf"{_QUOTED}\Z")
_NAME_AND_VALUE = re.compile(rf"(?P<name>{_QUOTED})(?:\s*[:：]\s*(?P<value>.*))?\Z", re.DOTALL)
_VALUE_QUOTED = re.compile(rf"(?P<name>[^:：]+?)\s*[:：]\s*(?P<value>{_QUOTED})\Z")
_VALUE_BEHIND_COLON = re.compile(r"(?P<name>[^:：]+?)\s*[:：]\s*(?P<value>[^:：]+)\Z")
_BARE_LEVEL = "三级指标"
"""Stands for the second-level word of an indicator that has none: `产出指标：三级指标--次数≥3次`."""

_CLOSING = {"“": "”", "「": "」", "『": "』"}
_MARK = re.compile("[“”「」『』]")
_BEFORE_QUOTED = re.compile(r"(?:^|[-—－:：为是，,；;。、.．)）\n]|[一二三四五六七八九十百])\s*\Z")
_REACH = 4
"""Characters before a quotation mark in which the sign that parts it from the words before must stand."""

_BEHIND_QUOTED = re.compile(r"\s|[-—–－:：，,；;。、)）]|项目|年初|预算|\Z")
_LISTED = re.compile(
    r"(?:绩效指标|(?<![\u4e00-\u9fff])(?:(?:主要|具体|考核|核心)(?:绩效)?)?指标)(?:为|是|包括)?\s*[:：]\s*(?P<rest>.*?)"
    r"(?=绩效目标\s*[:：]|(?<=[。；;])\s*(?:(?:对应|所属|支撑)(?:预算)?项目|(?:年初)?预算(?:安排|金额|资金)|资金支出进度"
    r"|(?:主要)?目标(?:内容)?\s*[:：]|安排(?:财政|预算)?资金)|$)",
    re.DOTALL,
)
_BRACKETED = re.compile(
    r"(?P<name>[^、，,；;。（()）\n]{2,40})[（(](?P<target>[^（()）、；;。\n]*[0-9０-９][^（()）；;。\n]*)[）)]\s*(?:[、，,；;。\n]|\Z)"
)
_BY_DIMENSION = re.compile(r"(?<=[（(；;。])(?P<dimension>产出|效益|满意度)[:：](?P<rest>[^；;。（()）\n]+)")
"""`（产出：清淤里程≥26公里；效益：…）`: first-level words without 指标."""

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
        """The text in simplified script, character by character."""
        self.shape = blotted(self.plain, self.starts)
        """The plain text without what its quoted parts say: what patterns are searched in."""

    def part(self, match: re.Match[str], name: str) -> str:
        """What a group of a match in `shape` stands for in the text, out of its quotation marks."""
        return self.words(match.start(name), match.end(name))

    def within(self, start: int, end: int) -> int:
        """Where the last of the paragraphs that a stretch reaches into begins, or where the stretch itself does."""
        return max(start, self.starts[bisect_left(self.starts, end) - 1])

    def words(self, start: int, end: int) -> str:
        """The words of a stretch, trimmed, and out of their quotation marks where they stand in them wholly."""
        words = self.text[start:end]
        begin = start + len(words) - len(words.lstrip())
        words = words.strip()
        return words[1:-1] if _WHOLLY_QUOTED.match(self.shape, begin, begin + len(words)) else words

    def place(self, start: int, end: int) -> Place:
        """The place of a stretch, by the paragraph that it begins in."""
        paragraph = self.paragraphs[bisect_right(self.starts, start) - 1]
        return paragraph.place(self.text[start:end])


def blotted(text: str, starts: Sequence[int] = ()) -> str:
    """A text in which what is quoted as a whole is blotted out; every character keeps its place.

    Quoted as a whole is what stands in quotation marks between signs that part the elements of a sentence. A word that
    is only called so (`“双拥”工作`) is not.

    Args:
        starts: where paragraphs begin in the text.

    >>> blotted("数量指标--“宣传、培训≥2类”：≥3次；“双拥”工作")
    '数量指标--“□□□□□□□□”：≥3次；“双拥”工作'
    """
    waiting: dict[str, list[int]] = {closing: [] for closing in _CLOSING.values()}
    spans: list[tuple[int, int]] = []
    for mark in _MARK.finditer(text):
        if mark[0] in _CLOSING:
            waiting[_CLOSING[mark[0]]].append(mark.start())
        elif waiting[mark[0]]:
            spans.append((waiting[mark[0]].pop(), mark.start()))
    shape, end = "", 0
    paragraphs = frozenset(starts)
    for opening, closing in sorted(spans):
        is_first = opening in paragraphs or _BEFORE_QUOTED.search(text[max(0, opening - _REACH) : opening])
        if opening >= end and is_first and _BEHIND_QUOTED.match(text, closing + 1):
            shape += text[end : opening + 1] + "□" * (closing - opening - 1)
            end = closing
    return shape + text[end:]


def indicators_in(joined: JoinedText, start: int = 0) -> list[RecordDraft]:
    """Every indicator that a text names by its second-level word, from `start` on; one word may lead several.

    A first-level word with a colon speaks for its sentence: `产出指标：数量指标--…；质量指标--…。`
    """
    records = []
    matches = list(_NAMED.finditer(joined.shape, start))
    limits = [*(match.start() for match in matches), len(joined.text)][1:]
    lead, lead_end = None, 0
    for match, limit in zip(matches, limits, strict=True):
        if match["lead"]:
            lead, lead_end = match, _sentence_end(joined.shape, match.end())
        levels = _levels(joined, match, lead if match.start() < lead_end else None)
        if levels is None:
            continue
        parts = _parted(joined.shape, match.start("rest"), match.end("rest"))
        for begin, end in parts + _going_on(joined.shape, match.end("rest"), limit):
            is_first = (begin, end) == parts[0]
            name, target = _name_and_target(joined, begin, end, match if is_first else None)
            at = joined.place(match.start() if is_first else begin, end)
            fields = {level: Found(word, at) for level, word in levels.items()} | {"name": Found(name, at)}
            if target:
                fields["target"] = Found(target, at)
            records.append(RecordDraft(at=at, fields=fields))
    return records


def _sentence_end(shape: str, start: int) -> int:
    end = shape.find("。", start - 1)
    return len(shape) if end < 0 else end


def _levels(joined: JoinedText, match: re.Match[str], lead: re.Match[str] | None) -> dict[str, str] | None:
    """The levels that an indicator's words tell; None where the word before the dashes is no level."""
    levels: dict[str, str] = {}
    if match["label"]:
        levels["category"] = joined.part(match, "label")
    elif (category := known_category(joined.part(match, "category"))) is not None:
        levels["category"] = category
    elif not match["category"].endswith(_BARE_LEVEL):
        return None
    if lead:
        level = category_of(levels.get("category", ""))
        is_quoted = not lead["lead"].endswith("指标")
        written = joined.words(joined.within(*lead.span("lead")), lead.end("lead"))
        dimension = written if is_quoted else known_dimension(written)
        if dimension and (is_quoted or not (level and level.dimension)):
            levels["dimension"] = dimension
    return levels


def _name_and_target(joined: JoinedText, begin: int, end: int, first: re.Match[str] | None) -> tuple[str, str]:
    """The name and the value of a stretch; quotation marks and, where no sign parts them, a colon tell them apart.

    Args:
        first: the words before the stretch, where it is the first that they lead.
    """
    words = joined.text[begin:end]
    begin += len(words) - len(words.lstrip())
    words = words.strip()
    end = begin + len(words)
    for pattern in (_NAME_AND_VALUE, _VALUE_QUOTED):
        if told := pattern.match(joined.shape, begin, end):
            return joined.part(told, "name"), joined.part(told, "value") if told["value"] else ""
    name, target = split_name_and_target(words if first else _NUMBER.sub("", words))
    if (
        not target
        and first
        and (first["dashes"] or first["label"])
        and (told := _VALUE_BEHIND_COLON.match(joined.shape, begin, end))
    ):
        return joined.part(told, "name"), joined.part(told, "value")
    return name, target


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
    """Indicators that follow 绩效指标 or 主要指标 without second-level words: `绩效指标：合格率≥95%；次数4次。`

    A sentence on the project, its budget or its schedule ends the list.
    """
    records: list[RecordDraft] = []
    for stretch in _LISTED.finditer(joined.shape, start):
        begin = stretch.start("rest")
        rest = joined.part(stretch, "rest")
        if bracketed := _bracketed(joined, stretch):
            records += bracketed
            continue
        for start_of, end in _pieces(rest):
            name, target = split_name_and_target(_NUMBER.sub("", rest[start_of:end].strip("，,、 ")))
            if target and name:
                at = joined.place(begin + start_of, begin + end)
                records.append(RecordDraft(at=at, fields={"name": Found(name, at), "target": Found(target, at)}))
    return records or [*_by_dimension(joined, start)]


def _bracketed(joined: JoinedText, stretch: re.Match[str]) -> list[RecordDraft]:
    """The indicators of a list whose every value stands in brackets: `接收卷数（≥9000卷）、办结率（≥95%）`."""
    records: list[RecordDraft] = []
    end = stretch.start("rest")
    while told := _BRACKETED.match(joined.shape, end, stretch.end("rest")):
        at, end = joined.place(*told.span()), told.end()
        name, target = joined.part(told, "name"), joined.part(told, "target")
        records.append(RecordDraft(at=at, fields={"name": Found(name, at), "target": Found(target, at)}))
    return [] if joined.shape[end : stretch.end("rest")].strip() else records


def _by_dimension(joined: JoinedText, start: int) -> Iterator[RecordDraft]:
    """Indicators led by first-level words without 指标; what is not name, operator and value is left to the reader."""
    found = [*_BY_DIMENSION.finditer(joined.shape, start)]
    for match in found if len(found) > 1 else ():
        for begin, end in _parted(joined.shape, *match.span("rest")):
            if is_measured(joined.shape[begin:end]):
                at = joined.place(begin, end)
                name, target = split_name_and_target(joined.words(begin, end))
                dimension = Found(f"{match['dimension']}指标", at)
                yield RecordDraft(
                    at=at, fields={"dimension": dimension, "name": Found(name, at), "target": Found(target, at)}
                )


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


def known_dimension(text: str) -> str | None:
    """The first-level word at the end of a text (`其中产出指标` gives `产出指标`), as written; None if none."""
    return next((text[start:] for start in range(len(text)) if dimension_of(text[start:])), None)


def known_category(text: str) -> str | None:
    """The second-level words at the end of a text (`设1条数量指标` gives `数量指标`), as written; None if none."""
    for start in range(len(text)):
        tail = text[start:]
        if category_of(tail) or tail in category_words():
            return tail
    return None
