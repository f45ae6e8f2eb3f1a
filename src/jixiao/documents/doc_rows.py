"""The shape of one table row in a Word 97-2003 file: edges and merges of its cells ([MS-DOC] 2.9.321).

Where the columns of a whole table lie is found by `table_grid`, from the edges of all its rows.
"""

from __future__ import annotations

import struct

from jixiao.documents.doc_properties import sprms
from jixiao.documents.table_grid import MergeState, RowShape

_CELL_SIZE = 20
_MERGES: dict[int, MergeState] = {0: "none", 1: "continues", 2: "none", 3: "starts"}
_MAX_CELLS = 64


def row_shape(changes: bytes, data: bytes) -> RowShape | None:
    """The edges (in twentieths of a point) and merges of a row's cells, null where its end mark tells none."""
    edges: list[int] = []
    across: list[MergeState] = []
    down: list[MergeState] = []
    for code, operand in sprms(changes, data):
        if code == 0xD608:
            edges, flags = _definition(operand)
            across, down = _across(flags), [_MERGES[flag >> 5 & 3] for flag in flags]
        elif code == 0x5624 and len(operand) == 2:
            for at in range(operand[0], min(operand[1], len(across))):
                across[at] = "starts" if at == operand[0] else "continues"
        elif code == 0x5625 and len(operand) == 2:
            for at in range(operand[0], min(operand[1], len(across))):
                across[at] = "none"
        elif code == 0xD62B and len(operand) == 3 and operand[1] < len(down):
            down[operand[1]] = _MERGES[operand[2] & 3]
    return RowShape(tuple(edges), tuple(across), tuple(down)) if len(edges) > 1 else None


def _definition(operand: bytes) -> tuple[list[int], list[int]]:
    count = min(operand[2], _MAX_CELLS) if len(operand) > 2 else 0
    edges = list(struct.unpack_from(f"<{count + 1}h", operand, 3))
    first = 3 + 2 * (operand[2] + 1)
    # Word leaves out the descriptions of the last cells where they say nothing.
    flags = [
        int.from_bytes(operand[first + _CELL_SIZE * at : first + _CELL_SIZE * at + 2], "little") for at in range(count)
    ]
    return edges, flags


def _across(flags: list[int]) -> list[MergeState]:
    # The published and the older description swap the codes of the first and of the further cells of a merge; the
    # first merged cell of a row settles which one a file follows.
    codes = [flag & 3 for flag in flags]
    first = next((code for code in codes if code), 0)
    return ["none" if not code else "starts" if code == first else "continues" for code in codes]
