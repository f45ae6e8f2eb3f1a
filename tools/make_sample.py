"""Writes the bundled Word document from `qingshi-2025.toml`: the same bytes inside on every run.

python -m tools.make_sample [OUT.docx]
"""

from __future__ import annotations

import datetime
import io
import re
import sys
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import docx
from docx.document import Document
from docx.enum.table import WD_ALIGN_VERTICAL, WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from tools.word import field, repeat_at_page_top, set_font, style_document

HERE = Path(__file__).parent
SAMPLE = HERE.parent / "src/jixiao/samples/qingshi-2025.docx"
LONG_AGO = (1980, 1, 1, 0, 0, 0)
CENTRE = WD_ALIGN_PARAGRAPH.CENTER

HEAD_WIDTHS = [2.4, 2.4, 2.8, 2.4, 2.4, 1.8, 1.8]
INDICATOR_WIDTHS = [1.9, 2.5, 3.4, 3.7, 1.9, 2.6]
INDICATOR_HEAD = ["一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值", "指标值确定依据"]
MONTHS = ["3月底", "6月底", "10月底", "12月底"]


def build(words: dict[str, Any]) -> bytes:
    """The whole document."""
    document = docx.Document()
    style_document(document, f"{words['unit_name']}{words['year']}年部门预算绩效文本")
    headings = _headings(words)
    _cover(document, words)
    _contents(document, headings)
    _part_one(document, words)
    _part_two(document, words)
    document.core_properties.created = document.core_properties.modified = datetime.datetime(2025, 1, 1)
    buffer = io.BytesIO()
    document.save(buffer)
    return _without_dates(buffer.getvalue())


def _headings(words: dict[str, Any]) -> list[tuple[str, int]]:
    tables = [f"{n}.{p['name']}绩效目标表" for n, p in enumerate(_by_table(words), 1)]
    parts = [
        "第一部分 部门整体绩效目标",
        "一、总体绩效目标",
        "二、分项绩效目标",
        "三、工作保障措施",
        "第二部分 预算项目绩效目标",
    ]
    pages = [3, 3, 3, 6, 7, *range(7, 7 + len(tables))]
    return list(zip(parts + tables, pages, strict=True))


def _by_table(words: dict[str, Any]) -> list[dict[str, Any]]:
    """Part two has another order than part one, as real documents do; the table that breaks off stays the last."""
    first, second, third, fourth, fifth, sixth = words["projects"]
    return [second, first, fourth, third, fifth, sixth]


def _cover(document: Document, words: dict[str, Any]) -> None:
    for _ in range(6):
        document.add_paragraph()
    for line, size in ((words["unit_name"], 26), (f"{words['year']}年部门预算绩效文本", 32)):
        paragraph = document.add_paragraph()
        paragraph.alignment = CENTRE
        paragraph.paragraph_format.line_spacing = 1.5
        set_font(paragraph.add_run(line), "方正小标宋简体", size)
    for _ in range(11):
        document.add_paragraph()
    paragraph = document.add_paragraph(f"{words['county']}财政局编制")
    paragraph.alignment = CENTRE
    paragraph.add_run().add_break(WD_BREAK.PAGE)


def _contents(document: Document, headings: list[tuple[str, int]]) -> None:
    title = document.add_paragraph()
    title.alignment = CENTRE
    set_font(title.add_run("目　　录"), "黑体", 22)
    for position, (heading, page) in enumerate(headings):
        level = 1 if heading.startswith("第") else 2
        paragraph = document.add_paragraph(style=f"toc {level}")
        if position == 0:
            field(paragraph, ' TOC \\o "1-3" \\h \\z \\u ', "begin")
        paragraph.add_run(f"{heading}\t{page}")
        if position == len(headings) - 1:
            field(paragraph, None, "end")
    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def _part_title(document: Document, part: str, title: str) -> None:
    for line in (part, title):
        document.add_heading(line, 1)


def _part_one(document: Document, words: dict[str, Any]) -> None:
    _part_title(document, "第一部分", "部门整体绩效目标")
    document.add_heading("一、总体绩效目标", 2)
    for line in (f"{words['county']}{words['town']}人民政府", f"{words['year']}年总体绩效目标"):
        document.add_paragraph(line).alignment = CENTRE
    _body(document, [words["opening"], *words["overall_goals"]])
    document.add_heading("二、分项绩效目标", 2)
    narratives = [project["narrative"] for project in words["projects"]]
    _body(document, [words["itemized_opening"], *narratives, words["itemized_closing"]])
    document.add_heading("三、工作保障措施", 2)
    _body(document, [words["safeguards_opening"], *words["safeguards"]])
    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def _body(document: Document, paragraphs: list[str]) -> None:
    for words in paragraphs:
        document.add_paragraph(words).paragraph_format.first_line_indent = Pt(32)


