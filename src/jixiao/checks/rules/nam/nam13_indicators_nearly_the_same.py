"""NAM13: indicators of a project that measure nearly the same. Leaves equal names to IND08."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import Any

from jixiao.checks.alike import plain
from jixiao.checks.dossier import Dossier
from jixiao.checks.folding import folded
from jixiao.checks.items import IndicatorItem
from jixiao.checks.labels import project_label
from jixiao.checks.outcome import Draft, Outcome, found, judged
from jixiao.checks.reasons import NO_INDICATORS
from jixiao.checks.rule import PROJECT_PLANS, Level, rule
from jixiao.checks.rules.nam.rows import by_table
from jixiao.checks.rules.nam.words_of_slots import QUALITY, QUANTITY, TIME, bare, counted
from jixiao.language import Words
from jixiao.law import cite

_FILLING = re.compile("项目|工作|情况|程度|水平|完成|数量|总|的|率|度")
_MONEY = re.compile("资金|经费|保障金")
_OUTPUTS = (QUANTITY, QUALITY, TIME)
_MOST = 3
_SHORTEST = 2

ALL_MONEY = Words(
    "{project}的{rows}条产出指标都围着资金转，没有一条反映实际工作。",
    "All {rows} output indicators of {project} speak of money, none of the work.",
)
EVERYWHERE_MONEY = Words(
    "{count}条产出指标都围着资金转，没有一条反映实际工作，如{project}的{quoted}。",
    "{count} output indicators speak of money, none of the work, such as {quoted} of {project}.",
)
VARY = Words(
    "按数量、质量、时效、成本分别写工作本身，例如“清理河渠长度”“验收合格率”“汛前完成时间”“每公里清理成本”。",
    "Tell the work itself: its amount, its quality, its date, its unit cost.",
)


@rule(
    id="NAM13",
    level=Level.HINT,
    title=Words("同一项目的指标内容雷同", "Indicators of a project nearly the same"),
    citations=[cite("caiyu-2021-101", "重点突出")],
    message=Words(
        "{project}的“{found}”与“{other}”衡量的几乎是同一内容。",
        "“{found}” and “{other}” of {project} measure nearly the same.",
    ),
    many=Words(
        "{count}条指标与同项目的另一条几乎是同一内容，如{project}的“{found}”与“{other}”。",
        "{count} indicators measure nearly the same as another, such as “{found}” and “{other}” of {project}.",
    ),
    hint=Words("合并为一条，或者写清两者的区别。", "Merge them, or tell the difference."),
    kinds=PROJECT_PLANS,
)
def indicators_nearly_the_same(dossier: Dossier) -> Outcome:
    """Every indicator of a project measures something of its own.

    Judges two names of one second level that are equal without filling words (率, 情况, 完成 …), or one of which holds
    the other and counts the same number, and projects three or
    more output indicators of which speak of money, none of anything else. Names that differ in a word of substance pass
    (城市低保人数, 农村低保人数). Equal names are IND08's, one value for all VAL02's business.
    """
    tables = list(by_table(dossier, department=False))
    drafts = [draft for table in tables for draft in _findings(table)]
    return judged(sum(map(len, tables)), folded(drafts), without=NO_INDICATORS)


def _findings(table: list[IndicatorItem]) -> Iterator[Draft]:
    outputs = [row for row in table if row.category in _OUTPUTS or "成本" in row.category]
    told = [row for row in outputs if row.category in _OUTPUTS]
    if len(outputs) >= _MOST and told and all(_MONEY.search(_text(row)) for row in told):
        for row in told:
            holes: dict[str, Any] = {
                "project": project_label(row.owner),
                "rows": len(told),
                "message": ALL_MONEY,
                "many": EVERYWHERE_MONEY,
                "hint": VARY,
            }
            yield found(row.field("name"), found=row.name, **holes)
    kept: dict[tuple[object, ...], IndicatorItem] = {}
    for row in table:
        core = _core(row.name)
        first = kept.setdefault((row.category, core), row)
        if first is row and counted(row.target):
            first = kept.setdefault((row.category, *_value(row)), row)
            first = first if _within(core, _core(first.name)) else row
        if first is not row and len(core) > 1 and plain(first.name) != plain(row.name):
            yield found(
                row.field("name"),
                found=row.name,
                related=(first.field("name"),),
                project=project_label(row.owner),
                other=first.name,
            )


def _value(row: IndicatorItem) -> tuple[object, object]:
    return (row.target.amount, row.target.unit) if row.target else (None, None)


def _within(one: str, other: str) -> bool:
    """Whether the longer of two names holds all signs of the shorter one in their order (修复机井 in 修复灌溉机井)."""
    short, long = sorted((one, other), key=len)
    signs = iter(long)
    return len(short) > _SHORTEST and all(sign in signs for sign in short)


@functools.lru_cache(maxsize=16384)
def _core(name: str) -> str:
    return _FILLING.sub("", plain(bare(name)))


def _text(row: IndicatorItem) -> str:
    return row.name + (row.indicator.description or "")
