"""DEP09: a sentence doubles or contradicts itself. Leaves words written twice in a row to TXT04."""

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

REVERSED = Words("“{found}”是双重否定，意思正好相反。", "“{found}” is negated twice and says the opposite.")
MANY_REVERSED = Words(
    "有{count}处双重否定，意思正好相反，如{quoted}。", "{count} places negate twice and say the opposite, as {quoted}."
)
ONE_NOT = Words("请删去一个否定词，“{found}”改为“{expected}”。", "Take one negation out: “{expected}”, not “{found}”.")
BOUNDS = Words("“{found}”前后限定重复或者矛盾。", "“{found}” bounds the number twice.")
MANY_BOUNDS = Words(
    "有{count}处数字前后限定重复或者矛盾，如{quoted}。", "{count} numbers are bounded twice, such as {quoted}."
)
ONE_BOUND = Words("只保留一个限定词，“{found}”改为“{expected}”。", "Keep one bound: “{expected}”, not “{found}”.")

_CHINESE = r"[\u4e00-\u9fff0-9]"
_NUMBER = r"[0-9][0-9.,]*\s*(?:[%％]|[\u4e00-\u9fff]{0,3}?)"
_FAULTS = re.compile(
    rf"(?P<doubled>(?:确保|保证|保障){_CHINESE}{{0,8}}?(?P<thing>[\u4e00-\u9fff]{{4,8}})(?:工作|任务)在{_CHINESE}{{0,8}}?(?P=thing){_CHINESE}{{0,12}})"
    rf"|(?P<reversed>(?P<avoid>防止|避免|杜绝)(?P<what>[\u4e00-\u9fff]{{0,12}}?)(?P<no>不再|不)(?P<happen>发生|出现))"
    rf"|(?P<lower>(?:不低于|不少于|至少){_NUMBER}以上)|(?P<upper>(?:不超过|不高于|不多于){_NUMBER}(?:以内|以下))"
    rf"|(?P<about>(?:大约|约){_NUMBER}左右)"
)
_QUICK = re.compile(r"工作在|任务在|不再?发生|不再?出现|以上|以内|以下|左右")
_LAST_BOUND = re.compile("(?:以上|以内|以下|左右)$")


@rule(
    id="DEP09",
    level=Level.WARNING,
    title=Words("句子前后重复或者矛盾", "Sentence that doubles or contradicts itself"),
    citations=[cite("caiyu-2016-143", "形式规范")],
    message=Words(
        "“{found}”语句不通，“{thing}”在同一句中前后重复。",
        "“{found}” is no proper sentence: “{thing}” stands in it twice.",
    ),
    hint=Words(
        "请删去其中一个“{thing}”，理顺主语，如“{expected}”。", "Leave one “{thing}” out, for example “{expected}”."
    ),
)
def sentence_illogical(dossier: Dossier) -> Outcome:
    """A sentence says its thing once, and says what is meant.

    Judges forms that are wrong in any sentence: 确保X工作在…X…, 避免…不发生 (the opposite of what is meant), and
    numbers that are bounded twice (不低于90%以上, 约20人左右; a hint). What else may be wrong needs a reader.
    """
    texts = everything(dossier)
    apart, alike = [], []
    for text, match in texts.finds(_FAULTS, _QUICK):
        words = match[0]
        if match["doubled"]:
            right = words[:2] + words[words.rindex(match["thing"]) :]
            apart.append(found(text, found=words, expected=right, thing=match["thing"]))
        elif match["reversed"]:
            right = f"{match['avoid']}{match['what']}{match['happen']}"
            alike.append(found(text, found=words, expected=right, message=REVERSED, many=MANY_REVERSED, hint=ONE_NOT))
        else:
            right = _LAST_BOUND.sub("", words)
            alike.append(
                found(
                    text,
                    found=words,
                    expected=right,
                    level=Level.HINT,
                    message=BOUNDS,
                    many=MANY_BOUNDS,
                    hint=ONE_BOUND,
                )
            )
    return judged(texts.texts, [*apart, *folded(alike)], without=NO_TEXT)
