"""A paper as the blocks that reading an exact format would yield: what is written, seen as what is read."""

from __future__ import annotations

from jixiao.documents.blocks import Blocks, Cell, Paragraph, Table
from jixiao.documents.writing.paper import Grid, Line, Paper

_HEADINGS = frozenset({"part", "title", "heading1", "heading2"})


def blocks_of(paper: Paper) -> Blocks:
    """Lines as paragraphs and grids as tables, in the order of the paper; the contents are left out."""
    items: list[Paragraph | Table] = []
    tables = 0
    for number, item in enumerate(paper.items(), 1):
        if isinstance(item, Line):
            text = f"{item.text}\t{item.right}" if item.right else item.text
            items.append(Paragraph(text, number, role="heading" if item.style in _HEADINGS else "body"))
        elif isinstance(item, Grid):
            tables += 1
            items.append(table_of(item, tables))
    return Blocks("docx", tuple(items))


def table_of(grid: Grid, number: int) -> Table:
    """A grid as a table."""
    cells = tuple(Cell(box.row, box.column, box.text, box.rows, box.columns) for box in grid.boxes)
    return Table(number, cells, grid.height, len(grid.widths))
