"""STR08: the document is cut off, or holds what a conversion left. A report on the file, no blame on its author."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao.checks.dossier import Dossier
from jixiao.checks.items import Part
from jixiao.checks.outcome import Draft, Outcome, Spot, found, judged
from jixiao.checks.reasons import NO_TEXT
from jixiao.checks.rule import Level, rule
from jixiao.checks.rules.txt.joined import whole
from jixiao.language import Words
from jixiao.law import cite

LEFTOVER = Words("文件转换时留下了标记“{found}”。", "A conversion left the mark “{found}”.")
LEFTOVERS = Words("文件转换时留下了{count}处标记，如“{found}”。", "A conversion left {count} marks such as “{found}”.")
TAKE_OUT = Words("请删去这些标记，或者改用原始的Word文件。", "Delete these marks, or use the original Word file.")
LOST = Words("此处文字丢失，变成“{found}”。", "Words were lost here: “{found}”.")
LOST_OFTEN = Words(
    "有{count}处文字丢失，变成“{found}”一类的符号。", "Words were lost at {count} places: “{found}” and the like."
)
PUT_BACK = Words("请对照原始文件补回丢失的文字。", "Put the words back from the original file.")

_ARTEFACTS = re.compile(
    r"(?P<field>(?:错误|Error)[!！]\s*(?:未定义书签|未找到引用源|Bookmark not|Reference source not)[^。.]{0,12}[。.]?)"
    r"|(?P<code>PAGEREF\s+_Toc[0-9]+|HYPERLINK\s+\\?[\"“]|MERGEFORMAT)|(?P<entity>&(?:nbsp|amp|lt|gt|quot|#[0-9]{2,5});)"
    r"|(?P<lost>\ufffd+|\?{4,})"
)
_BOOKMARK = re.compile(r"\[bookmark:[^\]]*\]")
_SIGNS = ("书签", "引用源", "Error!", "Error！", "PAGEREF", "HYPERLINK", "MERGEFORMAT", "&", "\ufffd", "????")


@rule(
    id="STR08",
    level=Level.HINT,
    title=Words("文件不完整或留有转换痕迹", "Document cut off, or marks of a conversion left in it"),
    citations=[cite("caiyu-2016-143", "形式规范")],
    message=Words(
        "文件到“{found}”处中断，其后的内容没有检查，不作为编制问题。",
        "The document breaks off at “{found}”; what followed was not checked and is not blamed.",
    ),
    hint=Words("请换用完整的文件再检查一次。", "Check the complete file again."),
)
def extraction_artefact(dossier: Dossier) -> Outcome:
    """A document is complete, and holds its own words only.

    Tells where the file breaks off and which marks a conversion left in it (bookmarks, field codes, lost characters).
    What is missing behind a break is not blamed by any rule. Bookmarks of a text file are known from the file's traits,
    since reading takes them out of the words.
    """
    cuts = [
        found(Part("", unread.at, dossier.places), found=unread.at.quote or None)
        for unread in dossier.document.unread
        if unread.reason == "truncated"
    ]
    marks = [_left(text, match[0], match.lastgroup) for text, match in _artefacts(dossier)]
    return judged(len(dossier.texts) + len(cuts) + len(marks), cuts + marks, without=NO_TEXT)


def _artefacts(dossier: Dossier) -> Iterator[tuple[Spot, re.Match[str]]]:
    traits = dossier.traits
    for at in (traits and traits.conversion_marks and traits.conversion_marks.at) or ():
        for match in _BOOKMARK.finditer(at.quote):
            yield Part("", at, dossier.places), match
    # Most documents hold no artefact, which one search tells sooner than many.
    everything = whole(dossier).words
    for text in dossier.texts if any(map(everything.__contains__, _SIGNS)) else ():
        for match in _ARTEFACTS.finditer(text.words):
            yield text, match


def _left(spot: Spot, words: str, kind: str | None) -> Draft:
    if kind == "lost":
        return found(spot, found=words, message=LOST, many=LOST_OFTEN, hint=PUT_BACK, cause=kind)
    return found(spot, found=words, message=LEFTOVER, many=LEFTOVERS, hint=TAKE_OUT, cause=kind or "bookmark")
