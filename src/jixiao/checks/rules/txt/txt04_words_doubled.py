"""TXT04: words stand twice in a row. Leaves a heading that the next line repeats to STR10."""

from __future__ import annotations

import re

from jixiao.checks.dossier import Dossier
from jixiao.checks.folding import folded
from jixiao.checks.outcome import Outcome, found, judged
from jixiao.checks.reasons import NO_TEXT
from jixiao.checks.rule import Level, rule
from jixiao.checks.rules.txt.joined import everything
from jixiao.checks.words import any_of, words
from jixiao.language import Words
from jixiao.law import cite

_DOUBLED = re.compile(
    r"(?P<twice>(?P<once>(?![一二三四五六七八九十两几逐每挨])(?P<first>[\u4e00-\u9fff])(?!(?P=first))[\u4e00-\u9fff]{1,4})(?P=once))"
    r"(?=[，。；：、！？）》”,;)\x00]|[的和与及等])"
    rf"|(?P<verb>(?P<said>{any_of('txt.never_doubled').pattern})(?P=said))(?![率度性量者员力])"
    r"|(?P<inside>(?<=[\u4e00-\u9fff]{2})(?P<again>(?![一二三四五六七八九十两几逐每挨])(?P<head>[\u4e00-\u9fff])(?!(?P=head))[\u4e00-\u9fff]{1,3})"
    r"(?P=again))(?=[\u4e00-\u9fff]{2})"
    r"|(?P<years>(?P<year>20[0-9]{2}年度?)(?P=year))|(?<![目标有的])(?P<particle>的的)(?![确的])"
)
_NEIGHBOURS = 2
"""Signs on each side that make a place the same."""
_QUICK = re.compile(r"(?P<once>[\u4e00-\u9fff]{2,5}|20[0-9]{2}年度?)(?P=once)|的的")


@rule(
    id="TXT04",
    level=Level.WARNING,
    title=Words("词语重复", "Words doubled"),
    citations=[cite("caiyu-2016-143", "形式规范")],
    message=Words("“{found}”重复，多写了“{expected}”。", "“{found}”: “{expected}” stands twice."),
    many=Words("有{count}处词语重复，如{quoted}。", "Words stand doubled in {count} places, such as {quoted}."),
    hint=Words("请删去多写的词，“{found}”改为“{expected}”。", "Write “{expected}” instead of “{found}”."),
)
def words_doubled(dossier: Dossier) -> Outcome:
    """No word stands twice in a row.

    Judges words of two signs and more before a mark or the end (优惠政策政策，), a year written twice, and 的的. Before
    other words the second may belong to them (项目管理管理费): there it is told only where the document has the same
    words with a single one elsewhere (聘请律师律师坐班 beside 聘请律师坐班), or where a plan's verb
    or link that begins no other word stands doubled (加强加强监管). Silent on words that are doubled by right
    (研究研究, 一个一个).
    """
    texts = everything(dossier)
    rightly = frozenset(words("txt.doubled_by_right"))
    matches = [(text, match, _doubled(match)) for text, match in texts.finds(_DOUBLED, _QUICK)]
    inside = {match.start(): _once(texts.words, match) for _, match, _ in matches if match["inside"]}
    elsewhere = _standing(texts.words, set(inside.values()))
    findings = [
        found(text, found=doubled, expected=doubled[: len(doubled) // 2])
        for text, match, doubled in matches
        if doubled[: len(doubled) // 2] not in rightly and (not match["inside"] or inside[match.start()] in elsewhere)
    ]
    return judged(texts.texts, folded(findings), without=NO_TEXT)


def _doubled(match: re.Match[str]) -> str:
    return match["twice"] or match["verb"] or match["inside"] or match["years"] or match["particle"]


def _once(words: str, match: re.Match[str]) -> str:
    """What would stand there with a single word, neighbours included."""
    before = words[match.start() - _NEIGHBOURS : match.start()]
    return f"{before}{match['again']}{words[match.end() : match.end() + _NEIGHBOURS]}"


def _standing(words: str, wanted: set[str]) -> set[str]:
    """Which of these stand in the text, in one pass for each of their lengths."""
    seen: set[str] = set()
    for length in {len(one) for one in wanted}:
        seen.update(window for at in range(len(words)) if (window := words[at : at + length]) in wanted)
    return seen
