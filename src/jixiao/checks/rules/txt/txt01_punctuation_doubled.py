"""TXT01: a punctuation mark stands twice. Leaves two different marks side by side to TXT02."""

from __future__ import annotations

import re

from jixiao.checks.dossier import Dossier
from jixiao.checks.folding import folded
from jixiao.checks.outcome import Outcome, found, judged
from jixiao.checks.reasons import NO_TEXT
from jixiao.checks.rule import Level, rule
from jixiao.checks.rules.txt.joined import everything
from jixiao.language import Words
from jixiao.law import cite

_SAME = {",": "，", ";": "；", ":": "：", "．": "。"}
_DOUBLED = re.compile(
    r"(?:。[。．]|，[，,]|、、|；[；;]|：[：:]|,，|;；|:：|(?<=[\u4e00-\u9fff]),,|(?<=[\u4e00-\u9fff]);;)[。，、；]*"
)
_QUICK = re.compile(r"[。，、；：,;:][。．，、；：,;:]")


@rule(
    id="TXT01",
    level=Level.WARNING,
    title=Words("标点重复", "Punctuation mark doubled"),
    citations=[cite("gbt-15834")],
    message=Words(
        "标点“{found}”重复，只应有一个“{expected}”。", "The mark “{found}” is doubled; one “{expected}” will do."
    ),
    many=Words("有{count}处标点重复，如{quoted}。", "Marks are doubled in {count} places, such as {quoted}."),
    hint=Words("请只保留一个标点，“{found}”改为“{expected}”。", "Keep one mark: “{expected}” instead of “{found}”."),
)
def punctuation_doubled(dossier: Dossier) -> Outcome:
    """A full stop, comma, semicolon, colon or 、 stands once.

    Judges paragraphs and cells, wide and narrow signs alike (，, is one comma too many). Marks of omission, dashes and
    rows of narrow dots (leaders of a contents list) are none of its business; 。。。 may have been meant as ……, but is
    wrong either way.
    """
    texts = everything(dossier)
    findings = []
    for text, match in texts.finds(_DOUBLED, _QUICK):
        sign = match[0]
        one = _SAME.get(sign[0], sign[0])
        findings.append(found(text, found=sign, expected="……" if sign.startswith("。。。") else one))
    return judged(texts.texts, folded(findings), without=NO_TEXT)
