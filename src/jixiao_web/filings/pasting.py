"""Rows of a spreadsheet put into an indicator grid: what they mean, what they would overwrite, the service itself."""

from __future__ import annotations

import csv
import uuid
from collections.abc import Sequence
from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext_noop

from jixiao import api
from jixiao.api import Entered
from jixiao.model import Document, Indicator
from jixiao_web.accounts.policy import Person
from jixiao_web.filings.cells import cells_of
from jixiao_web.filings.errors import FilingError, NoSuchRow, NothingThere, TooManyRows
from jixiao_web.filings.models import Filing, RowChange
from jixiao_web.filings.rows import MOST_ROWS, place_now, rows_of, rows_open
from jixiao_web.filings.store import document_of, log, put_changed

COLUMNS = ("dimension", "category", "name", "description", "target", "basis")
"""The columns of the indicator grid, from the left."""

_HEADS = {
    "一级指标": "dimension",
    "二级指标": "category",
    "三级指标": "name",
    "指标名称": "name",
    "绩效指标": "name",
    "绩效指标描述": "description",
    "指标解释": "description",
    "指标描述": "description",
    "指标值": "target",
    "年度指标值": "target",
    "指标值确定依据": "basis",
}
_LEVELS = ("dimension", "category")
"""Columns that a new row begins with: alone they make no row filled in."""

MOST_SHOWN = 12
"""Cells of those that would be overwritten that the page names."""


class Overwritten(NamedTuple):
    """A cell that holds something else already: its words as a label, as they stand, and as they would be."""

    label: str
    before: str
    after: str


class Overwrites(FilingError):
    """Rows that are filled in already would be overwritten, and nobody has said that they may be."""

    def __init__(self, cells: Sequence[Overwritten]) -> None:
        super().__init__(gettext_noop("粘贴会覆盖下面已经填写的内容，请核对后再确认；也可以改填起始行。"))
        self.cells = tuple(cells)


class Pasted(NamedTuple):
    """What became of a paste: the filing, the path of the first row, the cells whose words are no value."""

    filing: Filing
    path: str
    refused: tuple[tuple[str, str, str], ...]


class PasteAsked(NamedTuple):
    """A paste that was not done, for the page on which it is asked again: where, what, and why it was not.

    Attributes:
        row: the words that were written as the number of the row. cells: what it would overwrite, the first of them;
            more: how many others there are.
    """

    path: str
    row: str
    text: str
    error: str
    cells: tuple[Overwritten, ...]
    more: int

    @classmethod
    def of(cls, error: FilingError, path: str, row: str, text: str) -> PasteAsked:
        """For what was refused."""
        cells = error.cells if isinstance(error, Overwrites) else ()
        return cls(path, row, text, str(error), cells[:MOST_SHOWN], max(len(cells) - MOST_SHOWN, 0))


def first_free(indicators: Sequence[Indicator]) -> int:
    """The position of the row after the last one that is filled in: where rows are pasted that overwrite nothing."""
    filled = (number for number, row in enumerate(indicators, 1) if _is_filled(row))
    return max(filled, default=0)


def _is_filled(row: Indicator) -> bool:
    return any(getattr(row, name) for name in ("name", "description", "target", "basis"))


def row_said(words: str, last: int) -> int:
    """The position of the row whose number a person wrote, from 1 up to the one after the last row.

    Raises:
        NoSuchRow: no such number.
    """
    number = int(words) if words.strip().isdecimal() and len(words) < 9 else 0
    if not 1 <= number <= last:
        raise NoSuchRow(last)
    return number - 1


def rows_paste(
    *,
    person: Person,
    filing_id: uuid.UUID,
    path: str,
    position: int,
    column: str,
    text: str,
    shape: int,
    overwrite: bool = True,
) -> Pasted:
    """Fill rows of an indicator grid with tab-separated text, from a cell to the right and down; adds rows as needed.

    Args:
        column: of `COLUMNS`, where a head row in the text does not name its own.
        overwrite: rows that are filled in may be overwritten.
    Raises:
        NothingThere, TooManyRows: see there. Overwrites: it would overwrite what it may not.
    """
    with transaction.atomic():
        filing = rows_open(filing_id, person)
        document = document_of(filing)
        path, position = place_now(filing, document, path, position, shape, is_between=True)
        columns, lines = table_of(text, column)
        if not lines:
            raise NothingThere
        cells = [
            Entered(f"{path}[{position + number}].{field}", words)
            for number, line in enumerate(lines)
            for field, words in zip(columns, line, strict=False)
            if field
        ]
        if not overwrite and (told := _overwritten(document, path, cells)):
            raise Overwrites(told)
        document = _with_rows(filing, document, path, position + len(lines))
        changed, errors = api.enter(document, cells)
        put_changed(filing, changed, person)
        log(filing, person, "pasted", cells={cell.path: cell.text for cell in cells})
    refused = tuple((error.path, str(error), error.words) for error in errors)
    return Pasted(filing, f"{path}[{position}]", refused)


def _with_rows(filing: Filing, document: Document, path: str, number: int) -> Document:
    """The document with at least so many rows in a list; each that is added is a change of the filing's shape."""
    if number > MOST_ROWS:
        raise TooManyRows
    for end in range(len(rows_of(document, path)), number):
        document = api.with_row(document, path, end)
        filing.shape += 1
        RowChange.objects.create(
            county_code=filing.county_code,
            filing=filing,
            number=filing.shape,
            path=path,
            kind="added",
            position=end,
        )
    return document


def _overwritten(document: Document, path: str, cells: Sequence[Entered]) -> list[Overwritten]:
    """The cells of rows that are filled in which would hold other words."""
    rows = enumerate(rows_of(document, path))
    filled = {f"{path}[{number}]" for number, row in rows if isinstance(row, Indicator) and _is_filled(row)}
    now = cells_of(document)
    return [
        Overwritten(cell.label, cell.text, each.text.strip())
        for each in cells
        if each.path.rpartition(".")[0] in filled
        and (cell := now.get(each.path))
        and cell.text not in ("", each.text.strip())
    ]


def table_of(text: str, column: str) -> tuple[list[str], list[list[str]]]:
    """The columns and lines of tab-separated text, its head row taken for what it says."""
    try:
        every = [*csv.reader(text.splitlines(keepends=True), dialect="excel-tab")]
    except csv.Error:  # a single cell of more than 100,000 characters
        raise NothingThere from None
    lines = [line for line in every if any(map(str.strip, line))]
    if not lines or column not in COLUMNS:
        raise NothingThere
    named = [_HEADS.get(cell.strip(), "") for cell in lines[0]]
    if sum(map(bool, named)) >= min(2, len(named)):
        return named, _unmerged(named, lines[1:])
    columns = list(COLUMNS[COLUMNS.index(column) :])
    return columns, _unmerged(columns, lines)


def _unmerged(columns: list[str], lines: list[list[str]]) -> list[list[str]]:
    """Lines with the levels of an indicator in each: of a merged cell Excel gives the words in its first row only."""
    above: dict[str, str] = {}
    told = []
    for line in lines:
        own = [*line]
        for number, field in enumerate(columns[: len(own)]):
            if field not in _LEVELS:
                continue
            if field == "dimension" and own[number].strip():
                above.pop("category", None)
            own[number] = above[field] = own[number] if own[number].strip() else above.get(field, "")
        told.append(own)
    return told
