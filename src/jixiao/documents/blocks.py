"""The flat picture of a document: paragraphs and tables with places. Knows nothing of budgets.

Every format module turns bytes into `Blocks`; only `jixiao.forms` knows what the words mean.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import msgspec

from jixiao.model.document import Note, Unread
from jixiao.model.place import Place

Role = Literal["body", "heading", "contents"]
"""`contents` is a line of a contents list. Headers, footers and page numbers are left out by the format modules."""

FileKind = Literal["docx", "doc", "pdf", "xlsx", "xls", "html", "text"]


class Paragraph(msgspec.Struct, frozen=True, gc=False):
    """A paragraph outside tables (in a text file: a line), trimmed of line ends only.

    Attributes:
        text: tabs and line breaks inside the paragraph are kept as `\\t` and `\\n`.
        line: running number from 1: line of a text file, row of a sheet, paragraph of Word, HTML and PDF.
        page: page of a PDF, sheet of a workbook, or null.
        role: body unless the file itself says otherwise (style, outline level, contents field).
    """

    text: str
    line: int | None = None
    page: int | None = None
    role: Role = "body"

    def place(self, quote: str | None = None) -> Place:
        """The place of this paragraph, quoting all of it or the given part."""
        return Place(page=self.page, line=self.line, quote=self.text if quote is None else quote)


class Cell(msgspec.Struct, frozen=True, gc=False):
    """A cell of a table: a rectangle of the grid, known by its upper left corner, counted from 0.

    Attributes:
        text: paragraphs joined by `\\n`; outer blanks are kept out, inner ones are kept.
        rows, columns: the rectangle's size, 1 and 1 unless merged.
        line, page: as in `Paragraph`, of the cell's first paragraph.
    """

    row: int
    column: int
    text: str
    rows: int = 1
    columns: int = 1
    line: int | None = None
    page: int | None = None


class Table(msgspec.Struct, frozen=True):
    """A table as a grid of rectangles.

    Attributes:
        number: running number in the document, from 1.
        cells: in reading order (row, then column); positions covered by a merged cell have no cell of their own. Empty
            cells are present with an empty text, except where `ragged`.
        height, width: size of the grid.
        ragged: the file lost its borders or merges (text with bars or tabs): cells may be missing, columns may be
            shifted, an empty cell may continue the one above it.
        parent: number of the table in whose cell this one is nested, or null.
    """

    number: int
    cells: tuple[Cell, ...]
    height: int
    width: int
    ragged: bool = False
    parent: int | None = None

    def place(self, cell: Cell, quote: str | None = None) -> Place:
        """The place of a cell of this table, quoting all of it or the given part; counts from 1."""
        return Place(
            cell.page, self.number, cell.row + 1, cell.column + 1, cell.line, cell.text if quote is None else quote
        )


class Blocks(msgspec.Struct, frozen=True):
    """A whole document in reading order.

    Attributes:
        unread: parts of the file that could not be read (scanned pages, broken parts).
        notes: tracked changes taken as accepted, hidden or off-page text left out …
    """

    kind: FileKind
    items: tuple[Paragraph | Table, ...]
    unread: tuple[Unread, ...] = ()
    notes: tuple[Note, ...] = ()

    def tables(self) -> Iterator[Table]:
        """The tables in reading order."""
        return (item for item in self.items if isinstance(item, Table))

    def paragraphs(self) -> Iterator[Paragraph]:
        """The paragraphs outside tables in reading order."""
        return (item for item in self.items if isinstance(item, Paragraph))
