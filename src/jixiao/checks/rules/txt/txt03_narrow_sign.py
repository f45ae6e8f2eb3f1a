"""TXT03: narrow signs of the keyboard in Chinese text. Leaves clashing marks to TXT02, styles of > and ≥ to VAL09."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao.checks.dossier import Dossier
from jixiao.checks.folding import folded
from jixiao.checks.outcome import Outcome, found, judged
from jixiao.checks.reasons import NO_TEXT
from jixiao.checks.rule import Level, rule
from jixiao.checks.rules.txt.joined import Joined, everything
from jixiao.checks.texts import Text
from jixiao.language import Words
from jixiao.law import cite

_WIDE = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "--": "——", ">=": "≥", "<=": "≤"}
_WIDE |= {"＞=": "≥", ">＝": "≥", "＞＝": "≥", "＜=": "≤", "<＝": "≤", "＜＝": "≤"}
_PAIR, _AND = Words("“{now}”改为“{right}”", "“{right}” for “{now}”"), Words("，", ", ")
_CHINESE = r"\u4e00-\u9fff"
_NARROW = re.compile(
    rf"[>＞<＜,;:?!-](?:(?<=[>＞<＜])[=＝]|(?<=[{_CHINESE}]-)-{{1,2}}(?=[{_CHINESE}])"
    rf"|(?<=[{_CHINESE}%％”》）][,;])(?=[{_CHINESE}“《])|(?<=[{_CHINESE}][,;:?!])(?=[{_CHINESE}“《0-9\x00])(?P<unsure>))"
)
_FULL = re.compile(r"[，。；：、]")
_ADDRESS = re.compile(r"https?:|www\.|@")


@rule(
    id="TXT03",
    level=Level.HINT,
    title=Words("中文里用了半角符号", "Narrow signs in Chinese text"),
    citations=[cite("gbt-15834")],
    message=Words(
        "中文里用了半角符号“{found}”，应为“{expected}”。", "“{found}” in Chinese text should be “{expected}”."
    ),
    many=Words(
        "中文里用了半角符号{quoted}，涉及{paragraphs}段文字。",
        "Narrow signs such as {quoted} stand in {paragraphs} paragraphs of Chinese text.",
    ),
    hint=Words("请用查找替换统一改正：{mend}。", "Find and replace throughout: {mend}."),
)
def narrow_sign(dossier: Dossier) -> Outcome:
    """Chinese text has wide marks: ， ； ： —— and the signs ≥ and ≤.

    Told once, with every paragraph or cell that has such a sign. A narrow colon or question mark counts only in a text
    that has wide marks too, since forms print labels as they like (单位:元). Numbers (20,000), times, addresses of
    pages and brackets are not judged.
    """
    texts = everything(dossier)
    signs = list(_signs(texts))
    mend = _AND.say().join(dict.fromkeys(_PAIR.say(now=sign, right=wide) for _, sign, wide in signs))
    paragraphs = len({id(text) for text, _, _ in signs})
    findings = [found(text, found=sign, expected=wide, mend=mend, paragraphs=paragraphs) for text, sign, wide in signs]
    return judged(texts.texts, folded(findings), without=NO_TEXT)


def _signs(texts: Joined) -> Iterator[tuple[Text, str, str]]:
    """Each narrow sign once a text, with what it should be."""
    told: set[tuple[int, str]] = set()
    for text, match in texts.finds(_NARROW):
        sign = match[0]
        wide = _WIDE.get(sign, "——")
        key = (id(text), wide)
        if key in told or (match["unsure"] is not None and not _is_chinese(text)):
            continue
        told.add(key)
        yield text, sign, wide


def _is_chinese(text: Text) -> bool:
    return bool(_FULL.search(text.words)) and not _ADDRESS.search(text.words)
