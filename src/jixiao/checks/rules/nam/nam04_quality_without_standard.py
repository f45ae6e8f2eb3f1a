"""NAM04: a quality indicator names no standard. Leaves money under 数量 to NAM03, routine demands to NAM12."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jixiao.checks.dossier import Dossier
from jixiao.checks.folding import folded
from jixiao.checks.items import IndicatorItem
from jixiao.checks.labels import project_label
from jixiao.checks.outcome import Draft, Outcome, found, judged
from jixiao.checks.rule import PLANS, Level, rule
from jixiao.checks.rules.nam.phrases import spends
from jixiao.checks.rules.nam.reasons import NO_QUALITY
from jixiao.checks.rules.nam.words_of_slots import QUALITY, counted, end_of, example_of, is_wholly, speaks
from jixiao.checks.words import any_of
from jixiao.language import Words
from jixiao.law import cite

A_COUNT = Words(
    "{project}的质量指标“{found}”数的是数量，没有说明达到什么标准。",
    "The quality indicator “{found}” of {project} counts things and names no standard.",
)
COUNTS = Words(
    "{count}条质量指标数的是数量，如{quoted}，没有说明达到什么标准。",
    "{count} quality indicators, such as {quoted}, count things and name no standard.",
)
MOVE = Words(
    "移到数量指标下；质量指标改写达到的标准，例如{examples}。",
    "Move it under quantity; as quality name the standard reached, for example {examples}.",
)

MOVE_TO_TIME = Words(
    "移到时效指标下；质量指标改写达到的标准，例如{examples}。",
    "Move it under time; as quality name the standard reached, for example {examples}.",
)
A_RHYTHM = Words(
    "{project}的质量指标“{found}”说的是何时办理，没有说明产品或服务达到什么标准。",
    "The quality indicator “{found}” of {project} says when, not which standard is reached.",
)
RHYTHMS = Words(
    "{count}条质量指标说的是何时办理，如{quoted}，没有说明产品或服务达到什么标准。",
    "{count} quality indicators, such as {quoted}, say when, not which standard is reached.",
)


@rule(
    id="NAM04",
    level=Level.WARNING,
    title=Words("质量指标没有衡量质量", "Quality indicator names no standard"),
    citations=[cite("caiyu-2021-101", "二2")],
    message=Words(
        "{project}的质量指标“{found}”说的是资金用途，没有说明产品或服务达到什么标准。",
        "The quality indicator “{found}” of {project} says what the money is for, not which standard is reached.",
    ),
    many=Words(
        "{count}条质量指标说的是资金用途，如{quoted}，没有说明产品或服务达到什么标准。",
        "{count} quality indicators, such as {quoted}, say what the money is for, not which standard is reached.",
    ),
    hint=Words(
        "写产品或服务达到的标准：“{found}”按项目实际改写，写法如{examples}。",
        "Name the standard that goods or services reach: rewrite “{found}” in the manner of {examples}.",
    ),
    kinds=PLANS,
)
def quality_without_standard(dossier: Dossier) -> Outcome:
    """A quality indicator tells the standard that goods and services reach.

    Judges names under 质量指标 that say what money is for, that count things or tell a rhythm of payment, and hold no
    word of a standard (率, 合格, 达标, 水平 …) in name or description; the quality of spending is no such standard.
    Silent on all other names: whether they tell a quality needs a reader.
    """
    rows = [row for row in dossier.indicators if row.category == QUALITY and row.name]
    return judged(rows, folded(draft for row in rows for draft in _findings(row)), without=NO_QUALITY)


def _findings(row: IndicatorItem) -> Iterator[Draft]:
    told = any_of("nam.money_quality").sub("", row.indicator.description or "")
    if speaks(told, "quality_hints"):
        return
    holes: dict[str, Any] = {"found": row.name, "project": project_label(row.owner), "examples": example_of(QUALITY)}
    if spends(row.name) == "用于":
        yield found(row.field("name"), **holes)
    elif end_of(row.name, "count_ends") and counted(row.target) and not speaks(row.name, "quality_hints"):
        yield found(row.field("name"), message=A_COUNT, many=COUNTS, hint=MOVE, **holes)
    elif is_wholly(row.name, "quality_rhythms"):
        yield found(row.field("name"), message=A_RHYTHM, many=RHYTHMS, hint=MOVE_TO_TIME, **holes)
