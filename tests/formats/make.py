"""Makes one content in every format with office programs and libraries. Shares no line with the readers it tests."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

import docx
import xlwt
from docx.document import Document
from docx.enum.text import WD_BREAK
from docx.table import Table

from benchmarks.form import target_table
from benchmarks.paper import Cell, Grid, Line, Paper
from tools.word import field, style_document

_MARK = re.compile(r"\[bookmark: \w+\]")


def from_text(path: Path) -> Paper:
    """The paper behind a converter's text: a cell a line behind a tab, an empty line after each row of a table."""
    paper: Paper = []
    lines = path.read_text(encoding="utf-8").split("\n")
    for is_table, run in groupby(_with_inner_blanks(lines), key=lambda pair: pair[1]):
        texts = [line for line, _ in run]
        paper += [target_table(_rows(texts))] if is_table else [_line(text) for text in texts]
    return paper


def _with_inner_blanks(lines: list[str]) -> list[tuple[str, bool]]:
    """Each line, and whether it is of a table: a cell, or a blank line between two cells."""
    marked = []
    for number, line in enumerate(lines):
        following = next((later for later in lines[number:] if later.strip(" ")), "")
        before = next((earlier for earlier in reversed(lines[: number + 1]) if earlier.strip(" ")), "")
        marked.append((line, following.startswith("\t") and before.startswith("\t")))
    return marked


def _rows(lines: Iterable[str]) -> list[list[str]]:
    runs = groupby(lines, key=lambda line: line.startswith("\t"))
    return [[line.strip() for line in run] for is_cells, run in runs if is_cells]


def _line(text: str) -> Line:
    heading = _MARK.match(text)
    return Line(_MARK.sub("", text), 2 if heading else 1 if re.match(r" ?第.部分", text) else 0)


def from_word(path: Path) -> Paper:
    """The paper of a .docx as python-docx sees it, without its contents list."""
    paper: Paper = []
    for item in docx.Document(str(path)).iter_inner_content():
        if isinstance(item, Table):
            paper.append(_grid(item))
        elif not (item.style and item.style.name and item.style.name.startswith("toc")):
            style = item.style.name if item.style and item.style.name else ""
            paper.append(Line(item.text, int(style[-1]) if style.startswith("Heading") else 0))
    return paper


def _grid(table: Table) -> Grid:
    """Positions that show the same cell are one rectangle."""
    width = len(table.columns)
    places: dict[int, list[tuple[int, int]]] = {}
    texts: dict[int, str] = {}
    for number, cell in enumerate(table._cells):
        places.setdefault(id(cell._tc), []).append(divmod(number, width))
        texts[id(cell._tc)] = cell.text.strip()
    cells = []
    for key, covered in places.items():
        (top, left), (bottom, right) = covered[0], covered[-1]
        cells.append(Cell(top, left, texts[key], bottom - top + 1, right - left + 1))
    return Grid(tuple(cells), len(table.rows), width)


def word(paper: Paper) -> bytes:
    """A .docx with a contents list, header and page numbers, headings by style and really merged cells."""
    document = docx.Document()
    style_document(document, "绩效文本")
    _contents(document, [item for item in paper if isinstance(item, Line) and item.level])
    for item in paper:
        if isinstance(item, Grid):
            _table(document, item)
        elif item.level:
            document.add_heading(item.text, item.level)
        else:
            document.add_paragraph(item.text)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _contents(document: Document, headings: list[Line]) -> None:
    document.add_paragraph("目录")
    for position, heading in enumerate(headings):
        paragraph = document.add_paragraph(style=f"toc {min(heading.level, 2)}")
        if position == 0:
            field(paragraph, ' TOC \\o "1-2" \\h ', "begin")
        paragraph.add_run(f"{heading.text.strip()}\t{position + 2}")
        if position == len(headings) - 1:
            field(paragraph, None, "end")
    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def _table(document: Document, grid: Grid) -> None:
    table = document.add_table(grid.height, grid.width, style="Table Grid")
    for cell in grid.cells:
        corner = table.cell(cell.row, cell.column)
        if cell.rows * cell.columns > 1:
            corner = corner.merge(table.cell(cell.row + cell.rows - 1, cell.column + cell.columns - 1))
        corner.text = cell.text


def old_sheet(paper: Paper) -> bytes:
    """A .xls with merged cells."""
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("绩效文本")
    top = 0
    for item in paper:
        if isinstance(item, Line):
            sheet.write(top, 0, item.text)
            top += 1
            continue
        for cell in item.cells:
            bottom, right = top + cell.row + cell.rows - 1, cell.column + cell.columns - 1
            sheet.write_merge(top + cell.row, bottom, cell.column, right, cell.text)
        top += item.height
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()
