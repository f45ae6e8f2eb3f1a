"""Brings the cells of a row that lost merged cells or borders back under the heads above it.

Cells keep their order; which head each stands under is chosen by what the words fit (levels, signs, numbers, units).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from jixiao.documents.blocks import Cell
from jixiao.forms.heads import Column, Head
from jixiao.forms.lexicon import category_of, dimension_of, label_of, names_rate, simplified
from jixiao.forms.slots import execution_field

_SIGN = re.compile(r"[≥≤＞＜>=<＝]{1,2}|定性|[大小等]于(?:等于)?|不[低高]于|不[少超]过?于?")
_NUMBER = re.compile(r"-?[0-9][0-9,]*(?:\.[0-9]+)?")
_MONEY = re.compile(r"-?[0-9][0-9,]*(?:\.[0-9]+)?(?:元|万元|万|%)?")
_VALUE = re.compile(r"[0-9%≥≤><=＝]")
_FIGURE = re.compile(r"-?[0-9][0-9,]*(?:\.[0-9]+)?\s*(?:%|万元|元)?|[/／]")
_PART = re.compile(r"[0-9]{1,2}[.、]")
_DIRECTION = re.compile(r"[正反]向(?:指标)?")
_CODED = re.compile(r"\[?[0-9]{3,9}\]?[-_ ]?(?![年月日])[\u4e00-\u9fff]")
_MISFIT = -1.0
_AMOUNTS = ("budget", "fiscal", "other", "amount", "executed")
_POINTS = ("weight", "score", "coefficient")


def aligned(cells: Sequence[Cell], head: Head) -> list[tuple[Column | None, Cell]]:
    """Each cell with text beside the column that it stands under.

    Cells are kept in order and no two stand under one column; where the row has as many places as the head, and they
    fit, nothing moves.
    """
    row = list(cells)
    if in_place := _in_place(row, head):
        return in_place
    while row and not row[-1].text:
        row.pop()
    if not row:
        return []
    columns = head.columns
    if len(row) > len(columns):
        texts = [cell for cell in row if cell.text]
        if len(texts) > len(columns):
            return [(head.column_at(cell.column), cell) for cell in texts]
        row = texts
    best = _best(row, columns)
    return [(columns[column], cell) for cell, column in zip(row, best, strict=True) if cell.text]


def _in_place(cells: Sequence[Cell], head: Head) -> list[tuple[Column | None, Cell]]:
    """The cells under the heads that they stand under, where every one stands below a head and fits it."""
    lefts = {column.left: column for column in head.columns}
    texts = [cell for cell in cells if cell.text]
    if not all(cell.column in lefts for cell in texts):
        return []
    pairs: list[tuple[Column | None, Cell]] = [(lefts[cell.column], cell) for cell in texts]
    return pairs if all(_fit(cell.text, column.field) > _MISFIT for column, cell in pairs if column) else []


def under_heads(row: Sequence[Cell], heads: Sequence[Cell]) -> list[Cell]:
    """The cells of a row below a block's heads, moved to the right by as many columns as merged cells were lost.

    Args:
        row: cells with text. heads: the labels at the end of the row that heads the block.
    """
    numbers = [cell for cell in row if _FIGURE.fullmatch(cell.text)]
    executions = [cell for cell in heads if (label := label_of(cell.text)) and execution_field(label.name)]
    if len(executions) > 1 and numbers:
        lost = executions[0].column - numbers[0].column
    elif any(label_of(cell.text) for cell in row):
        lost = 0
    else:
        # the block's own name and its numbered parts stand left of the heads and are merged downwards
        own = [cell for cell in heads[1:] if not _PART.match(cell.text)]
        lost = own[0].column - row[0].column if own and len(row) <= len(own) else 0
    return [msgspec.structs.replace(cell, column=cell.column + lost) for cell in row] if lost > 0 else list(row)


def _best(row: Sequence[Cell], columns: Sequence[Column]) -> list[int]:
    """The columns, rising, that fit the cells best: dynamic programming over (cell, column)."""
    width = len(columns)
    lowest = float("-inf")
    score = [[lowest] * width for _ in row]
    back = [[-1] * width for _ in row]
    best, at = lowest, -1
    for i, cell in enumerate(row):
        for j in range(i, width - (len(row) - 1 - i)):
            own = _fit(cell.text, columns[j].field) + (0.5 if columns[j].left == cell.column else 0.0)
            if i == 0:
                score[0][j] = own - 0.05 * j
                continue
            # a column left free costs 0.4; the best column before this one is carried along
            if j == i or score[i - 1][j - 1] + 0.4 * (j - 1) > best + 1e-9:
                best, at = score[i - 1][j - 1] + 0.4 * (j - 1), j - 1
            score[i][j], back[i][j] = best + own - 0.4 * (j - 1), at
    j = max(range(width), key=lambda column: score[-1][column])
    path = [j]
    for i in range(len(row) - 1, 0, -1):
        j = back[i][j]
        path.append(j)
    return path[::-1]


def _fit(text: str, field: str) -> float:
    """How well a text fits a field, about -3 (cannot be) to 3 (must be)."""
    if not text:
        return 0.0
    text = simplified(text)
    if field in ("dimension", "mid.dimension"):
        return 3.0 if dimension_of(text) or names_rate(text) else -2.5
    if field in ("category", "mid.category"):
        return 3.0 if category_of(text) or names_rate(text) else -2.0
    if field == "operator":
        return 3.0 if _SIGN.fullmatch(text) else -3.0
    if field == "direction":
        return 3.0 if _DIRECTION.fullmatch(text) else -3.0
    if field.startswith(("project.funds.", "exec.")) or field in _AMOUNTS:
        return 2.0 if _MONEY.fullmatch(text) else -3.0
    if field in ("project.unit", "project.office") and _CODED.match(text):
        return 2.0
    number = _NUMBER.fullmatch(text) is not None
    if field in _POINTS:
        return 1.5 if number else -1.5
    if field.endswith("target") or field == "actual" or field.startswith("unit_target."):
        return 1.5 if _VALUE.search(text) else 0.0
    if dimension_of(text) or category_of(text):
        return -2.0
    if field == "unit":
        return 1.0 if len(text) <= 6 and not number else -1.5
    if field.endswith("name") or field == "content":
        return 1.0 if not number and not _SIGN.fullmatch(text) else -1.5
    return 0.3 if not number else -0.3
