"""TXT11: numbers are written in several ways. Leaves what a value means to VAL, money to AMT05."""

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

RANGE = Words(
    "百分比范围“{found}”的前一个数没有百分号。", "The first number of the range “{found}” has no percent sign."
)
MANY_RANGE = Words(
    "有{count}处百分比范围的前一个数没有百分号，如{quoted}。",
    "{count} ranges lack the first percent sign, as {quoted}.",
)
WIDE = Words("数字“{found}”是全角的，与全文不一致。", "The digits “{found}” are wide, unlike the rest of the text.")
MANY_WIDE = Words(
    "有{count}处数字是全角的，与全文不一致，如{quoted}。", "{count} numbers have wide digits, such as {quoted}."
)
MANY_MIXED = Words(
    "有{count}处把汉字数字和阿拉伯数字混在一个数里，如{quoted}。",
    "{count} numbers mix two kinds of digits, as {quoted}.",
)
MIXED = Words(
    "“{found}”把汉字数字和阿拉伯数字混在一个数里。", "“{found}” mixes Chinese and Arabic digits in one number."
)

_STYLES = re.compile(
    r"(?<![0-9A-Za-z.%％—-])(?P<range>(?P<low>[0-9]{1,3}(?:\.[0-9]{1,2})?)(?P<to>[-—~～至]{1,2})(?P<high>[0-9]{1,3}(?:\.[0-9]{1,2})?[%％]))"
    r"|(?P<wide>[０-９]{2,}(?:[．，][０-９]+)?)"
    r"|(?P<mixed>二[0０][0-9０-９一二三四五六七八九〇零]{2}(?=年)|(?<![0-9.])[0-9]{1,4}千[0-9]{1,3}百|百分之[0-9]{1,3}(?:\.[0-9]{1,2})?)"
    r"|(?P<words>百分之[一二三四五六七八九十]{1,3}(?:点[一二三四五六七八九])?)"
)
_QUICK = re.compile(
    r"[０-９0-9%％二千百](?:(?<=[０-９])[０-９]|(?<=[0-9%％])[-—~～至]{1,2}[0-9]|(?<=二)[0０]|(?<=千)[0-9]|(?<=百)分之[0-9一二三四五六七八九十])"
)
_NARROW = {ord(wide): ord(narrow) for wide, narrow in zip("０１２３４５６７８９．，", "0123456789.,", strict=True)}
_NOTE = re.compile(r"\s*(?:附?注|备注|说明|填[报表写])")
_PERCENT = re.compile(r"[0-9][%％]")
_HUNDREDTHS = re.compile(r"百分之([0-9.]+)")


@rule(
    id="TXT11",
    level=Level.HINT,
    title=Words("数字写法不一致", "Numbers written in several ways"),
    citations=[cite("gbt-15835")],
    message=Words(
        "“{found}”用汉字书写，全文其他百分比用阿拉伯数字。", "“{found}” is written in words, other percents in digits."
    ),
    many=Words(
        "有{count}处百分比用汉字书写，与全文不一致，如{quoted}。", "{count} percents are written in words, as {quoted}."
    ),
    hint=Words(
        "同一文本的数字写法应当一致：用半角阿拉伯数字，百分比用“%”，范围两端都写“%”（如“5%—10%”）。",
        "Write numbers alike: narrow digits, % for percents, and % on both ends of a range (5%—10%).",
    ),
)
def number_style(dossier: Dossier) -> Outcome:
    """Numbers of one text are written in one way: narrow Arabic digits, % for percents, % on both ends of a range.

    Judges ranges such as 5-10%, wide digits, Chinese and Arabic digits in one number (百分之90), and percents in words
    where the text has others in digits. 百分之百 is a phrase. Notes that a form prints are left alone.
    """
    texts = everything(dossier)
    in_digits = _PERCENT.search(texts.words) is not None
    findings = []
    for text, match in texts.finds(_STYLES, _QUICK):
        kind = next(name for name in ("range", "wide", "mixed", "words") if match[name])
        if _NOTE.match(text.words) or (kind == "words" and not in_digits):
            continue
        if kind == "range":
            right = f"{match['low']}%{match['to']}{match['high']}"
            findings.append(found(text, found=match[0], expected=right, message=RANGE, many=MANY_RANGE))
        elif kind == "wide":
            right = match[0].translate(_NARROW)
            findings.append(found(text, found=match[0], expected=right, message=WIDE, many=MANY_WIDE))
        elif kind == "mixed":
            percent = _HUNDREDTHS.fullmatch(match[0])
            one_way = f"{percent[1]}%" if percent else None
            findings.append(found(text, found=match[0], expected=one_way, message=MIXED, many=MANY_MIXED))
        else:
            findings.append(found(text, found=match[0]))
    return judged(texts.texts, folded(findings), without=NO_TEXT)
