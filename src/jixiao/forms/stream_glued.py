"""Running text that lost every border: words of the form are found inside it by longest match and by the form's order.

Gives tokens like `stream_cells` does; what lies between two words of the form is one glued text.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from jixiao.documents.blocks import Paragraph
from jixiao.forms.glued import site_numbers
from jixiao.forms.lexicon import category_of, dimension_of, label_of, simplified
from jixiao.forms.slots import ends_list, execution_field, indicator_field
from jixiao.forms.stream_tokens import Token
from jixiao.forms.stream_words import Word, longest_word, words_in
from jixiao.forms.titles import title_of

_TITLE_TAIL = re.compile(r"(?:自评|申报|执行监控|监控|评价|批复|审核)?表")

_TITLE = re.compile(
    r"[^。；;%]{0,60}?(?P<core>(?:项目|部门|整体|支出){0,3}(?:绩效目标|绩效|目标)(?:自评|申报|执行监控|监控|评价|批复|自评价)?表)"
    r"(?:\([^()]{0,8}年度?[^()]{0,4}\))?"
)
_HEADING = re.compile(r"(?:[0-9]{4}年)?(?:部门|单位)?(?:预算)?(?:项目|部门|整体)?绩效目标")
_GOALS = frozenset({"绩效目标", "中期目标", "实际完成情况", "调整绩效目标"})
_IN_GOALS = _GOALS | {"绩效指标", "长期绩效指标", "一级指标", "三级指标", "资金用途", "预算执行情况"}
_PUNCTUATION = ":：、；;，,。)"
_TAIL = re.compile(r"(?:[（(]?其中[:：]?|[（(;；,，]|\)?[一二三四五六]、|、)+$")
_FIGURES = re.compile(r"(?:[0-9.]+(?:%|分)?(?![0-9]*年))?")
_SURE_ENDS = frozenset({"项目名称", "评价结论", "存在问题", "改进措施", "项目负责人", "财务负责人"})
_SURE_LENGTH = 3
_LEAST_GLUED = 40
"""Characters of a line; in shorter ones nothing need be parted."""


class Title(NamedTuple):
    """A title in the squeezed text: what may belong to it, what surely does, and its end."""

    start: int
    core: int
    end: int


@dataclass(frozen=True, slots=True)
class Glued:
    """A run of paragraphs without blanks; `origins` tells for every sign its paragraph and offset."""

    paragraphs: tuple[Paragraph, ...]
    text: str
    origins: tuple[tuple[int, int], ...]

    def token(self, start: int, end: int) -> Token:
        """The token of a stretch; its text is as it stands, its words as they are known without blanks."""
        while start < end and self.text[start] in ":：、；;，,。":
            start += 1
        first, last = self.origins[start] if start < end else (0, 0), self.origins[end - 1]
        source = self.paragraphs[first[0]]
        text = self.original(start, end)
        known = self.text[start:end]
        stop = last[1] + 1 if last[0] == first[0] else len(source.text)
        words = label_of(known), dimension_of(known), category_of(known)
        other = self.paragraphs[last[0]] if last[0] != first[0] else None
        return Token(text, source, first[1], stop, True, True, *words, other)

    def original(self, start: int, end: int) -> str:
        """A stretch with its blanks; where it goes on in another paragraph, with a blank."""
        parts: list[str] = []
        position = start
        while position < end:
            number = self.origins[position][0]
            stop = position
            while stop < end and self.origins[stop][0] == number:
                stop += 1
            source = self.paragraphs[number].text
            parts.append(source[self.origins[position][1] : self.origins[stop - 1][1] + 1])
            position = stop
        return " ".join(parts)

    def segments(self) -> Iterator[tuple[int, int]]:
        """Stretches between blanks and line ends."""
        start = 0
        for position in range(1, len(self.text) + 1):
            if position == len(self.text) or self.origins[position] != (
                self.origins[position - 1][0],
                self.origins[position - 1][1] + 1,
            ):
                yield start, position
                start = position

    def titles(self) -> list[Title]:
        """Where titles and headings of the document stand, which hold words of the form that are none."""
        found: list[Title] = []
        for start, end in self.segments():
            segment = self.text[start:end]
            if _HEADING.fullmatch(segment):
                found.append(Title(start, start, end))
                continue
            for match in _TITLE.finditer(segment):
                whole = match.start() == 0 and title_of(match[0])
                core = start + (match.start() if whole else match.start("core"))
                found.append(Title(start + match.start(), core, start + match.end()))
        return found


def glued(paragraphs: Sequence[Paragraph]) -> Glued:
    """The paragraphs as one text without blanks and without the numbers that a site put before them."""
    signs: list[str] = []
    origins: list[tuple[int, int]] = []
    skip = site_numbers(paragraphs)
    for number, paragraph in enumerate(paragraphs):
        for offset, sign in enumerate(paragraph.text):
            if offset >= skip[number] and not sign.isspace():
                plain = unicodedata.normalize("NFKC", sign)
                signs.append(plain if len(plain) == 1 else sign)
                origins.append((number, offset))
    return Glued(tuple(paragraphs), simplified("".join(signs)), tuple(origins))


def _is_glued(whole: Glued, words: Sequence[Word]) -> bool:
    """Whether words of the form stand border to border, as no list and no row of cells has them."""
    touching = levels = 0
    for before, after in zip(words, words[1:], strict=False):
        (number, offset), (other, start) = whole.origins[before.end - 1], whole.origins[after.start]
        touching += before.end == after.start and number == other and start == offset + 1
        levels += before.level or after.level
    return touching > 2 or (touching > 1 and levels > 3)


def _runs(words: Sequence[Word]) -> list[tuple[int, int]]:
    """For every word the words that touch each other around it: from behind the last level word to the run's end."""
    firsts: list[int] = []
    for index, word in enumerate(words):
        before = words[index - 1] if index else None
        goes_on = before is not None and before.end == word.start and not before.level
        firsts.append(firsts[-1] if goes_on else index)
    ends: list[int] = []
    for index in range(len(words) - 1, -1, -1):
        touches = index + 1 < len(words) and words[index + 1].start == words[index].end
        ends.append(ends[-1] if touches else index + 1)
    return list(zip(firsts, reversed(ends), strict=True))


