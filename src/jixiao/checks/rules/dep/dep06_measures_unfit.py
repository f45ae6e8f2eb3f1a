"""DEP06: measures name posts and offices that are gone, or answer to none of the goals. Leaves empty ones to DEP07."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from jixiao.checks.dossier import Dossier
from jixiao.checks.folding import folded
from jixiao.checks.outcome import Draft, Outcome, Spot, found, judged
from jixiao.checks.rule import Level, rule
from jixiao.checks.rules.dep.overall import NO_SAFEGUARDS, Topic, overall, topics
from jixiao.language import Words
from jixiao.law import cite

UNANSWERED = Words(
    "总体目标提出“{found}”，保障措施中没有相应的安排。", "No measure answers to “{found}” in the overall goals."
)
MANY_UNANSWERED = Words(
    "总体目标中有{count}条在保障措施中没有相应的安排，涉及{quoted}。",
    "{count} of the overall goals have no measure that answers to them: {quoted}.",
)
ADD_MEASURE = Words(
    "围绕“{found}”等工作补充措施，写明由谁牵头、做什么、何时完成。",
    "Add measures for “{found}” and its like: who leads, what is done, by when.",
)


@rule(
    id="DEP06",
    level=Level.WARNING,
    title=Words("保障措施与目标不符或提法过时", "Measures that do not fit the goals or are out of date"),
    citations=[cite("caiyu-2015-88", "22"), cite("hebei-plan-form", "工作保障措施")],
    message=Words("“{found}”是已经不用的机构或岗位名称。", "“{found}” is the name of an office or post that is gone."),
    many=Words(
        "“{found}”是已经不用的机构或岗位名称，共{count}处。",
        "“{found}” is the name of an office or post that is gone; it stands in {count} places.",
    ),
    hint=Words(
        "请按机构改革后的名称改为“{expected}”，并核对该岗位是否仍在履行这项职责。",
        "Write “{expected}”, and make sure that this post still has this duty.",
    ),
    kinds=frozenset({"performance_plan"}),
)
def measures_unfit(dossier: Dossier) -> Outcome:
    """The measures name offices and posts that exist, and answer to the goals.

    A warning: names that the reforms since 2018 have done away with (dated list of the law's values), in measures and
    overall goals. A hint: overall goals whose kinds of tasks no measure speaks of, where the measures are about the
    unit's business at all; measures under the seven heads of the form are about management, and fit any goal.
    """
    measures = [(dossier.spot(f"safeguards[{i}]"), one.text) for i, one in enumerate(dossier.document.safeguards)]
    goals = [(one.spot, one.words) for one in overall(dossier)]
    gone = [entry.partition("=") for entry in dossier.law.words("dep.gone_offices")]
    findings = [
        found(spot, found=old, expected=new, cause=old)
        for spot, words in (*measures, *goals)
        for old, _, new in gone
        if old in words
    ]
    heads = dossier.law.words("department.safeguard_heads")
    return judged(measures, [*findings, *folded(_unanswered(measures, goals, heads))], without=NO_SAFEGUARDS)


def _unanswered(
    measures: Sequence[tuple[Spot, str]], goals: Sequence[tuple[Spot, str]], heads: tuple[str, ...]
) -> Iterator[Draft]:
    managing = [words for _, words in measures if any(head in words for head in heads)]
    busy = [
        words for _, words in measures if words not in managing and any(topic.answered_in(words) for topic in topics())
    ]
    if len(busy) < 2 or len(busy) < len(managing):
        return
    said = "\n".join(words for _, words in measures)
    alone = [(spot, named) for spot, words in goals if (named := _topics_of(words))]
    for spot, named in alone:
        if not any(topic.answered_in(said) for topic, _ in named):
            yield found(
                spot,
                found=named[0][1],
                level=Level.HINT,
                message=UNANSWERED,
                many=MANY_UNANSWERED,
                hint=ADD_MEASURE,
            )


def _topics_of(words: str) -> list[tuple[Topic, str]]:
    return [(topic, name) for topic in topics() if (name := topic.named_in(words))]
