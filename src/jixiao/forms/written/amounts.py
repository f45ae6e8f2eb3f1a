"""Numbers as the papers print them: amounts in the form's money unit, percents, points. All exact, none rounded."""

from __future__ import annotations

from decimal import Decimal

_FACTORS = {"元": Decimal(1), "万元": Decimal(10_000)}


def in_unit(yuan: Decimal, money_unit: str) -> Decimal:
    """An amount of yuan in the money unit of a form, exact.

    Raises:
        KeyError: a unit that no form uses.
    """
    return yuan / _FACTORS[money_unit]


def amount_text(yuan: Decimal, money_unit: str) -> str:
    """An amount with two decimals, or more where the amount has more.

    >>> amount_text(Decimal("86000"), "元"), amount_text(Decimal("86512.5"), "万元")
    ('86000.00', '8.65125')
    """
    number = in_unit(yuan, money_unit).normalize()
    exponent = number.as_tuple().exponent
    assert isinstance(exponent, int)
    return format(number, f".{max(2, -exponent)}f")


def cell_amount(yuan: Decimal, money_unit: str, *, grouped: bool = False) -> str:
    """An amount in a cell: yuan to the fen, 万元 with the decimals that it was read or entered with.

    Args:
        grouped: a comma after every thousand.

    >>> cell_amount(Decimal("2980500"), "元", grouped=True), cell_amount(Decimal("1286000.00"), "万元")
    ('2,980,500.00', '128.60')
    """
    number = in_unit(yuan, money_unit)
    exponent = number.as_tuple().exponent
    assert isinstance(exponent, int)
    least = 2 if money_unit == "元" else 0
    return format(number, f"{',' if grouped else ''}.{max(least, -exponent)}f")


def plain(number: Decimal) -> str:
    """A number without an exponent, its decimals as they are.

    >>> plain(Decimal("1E+2")), plain(Decimal("9.50"))
    ('100', '9.50')
    """
    return format(number, "f")


def percent_text(points: Decimal) -> str:
    """Percent points with their sign.

    >>> percent_text(Decimal("25"))
    '25%'
    """
    return f"{plain(points)}%"
