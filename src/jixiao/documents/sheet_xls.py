"""The cells of an .xls file (Excel 5 to 2003, and .et of WPS): the records of the workbook stream ([MS-XLS] 2.1).

A library for this was measured: faster, but it gives no number formats, and it believes every count in a damaged file,
which ends the whole process.
"""

from __future__ import annotations

import functools
import io
import struct
from collections.abc import Callable

import msgspec
import olefile

from jixiao.documents.ole import stream
from jixiao.documents.sheet_biff import Texts, continued, records, short_number
from jixiao.documents.sheet_cells import Budget, Sheet
from jixiao.documents.sheet_numbers import code_of, shown
from jixiao.errors import DamagedFile, ProtectedFile

_BOF, _EOF, _STRING, _BIFF_8, _BIFF_5 = 0x809, 0x0A, 0x207, 0x600, 0x500
_VERY_HIDDEN = 2
_OLDER = (0x09, 0x209, 0x409)
_FILEPASS, _CODEPAGE, _FROM_1904, _BOUNDSHEET, _FORMAT, _XF, _SST = 0x2F, 0x42, 0x22, 0x85, 0x41E, 0xE0, 0xFC
_CELL, _SHORT_CELL, _LONG_CELL = struct.Struct("<HHH"), struct.Struct("<HHHI"), struct.Struct("<HHHd")
_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
_CHINESE, _TRADITIONAL, _TRADITIONAL_PAGE = "gb18030", "big5", 950


class _Book(msgspec.Struct):
    """What all sheets share; `encoding` is null where strings tell their own (BIFF8)."""

    encoding: str | None
    tabs: list[tuple[str, int, bool]] = []
    texts: list[str] = []
    formats: dict[int, str] = {}
    style_formats: list[int] = []
    bordered: set[int] = set()
    from_1904: bool = False


def sheets(data: bytes, name: str, budget: Budget) -> list[Sheet]:
    """The worksheets in the order of their tabs.

    Raises:
        DamagedFile, ProtectedFile, LimitExceeded: as their docstrings say.
    """
    try:
        workbook = _workbook(data, name)
        book = _book(workbook, name)
        found = []
        left = len(workbook)
        for title, start, hidden in book.tabs:
            sheet, end = _sheet(workbook, start, Sheet(title, hidden), book, budget)
            found.append(sheet)
            # Sheets never overlap; in a file made to waste time they do.
            left -= end - start
            if left < 0:
                raise ValueError("sheets overlap")
    # What a broken file breaks in the parsing of bytes.
    except (struct.error, ValueError, IndexError, OSError, OverflowError, RecursionError) as error:
        raise DamagedFile(name) from error
    if not found:
        raise DamagedFile(name)
    return found


def _workbook(data: bytes, name: str) -> bytes:
    if not data.startswith(olefile.MAGIC):
        return data
    with olefile.OleFileIO(io.BytesIO(data)) as container:
        if container.exists("EncryptedPackage"):
            raise ProtectedFile(name)
        for title in ("Workbook", "Book"):
            if container.exists(title):
                return stream(container, title)
    raise DamagedFile(name)


def _book(workbook: bytes, name: str) -> _Book:
    kind, version = struct.unpack_from("<H2xH", workbook)
    if kind in _OLDER:
        raise DamagedFile(name, "workbook_5")
    if kind != _BOF or version not in (_BIFF_8, _BIFF_5):
        raise DamagedFile(name)
    book = _Book(None if version == _BIFF_8 else _CHINESE)
    for kind, body, after in records(workbook):
        if kind == _EOF:
            return book
        if kind == _FILEPASS:
            raise ProtectedFile(name)
        if kind == _BOUNDSHEET:
            start, state, sheet_type = struct.unpack_from("<IBB", body)
            if sheet_type == 0 and state & 3 != _VERY_HIDDEN:
                book.tabs.append((Texts([body[6:]], book.encoding).text(1), start, bool(state & 3)))
        elif kind == _SST:
            book.texts = _shared_texts([body, *continued(workbook, after)])
        elif kind == _FORMAT:
            text = Texts([body[2:]], book.encoding).text(1 if book.encoding else 2)
            book.formats[int.from_bytes(body[:2], "little")] = text
        elif kind == _XF:
            # The lines at the four sides, in the layout of BIFF8; older files show no borders here.
            if book.encoding is None and any(body[10:12]):
                book.bordered.add(len(book.style_formats))
            book.style_formats.append(int.from_bytes(body[2:4], "little"))
        elif kind == _FROM_1904:
            book.from_1904 = any(body[:2])
        elif kind == _CODEPAGE and book.encoding:
            # Chinese programs wrote Chinese bytes under any page that they were told of.
            is_traditional = int.from_bytes(body[:2], "little") == _TRADITIONAL_PAGE
            book.encoding = _TRADITIONAL if is_traditional else _CHINESE
    raise ValueError("the workbook has no end")


