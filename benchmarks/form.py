"""The Hebei target table as a grid, from its cells' texts. Whose words they are does not matter here."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from benchmarks.paper import Cell, Grid

HEAD = ("一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值", "指标值确定依据")
WIDTH = 7
_HALVES = (5, 2)
_PAIRS = (1, 2, 1, 3)
_FUNDS = (1, 1, 1, 1, 1, 1, 1)
_PLAN = (1, 1, 2, 1, 2)
_ONE = (1, 6)
_INDICATOR = (1, 1, 1, 2, 1, 1)
_SPANS = (_HALVES, _PAIRS, _FUNDS, _ONE, _PLAN, _PLAN, _ONE, _INDICATOR)


def target_table(rows: Sequence[Sequence[str]]) -> Grid:
    """The grid of one project's table.

    Args:
        rows: unit and money unit · code and name · money · purpose · two rows of the spending plan · goals · the head
            and one row an indicator. A label that is merged downwards is empty in the rows below; a row may break off.
    """
    cells: list[Cell] = []
    for number, texts in enumerate(rows):
        spans = _SPANS[min(number, len(_SPANS) - 1)]
        column = 0
        for position, (text, span) in enumerate(zip(texts, spans, strict=False)):
            if position or text or number == 0:
                cells.append(Cell(number, column, text, 1, span))
            column += span
    return Grid(tuple(_merged_down(cells, len(rows))), len(rows), WIDTH)


def _merged_down(cells: list[Cell], height: int) -> list[Cell]:
    """Each cell of the first column reaches down to the next one."""
    starts = [cell.row for cell in cells if cell.column == 0] + [height]
    rows = {start: end - start for start, end in zip(starts, starts[1:], strict=False)}
    return [cell._replace(rows=rows[cell.row]) if cell.column == 0 else cell for cell in cells]


def by_level(indicators: Sequence[Sequence[str]]) -> list[list[str]]:
    """Indicator rows with the first level only where it changes, as the paper prints them."""
    printed = []
    for level, rows in groupby(indicators, key=lambda row: row[0]):
        for position, row in enumerate(rows):
            printed.append(["" if position else level, *row[1:]])
    return printed
