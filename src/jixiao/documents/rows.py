"""Plain rows of a workbook or a delimited text, one after another, however many: for lists, not for forms.

Leaves merged cells, borders and headings to the readers of documents: here every row is a tuple of its cells' text.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from jixiao.documents import encoding, sheet_xls, sheet_xlsx
from jixiao.documents.limits import DEFAULT, Limits
from jixiao.documents.sheet_cells import Budget, Sheet
from jixiao.errors import DamagedFile, EmptyFile

Row = tuple[str, ...]

_SAMPLE = 65_536
_DELIMITERS = (",", "\t", ";", "|")


def rows_of(path: Path, name: str, limits: Limits = DEFAULT) -> Iterator[Row]:
    """The rows of the first visible sheet that has some, or the lines of a delimited text, from the top.

    A text is read piece by piece and never held whole; a workbook is held while it is read, within its limits.

    Raises:
        EmptyFile: there is nothing in it.
        DamagedFile, ProtectedFile, LimitExceeded: of a workbook, as their docstrings say.
    """
    with path.open("rb") as file:
        head = file.read(_SAMPLE)
    if not head.strip():
        raise EmptyFile(name)
    if head.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
        return _of_workbook(path.read_bytes(), name, limits)
    return _of_text(path, name, head)


def _of_text(path: Path, name: str, head: bytes) -> Iterator[Row]:
    coding = _encoding_of(head)
    delimiter = max(_DELIMITERS, key=head.decode(coding, "replace").count)  # a title above the head has none
    with path.open(encoding=coding, errors="replace", newline="") as file:
        try:
            for row in csv.reader(file, delimiter=delimiter):
                yield tuple(map(str.strip, row))
        except csv.Error:  # a cell longer than any cell is: the quotation marks do not pair
            raise DamagedFile(name) from None


def _encoding_of(head: bytes) -> str:
    """The encoding of a text by its beginning: UTF-8 where it fits, GB 18030 for the rest, UTF-16 by its mark."""
    for mark, coding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if head.startswith(mark):
            return coding
    # The sample may end within a character.
    for end in range(4):
        try:
            head[: len(head) - end].decode("utf-8")
        except UnicodeDecodeError:
            continue
        return "utf-8"
    return "gb18030" if encoding.is_sensible(head[:-4].decode("gb18030", "replace")) else "utf-8"


def _of_workbook(data: bytes, name: str, limits: Limits) -> Iterator[Row]:
    budget = Budget(name, limits)
    found = (
        sheet_xlsx.sheets(data, name, limits, budget)
        if data.startswith(b"PK")
        else sheet_xls.sheets(data, name, budget)
    )
    sheet = next((each for each in found if not each.hidden and each.rows), None)
    return _of_sheet(sheet) if sheet else iter(())


def _of_sheet(sheet: Sheet) -> Iterator[Row]:
    last = max(sheet.rows)
    for number in range(last + 1):
        cells = sheet.rows.get(number, {})
        yield tuple(cells.get(column, "").strip() for column in range(max(cells, default=-1) + 1))
