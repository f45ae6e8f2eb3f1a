"""Years that a goal or passage names as the plan's own and that are another. Leaves how sure that is to the rule."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from jixiao.checks.items import Item
from jixiao.checks.words import any_of
from jixiao.units import years_of

_YEAR = r"(?<![0-9])(?P<year>20[0-9]{2})年"
_OF_PLAN = re.compile(
    rf"{_YEAR}(?:度?(?:部门|单位)?(?:总体|整体|分项|项目|年度|预算)?绩效目标|[^。；，0-9]{{0,12}}年初预算)"
)
_CLAUSE_END = re.compile(r"[，。；,;\n]")
_DEADLINE = re.compile(r"[0-9]{1,2}月(?:[0-9]{1,2}日)?(?:底|末)?(?:之|以)?前|[0-9]{1,2}月底")
_OPENS = re.compile(rf"\s*{_YEAR}(?P<rest>.*)", re.DOTALL)


class OtherYear(NamedTuple):
    """Words that name another year; `certain` where they can only mean the plan's own."""

    spot: Item
    written: str
    year: int
    certain: bool


def named_of_plan(spot: Item, words: str, budget: int) -> Iterator[OtherYear]:
    """Words such as 2024年绩效目标 and 2024年…年初预算 where the plan's year is another."""
    for match in _OF_PLAN.finditer(words):
        year = int(match["year"])
        if year != budget and budget not in years_of(words) and not _is_past(words[match.start() :]):
            yield OtherYear(spot, match[0], year, True)


def opening_year(spot: Item, words: str, budget: int) -> Iterator[OtherYear]:
    """The year that a goal opens with where it is another; certain where the goal goes on with what will be done."""
    match = _OPENS.match(words)
    if not match or int(match["year"]) == budget or _is_past(words):
        return
    years = years_of(words)
    if years and not min(years) <= budget <= max(years):
        rest = match["rest"].removeprefix("度").lstrip("，,、 ")
        certain = any_of("idn.will_be_done").match(rest) or _DEADLINE.match(rest)
        yield OtherYear(spot, _clause(words), int(match["year"]), certain is not None)


def speaks_of_plan(words: str) -> bool:
    """Whether an introduction says what is planned, not what was achieved."""
    return any_of("idn.planned").search(words) is not None and not any_of("idn.achieved").search(words)


def _clause(words: str) -> str:
    return _CLAUSE_END.split(words.strip(), maxsplit=1)[0]


def _is_past(words: str) -> bool:
    return any_of("idn.past_business").search(_clause(words)) is not None
