"""Running text whose cells are still marked: a paragraph a cell, or cells parted by blanks.

Text without any mark is `stream_glued`'s business.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from jixiao.documents.blocks import Paragraph
from jixiao.forms.lexicon import category_of, dimension_of, label_of, plain
from jixiao.forms.stream_tokens import Token, is_number, merged, squeezed, token
from jixiao.forms.titles import title_of

_MOST_PIECES = 8
_LONGEST_WORD = 24
_OPENING, _CLOSING = "([〔(【《", ")]〕)】》"
_REMARK = re.compile(r"\([^()]*(?:元|%|分|[A-Z])[^()]*\)")
_MEASURE = re.compile(r"(?:种|次|个|人|户|元|万元|亩|年|天|月|%|份|项|条|批|场|家|台|套|名|吨|公里|平方米|万|亿)")
_DATE_BEGUN = re.compile(r"(?:19|20)[0-9]{2}(?:\s*年(?:\s*[0-9]{1,2}(?:\s*月(?:\s*[0-9]{1,2})?)?)?)?$")
_DATE_GOES_ON = re.compile(r"[年月日]|[0-9]{1,2}\s*[月日]?|年\s*[0-9]{1,2}\s*月?")
_ANNEX_NUMBER = re.compile(r"[0-9一二三四五六七八九十]{1,2}[:：]?")
_THREE_DECIMALS = re.compile(r"[0-9]+\.[0-9]{3}")
_ENDS_IN_DIGIT = re.compile(r"(?:[≥>=<≤]|不少于|不低于|不超过|不高于).*[0-9]$|[≥>=<≤]$")


def cells(paragraphs: Sequence[Paragraph]) -> list[Token]:
    """The tokens of paragraphs that are a cell each."""
    return _words_joined([token(each, 0, len(each.text)) for each in paragraphs])


def pieces(paragraphs: Sequence[Paragraph]) -> list[Token]:
    """The tokens of paragraphs whose cells are parted by blanks."""
    found = [token(each, start, end) for each in paragraphs for start, end in _spans(each.text)]
    return _values_joined(_words_joined(found))


def is_parted(paragraphs: Sequence[Paragraph]) -> bool:
    """Whether blanks inside the paragraphs part cells: some paragraph holds a label and something else beside it."""
    return any(_holds_row(each.text) for each in paragraphs)


def _holds_row(text: str) -> bool:
    spans = _spans(text)
    if len(spans) < 2 or label_of(text) or dimension_of(text) or category_of(text) or title_of(text):
        return False
    tokens = _words_joined([token(Paragraph(text), start, end) for start, end in spans])
    known = [each.named or each.level for each in tokens]
    return len(tokens) > 1 and (known[0] or sum(known) > 2)


def _spans(text: str) -> list[tuple[int, int]]:
    """Where the pieces between blanks stand; a blank inside brackets parts nothing."""
    found: list[tuple[int, int]] = []
    depth, start = 0, None
    for index, sign in enumerate(text):
        if sign.isspace() and (not depth or sign == "\n" or not _closes(text, index)):
            depth = 0
            if start is not None:
                found.append((start, index))
            start = None
            continue
        if sign in _OPENING:
            depth += 1
        elif sign in _CLOSING:
            depth = max(0, depth - 1)
        if start is None and not sign.isspace():
            start = index
    if start is not None:
        found.append((start, len(text)))
    return found


def _closes(text: str, index: int) -> bool:
    """Whether the bracket that is open at a blank closes soon."""
    return any(sign in _CLOSING for sign in text[index : index + 24])


def _words_joined(tokens: Sequence[Token]) -> list[Token]:
    """Neighbours that are one word of the form together and are not apart."""
    found: list[Token] = []
    index = 0
    while index < len(tokens):
        end = _word_end(tokens, index)
        found.append(merged(tokens[index:end]))
        index = end
    return found


def _word_end(tokens: Sequence[Token], start: int) -> int:
    text, best = "", start + 1
    for index in range(start, min(start + _MOST_PIECES, len(tokens))):
        each = tokens[index]
        if each.empty:
            break
        text += squeezed(each.text)
        if len(text) > _LONGEST_WORD:
            break
        if index > start and _is_word(text, tokens[start : index + 1]):
            best = index + 1
    return best


def _is_word(text: str, parts: Sequence[Token]) -> bool:
    """Whether the parts are one word; known parts are so only where the first is the same word cut short.

    A number and 月 are points beside their unit, or a value; the month of a plan says 月底.
    """
    if not plain(parts[0].text) or not (plain(parts[-1].text) or _REMARK.fullmatch(squeezed(parts[-1].text))):
        return False
    label, dimension, category = label_of(text), dimension_of(text), category_of(text)
    if not (label or dimension or category) or (is_number(parts[0].text) and parts[-1].text == "月"):
        return False
    if not all(part.label or part.level for part in parts):
        return True
    first = parts[0]
    return (
        (label is not None and first.label is not None and label.name == first.label.name)
        or (dimension is not None and first.dimension is not None and dimension.name == first.dimension.name)
        or (category is not None and first.category is not None and category.name == first.category.name)
    )


def _values_joined(tokens: Sequence[Token]) -> list[Token]:
    """Values that a blank cut: `不少于12 种`, `2021 年 1 月 20 日`, `920.114 5`."""
    found: list[Token] = []
    for index, each in enumerate(tokens):
        last = found[-1] if found else None
        following = tokens[index + 1] if index + 1 < len(tokens) else None
        if last and last.free and not each.fresh and _goes_on(last.text, each.text, following):
            found[-1] = merged([last, each])
        else:
            found.append(each)
    return found


def _goes_on(text: str, addition: str, following: Token | None) -> bool:
    if _ENDS_IN_DIGIT.search(text) and (_MEASURE.fullmatch(addition) or text[-1] in "≥>=<≤"):
        return True
    if text == "附件" and _ANNEX_NUMBER.fullmatch(addition):
        return True
    if _DATE_BEGUN.search(text) and _DATE_GOES_ON.fullmatch(addition):
        return True
    cut_number = _THREE_DECIMALS.fullmatch(text) and re.fullmatch(r"[0-9]", addition)
    return bool(cut_number and not (following and is_number(following.text)))
