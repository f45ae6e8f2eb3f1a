"""Tables of reports: cells with their numbers and links as a grid with heads, and amounts as a report prints them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal, NamedTuple

from jixiao import api

MISSING = "—"
Align = Literal["left", "centre", "right"]
_SHARES = Decimal("0.01")
TEXT_WIDTH, SHEET_WIDTH = 442.0, 1120.0
"""Points of the text on paper, and of a lying sheet of a workbook."""
_SIZE, _PADDING, _WIDEST = 10.5, 8.5, 72.0
"""Points: of a table's letters, beside the words of a cell, of a column of short words at most."""
_LEAST = 0.5
"""Of an even share: what a column of words has at the least before the others give way."""


class Cell(NamedTuple):
    """What stands in a cell: words, where they lead, what leads to them, the number that they show."""

    text: str
    to: str = ""
    anchor: str = ""
    number: Decimal | None = None
    kind: Literal["text", "amount", "percent", "points"] = "text"


def grid_of(
    heads: Sequence[str],
    rows: Sequence[Sequence[str | Cell]],
    widths: Sequence[float],
    aligns: str,
    room: float = TEXT_WIDTH,
) -> api.Grid:
    """A table with its heads on every page; `aligns` has a letter for each column: l, c, r.

    Columns of numbers and short words, r and c, are as wide as these; the others share the rest by their `widths`.

    Args:
        room: points of the text's width.
    """
    boxes = [api.Box(row=0, column=n, text=head, role="label") for n, head in enumerate(heads)]
    for number, row in enumerate(rows, 1):
        for column, each in enumerate(row):
            cell = Cell(each) if isinstance(each, str) else each
            numeric = cell.number is not None
            boxes.append(
                api.Box(
                    row=number,
                    column=column,
                    text=cell.text,
                    role="value",
                    align=_ALIGNS[aligns[column]],
                    link=cell.to,
                    anchor=cell.anchor,
                    entry=api.Entry(path="", kind=cell.kind, number=cell.number) if numeric else None,
                )
            )
    shares = _fitted(boxes, widths, aligns, room)
    return api.Grid(boxes=tuple(boxes), height=len(rows) + 1, widths=shares, head=(0, 1))


def _fitted(boxes: Sequence[api.Box], widths: Sequence[float], aligns: str, room: float) -> tuple[float, ...]:
    """The share of the text's width that each column has."""
    needs = [0.0] * len(widths)
    for box in boxes:
        words = box.text if box.row else _longer_half(box.text)
        most = _WIDEST if aligns[box.column] == "c" else room
        needs[box.column] = max(needs[box.column], min(_wide(words) + _PADDING, most))
    free = [column for column, align in enumerate(aligns) if align == "l"]
    rest = room - sum(need for column, need in enumerate(needs) if column not in free)
    if rest >= room * _LEAST * len(free) / len(aligns):
        for column in free:
            needs[column] = rest * widths[column] / sum(widths[each] for each in free)
    whole = sum(needs)
    return tuple(need / whole for need in needs)


def _longer_half(head: str) -> str:
    """What a head's line must hold: heads of four signs and more may stand on two lines."""
    return head if len(head) < 4 else head[: (len(head) + 1) // 2]


def _wide(words: str) -> float:
    """Points that words take in a table's size."""
    return max(
        sum(_SIZE if ord(sign) > 0x2E80 or sign in "—“”" else _SIZE * 0.53 for sign in line)
        for line in words.split("\n")
    )


_ALIGNS: dict[str, Align] = {"l": "left", "c": "centre", "r": "right"}


def yuan(fen: int, to: str = "", anchor: str = "") -> Cell:
    """Fen as yuan with thousands separators.

    >>> yuan(123_456_789).text
    '1,234,567.89'
    """
    number = Decimal(fen).scaleb(-2)
    return Cell(f"{number:,.2f}", to, anchor, number, "amount")


def share(percent: Decimal | None, to: str = "") -> Cell:
    """Percent points, two places."""
    if percent is None:
        return Cell(MISSING, to)
    rounded = percent.quantize(_SHARES, ROUND_HALF_UP)
    return Cell(f"{rounded:f}%", to, "", rounded, "percent")


def count(number: int, to: str = "") -> Cell:
    """How many."""
    return Cell(str(number), to, "", Decimal(number), "points")


def mark(points: Decimal | None, to: str = "") -> Cell:
    """Points of a score."""
    if points is None:
        return Cell(MISSING, to)
    return Cell(f"{points:.2f}", to, "", points, "points")


def wan(fen: int) -> str:
    """Fen as 万元 with thousands separators, exact.

    >>> wan(6_000_000), wan(123_456)
    ('6.00', '0.123456')
    """
    whole, _, decimals = f"{Decimal(fen).scaleb(-6):,f}".partition(".")
    return f"{whole}.{decimals.rstrip('0').ljust(2, '0')}"


def points(percent: Decimal | None) -> str:
    """Percent points: 25 is 25%."""
    return MISSING if percent is None else f"{percent.normalize():f}%"
