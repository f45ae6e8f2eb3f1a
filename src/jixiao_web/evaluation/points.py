"""Points as whole hundredths, as people write them and as pages show them."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

_HUNDRED = Decimal(100)


def hundredths(points: Decimal | None) -> int | None:
    """Points as whole hundredths.

    >>> hundredths(Decimal("89.5"))
    8950
    """
    return None if points is None else int((points * _HUNDRED).to_integral_value())


def points_of(stored: int | None) -> Decimal | None:
    """Whole hundredths as points."""
    return None if stored is None else Decimal(stored) / _HUNDRED


def written(points: Decimal | None) -> str:
    """Points as a person writes them, without zeros at the end; nothing where there are none.

    >>> written(Decimal("14.250")), written(Decimal("100"))
    ('14.25', '100')
    """
    return "" if points is None else f"{points.normalize():f}"


def read(words: str) -> Decimal | None:
    """What a person wrote, as points of two places; None where it is no number.

    >>> read(" 9.5 "), read("x"), read("1.234"), read("NaN"), read("1e999999999")
    (Decimal('9.5'), None, None, None, None)
    """
    try:
        found = Decimal(words.strip())
    except InvalidOperation:
        return None
    if not found.is_finite() or found.copy_abs() > 10_000 or found != found.quantize(Decimal("0.01")):
        return None
    return found
