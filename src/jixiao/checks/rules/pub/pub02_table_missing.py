"""PUB02: a published budget lacks a table that it has to show, or shows an empty one without a note."""

from __future__ import annotations

import re

from jixiao.checks.dossier import Dossier
from jixiao.checks.folding import folded
from jixiao.checks.outcome import Outcome, found, judged, not_applicable
from jixiao.checks.published import budget_tables, published_with
from jixiao.checks.rule import ALL, Level, rule
from jixiao.language import Words
from jixiao.law import cite

_NO_BUDGET = Words(
    "文本不是部门预算公开材料，没有预算公开表", "the document is no published budget, and holds no table of one"
)
_NOTE = re.compile(
    r"空表|无此项|没有[^。]{0,30}(?:预算|收入|支出|安排)|无[^。]{0,30}(?:预算|收入|支出|安排)|未安排|不涉及|故本表|本表为空|本表无"
)
_EMPTY = Words("“{table}”是空表，没有说明。", "The table “{table}” is empty, with no note.")
_ADD_NOTE = Words(
    "没有数据的表也要公开，并在表下注明，例如“本单位没有该项收支，故本表为空表”。",
    "A table without figures is published too, with a note such as “no such income or spending: an empty table”.",
)


@rule(
    id="PUB02",
    level=Level.ERROR,
    title=Words("应当公开的预算表缺失或空表未说明", "Required budget table missing or empty without a note"),
    citations=[cite("grassroots-catalogue", "部门预算"), cite("grassroots-catalogue", "政府预算")],
    message=Words("公开材料中没有“{table}”。", "The published budget lacks the table “{table}”."),
    many=Words(
        "公开材料缺少{count}张应当公开的预算表，如{quoted}。",
        "The published budget lacks {count} required tables, such as {quoted}.",
    ),
    hint=Words(
        "请对照部门预算公开目录补齐，没有数据的也要列出空表并注明。",
        "Add what the catalogue lists; where there are no figures show the empty table with a note.",
    ),
    kinds=ALL | {"unknown"},
)
def table_missing(dossier: Dossier) -> Outcome:
    """A published budget shows every required table, empty ones with a note.

    Judges documents that are published with a budget and hold at least one of its tables: a performance text that is
    published beside the tables is another file. What stands in the tables is not judged.
    """
    if published_with(dossier) != "budget":
        return not_applicable(_NO_BUDGET)
    required = dossier.law.words("disclosure.budget_tables")
    tables = list(budget_tables(dossier, required))
    shown = {table.name for table in tables}
    lost = any(unread.reason != "no_slot" for unread in dossier.document.unread)
    missing = [
        found(dossier.spot(""), expected=name, level=Level.HINT if lost else None, table=name)
        for name in required
        if name not in shown
    ]
    empty = [
        found(table.text, found=table.text.words.strip(), message=_EMPTY, hint=_ADD_NOTE, table=table.name)
        for table in tables
        if table.is_empty and not _NOTE.search(table.notes)
    ]
    return judged(len(required) if tables else 0, [*folded(missing, "table"), *empty], without=_NO_BUDGET)