# which words are meant as words of the form


class _Chooser:
    """One pass over the words; keeps where in the form it is."""

    def __init__(self, whole: Glued) -> None:
        self.text = whole.text
        self.titles = whole.titles()
        self.starts = [title.core for title in self.titles]
        self.words = list(words_in(whole.text))
        heads = (bool(indicator_field(word.standard)) and not word.level for word in self.words)
        self.heads = list(accumulate(heads, initial=0))
        self.runs = _runs(self.words)
        self.chosen: list[Word] = []
        self.in_list = False

    def run(self) -> list[Word]:
        for index, word in enumerate(self.words):
            if self._meant(index, word):
                self._choose(word)
        return self.chosen

    def title_in(self, start: int, end: int) -> tuple[int, int] | None:
        """Where a title stands between two places, without the figures of the form before it."""
        number = bisect_right(self.starts, start) - 1
        for title in self.titles[max(0, number) :]:
            if title.core >= end:
                return None
            first = max(title.start, start)
            if figures := _FIGURES.match(self.text, first, title.core):
                first = figures.end()
            if title.core >= start and title.end <= end and title_of(self.text[first : title.end]):
                return first, title.end
        return None

    def _choose(self, word: Word) -> None:
        last = self.chosen[-1] if self.chosen else None
        after_name = last and last.standard == "项目名称" and word.start - last.end > 1
        if after_name and self.text.startswith("项目", word.start):
            shorter = longest_word(self.text, word.start + 2)
            if shorter and shorter.standard == word.standard and shorter.end == word.end:
                word = shorter
        self.chosen += self._parted(word)
        if word.level or (self._is_list_head(word) and len(self.chosen) > 1 and self._is_list_head(self.chosen[-2])):
            self.in_list = True
        elif self.in_list and ends_list(word.standard) and not self._heads(word):
            self.in_list = False

    def _parted(self, word: Word) -> list[Word]:
        """`执行率得分` is two heads where the rate has none of its own before it."""
        if word.standard not in ("执行率得分", "执行率权重") or any(w.standard == "执行率" for w in self.chosen[-6:]):
            return [word]
        first = longest_word(self.text[: word.end - 2], word.start)
        second = longest_word(self.text, first.end) if first else None
        return [first, second] if first and second else [word]

    def _heads(self, word: Word) -> bool:
        return indicator_field(word.standard) is not None

    def _is_list_head(self, word: Word) -> bool:
        return word.standard in ("一级指标", "二级指标", "三级指标", "指标值", "度量单位")

    def _meant(self, index: int, word: Word) -> bool:
        if _TITLE_TAIL.match(self.text, word.end) or self.text.startswith("文本", word.end):
            return False
        number = bisect_right(self.starts, word.start) - 1
        if number >= 0 and word.start < self.titles[number].end:
            return False
        chained = self._chained(index)
        if word.short:
            last = self.chosen[-1] if self.chosen else None
            touches = last and last.level and last.end == word.start
            return bool(last and touches and dimension_of(self.text[last.start : last.end]))
        if word.level:
            return self.in_list or chained or not self.chosen
        if self.in_list:
            return self._in_list(index, word, chained)
        if word.end - word.start < _SURE_LENGTH:
            return chained or self._marked(word)
        last = self.chosen[-1] if self.chosen else None
        if last and last.standard in _GOALS and last.end < word.start:
            return word.standard in _IN_GOALS and (chained or word.end - word.start > 3)
        return True

    def _in_list(self, index: int, word: Word, chained: bool) -> bool:
        """Inside a list other words are names of indicators, unless they end the list or head it anew."""
        if word.standard in ("绩效指标", "长期绩效指标", "一级指标"):
            return chained
        if self.text[word.end : word.end + 1].isdigit() and word.standard == "三级指标":
            return False
        if ends_list(word.standard):
            before, behind = self.text[word.start - 1], self.text[word.end : word.end + 1]
            return chained or before in "%…。;0123456789分" or behind.isdigit() or word.standard in _SURE_ENDS
        return chained and self._head_run(index)

    def _head_run(self, index: int) -> bool:
        """Whether the word is one of a row of heads."""
        first, last = self.runs[index]
        return self.heads[last] - self.heads[first] > 2

    def _chained(self, index: int) -> bool:
        """Whether a word touches a chosen word before it or any word behind it."""
        word = self.words[index]
        before = bool(self.chosen) and self.chosen[-1].end == word.start
        behind = index + 1 < len(self.words) and self.words[index + 1].start == word.end
        if word.end - word.start == 1:
            return before and (behind or self.chosen[-1].standard in ("优", "良", "中"))
        return before or behind

    def _marked(self, word: Word) -> bool:
        """Whether a short word is set off: behind it a colon, or around it the ends of values."""
        if word.end - word.start < 2:
            return False
        behind = self.text[word.end : word.end + 1]
        before = self.text[word.start - 1 : word.start]
        return behind in (":", "：") or (before in "%分。、;" and execution_field(word.standard) is not None)


