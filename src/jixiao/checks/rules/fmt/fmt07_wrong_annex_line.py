"""FMT07: an annex line that ends in punctuation, or whose numbers are not those of the annexes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from jixiao.checks.dossier import Dossier
from jixiao.checks.outcome import Draft, Outcome, found, judged
from jixiao.checks.rule import Level, rule
from jixiao.checks.texts import Text
from jixiao.language import Words
from jixiao.law import cite

_NO_ANNEXES = Words("文中没有附件说明", "the text has no list of annexes")
_FIRST = re.compile(r"^\s*附\s?件\s?[:：]\s?(?:(?P<number>[0-9]{1,2})\s?[.．、]\s?)?(?P<name>\S.{0,78}?)\s*$")
_NEXT = re.compile(r"^\s*(?P<number>[0-9]{1,2})\s?[.．、]\s?(?P<name>\S.{0,78}?)\s*$")
_ANNEX = re.compile(r"^\s*附\s?件\s?(?P<number>[0-9]{1,2})\s*[:：]?\s*$")
_END = re.compile(r"[。；;，,、.．]+$")
_NUMBERS = Words(
    "附件说明列了{listed}，文后的附件是{there}。", "The list names {listed}; the annexes that follow are {there}."
)
_MATCH = Words(
    "请核对附件的序号和份数，使附件说明与附件一致。", "Make the list and the annexes agree in number and order."
)
_GAP = Words("附件序号应为{right}，写成了{now}。", "The annex is number {right}, not {now}.")
_RENUMBER = Words("附件顺序号用阿拉伯数字依次编排。", "Number the annexes 1, 2, 3 …")


@rule(
    id="FMT07",
    level=Level.ERROR,
    title=Words("附件说明书写不规范", "Annex line in the wrong form"),
    citations=[cite("gbt-9704", "7.3.4")],
    message=Words(
        "附件名称“{name}”后面不加标点，现在有“{sign}”。",
        "No punctuation follows the name of an annex: “{name}” ends in “{sign}”.",
    ),
    hint=Words("请删去附件名称后的“{sign}”。", "Delete the “{sign}”."),
)
def wrong_annex_line(dossier: Dossier) -> Outcome:
    """The list of annexes ends without punctuation, counts 1, 2, 3, and names the annexes that follow.

    Judges paragraphs that begin with 附件： and the numbered ones right below. Annexes in files of their own are not
    missed: only where some follow in the text must all of them.
    """
    texts = [text for text in dossier.texts if text.role != "contents"]
    drafts: list[Draft] = []
    checked = 0
    for at, text in enumerate(texts):
        found_ = _FIRST.match(text.words) if text.role != "cell" else None
        if found_ is None:
            continue
        checked += 1
        listed = [(text, found_), *_below(texts[at + 1 :], found_["number"])]
        drafts += _punctuation(listed)
        drafts += _numbers(listed, texts[at + len(listed) :])
    return judged(checked, drafts, without=_NO_ANNEXES)


def _below(texts: Sequence[Text], first: str | None) -> Iterator[tuple[Text, re.Match[str]]]:
    for text in texts if first else ():
        following = _NEXT.match(text.words)
        if following is None:
            return
        yield text, following


def _punctuation(listed: Sequence[tuple[Text, re.Match[str]]]) -> Iterator[Draft]:
    for text, annex in listed:
        sign = _END.search(annex["name"])
        if sign is not None:
            name = annex["name"][: sign.start()]
            yield found(text, found=sign[0], expected="", name=name, sign=sign[0])


def _numbers(listed: Sequence[tuple[Text, re.Match[str]]], after: Sequence[Text]) -> Iterator[Draft]:
    numbers = [int(annex["number"] or 1) for _, annex in listed]
    for right, (number, (text, _)) in enumerate(zip(numbers, listed, strict=True), 1):
        if number != right:
            yield found(
                text, found=str(number), expected=str(right), message=_GAP, hint=_RENUMBER, now=number, right=right
            )
            return
    there = {int(annex["number"]) for text in after if (annex := _ANNEX.match(text.words))}
    if there and there != set(numbers):
        names = ("、".join(map(str, sorted(set(numbers)))), "、".join(map(str, sorted(there))))
        draft = found(listed[0][0], message=_NUMBERS, hint=_MATCH, listed=f"附件{names[0]}", there=f"附件{names[1]}")
        yield draft
