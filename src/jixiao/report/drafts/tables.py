"""Plain tables of a draft: heads above rows of words. Leaves what they say to others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from jixiao.documents.writing.paper import Box, Grid
from jixiao.forms.written.gaps import MARK

Align = Literal["left", "centre", "right"]
Cells = Sequence[str | None]


def table_of(heads: Sequence[str], rows: Sequence[Cells], widths: Sequence[float], aligns: Sequence[Align]) -> Grid:
    """A table with its heads on every page.

    Args:
        rows: words of each cell; None is marked as wanted. A row of one cell is as wide as the table.
        widths: shares of the width, of any sum.
    """
    boxes = [Box(row=0, column=column, text=head) for column, head in enumerate(heads)]
    for number, cells in enumerate(rows, 1):
        if len(cells) == 1:
            boxes.append(Box(row=number, column=0, columns=len(heads), text=cells[0] or "", align="left"))
            continue
        boxes += [
            Box(
                row=number,
                column=column,
                text=MARK if words is None else words,
                role="value",
                align=aligns[column],
                missing=words is None,
            )
            for column, words in enumerate(cells)
        ]
    whole = sum(widths)
    shares = tuple(width / whole for width in widths)
    return Grid(boxes=tuple(boxes), height=len(rows) + 1, widths=shares, head=(0, 1))
