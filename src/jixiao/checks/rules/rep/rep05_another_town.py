"""REP05: a title names another town than the unit's own. Leaves the units of the tables to IDN05."""

from __future__ import annotations

import re

from jixiao.checks.dossier import Dossier
from jixiao.checks.outcome import Outcome, found, judged
from jixiao.checks.rule import Level, rule
from jixiao.checks.rules.txt.joined import Joined, everything
from jixiao.checks.words import words
from jixiao.language import Words
from jixiao.law import cite

NO_TOWN = Words("编制单位不是乡镇、街道，或者没有读到标题", "the unit is no town, or no titles were read")

_TOWN = r"(?:[\u4e00-\u9fff]{1,8}?[省市县区旗])*(?P<town>[\u4e00-\u9fff]{1,6}?(?:镇|街道|乡))"
_OFFICE = r"(?:人民政府|办事处|政府|党委)?(?:本级)?"
_TITLE = re.compile(rf"(?<=\x00)\s*{_TOWN}{_OFFICE}\s*(?:20[0-9]{{2}}年|(?:人民政府|办事处)(?:本级)?\s*(?=\x00))")
_QUICK = re.compile("[镇乡道](?:人民|办事|政府|党委|本级|\\s*20)")
_UNIT = re.compile(rf"{_TOWN}{_OFFICE}")


@rule(
    id="REP05",
    level=Level.ERROR,
    title=Words("标题中是其他乡镇的名称", "Another town’s name in a title"),
    citations=[cite("caiyu-2016-143", "真实")],
    message=Words(
        "标题写的是“{found}”，编制单位却是“{own}”，疑为套用其他单位的文本。",
        "The title names “{found}”, but the unit is “{own}”: copied from another unit’s text?",
    ),
    many=Words(
        "有{count}处标题写的是“{found}”，编制单位却是“{own}”，疑为套用其他单位的文本。",
        "{count} titles name “{found}”, but the unit is “{own}”: copied from another unit’s text?",
    ),
    hint=Words(
        "请把“{found}”改为“{own}”，并检查全文有无同类残留。",
        "Write “{own}” for “{found}”, and look for more of the kind.",
    ),
)
def another_town(dossier: Dossier) -> Outcome:
    """A document's titles name the unit whose document it is.

    Judges units that are towns, townships or subdistricts: cover lines, titles and sentences that begin with a town's
    name and the year (某某镇2025年…). A single other name is blamed, and only where the document names its own town
    twice as often: texts of several towns in one file are right. Bureaus name towns by right, and so do sentences of
    the body.
    """
    no_names = frozenset(words("rep.no_towns"))
    texts = everything(dossier)
    named = [
        (text, match)
        for text, match in texts.finds(_TITLE, _QUICK)
        if text.role != "cell" and match["town"] not in no_names and not match["town"].endswith("乡镇")
    ]
    unit = _UNIT.match(dossier.document.unit.name or "")
    own = unit["town"] if unit else None
    if own is None or not named:
        return judged(0, (), without=NO_TOWN)
    others = [(text, match["town"]) for text, match in named if own not in match[0]]
    towns = {town for _, town in others}
    findings = []
    if len(towns) == 1 and 2 * _mentions(texts, towns.pop()) <= _mentions(texts, own):
        findings = [found(text, found=town, expected=own, cause=town, own=own) for text, town in others]
    return judged(named, findings, without=NO_TOWN)


def _mentions(texts: Joined, town: str) -> int:
    """How many texts name a town."""
    return sum(town in text.words for text in texts.texts)
