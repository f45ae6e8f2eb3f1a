"""STR06: the numbering of a list is broken or not uniform. Leaves the choice of signs (1、 or 1.) to TXT10."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from jixiao.checks.dossier import Dossier
from jixiao.checks.folding import folded
from jixiao.checks.outcome import Draft, Outcome, found, judged
from jixiao.checks.rule import Level, rule
from jixiao.checks.rules.str.numbering import LONGEST_TEXT, Break, Marker, Runs, markers
from jixiao.checks.rules.str.sections import LONGEST_HEADING, heading_words, is_heading
from jixiao.checks.rules.txt.joined import everything
from jixiao.checks.texts import Text
from jixiao.language import Words
from jixiao.law import cite

NO_LISTS = Words("文本没有编号的条目", "the text has no numbered items")
UNLIKE = Words(
    "序号“{found}”的写法与前面的“{before}”不一致。", "The number “{found}” is not written as “{before}” before it."
)
UNLIKES = Words(
    "有{count}处序号的写法与前面的不一致，如{quoted}。", "{count} numbers are not written as those before: {quoted}."
)
WRITE_ALIKE = Words(
    "同一层次的序号请统一写法，此处改为“{expected}”。", "Write one list's numbers alike: here “{expected}”."
)
ALONE = Words("写有序号“{found}”，后面却没有“2”。", "There is a number “{found}”, but no 2 after it.")
ALONES = Words("有{count}处只写了序号“{found}”，后面没有“2”。", "{count} numbers “{found}” have no 2 after them.")
LEAVE_OUT = Words(
    "只有一项的不编号，请删去“{found}”；有多项的，逐项编号。",
    "A single item needs no number: delete “{found}”, or number every item.",
)

_LONE = re.compile(r"[:：]\s*(?P<one>1[、.．])(?![0-9])")
_SECOND = re.compile(r"(?<![0-9])2[、.．](?![0-9])")
_NOTE = re.compile(r"\s*(?:附?注|备注|说明|填[报表写])")
_ELIDED = re.compile(r"…|\.{3,}")
_SEVERAL = re.compile(r"[2-9][、.．]|[二三四五六七八九]是")


@rule(
    id="STR06",
    level=Level.WARNING,
    title=Words("条目序号中断或写法不一", "Numbering of a list broken or not uniform"),
    citations=[cite("gbt-9704", "7.3.3")],
    message=Words(
        "序号“{found}”与前面的“{before}”不衔接，此处应为第{due}项。",
        "The number “{found}” does not follow “{before}”: number {due} is due.",
    ),
    many=Words("有{count}处序号不衔接，如{quoted}。", "The numbering breaks at {count} places, such as {quoted}."),
    hint=Words(
        "请检查是否漏写、重写条目，并按顺序重新编号。", "Look for an item left out or written twice, and renumber."
    ),
)
def numbering_broken(dossier: Dossier) -> Outcome:
    """The numbers of a list follow one another without gap and are written alike.

    Judges paragraphs (一、 （一） 1. 一是 …) in reading order and the items inside a paragraph or cell. A list may
    begin anew at 1; one that begins at another number is an excerpt. A paragraph that numbers a single item
    after a colon (“具体为：1、…” with no 2) is told too. Contents lists and texts with omission marks are not judged.
    """
    body = [text for text in dossier.texts if text.role != "cell" and _is_judged(text)]
    numbered = 0
    findings: list[Draft] = []
    runs = Runs()
    for position, text in enumerate(body):
        for marker in markers(text.words):
            numbered += 1
            opens = marker.family == "chinese" and is_heading(text)
            if broken := runs.broken_by(marker._replace(family="section") if opens else marker):
                findings.append(_finding(text, broken))
        findings += _alone(text, body[position + 1 : position + 2])
    for text in everything(dossier).holding(_SEVERAL):
        if text.role == "cell" and _is_judged(text):
            inner = list(markers(text.words))
            numbered += len(inner)
            findings += _in_cell(text, inner)
    return judged(numbered, folded(findings), without=NO_LISTS)


def _is_judged(text: Text) -> bool:
    if text.role == "contents" or len(text.words) > LONGEST_TEXT or _ELIDED.search(text.words):
        return False
    return text.role == "cell" or len(text.words) > LONGEST_HEADING or heading_words(text) is not None


def _in_cell(text: Text, inner: Sequence[Marker]) -> Iterator[Draft]:
    runs = Runs()
    for marker in inner:
        if broken := runs.broken_by(marker):
            yield _finding(text, broken)


def _finding(text: Text, broken: Break) -> Draft:
    marker, due, last = broken
    if marker.number == due:
        expected = f"{marker.written.removesuffix(marker.form)}{last.form}"
        return found(
            text,
            found=marker.written,
            expected=expected,
            message=UNLIKE,
            many=UNLIKES,
            hint=WRITE_ALIKE,
            before=last.written,
        )
    return found(text, found=marker.written, expected=str(due), before=last.written, due=due)


def _alone(text: Text, following: Sequence[Text]) -> Iterator[Draft]:
    """A single item with a number inside a paragraph."""
    match = None if _NOTE.match(text.words) else _LONE.search(text.words)
    if match and not _SECOND.search(text.words, match.end()) and not any(_SECOND.match(t.words) for t in following):
        yield found(text, found=match["one"], message=ALONE, many=ALONES, hint=LEAVE_OUT)
