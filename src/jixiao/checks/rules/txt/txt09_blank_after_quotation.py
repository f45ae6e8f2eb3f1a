"""TXT09: a blank between a quotation and the words after it. Leaves blanks inside quotation marks to TXT07."""

from __future__ import annotations

import re

from jixiao.checks.dossier import Dossier
from jixiao.checks.outcome import Outcome, found, judged, not_applicable
from jixiao.checks.reasons import NO_TEXT
from jixiao.checks.rule import Level, rule
from jixiao.checks.rules.txt.joined import everything, has_true_blanks
from jixiao.checks.rules.txt.txt07_blanks_inside import BLANKS_OF_PDF
from jixiao.language import Words
from jixiao.law import cite

_BLANK = re.compile(r"(?P<before>(?:“[^“”\x00]{1,30})?”)[ \u3000\t]+(?P<after>[\u4e00-\u9fff]{1,2})")
_OPENED = re.compile(r"“[ \u3000\t]+")
_QUICK = re.compile(r"”[ \u3000\t]")


@rule(
    id="TXT09",
    level=Level.HINT,
    title=Words("引号之后多了空格", "Blank after a quotation"),
    citations=[cite("caiyu-2016-143", "形式规范")],
    message=Words("引号之后多了空格：{words}。", "There is a blank after the quotation: {words}."),
    many=Words("引号之后多了空格，如{words}，共{count}处。", "Blanks after quotations, as in {words}: {count} places."),
    hint=Words("请删去空格，写作{expected}。", "Write {expected}."),
)
def blank_after_quotation(dossier: Dossier) -> Outcome:
    """The sentence goes on right after a closing quotation mark.

    Judges blanks between ” and a Chinese word in one line. What comes from a PDF is not judged: its blanks are the
    layout's.
    """
    if not has_true_blanks(dossier):
        return not_applicable(BLANKS_OF_PDF)
    texts = everything(dossier)
    findings = [
        found(
            text,
            found=match[0],
            expected=_OPENED.sub("“", match["before"]) + match["after"],
            words=match[0],
            cause="blank",
        )
        for text, match in texts.finds(_BLANK, _QUICK)
    ]
    return judged(texts.texts, findings, without=NO_TEXT)