def _shared_texts(bodies: list[bytes]) -> list[str]:
    (count,) = struct.unpack_from("<4xI", bodies[0])
    if count > sum(map(len, bodies)):
        raise ValueError("more texts than bytes")
    texts = Texts(bodies)
    texts.skip(8)
    return [texts.text().strip() for _ in range(count)]


def _sheet(workbook: bytes, start: int, sheet: Sheet, book: _Book, budget: Budget) -> tuple[Sheet, int]:
    cells = _Cells(sheet, book, budget)
    depth = 0
    for kind, body, after in records(workbook, start):
        if kind == _BOF:
            depth += 1
        elif kind == _EOF:
            depth -= 1
            if not depth:
                return sheet, after
        elif kind == _STRING and depth == 1:
            cells.formula_text(Texts([body, *continued(workbook, after)], book.encoding).text().strip())
        # A chart inside the sheet has records of its own, numbers among them.
        elif kind in _TAKE and depth == 1:
            _TAKE[kind](cells, body)
    raise ValueError("a sheet has no end")


class _Cells:
    """A sheet while its records come in."""

    def __init__(self, sheet: Sheet, book: _Book, budget: Budget) -> None:
        self.sheet, self._book, self._budget = sheet, book, budget
        self._formula: tuple[int, int, int] | None = None
        self._number_text = _number_reader(book)

    def shared_label(self, body: bytes) -> None:
        row, column, style, number = _SHORT_CELL.unpack_from(body)
        self._put(row, column, style, self._book.texts[number])

    def label(self, body: bytes) -> None:
        row, column, style = _CELL.unpack_from(body)
        self._put(row, column, style, Texts([body[6:]], self._book.encoding).text().strip())

    def number(self, body: bytes) -> None:
        row, column, style, value = _LONG_CELL.unpack_from(body)
        self._put(row, column, style, self._number_text(style, value))

    def short_number(self, body: bytes) -> None:
        row, column, style, raw = _SHORT_CELL.unpack_from(body)
        self._put(row, column, style, self._number_text(style, short_number(raw)))

    def short_numbers(self, body: bytes) -> None:
        row, column = struct.unpack_from("<HH", body)
        for at, (style, raw) in enumerate(struct.iter_unpack("<HI", body[4 : 4 + (len(body) - 6) // 6 * 6])):
            self._put(row, column + at, style, self._number_text(style, short_number(raw)))

    def blank(self, body: bytes) -> None:
        row, column, style = _CELL.unpack_from(body)
        self._put(row, column, style, "")

    def blanks(self, body: bytes) -> None:
        row, column = struct.unpack_from("<HH", body)
        for (style,) in struct.iter_unpack("<H", body[4 : 4 + (len(body) - 6) // 2 * 2]):
            self._put(row, column, style, "")

    def boolean(self, body: bytes) -> None:
        row, column, style = _CELL.unpack_from(body)
        self._put(row, column, style, _boolean(body[6], bool(body[7])))

    def formula(self, body: bytes) -> None:
        row, column, style, value = _LONG_CELL.unpack_from(body)
        kind = body[6]
        if body[12:14] != b"\xff\xff":
            self._put(row, column, style, self._number_text(style, value))
        elif kind == 0:
            self._formula = row, column, style
        elif kind in (1, 2):
            self._put(row, column, style, _boolean(body[8], kind == 2))

    def formula_text(self, text: str) -> None:
        if self._formula:
            self._put(*self._formula, text)
            self._formula = None

    def merges(self, body: bytes) -> None:
        count = int.from_bytes(body[:2], "little")
        self._budget.spend(count)
        corners = struct.unpack_from(f"<{4 * count}H", body, 2)
        self.sheet.merges += zip(corners[::4], corners[2::4], corners[1::4], corners[3::4], strict=True)

    def _put(self, row: int, column: int, style: int, text: str) -> None:
        if text:
            self._budget.spend(1)
            self.sheet.rows.setdefault(row, {})[column] = text
        if style in self._book.bordered:
            self.sheet.border(row, column)


_TAKE: dict[int, Callable[[_Cells, bytes], None]] = {
    0x06: _Cells.formula,
    0xBD: _Cells.short_numbers,
    0xBE: _Cells.blanks,
    0xD6: _Cells.label,
    0xE5: _Cells.merges,
    0xFD: _Cells.shared_label,
    0x201: _Cells.blank,
    0x203: _Cells.number,
    0x204: _Cells.label,
    0x205: _Cells.boolean,
    0x27E: _Cells.short_number,
}


def _boolean(value: int, is_error: bool) -> str:
    if is_error:
        return _ERRORS.get(value, "#N/A")
    return "TRUE" if value else "FALSE"


def _number_reader(book: _Book) -> Callable[[int, float], str]:
    """Gives the text of a stored number in a style; workbooks repeat the same few numbers over and over."""

    @functools.lru_cache(maxsize=4096)
    def number_text(style: int, value: float) -> str:
        number = book.style_formats[style] if style < len(book.style_formats) else 0
        return shown(value, code_of(number, book.formats), from_1904=book.from_1904)

    return number_text
