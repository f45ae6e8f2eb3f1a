"""Rows of a sheet that are lines of text and no part of a table: titles above a form, notes below it.

A workbook has one grid for both. Only parts them; what a line means is `reader.py`'s.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from jixiao.documents.blocks import Blocks, Cell, Paragraph, Table
from jixiao.forms.headlines import head_line_of
from jixiao.forms.inline import inline_label
from jixiao.forms.lexicon import dimension_of, label_of
from jixiao.forms.parts import section_of
from jixiao.forms.titles import is_footnote


def parted(blocks: Blocks) -> Iterable[Paragraph | Table]:
    """The items of a document, those of a workbook with the lines of text parted from the tables."""
    if blocks.kind not in ("xlsx", "xls"):
        return blocks.items
    return (part for item in blocks.items for part in (_parts(item) if isinstance(item, Table) else (item,)))


def _parts(table: Table) -> Iterator[Paragraph | Table]:
    """Lines and tables in their order; a part of a table keeps the table's rows, so that places stay true."""
    rows: dict[int, list[Cell]] = {}
    for cell in table.cells:
        rows.setdefault(cell.row, []).append(cell)
    body: list[Cell] = []
    held: list[Cell] = []
    reach = 0
    for row, cells in rows.items():
        texts = [cell for cell in cells if cell.text]
        is_line = row >= reach and len(texts) == 1 and texts[0].rows == 1 and _is_line(texts[0], table, bool(body))
        reach = max([reach, *(row + cell.rows for cell in texts if cell.rows > 1)])
        if is_line and not _opens(texts[0]):
            held.append(texts[0])
            continue
        if is_line:
            yield from _table(table, body)
            yield from map(_line, held)
            yield _line(texts[0])
            body, held = [], []
        else:
            if body:
                body += held
            else:
                yield from map(_line, held)
            held = []
            body += cells
    yield from _table(table, body)
    yield from map(_line, held)


def _is_line(cell: Cell, table: Table, is_below: bool) -> bool:
    """Whether the only text of a row stands there as on paper without a table."""
    is_across = cell.columns >= table.width
    if not is_below:
        is_word = label_of(cell.text) or dimension_of(cell.text)
        return is_across or not is_word or section_of(cell.text)[0]
    if label_of(cell.text) or dimension_of(cell.text) or inline_label(cell.text):
        return is_across and section_of(cell.text)[0]
    return is_across or _opens(cell) or is_footnote(cell.text)


def _opens(cell: Cell) -> bool:
    """Whether a line begins a new form or part of the document."""
    line = head_line_of(cell.text)
    return bool(line and line.title) or section_of(cell.text)[0]


def _line(cell: Cell) -> Paragraph:
    return Paragraph(cell.text, cell.line, cell.page)


def _table(table: Table, cells: list[Cell]) -> Iterator[Table]:
    if cells:
        yield Table(table.number, tuple(cells), table.height, table.width, table.ragged, table.parent)
