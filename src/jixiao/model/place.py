"""Where a value stood in its document. Leaves the meaning of the value to the others."""

from __future__ import annotations

import msgspec

Key = tuple[int | None, ...]


class Place(msgspec.Struct, frozen=True, gc=False):
    """A place in a document, with the words that stood there. Every number counts from 1; null where it has no meaning.

    Attributes:
        page: page of a PDF, sheet of a workbook.
        table: running number of the table in the document.
        row: row of the table's grid, a merged cell counting at its first row.
        column: column of the table's grid, a merged cell counting at its first column.
        line: line of a text file; row of a sheet as the office program shows it; running number of the paragraph in
            Word and HTML (cells' paragraphs included), of the paragraph or cell in a PDF.
        quote: the raw words of the cell or paragraph, or the part of it that holds the value.
    """

    page: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    line: int | None = None
    quote: str = ""

    @property
    def key(self) -> Key:
        """What tells one paragraph or cell from another: the place without its words."""
        return (self.page, self.table, self.row, self.column, self.line)
