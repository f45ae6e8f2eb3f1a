"""Tables of reports: rows of words as a grid with heads, and amounts as a report prints them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from jixiao import api

MISSING = "—"


def grid_of(heads: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float], words: int = 1) -> api.Grid:
    """A table: the first `words` columns are words, all others numbers."""
    boxes = [api.Box(row=0, column=n, text=head, role="label") for n, head in enumerate(heads)]
    boxes += [
        api.Box(row=r, column=n, text=text, role="value", align="left" if n < words else "right")
        for r, row in enumerate(rows, 1)
        for n, text in enumerate(row)
    ]
    whole = sum(widths)
    shares = [width / whole for width in widths]
    return api.Grid(boxes=tuple(boxes), height=len(rows) + 1, widths=tuple(shares), head=(0, 1))


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
