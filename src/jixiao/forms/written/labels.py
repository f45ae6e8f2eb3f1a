"""What every cell of a form asks for, in the printed words around it: 项目资金（万元）·年度资金总额·年初预算数.

Leaves to `layout.py` which row of a list a cell stands in.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from jixiao.forms.description import Form, PictureCell

_JOINT = "·"
_PUNCTUATION = re.compile(r"^其中：|：$|\{mid\.period\}$")
_NAMELESS = {"unit": "单位名称", "name": "项目名称"}
"""Slots that stand on the paper without a label of their own."""

Cells = Sequence[PictureCell]


class Asked(NamedTuple):
    """What a cell asks for.

    Attributes:
        words: tell it from every other cell of the form; the months of a period stand as `{period}`.
        nearest: the label of its row, or else of its column.
    """

    words: str
    nearest: str


def asked_in(form: Form) -> dict[tuple[int, int], Asked]:
    """What every cell with a slot asks for, by its row and left edge."""
    cells = [cell for row in form.rows for cell in row.cells]
    listed = {cell for row in form.rows if row.repeats for cell in row.cells}
    slots = [cell for cell in cells if cell.slot]
    words = {cell: _words(cell, cells, is_listed=cell in listed, far=False) for cell in slots}
    often = Counter(words.values())
    words |= {cell: _words(cell, cells, is_listed=cell in listed, far=True) for cell in slots if often[words[cell]] > 1}
    return {(cell.row, cell.left): Asked(words[cell], _nearest(cell, cells)) for cell in slots}


def _nearest(cell: PictureCell, cells: Cells) -> str:
    labels = _before(cell, cells)[-1:] or _heads(cell, cells, first_row=0)[-1:]
    return labels[0].text if labels else ""


def _words(cell: PictureCell, cells: Cells, *, is_listed: bool, far: bool) -> str:
    """The labels before and above a cell, joined; `far` looks beyond the block, and for one head more."""
    if is_listed:
        heads = _heads(cell, cells, first_row=0)
        further = _heads(heads[0], cells, first_row=0)[-1:] if far and heads else []
        return _joined([*further, *heads])
    own = cell.text.partition("{")[0].rstrip("：")
    if own:
        return own
    block, before = _block(cell, cells), _before(cell, cells)
    heads = _heads(cell, cells, first_row=0 if far else block.row if block else cell.row)
    if far and block and before:
        heads = [each for each in cells if each.row == block.row and each.left == before[-1].left]
        return _joined([block, *heads, *before])
    return _joined([*([block] if block else []), *before, *heads]) or _NAMELESS.get(cell.slot or "", "")


def _joined(labels: Cells) -> str:
    return _JOINT.join(dict.fromkeys(_PUNCTUATION.sub("", label.text) for label in labels))


def _is_label(cell: PictureCell) -> bool:
    return cell.slot is None and cell.text not in ("", "—", "/")


def _before(cell: PictureCell, cells: Cells) -> list[PictureCell]:
    """The labels right before a cell, or the first ones of its row."""
    row = sorted((each for each in cells if each.row == cell.row and each.right <= cell.left), key=lambda c: c.left)
    near: list[PictureCell] = []
    while row and _is_label(row[-1]):
        near.insert(0, row.pop())
    return near or row[: next((n for n, each in enumerate(row) if not _is_label(each)), 0)]


def _block(cell: PictureCell, cells: Cells) -> PictureCell | None:
    """The label at the left that several rows share."""
    found = [
        each
        for each in cells
        if _is_label(each) and each.row <= cell.row < each.row + each.rows and each.rows > 1 and each.right <= cell.left
    ]
    return min(found, key=lambda each: each.left, default=None)


def _heads(cell: PictureCell, cells: Cells, *, first_row: int) -> list[PictureCell]:
    """The head over a cell, heads of groups before it: labels in rows of nothing but labels."""
    filled = {each.row for each in cells if each.slot}
    over = [
        each
        for each in cells
        if _is_label(each) and first_row <= each.row < cell.row and each.row not in filled
        if each.left <= cell.left and cell.right <= each.right
    ]
    over.sort(key=lambda each: each.row)
    heads = over[-1:]
    while heads and (group := [each for each in over if each.row + each.rows == heads[0].row]):
        heads = group + heads
    return heads
