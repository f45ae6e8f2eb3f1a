"""NAM03: a quantity indicator counts money. Leaves the unit of the value to VAL04."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jixiao.checks.dossier import Dossier
from jixiao.checks.folding import folded
from jixiao.checks.items import IndicatorItem
from jixiao.checks.labels import project_label
from jixiao.checks.outcome import Draft, Outcome, found, judged
from jixiao.checks.rule import Level, rule
from jixiao.checks.rules.nam.reasons import NO_QUANTITY
from jixiao.checks.rules.nam.words_of_slots import (
    QUANTITY,
    bare,
    counted,
    end_of,
    example_of,
    in_money,
    speaks,
)
from jixiao.checks.words import words
from jixiao.language import Words
from jixiao.law import cite

BARE = Words(
    "{project}的数量指标“{found}”没有说使用什么，从项目看只能是资金，而数量指标要数产品或服务。",
    "“{found}” of {project} does not say what is used; only the money can be meant, but quantity counts things.",
)
ALL_BARE = Words(
    "{count}条数量指标没有说使用什么，如{quoted}，从项目看只能是资金，而数量指标要数产品或服务。",
    "{count} names, such as {quoted}, do not say what is used: money, it seems, but quantity counts things.",
)
IN_MONEY = Words(
    "{project}的数量指标“{name}”以金额（{found}）衡量，数量指标要数产品或服务。",
    "“{name}” of {project} is measured by an amount ({found}); quantity counts goods or services.",
)

ALL_IN_MONEY = Words(
    "{count}条数量指标以金额衡量，如{project}的“{name}”（{found}），数量指标要数产品或服务。",
    "{count} quantities are measured by an amount, such as “{name}” of {project} ({found}), not by goods or services.",
)


@rule(
    id="NAM03",
    level=Level.ERROR,
    title=Words("数量指标衡量的是资金", "Quantity indicator counts money"),
    citations=[cite("caiyu-2021-101", "二1")],
    message=Words(
        "{project}的数量指标“{name}”衡量的是资金（“{found}”），数量指标要数提供的产品或服务。",
        "The quantity indicator “{name}” of {project} counts money (“{found}”), not goods or services.",
    ),
    many=Words(
        "{count}条数量指标衡量的是资金，如{quoted}，数量指标要数提供的产品或服务。",
        "{count} quantity indicators count money, such as {quoted}, not goods or services.",
    ),
    hint=Words(
        "改数这笔钱提供的产品或服务：“{name}”按项目实际改写，写法如{examples}；资金多少放在成本指标中控制。",
        "Count what the money provides: rewrite “{name}” in the manner of {examples}; amounts belong under cost.",
    ),
)
def quantity_is_money(dossier: Dossier) -> Outcome:
    """A quantity indicator counts goods or services, not money.

    Judges names and descriptions under 数量指标 that end in the use or the amount of money, and amounts as values. A
    name that counts something else passes (补助资金发放户数), and so do sums that are a project's very product:
    investment attracted, loans, taxes, losses recovered. An amount under another name, and a bare 使用率, are asked
    about only.
    """
    rows = [row for row in dossier.indicators if row.category == QUANTITY and row.name]
    return judged(rows, folded((draft for row in rows for draft in _findings(row)), "told"), without=NO_QUANTITY)


def _findings(row: IndicatorItem) -> Iterator[Draft]:
    name, description = row.name, row.indicator.description or ""
    holes: dict[str, Any] = {
        "project": project_label(row.owner),
        "name": name,
        "told": name,
        "examples": example_of(QUANTITY),
    }
    if end_of(name, "count_ends") and not end_of(name, "money_ends") or speaks(name, "money_products"):
        return
    of_name = _in(name, end_of(name, "money_ends"))
    of_description = _in(description, end_of(description, "money_ends"))
    if of_name and not counted(row.target):
        yield found(row.field("name"), found=of_name, **holes)
    elif of_description and not counted(row.target) and not speaks(description, "money_products"):
        yield found(row.field("description"), found=of_description, **{**holes, "told": description})
    elif bare(name) in words("nam.bare_use"):
        yield found(row.field("name"), found=name, level=Level.WARNING, message=BARE, many=ALL_BARE, **holes)
    elif row.target and in_money(row.target) and not end_of(name, "cost_ends"):
        yield found(
            row.field("target"),
            found=row.target.text,
            level=Level.WARNING,
            message=IN_MONEY,
            many=ALL_IN_MONEY,
            **holes,
        )


def _in(text: str, end: str | None) -> str | None:
    """The end of a name as it stands in the document, or the whole where signs were narrowed."""
    return end if not end or end in text else text
