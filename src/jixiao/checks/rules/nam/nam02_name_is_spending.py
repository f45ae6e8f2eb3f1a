"""NAM02: a name says what the money is for. Leaves other phrases to NAM01, money as a number to NAM03."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jixiao.checks.dossier import Dossier
from jixiao.checks.folding import folded
from jixiao.checks.items import IndicatorItem
from jixiao.checks.labels import project_label
from jixiao.checks.outcome import Draft, Outcome, found, judged
from jixiao.checks.reasons import NO_INDICATORS
from jixiao.checks.rule import PLANS, Level, rule
from jixiao.checks.rules.nam.phrases import does, spends
from jixiao.checks.rules.nam.words_of_slots import counted, example_of
from jixiao.language import Words
from jixiao.law import cite

WORK = Words(
    "{project}的{category}“{found}”写的是要做的工作，不是要衡量的结果。",
    "“{found}” ({category} of {project}) says what work is done, not what is measured.",
)
WORKS = Words(
    "三级指标名称有{count}条写的是要做的工作，如{quoted}，不是要衡量的结果。",
    "{count} names, such as {quoted}, say what work is done, not what is measured.",
)
REWRITE = Words(
    "改为用这笔钱办成的事，例如{examples}。",
    "Name what is achieved instead, for example {examples}.",
)


@rule(
    id="NAM02",
    level=Level.WARNING,
    title=Words("指标名称写的是资金用途", "Name says what the money is for"),
    citations=[cite("caiyu-2021-101", "三1")],
    message=Words(
        "{project}的{category}“{name}”写的是资金用途，不是要衡量的结果。",
        "“{name}” ({category} of {project}) says what the money is for, not what is measured.",
    ),
    many=Words(
        "三级指标名称有{count}条写的是资金用途，如{quoted}，不是要衡量的结果。",
        "{count} names, such as {quoted}, say what the money is for, not what is measured.",
    ),
    hint=Words(
        "写这笔钱办成的事：“{name}”按项目实际改写，写法如{examples}。",
        "Name what the money achieves: rewrite “{name}” by what the project does, in the manner of {examples}.",
    ),
    kinds=PLANS,
)
def name_is_spending(dossier: Dossier) -> Outcome:
    """A name speaks of a result, not of spending or of work as such.

    Judges names in part one and in tables that begin with 用于, that say 保障/加强 … 经费, that are a payment
    (发放补助资金), and those that say what work is done (加强队伍建设); but for 用于, a counted value makes a measure
    of them. Effects as a slogan (促进经济发展) are NAM01's business.
    """
    named = [row for row in dossier.indicators if row.name]
    return judged(named, folded((draft for row in named for draft in _findings(row)), "name"), without=NO_INDICATORS)


def _findings(row: IndicatorItem) -> Iterator[Draft]:
    words = spends(row.name)
    if not words and not does(row.name):
        return
    holes: dict[str, Any] = {
        "project": project_label(row.owner),
        "category": row.category or "指标",
        "name": row.name,
        "examples": example_of(row.category),
    }
    if words == "用于":
        yield found(row.field("name"), found=words, **holes)
    elif words and not counted(row.target):
        yield found(row.field("name"), found=row.name, **holes)
    elif not words and not counted(row.target):
        yield found(row.field("name"), found=row.name, message=WORK, many=WORKS, hint=REWRITE, **holes)
