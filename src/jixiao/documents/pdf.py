"""PDF with a text layer to blocks. Pictures are not read: a scanned page is reported, never guessed.

pdfium is not safe for threads: one thread of a process may read a PDF at a time. Several processes are fine.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import groupby

import pypdfium2
import pypdfium2.raw as pdfium
from msgspec.structs import replace

from jixiao.documents.blocks import Blocks, Cell, Paragraph, Table
from jixiao.documents.limits import DEFAULT, Limits
from jixiao.documents.pdf_columns import aligned
from jixiao.documents.pdf_furniture import Layout, without_furniture
from jixiao.documents.pdf_joins import Growing
from jixiao.documents.pdf_lattice import lattice_of
from jixiao.documents.pdf_lines import Line, lines_of
from jixiao.documents.pdf_marked import MarkedGrowing
from jixiao.documents.pdf_marks import MANNER, words_of
from jixiao.documents.pdf_paths import Rule
from jixiao.documents.pdf_pdfium import page_of
from jixiao.documents.pdf_prose import Prose, columns_of, size_of
from jixiao.documents.pdf_tables import Piece, filled
from jixiao.errors import DamagedFile, LimitExceeded, ProtectedFile
from jixiao.language import messages, text
from jixiao.model.document import Note, NoteKind, Unread, UnreadReason
from jixiao.model.place import Place

PICTURE_SHARE = 0.02
"""Of the page: a page without text that has a picture of this size is a scanned one."""

DRAWN_TEXT = 30
"""Drawn shapes that are no ruling lines: so many on a page without text are text turned into outlines."""


def read(data: bytes, name: str, limits: Limits = DEFAULT) -> Blocks:
    """The flat picture of a PDF.

    Args:
        name: the file's name, for messages only.
    Raises:
        ProtectedFile, DamagedFile, LimitExceeded: as their docstrings say.
    """
    document = _opened(data, name)
    try:
        reader = _Reader(name, limits, document.get_metadata_value("Keywords") == MANNER)
        count = len(document)
        if count > limits.pages:
            raise LimitExceeded(
                name, what=text("limits.pages"), found=count, limit=limits.pages, setting="JIXIAO_MAX_PAGES"
            )
        if count == 0:
            raise DamagedFile(name)
        for index in range(count):
            reader.page(document, index)
    finally:
        document.close()
    return reader.blocks()


def _opened(data: bytes, name: str) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if error.err_code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
            raise ProtectedFile(name) from error
        raise DamagedFile(name) from error


class _Reader:
    """Collects the pages of one file."""

    def __init__(self, name: str, limits: Limits, has_marks: bool) -> None:
        self.name = name
        self.limits = limits
        self.has_marks = has_marks
        self.layouts: list[Layout] = []
        self.unread: list[Unread] = []
        self.notes: dict[str, Note] = {}
        self.cells = 0

    def page(self, document: pypdfium2.PdfDocument, index: int) -> None:
        """Read one page; a page that fails is reported and leaves the others alone."""
        number = index + 1
        try:
            raw = page_of(document, index, self.limits.depth, self.has_marks)
        except pypdfium2.PdfiumError:
            self._unread(number, "unreadable_part", "page_broken")
            return
        found = raw.text
        if found.garbled:
            self._unread(number, "unreadable_part", "page_garbled")
            return
        if found.outside:
            self._note("off_page_text", "off_page_text", number)
        if found.doubled:
            self._note("off_page_text", "doubled_text", number)
        if found.slanted:
            self._note("hidden_text", "slanted_text", number)
        lattice = lattice_of(raw.drawing, raw.width * raw.height)
        if lattice.skipped:
            self._note("limit", "grid_skipped", number)
        pieces, free = filled(lattice.grids, found.runs, number, self.has_marks)
        loose: list[Line | Piece] = []
        if self.has_marks:
            loose += lines_of([run for run in free if run[4].strip()], None)
        elif free:
            loose += _aligned(pieces, lines_of(free, "\t"), lattice.loose, number)
        items = sorted([*pieces, *loose], key=_top)
        self._count(items)
        self.layouts.append(Layout(number, raw.width, raw.height, items, raw.drawing.picture_share, raw.drawing.shapes))

    def blocks(self) -> Blocks:
        """All pages together."""
        without_furniture(self.layouts)
        for layout in self.layouts:
            if not layout.items and (layout.picture_share > PICTURE_SHARE or layout.shapes >= DRAWN_TEXT):
                self._unread(layout.number, "scanned_page", "scanned_page")
        self.unread.sort(key=lambda unread: unread.at.page or 0)
        return Blocks(
            "pdf",
            tuple(_numbered(_items(self.layouts, self.has_marks))),
            tuple(self.unread),
            tuple(self.notes.values()),
        )

    def _count(self, items: list[Line | Piece]) -> None:
        self.cells += sum(len(item.cells) for item in items if isinstance(item, Piece))
        if self.cells > self.limits.cells:
            raise LimitExceeded(
                self.name,
                what=text("limits.cells"),
                found=self.cells,
                limit=self.limits.cells,
                setting="JIXIAO_MAX_CELLS",
            )

    def _unread(self, page: int, reason: UnreadReason, key: str) -> None:
        self.unread.append(Unread(at=Place(page=page), reason=reason, text=_chinese(key, page=page)))

    def _note(self, kind: NoteKind, key: str, page: int) -> None:
        if key not in self.notes:
            self.notes[key] = Note(kind=kind, text=_chinese(key, page=page), at=Place(page=page))


def _chinese(key: str, **holes: object) -> str:
    """A sentence that becomes part of the model, which is the same whatever the language of the screen."""
    sentence: str = messages()["pdf"][key]["zh"]
    return sentence.format(**holes)


def _aligned(pieces: list[Piece], lines: list[Line], rules: list[Rule], page: int) -> list[Line | Piece]:
    """The lines with tables found by alignment, which never reach over a ruled table."""
    tops = sorted(piece.ys[0] for piece in pieces)
    items: list[Line | Piece] = []
    for _, between in groupby(lines, key=lambda line: bisect_left(tops, line.top)):
        items += aligned(list(between), rules, page)
    return items


def _top(item: Line | Piece) -> float:
    return item.top if isinstance(item, Line) else item.ys[0]


def _bottom(item: Line | Piece) -> float:
    return item.bottom if isinstance(item, Line) else item.ys[-1]


def _numbered(items: Iterable[Paragraph | Table]) -> Iterator[Paragraph | Table]:
    """The items with a running number for each paragraph and cell, so that two of one page have two places in order."""
    number = itertools.count(1)
    for item in items:
        if isinstance(item, Paragraph):
            yield replace(item, line=next(number))
        else:
            yield replace(item, cells=tuple([replace(cell, line=next(number)) for cell in item.cells]))


def _items(layouts: list[Layout], has_marks: bool) -> Iterator[Paragraph | Table]:
    """Paragraphs and tables of all pages in reading order, tables over page breaks joined."""
    columns = columns_of(layouts)
    floors: dict[tuple[int, int], float] = {}
    for layout in layouts:
        size = size_of(layout)
        floors[size] = max([floors.get(size, 0.0), *map(_bottom, layout.items)])
    prose, tables = Prose(has_marks), _Tables(has_marks)
    floor = 0.0
    for layout in layouts:
        for position, item in enumerate(layout.items):
            if isinstance(item, Line):
                yield from tables.drained()
                prose.add(item, layout, columns[size_of(layout)])
                continue
            yield from prose.drained()
            if position or not tables.goes_on(item, floor):
                yield from tables.drained()
                tables.begin(item)
        floor = floors[size_of(layout)]
    yield from prose.drained()
    yield from tables.drained()


class _Tables:
    """The table that the next page may go on with, and the running number."""

    def __init__(self, has_marks: bool) -> None:
        self.growing: Growing | None = None
        self.has_marks = has_marks
        self.number = 0

    def begin(self, piece: Piece) -> None:
        """Open a table."""
        self.growing = MarkedGrowing(piece) if self.has_marks else Growing(piece)

    def goes_on(self, piece: Piece, floor: float) -> bool:
        """Let the open table take the first piece of a page, if there is an open table and the piece is its rest."""
        return self.growing is not None and self.growing.take(piece, floor - self.growing.bottom)

    def drained(self) -> Iterator[Table]:
        """The open table and those nested in it; none is open afterwards."""
        if self.growing is not None:
            yield from self._tables(self.growing.piece, None)
        self.growing = None

    def _tables(self, piece: Piece, parent: int | None) -> Iterator[Table]:
        self.number += 1
        number = self.number
        words = words_of if self.has_marks else str
        cells = tuple(
            Cell(cell.row, cell.column, words(cell.text), cell.rows, cell.columns, None, cell.page)
            for cell in piece.cells
        )
        yield Table(number, cells, piece.height, piece.width, piece.ragged, parent)
        for inner in piece.inner:
            yield from self._tables(inner, number)