def glued_tokens(paragraphs: Sequence[Paragraph]) -> list[Token]:
    """The tokens of glued text: words of the form, and the free texts between any two; none where it is not glued."""
    filled = [each for each in paragraphs if each.text.strip()]
    if not any(len(each.text) > _LEAST_GLUED for each in filled):
        return []
    whole = glued(filled)
    chooser = _Chooser(whole)
    words = chooser.run()
    if not _is_glued(whole, words):
        return []
    found: list[Token] = []
    position = 0
    for word in words:
        found += _between(whole, chooser, position, word.start)
        found.append(whole.token(word.start, word.end))
        position = word.end
    found += _between(whole, chooser, position, len(whole.text))
    return found


def _between(whole: Glued, chooser: _Chooser, start: int, end: int) -> Iterator[Token]:
    """The texts between two words of the form, a title parted from what stands before and behind it."""
    end = _trimmed(whole.text, start, end)
    while True:
        while start < end and whole.text[start] in _PUNCTUATION:
            start += 1
        if start >= end:
            return
        title = chooser.title_in(start, end)
        if title is None:
            yield whole.token(start, end)
            return
        if start < title[0]:
            yield whole.token(start, title[0])
        yield whole.token(*title)
        start = title[1]


def _trimmed(text: str, start: int, end: int) -> int:
    """The end of a text without what belongs to the label behind it: `其中：`, `(`, `二、`."""
    tail = _TAIL.search(text[start:end])
    return start + tail.start() if tail else end
