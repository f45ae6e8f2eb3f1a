"""STR10: the line below a heading repeats it. Leaves doubled words inside a sentence to TXT04."""

from __future__ import annotations

import re

from jixiao.checks.alike import plain
from jixiao.checks.dossier import Dossier
from jixiao.checks.folding import folded
from jixiao.checks.outcome import Outcome, found, judged
from jixiao.checks.rule import Level, rule
from jixiao.checks.rules.str.sections import heading_words
from jixiao.language import Words
from jixiao.law import cite

NO_HEADINGS = Words("文本没有标题", "the text has no headings")

_NUMBER = re.compile(
    r"(?:第[一二三四五六七八九十]{1,3}部分|[（(]?(?:[一二三四五六七八九十]{1,3}|[0-9]{1,2})[）)]?[、.．]?)\s*(?=\D)"
)


@rule(
    id="STR10",
    level=Level.HINT,
    title=Words("标题在正文中重复", "Heading repeated as a line of the body"),
    citations=[cite("gbt-9704", "7.3.3")],
    message=Words("标题“{heading}”之后又写了一行“{found}”。", "Below the heading “{heading}” stands “{found}” again."),
    many=Words(
        "有{count}处标题之后又写了一行相同的文字，如{quoted}。", "{count} headings stand again below: {quoted}."
    ),
    hint=Words("请删去重复的一行“{found}”。", "Delete the repeated line “{found}”."),
)
def heading_repeated(dossier: Dossier) -> Outcome:
    """A heading stands once; the line below it does not say the same words.

    Judges numbered headings and those that the file itself marks, against the very next paragraph.
    """
    lines = [(text, heading_words(text)) for text in dossier.texts if text.role not in ("cell", "contents")]
    headings = 0
    findings = []
    for (text, words), (below, other) in zip(lines, lines[1:], strict=False):
        number = _NUMBER.match(words) if words else None
        if words is None or (number is None and text.role != "heading"):
            continue
        headings += 1
        title = plain(words[number.end() :] if number else words)
        if other is not None and len(title) > 1 and plain(other) == title:
            findings.append(found(below, found=below.words.strip(), related=[text], heading=words))
    return judged(headings, folded(findings), without=NO_HEADINGS)
