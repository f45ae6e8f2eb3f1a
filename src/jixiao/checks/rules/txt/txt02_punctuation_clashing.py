"""TXT02: two punctuation marks clash. Leaves the same mark twice to TXT01, narrow marks alone to TXT03."""

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

INSIDE = Words(
    "括号或引号之内“{found}”多了一个标点。", "There is a mark too many inside brackets or quotes: “{found}”."
)
MANY_INSIDE = Words(
    "有{count}处在括号或引号之内多了标点，如{quoted}。",
    "In {count} places a mark too many stands inside brackets or quotes, such as {quoted}.",
)
TAKE_OUT = Words("请删去多余的标点，“{found}”改为“{expected}”。", "Write “{expected}” instead of “{found}”.")

_CLASH = re.compile(
    r"(?P<clash>。[ \t]*[，、；：,;]|，[ \t]*[。、；：;]|、[ \t]*[。，；：,;]|；[ \t]*[。，、：,]"
    r"|(?<=[\u4e00-\u9fff])(?:\.[。，、；：]|,[。、；：;]|;[。，、：,]))"
    r"|(?P<opened>[（“《][，。；、](?=[\u4e00-\u9fff]))|(?P<closed>(?<=[\u4e00-\u9fff])[，、]+[）》])"
)
_QUICK = re.compile(r"[。，、；.,;（“《][ \t]*[。，、；：,;）》]")


@rule(
    id="TXT02",
    level=Level.WARNING,
    title=Words("标点冲突", "Punctuation marks that clash"),
    citations=[cite("gbt-15834")],
    message=Words("标点“{found}”连用，互相冲突。", "The marks “{found}” clash."),
    many=Words("有{count}处标点连用，互相冲突，如{quoted}。", "Marks clash in {count} places, such as {quoted}."),
    hint=Words(
        "请只保留一个标点：句子结束用“。”，并列分句之间用“；”，句内停顿用“，”。",
        "Keep one: 。 at the end of a sentence, ； between parallel clauses, ， inside a clause.",
    ),
)
def punctuation_clashing(dossier: Dossier) -> Outcome:
    """One pause is marked by one mark.

    Judges two different marks of pause side by side (；, 。； 、，), one right after an opening bracket or quote, and a
    comma right before a closing one. Silent after a colon: “联系人：，” is a blank that was not filled in.
    """
    texts = everything(dossier)
    findings = []
    for text, match in texts.finds(_CLASH, _QUICK):
        sign = match[0]
        if match.lastgroup == "clash":
            findings.append(found(text, found=sign))
        else:
            right = sign[0] if match.lastgroup == "opened" else sign[-1]
            findings.append(found(text, found=sign, expected=right, message=INSIDE, many=MANY_INSIDE, hint=TAKE_OUT))
    return judged(texts.texts, folded(findings), without=NO_TEXT)
