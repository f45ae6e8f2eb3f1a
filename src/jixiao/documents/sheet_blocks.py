"""From the sheets of a workbook to blocks: where its tables lie, and what is only text. Knows no file format."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

from jixiao.documents.blocks import Cell, Paragraph, Table
from jixiao.documents.sheet_cells import Budget, Sheet

_Region = tuple[int, int, int, int]
_EDGE = 100
"""Empty rows or columns with borders that a table may have at its edges; more are a sheet made ready for the years."""


def items(sheets: Iterable[tuple[int, Sheet]], budget: Budget) -> Iterator[Paragraph | Table]:
    """The blocks of numbered sheets in order.

    Rows without text, borders and merges part tables. A region with text in one column only is paragraphs.
    Line numbers are the rows that the office program shows.
    """
    number = 0
    for page, sheet in sheets:
        sheet.merges.sort()
        for region in _regions(sheet):
            top, left, bottom, right = region
            if left == right:
                yield from _paragraphs(sheet, region, page)
            elif top == bottom and _is_line(sheet, top):
                yield Paragraph("\t".join(sheet.rows[top].values()), top + 1, page)
            else:
                number += 1
                yield _table(sheet, region, page, number, budget)


def _regions(sheet: Sheet) -> Iterator[_Region]:
    """First row, first column, last row and last column of every region, empty edges without borders left off."""
    spans = [(row, row) for row in sheet.rows.keys() | sheet.bordered.keys()]
    spans += [(top, bottom) for top, left, bottom, _ in sheet.merges if left in sheet.rows.get(top, ())]
    filled = sorted(sheet.rows)
    framed = sorted(sheet.bordered)
    for top, bottom in _united(sorted(spans)):
        rows = filled[bisect_left(filled, top) : bisect_right(filled, bottom)]
        if rows:
            columns = {column for row in rows for column in sheet.rows[row]}
            lines = framed[bisect_left(framed, top) : bisect_right(framed, bottom)]
            framed_columns = [column for row in lines for column in sheet.bordered[row]]
            first, last = _framed(rows[0], rows[-1], lines)
            left, right = _framed(min(columns), max(columns), framed_columns)
            yield first, left, last, right


def _framed(first: int, last: int, framed: list[int]) -> tuple[int, int]:
    """A stretch with the empty edges that borders lie around, unless they go on and on."""
    begin, end = min([first, *framed]), max([last, *framed])
    return begin if first - begin <= _EDGE else first, end if end - last <= _EDGE else last


def _is_line(sheet: Sheet, row: int) -> bool:
    """Whether a lone row is a line of words laid over several columns: the unit's name, at the right the currency."""
    place = row, min(sheet.rows[row])
    at = bisect_left(sheet.merges, place)
    return row not in sheet.bordered and at < len(sheet.merges) and sheet.merges[at][:2] == place


def _united(spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Spans that overlap or touch made one."""
    if not spans:
        return
    first, last = spans[0]
    for top, bottom in spans[1:]:
        if top > last + 1:
            yield first, last
            first, last = top, bottom
        last = max(last, bottom)
    yield first, last


def _paragraphs(sheet: Sheet, region: _Region, page: int) -> Iterator[Paragraph]:
    top, column, bottom, _ = region
    for row in range(top, bottom + 1):
        for line in sheet.rows.get(row, {}).get(column, "").split("\n"):
            if line.strip():
                yield Paragraph(line, row + 1, page)


def _table(sheet: Sheet, region: _Region, page: int, number: int, budget: Budget) -> Table:
    top, left, bottom, right = region
    height, width = bottom - top + 1, right - left + 1
    budget.spend(height * width)
    sizes, covered = _merges(sheet, region)
    cells = []
    for row in range(top, bottom + 1):
        texts = sheet.rows.get(row, {})
        for column in range(left, right + 1):
            place = row, column
            if place in covered:
                continue
            text = texts.get(column, "")
            rows, columns = sizes.get(place, (1, 1))
            cells.append(Cell(row - top, column - left, text, rows, columns, row + 1, page))
    return Table(number, *_squeezed(cells, height, width))


def _squeezed(cells: list[Cell], height: int, width: int) -> tuple[tuple[Cell, ...], int, int]:
    """A grid without the rows and columns at which no cell begins: tables below each other share a sheet's columns."""
    rows, columns = sorted({cell.row for cell in cells}), sorted({cell.column for cell in cells})
    if len(cells) == 1 or (len(rows), len(columns)) == (height, width):
        return tuple(cells), height, width
    row_of = [bisect_left(rows, row) for row in range(height + 1)]
    column_of = [bisect_left(columns, column) for column in range(width + 1)]
    squeezed = (
        Cell(
            row_of[cell.row],
            column_of[cell.column],
            cell.text,
            row_of[cell.row + cell.rows] - row_of[cell.row],
            column_of[cell.column + cell.columns] - column_of[cell.column],
            cell.line,
            cell.page,
        )
        for cell in cells
    )
    return tuple(squeezed), len(rows), len(columns)


def _merges(sheet: Sheet, region: _Region) -> tuple[dict[tuple[int, int], tuple[int, int]], set[tuple[int, int]]]:
    """Sizes of merged cells by their corner, and the places that they cover, as far as they lie inside the region."""
    sizes: dict[tuple[int, int], tuple[int, int]] = {}
    covered: set[tuple[int, int]] = set()
    begin, end = (bisect_left(sheet.merges, (row,)) for row in (region[0], region[2] + 1))
    for first, left, last, right in sheet.merges[begin:end]:
        left, last, right = max(left, region[1]), min(last, region[2]), min(right, region[3])
        if first > last or left > right or (first, left) == (last, right):
            continue
        places = {(row, column) for row in range(first, last + 1) for column in range(left, right + 1)}
        # Merges that overlap are a fault of the file: the first one counts.
        if places.isdisjoint(covered) and places.isdisjoint(sizes):
            sizes[first, left] = last - first + 1, right - left + 1
            covered |= places - {(first, left)}
    return sizes, covered
