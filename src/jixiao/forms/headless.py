"""Rows of indicators in a table without a head: a level word, perhaps a second one, then the indicator in its own cell.

Rows below a head are `records.py`'s.
"""

from __future__ import annotations

from collections.abc import Sequence

from jixiao.documents.blocks import Cell
from jixiao.forms.desk import Desk
from jixiao.forms.draft import Found, RecordDraft
from jixiao.forms.lexicon import category_of, dimension_of, label_of
from jixiao.forms.prose import indicators_in_cell
from jixiao.forms.slots import headings

_MOST_CELLS = 2
"""Cells beside the levels: the indicator with its value, or name and value."""


def read_headless(desk: Desk, row: Sequence[Cell], covering: Sequence[Cell]) -> bool:
    """Read a row that begins with a level and names an indicator; False where it does not."""
    levels: dict[str, Found] = {}
    rest: list[Cell] = []
    for cell in sorted([*covering, *row], key=lambda cell: cell.column):
        level = None if rest else dimension_of(cell.text) or category_of(cell.text)
        if level and (levels or level.written.endswith("指标")):
            levels["category" if levels or not dimension_of(cell.text) else "dimension"] = desk.found(cell)
        elif levels or not _is_block(cell):
            rest.append(cell)
    if not levels or not rest or len(rest) > _MOST_CELLS or rest[-1] not in row:
        return False
    if any(label_of(cell.text) for cell in rest):
        return False
    if len(rest) == 1:
        desk.project.indicators += indicators_in_cell(desk.found(rest[0]), levels)
        return True
    name, target = map(desk.found, rest)
    desk.project.indicators.append(RecordDraft(at=target.at, fields={**levels, "name": name, "target": target}))
    return True


def _is_block(cell: Cell) -> bool:
    """Whether a cell is the name of the block left of the levels."""
    label = label_of(cell.text)
    return label is not None and label.name in headings()
