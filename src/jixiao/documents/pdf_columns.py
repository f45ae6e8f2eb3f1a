"""Tables without ruling lines: lines of print whose gaps stand below each other become a ragged table.

Prose, lists with hanging numbers and contents lists stay lines; a table needs the same gaps on three lines at least.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from typing import NamedTuple

from jixiao.documents.pdf_lines import Line, is_item, joint, lines_of
from jixiao.documents.pdf_paths import Rule
from jixiao.documents.pdf_tables import Piece, PieceCell

MIN_LINES = 3
MAX_COLUMNS = 60
REACH = 30
"""Lines above that tell how wide the block is."""

GAP = 1.2
"""Widths of a Chinese character that part two columns."""


class _Row(NamedTuple):
    line: Line
    parts: list[Line]


def aligned(lines: list[Line], rules: list[Rule], page: int) -> list[Line | Piece]:
    """The lines from top to bottom, runs of aligned ones replaced by tables.

    Args:
        rules: level ruling lines of no grid; they part the rows if there are enough of them.
    """
    items: list[Line | Piece] = []
    block: list[_Row] = []
    for row in (_Row(line, _parts(line)) for line in lines):
        if block and not _goes_on(block, row):
            items += _settled(block, rules, page)
            block = []
        if len(row.parts) > 1 or block:
            block.append(row)
        else:
            items.append(row.line)
    return items + _settled(block, rules, page)


def _parts(line: Line) -> list[Line]:
    if len(line.runs) < 2:
        return [line]
    reach = GAP * (line.bottom - line.top)
    groups = [[line.runs[0]]]
    for run in line.runs[1:]:
        if run[0] - groups[-1][-1][2] > reach:
            groups.append([run])
        else:
            groups[-1].append(run)
    return [lines_of(group, " ")[0] for group in groups]


def _goes_on(block: list[_Row], row: _Row) -> bool:
    last = block[-1].line
    near = row.line.top - last.bottom < 2.5 * (last.bottom - last.top)
    left = min(member.line.left for member in block[-REACH:])
    right = max(member.line.right for member in block[-REACH:])
    narrow = row.line.right - row.line.left < 0.6 * (right - left)
    return near and (len(row.parts) > 1 or narrow)


def _settled(block: list[_Row], rules: list[Rule], page: int) -> list[Line | Piece]:
    """A table if the block is one, else its lines."""
    bands = _columns(block)
    tail: list[Line | Piece] = []
    while block and len(block[-1].parts) < 2 and not (bands and _wraps(block, bands)):
        tail.insert(0, block.pop().line)
    if not bands:
        return [*(row.line for row in block), *tail]
    rows = _grouped(block, rules, bands)
    return [_piece(rows, bands, page), *tail]


def _wraps(block: list[_Row], bands: list[tuple[float, float]]) -> bool:
    """Whether the last line is the rest of a text in one of the columns, close below the line before."""
    line, before = block[-1].line, block[-2].line
    inside = any(left - 2.0 < line.left and line.right < right + 2.0 for left, right in bands[1:])
    return inside and line.top - before.bottom < 0.8 * (line.bottom - line.top)


def _columns(block: list[_Row]) -> list[tuple[float, float]]:
    """Left and right of each column, or nothing where the gaps do not stand below each other."""
    counts = Counter(len(row.parts) for row in block if len(row.parts) > 1)
    usual = [count for count, times in counts.items() if times >= MIN_LINES and times * 3 >= sum(counts.values())]
    if not usual:
        return []
    width = max(usual)
    if width > MAX_COLUMNS:
        return []
    typical = [row.parts for row in block if len(row.parts) == width]
    if all(is_item(parts[0].text) and len(parts[0].text) < 5 for parts in typical) and width == 2:
        return []
    bands = [
        (min(parts[column].left for parts in typical), max(parts[column].right for parts in typical))
        for column in range(width)
    ]
    if any(before[1] >= after[0] for before, after in zip(bands, bands[1:], strict=False)):
        return []
    return bands


def _grouped(block: list[_Row], rules: list[Rule], bands: list[tuple[float, float]]) -> list[list[_Row]]:
    """The printed lines of each row: parted by ruling lines if there are enough, else by the distance of lines."""
    top, bottom = block[0].line.top, block[-1].line.bottom
    walls = sorted(down for down, _, _ in rules if top - 20 < down < bottom + 20)
    if len(walls) > 3 and len(block) <= 3 * (len(walls) - 1):
        between: dict[int, list[_Row]] = {}
        for row in block:
            between.setdefault(bisect_right(walls, (row.line.top + row.line.bottom) / 2), []).append(row)
        return list(between.values())
    rows = [[block[0]]]
    steps = [after.line.top - before.line.top for before, after in zip(block, block[1:], strict=False)]
    headed = [row.parts[0].left < bands[0][1] for row in block[1:]]
    usual = min((step for step, has_head in zip(steps, headed, strict=True) if has_head), default=0.0)
    for step, has_head, row in zip(steps, headed, block[1:], strict=True):
        if not has_head and step < 0.95 * usual:
            rows[-1].append(row)
        else:
            rows.append([row])
    return rows


def _piece(rows: list[list[_Row]], bands: list[tuple[float, float]], page: int) -> Piece:
    inner = [(before[1] + after[0]) / 2 for before, after in zip(bands, bands[1:], strict=False)]
    xs = [min(row.line.left for lines in rows for row in lines), *inner]
    xs.append(max(row.line.right for lines in rows for row in lines))
    ys = [rows[0][0].line.top, *(lines[-1].line.bottom for lines in rows)]
    cells: list[PieceCell] = []
    for number, lines in enumerate(rows):
        cells += _row_cells(number, [part for row in lines for part in row.parts], bands, inner, page)
    return Piece(page, xs, ys, cells, ragged=True)


def _row_cells(
    number: int, parts: list[Line], bands: list[tuple[float, float]], inner: list[float], page: int
) -> list[PieceCell]:
    cells: dict[int, PieceCell] = {}
    covered: set[int] = set()
    for part in parts:
        touched = [column for column, (left, right) in enumerate(bands) if part.left < right and left < part.right]
        column = touched[0] if touched else bisect_right(inner, (part.left + part.right) / 2)
        if column in cells:
            cells[column].text += joint(cells[column].text, part.text, full=False) + part.text
            continue
        columns = len(touched) or 1
        if covered.intersection(range(column, column + columns)):
            columns = 1
        cells[column] = PieceCell(number, column, 1, columns, part.text, page)
        covered.update(range(column, column + columns))
    for column in range(len(bands)):
        if column not in covered:
            cells[column] = PieceCell(number, column, 1, 1, "", page)
    return [cells[column] for column in sorted(cells)]
