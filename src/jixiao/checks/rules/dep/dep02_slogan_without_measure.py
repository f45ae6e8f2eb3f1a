"""DEP02: a big word in the overall goals that nothing measures. Leaves goals without any figure to DEP01."""

from __future__ import annotations

from jixiao.checks.dossier import Dossier
from jixiao.checks.folding import folded
from jixiao.checks.outcome import Outcome, found, judged
from jixiao.checks.rule import PLANS, Level, rule
from jixiao.checks.rules.dep.overall import NO_OVERALL, figures, introductions, overall, sentences
from jixiao.checks.words import any_of
from jixiao.language import Words
from jixiao.law import cite


@rule(
    id="DEP02",
    level=Level.HINT,
    title=Words("总体目标有空泛用语", "Big words in the overall goals"),
    citations=[cite("caiyu-2015-88", "13")],
    message=Words("“{found}”没有具体内容支撑：“{clause}”。", "Nothing bears out the word “{found}”: “{clause}”."),
    many=Words(
        "总体目标有{count}处空泛用语，没有具体内容支撑，如{quoted}。",
        "The overall goals hold {count} big words that nothing bears out, such as {quoted}.",
    ),
    hint=Words(
        "把“{clause}”这类话改成年底可以对照检查的内容：做什么、做多少（数量、比例）、何时完成。",
        "Turn “{clause}” and its like into what can be checked: what is done, how much, by when.",
    ),
    kinds=PLANS,
)
def slogan_without_measure(dossier: Dossier) -> Outcome:
    """Goals are told by what can be measured, not by big words.

    Judges the overall goals and the sentences that introduce them: words of the list in `words/dep.toml` in a sentence
    that holds no figure. Ordinary words of plans (加强, 推进, 持续) are not blamed.
    """
    said = [*introductions(dossier), *overall(dossier)]
    findings = [
        found(one.spot, found=match[0], clause=_clause(sentence, match.start()))
        for one in said
        for sentence in sentences(one.words)
        for match in any_of("dep.slogans").finditer(sentence)
        if not figures(sentence)
    ]
    return judged(overall(dossier), folded(findings), without=NO_OVERALL)


def _clause(sentence: str, position: int) -> str:
    """The part between commas that a position of a sentence lies in."""
    start = sentence.rfind("，", 0, position) + 1
    return sentence[start:].partition("，")[0].strip()
