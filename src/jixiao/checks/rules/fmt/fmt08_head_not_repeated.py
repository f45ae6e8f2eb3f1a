"""FMT08: a long table that does not repeat its head, or a unit line that does not stand on the right."""

from __future__ import annotations

from jixiao.checks.dossier import Dossier
from jixiao.checks.outcome import Outcome, found, judged
from jixiao.checks.published import at_file
from jixiao.checks.rule import Level, rule
from jixiao.language import Words
from jixiao.law import cite

_NO_TABLES = Words(
    "文件没有表格，或者这类文件不记录表格的排法", "the file has no tables, or does not tell how they are set"
)
_UNIT = Words("计量单位没有排在表格右上方。", "The unit of the table does not stand on its upper right.")
_MOVE = Words("请把“单位：元”排在表格右上方（右对齐）。", "Set the unit flush right above the table.")


@rule(
    id="FMT08",
    level=Level.HINT,
    title=Words("表格表头或者计量单位排法不规范", "Head or unit of a table in the wrong place"),
    citations=[cite("gbt-9704", "8")],
    message=Words(
        "第{number}张表有{rows}行，换页后表头不重复。",
        "Table {number} of {rows} rows does not repeat its head on the next page.",
    ),
    many=Words("有{count}张跨页的表换页后表头不重复。", "{count} tables do not repeat their heads on the next page."),
    hint=Words(
        "请选中表头行，在“表格属性—行”中勾选“在各页顶端以标题行形式重复出现”。",
        "Mark the head row as one that repeats at the top of each page.",
    ),
)
def head_not_repeated(dossier: Dossier) -> Outcome:
    """A table of more rows than a page has lines repeats its head; the unit stands on the upper right.

    Judges Word files, which record both. A unit in a cell of the table's first row may stand where the form puts it.
    """
    lines = dossier.law.decimal("layout.lines_a_page")
    tables = (dossier.traits.tables if dossier.traits else None) or ()
    drafts = []
    for table in tables:
        if table.rows > lines and not table.repeats_head:
            drafts.append(found(at_file(dossier, table.at), cause="head", number=table.number, rows=table.rows))
        unit = table.unit_line
        if unit is not None and not unit.in_table and unit.alignment != "right":
            spot = at_file(dossier, unit.at)
            drafts.append(found(spot, found=unit.at.quote, cause="unit", message=_UNIT, hint=_MOVE))
    return judged(tables, drafts, without=_NO_TABLES)
