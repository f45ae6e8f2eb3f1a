"""FMT05: a document number whose year does not stand in 〔〕, or whose serial has 第 or a leading zero."""

from __future__ import annotations

import re

from jixiao.checks.dossier import Dossier
from jixiao.checks.outcome import Outcome, found, judged
from jixiao.checks.rule import Level, rule
from jixiao.language import Words
from jixiao.law import cite

_NO_NUMBERS = Words("文中没有发文字号", "the text cites no document number")
_NUMBER = re.compile(
    r"(?P<issuer>[\u4e00-\u9fff]{2,12})\s?(?P<open>[〔［\[（(【﹝])\s?(?P<year>(?:19|20)[0-9]{2})\s?(?P<close>[〕］\]）)】﹞])"
    r"\s?(?P<nth>第?)\s?(?P<serial>[0-9]{1,5})\s?号"
)
_NO_ISSUER = re.compile(r"(?:证|照|编号|合同|协议|公告|令|案|标|包|注册|备案|许可|登记|房权|土地)$")
_LEAD = re.compile(
    r"^.*(?:关于|按照|根据|依据|印发|执行|落实|符合|参照|以及|和|与|及|的|由|见|经|以|按|照|附)(?=[\u4e00-\u9fff]{2})"
)


@rule(
    id="FMT05",
    level=Level.ERROR,
    title=Words("发文字号书写不规范", "Document number in the wrong form"),
    citations=[cite("gbt-9704", "7.2.5")],
    message=Words("发文字号“{now}”应写作“{right}”。", "The document number “{now}” is written “{right}”."),
    many=Words(
        "发文字号“{now}”应写作“{right}”，共{count}处。",
        "The document number “{now}” is written “{right}”; it stands in {count} places.",
    ),
    hint=Words(
        "年份用六角括号〔〕，序号不加“第”、不编虚位（1不编为01）。请改为“{right}”。",
        "The year stands in 〔〕, the serial without 第 and without leading zeros: “{right}”.",
    ),
)
def wrong_document_number(dossier: Dossier) -> Outcome:
    """A document number is written 机关代字〔年份〕序号: 财预〔2015〕88号.

    Numbers of licences, contracts and announcements follow their own forms and are left alone.
    """
    drafts, checked = [], 0
    for text in dossier.texts:
        for number in _NUMBER.finditer(text.words) if "号" in text.words else ():
            issuer = _LEAD.sub("", number["issuer"])
            if _NO_ISSUER.search(issuer):
                continue
            checked += 1
            if (
                number["open"] + number["close"] == "〔〕"
                and not number["nth"]
                and not number["serial"].startswith("0")
            ):
                continue
            start = number.start() + number["issuer"].index(issuer)
            now = text.words[start : number.end()]
            right = f"{issuer}〔{number['year']}〕{int(number['serial'])}号"
            drafts.append(found(text, found=now, expected=right, cause=now, now=now, right=right))
    return judged(checked, drafts, without=_NO_NUMBERS)