def _part_two(document: Document, words: dict[str, Any]) -> None:
    _part_title(document, "第二部分", "预算项目绩效目标")
    projects = _by_table(words)
    for number, project in enumerate(projects, 1):
        document.add_heading(f"{number}.{project['name']}绩效目标表", 3)
        _head_table(document, words, project)
        document.add_paragraph()
        _indicator_table(document, project["indicators"])
        if project is not projects[-1]:
            document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def _head_table(document: Document, words: dict[str, Any], project: dict[str, Any]) -> None:
    table = document.add_table(rows=7, cols=7)
    _set_widths(table, HEAD_WIDTHS)
    money = ["预算数", project["budget"], "其中：财政    资金", project["budget"], "其他资金", ""]
    goals = "\n".join(project["goals"])
    _put(table, 0, [(0, 4, f"{words['unit_code']}{words['unit_name']}"), (5, 6, "单位：元")])
    _put(table, 1, [(0, 0, "项目编码"), (1, 2, project["code"]), (3, 3, "项目名称"), (4, 6, project["name"])])
    _put(table, 2, [(n + 1, n + 1, value) for n, value in enumerate(money)])
    _put(table, 3, [(1, 6, project["purpose"])])
    columns = [(1, 2), (3, 3), (4, 4), (5, 6)]
    for row, values in ((4, MONTHS), (5, project["plan"])):
        _put(table, row, [(first, last, value) for (first, last), value in zip(columns, values, strict=True)])
    _put(table, 6, [(0, 0, "绩效目标"), (1, 6, goals)])
    _fill(table.cell(2, 0).merge(table.cell(3, 0)), "预算规模及资金用途")
    _fill(table.cell(4, 0).merge(table.cell(5, 0)), "资金支出计划（%）")
    _borders(table, but_row=0)


def _indicator_table(document: Document, rows: list[list[str]]) -> None:
    table = document.add_table(rows=len(rows) + 1, cols=6)
    _set_widths(table, INDICATOR_WIDTHS)
    for column, head in enumerate(INDICATOR_HEAD):
        _fill(table.cell(0, column), head, font="黑体")
    repeat_at_page_top(table.rows[0])
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row[1:], 1):
            _fill(table.cell(number, column), value, centred=column in (1, 4))
    firsts = [row[0] for row in rows]
    for name in dict.fromkeys(firsts):
        top, bottom = firsts.index(name) + 1, len(firsts) - firsts[::-1].index(name)
        _fill(table.cell(top, 0).merge(table.cell(bottom, 0)), name)
    _borders(table)
    _cut(table, keep=len(rows[-1]))


def _cut(table: Table, keep: int) -> None:
    """Take the cells of the last row away that the document never had."""
    row = table.rows[-1]._tr
    for cell in list(row.tc_lst)[keep:]:
        row.remove(cell)
    missing = len(table.columns) - keep
    if missing:
        after = OxmlElement("w:gridAfter")
        after.set(qn("w:val"), str(missing))
        row.get_or_add_trPr().append(after)


def _put(table: Table, row: int, cells: list[tuple[int, int, str]]) -> None:
    for first, last, words in cells:
        cell = table.cell(row, first)
        _fill(cell if first == last else cell.merge(table.cell(row, last)), words, centred=last - first < 4)


def _fill(cell: _Cell, words: str, *, centred: bool = True, font: str = "仿宋") -> None:
    cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
    for number, line in enumerate(words.split("\n")):
        paragraph: Paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        paragraph.paragraph_format.line_spacing = 1.0
        paragraph.alignment = CENTRE if centred else WD_ALIGN_PARAGRAPH.LEFT
        set_font(paragraph.add_run(line), font, 10.5)


def _set_widths(table: Table, widths: list[float]) -> None:
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for row in table.rows:
        row.height, row.height_rule = Cm(0.85), WD_ROW_HEIGHT_RULE.AT_LEAST
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Cm(width)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)


def _borders(table: Table, but_row: int | None = None) -> None:
    for number, row in enumerate(table.rows):
        for cell in row._tr.tc_lst:
            borders = OxmlElement("w:tcBorders")
            for side in ("top", "left", "bottom", "right"):
                line = OxmlElement(f"w:{side}")
                line.set(qn("w:val"), "nil" if number == but_row and side != "bottom" else "single")
                line.set(qn("w:sz"), "4")
                borders.append(line)
            cell.get_or_add_tcPr().append(borders)


def _without_dates(data: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            if entry.filename == "docProps/thumbnail.jpeg":
                continue
            content = old.read(entry)
            if entry.filename == "_rels/.rels":
                content = re.sub(rb"<Relationship [^>]*thumbnail[^>]*/>", b"", content)
            new.writestr(zipfile.ZipInfo(entry.filename, LONG_AGO), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def main(arguments: list[str]) -> None:
    """Write the sample to its place, or where the first argument says."""
    words = tomllib.loads((HERE / "qingshi-2025.toml").read_text(encoding="utf-8"))
    Path(arguments[0] if arguments else SAMPLE).write_bytes(build(words))


if __name__ == "__main__":
    main(sys.argv[1:])
