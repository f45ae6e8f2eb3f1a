"""Which equal neighbours in a list are one cell: 产出指标 once beside all of its rows."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from jixiao.documents.writing.paper import Box
from jixiao.forms.written.printed import Placed

_UNIT = "project.unit"


def merged(placed: Sequence[Placed], slots: Sequence[str]) -> list[Box]:
    """The boxes with equal neighbours one below the other made one, each slot within the cells of the slots before it.

    Empty cells stay apart, and so do the cells of different projects, but for the unit that has them all. The
    medium-term half leaves the other one alone.
    """
    opens = {each.box.row for each in placed if each.row.entry and each.row.entry.opens}
    breaks: set[int] = set()
    boxes = [each.box for each in placed if not (each.row.entry and each.slot in slots)]
    for slot in slots:
        column = [each.box for each in placed if each.row.entry and each.slot == slot]
        if slot != _UNIT:
            breaks |= opens
        runs = _runs(column, breaks)
        boxes += [replace(run[0], rows=len(run)) for run in runs]
        if not slot.startswith("mid."):
            breaks |= {run[0].row for run in runs}
    return boxes


def _runs(column: Sequence[Box], breaks: set[int]) -> list[list[Box]]:
    """The boxes of one column, equal neighbours together."""
    runs: list[list[Box]] = []
    for box in column:
        last = runs[-1][-1] if runs else None
        if last and last.row + 1 == box.row and last.text == box.text != "" and box.row not in breaks:
            runs[-1].append(box)
        else:
            runs.append([box])
    return runs
