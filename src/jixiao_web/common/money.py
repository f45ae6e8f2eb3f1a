"""Money between the core, which has it in yuan, and the database, which has it in whole fen."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

_FEN = Decimal("0.01")


def fen_of(yuan: Decimal | None) -> int:
    """Yuan as whole fen, half a fen up as with all rounded money; nothing is none.

    >>> fen_of(Decimal("12.345")), fen_of(Decimal("-0.005")), fen_of(None)
    (1235, -1, 0)
    """
    return 0 if yuan is None else int((yuan * 100).to_integral_value(ROUND_HALF_UP))


def yuan_of(fen: int) -> Decimal:
    """Fen as yuan, exact."""
    return Decimal(fen) * _FEN
