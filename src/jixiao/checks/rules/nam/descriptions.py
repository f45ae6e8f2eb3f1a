"""Which descriptions of a table speak of another row than their own. What to say of them is left to NAM07."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao.checks.alike import pieces
from jixiao.checks.items import IndicatorItem
from jixiao.checks.rules.nam.words_of_slots import TIME, end_of, speaks

# Two rows that fit crosswise: at least this share of the shorter text's pieces is common.
_FITS = 0.6
# What decides is that so much money is not exceeded.
_LIMIT = re.compile(r"(?:控制在|不超过|不高于|低于)[^，。；÷]{0,12}元")
_QUOTIENT = re.compile(r"^([^÷/／]{2,30})[÷/／]([^÷/／×]{1,30})(?!.*100\s?[%％])")


def is_time_told_by_money(row: IndicatorItem) -> bool:
    """Payment in time may be told by money; only beside a cost that is told as a time, or as 成本, it is a mistake."""
    told = row.indicator.description or ""
    of_time = speaks(row.name, "time") and not end_of(row.name, "cost_ends")
    return of_time and speaks(told, "cost_told") and not speaks(told, "time_told") and not speaks(told, "time")


def is_cost_told_as_time(row: IndicatorItem) -> bool:
    """A cost may well be told by days; only beside a time told by money, or without any word of money, it is wrong."""
    told = row.indicator.description or ""
    of_cost = speaks(row.name, "cost_hints") and not speaks(row.name, "time")
    return of_cost and speaks(told, "time_told") and not speaks(told, "cost_told") and not speaks(told, "price_told")


def is_alone_wrong(row: IndicatorItem) -> bool:
    """Whether such a row is wrong without another beside it."""
    told = row.indicator.description or ""
    if row.category == TIME:
        return ("成本" in told or _is_price(told) or _LIMIT.search(told) is not None) and not speaks(told, "time_hints")
    return speaks(told, "time") and not speaks(told, "cost_hints")


def _is_price(told: str) -> bool:
    """Whether a description divides money by a count; money by money is the share that is paid in time."""
    quotient = _QUOTIENT.search(told)
    return quotient is not None and speaks(quotient[1], "cost_told") and not speaks(quotient[2], "cost_told")


def crossed(rows: list[IndicatorItem]) -> Iterator[tuple[IndicatorItem, IndicatorItem]]:
    """Pairs of rows each of which is described by the other's words and by none of its own."""
    strange = [row for row in rows if pieces(row.name).isdisjoint(pieces(row.indicator.description or ""))]
    named: dict[str, list[int]] = {}
    for i, row in enumerate(strange):
        for piece in pieces(row.name):
            named.setdefault(piece, []).append(i)
    partners: dict[int, int] = {}
    for i, row in enumerate(strange):
        near = {j for piece in pieces(row.indicator.description or "") for j in named.get(piece, ())}
        fits = [j for j in near if j != i and _fits(strange[j], row)]
        if len(fits) == 1:
            partners[i] = fits[0]
    for i, j in partners.items():
        if i < j and partners.get(j) == i:
            yield strange[i], strange[j]


def _fits(named: IndicatorItem, told: IndicatorItem) -> bool:
    name, description = pieces(named.name), pieces(told.indicator.description or "")
    return len(name & description) >= max(2, _FITS * min(len(name), len(description)))
