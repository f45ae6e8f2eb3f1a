"""NAM09: an economic benefit that is none. Leaves slogans as such to NAM01."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jixiao.checks.alike import plain
from jixiao.checks.dossier import Dossier
from jixiao.checks.folding import folded
from jixiao.checks.items import IndicatorItem
from jixiao.checks.labels import project_label
from jixiao.checks.outcome import Draft, Outcome, found, judged
from jixiao.checks.rule import PLANS, Level, rule
from jixiao.checks.rules.nam.reasons import NO_ECONOMIC
from jixiao.checks.rules.nam.words_of_slots import ECONOMIC, example_of, in_money, speaks
from jixiao.checks.words import words
from jixiao.language import Words
from jixiao.law import cite

STATUTORY = Words(
    "{project}是依法缴纳的款项，与“{found}”没有关系，不宜设经济效益指标。",
    "{project} is a payment that the law demands; “{found}” does not come of it.",
)
ALL_STATUTORY = Words(
    "{project}是依法缴纳的款项，与“{found}”没有关系，不宜设经济效益指标（共{count}处）。",
    "{project} is a payment that the law demands; “{found}” does not come of it ({count} places).",
)
DROP = Words(
    "删去这一条；确有经济效益的，写明具体收入或节约的数额。",
    "Leave it out; if there is an economic benefit, name the income or the saving.",
)


@rule(
    id="NAM09",
    level=Level.WARNING,
    title=Words("经济效益指标与经济无关", "Economic benefit that is none"),
    citations=[cite("caiyu-2015-88", "10")],
    message=Words(
        "{project}的经济效益指标“{found}”不是经济效益，没有说到收入、产值或节约。",
        "“{found}”, the economic benefit of {project}, speaks of no income, output or saving.",
    ),
    many=Words(
        "{count}条经济效益指标不是经济效益，如{quoted}，没有说到收入、产值或节约。",
        "{count} economic benefits, such as {quoted}, speak of no income, output or saving.",
    ),
    hint=Words(
        "有经济效益的写成具体数额，例如{examples}；没有的删去，或移到社会效益指标下。",
        "Name an amount, for example {examples}; else leave it out or move it to the social benefits.",
    ),
    kinds=PLANS,
)
def not_an_economic_benefit(dossier: Dossier) -> Outcome:
    """An economic benefit is income, output or cost saved.

    Judges names under 经济效益 that hold a word of another benefit (服务群众, 稳定, 环境 …) and none of the economy,
    in name or description; and anybody's slogan (促进经济发展) in a project that is nothing but a payment demanded by
    law. Amounts of money as values pass.
    """
    rows = [row for row in dossier.indicators if row.category == ECONOMIC and row.name]
    return judged(rows, folded(draft for row in rows for draft in _findings(row)), without=NO_ECONOMIC)


def _findings(row: IndicatorItem) -> Iterator[Draft]:
    holes: dict[str, Any] = {"found": row.name, "project": project_label(row.owner), "examples": example_of(ECONOMIC)}
    told = row.name + (row.indicator.description or "")
    if speaks(row.name, "uneconomic") and not speaks(told, "economic") and not in_money(row.target):
        yield found(row.field("name"), **holes)
    elif plain(row.name) in words("nam.economic_slogans") and row.owner.name.startswith(
        words("nam.statutory_payments")
    ):
        yield found(row.field("name"), message=STATUTORY, many=ALL_STATUTORY, hint=DROP, **holes)
