"""Amounts of a form in the money unit that a person chose: its cells come in 元 (`cells.py`), its label follows.

Exact in both directions: 万元 are shown with every decimal that they have, and entered words are taken as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation

from jixiao_web.filings.cells import Cell, Sheet, Spot

YUAN, WAN = "元", "万元"
MONEY_UNITS = (YUAN, WAN)
_LABEL, _LABEL_WAN = "单位：元", "单位：万元"
_WAN = Decimal(10_000)
_MARK, _MARK_WAN = "（元）", "（万元）"
_NUMBER = re.compile(r"(-?)([1-9]\d{3,})((?:\.\d+)?)")


def amount_in(words: str, unit: str) -> str:
    """The words of an amount in 元, in another unit; words that are no amount stay.

    >>> amount_in("60000.00", "万元"), amount_in("12345.67", "万元"), amount_in("60000.00", "元")
    ('6.00', '1.234567', '60000.00')
    """
    if unit == YUAN or not words:
        return words
    try:
        number = (Decimal(words.replace(",", "").replace("，", "")) / _WAN).normalize()
    except InvalidOperation:
        return words
    exponent = number.as_tuple().exponent
    return format(number, f".{max(2, -exponent) if isinstance(exponent, int) else 2}f")


def grouped(words: str) -> str:
    """The words of an amount with its thousands apart, for reading on a screen; words that are no amount stay.

    >>> grouped("1234567.00"), grouped("-1200.5"), grouped("999"), grouped("约60000元")
    ('1,234,567.00', '-1,200.5', '999', '约60000元')
    """
    found = _NUMBER.fullmatch(words)
    return f"{found[1]}{int(found[2]):,}{found[3]}" if found else words


def cell_in(cell: Cell, unit: str) -> Cell:
    """A cell with its amount in a unit."""
    return cell._replace(text=amount_in(cell.text, unit)) if cell.kind == "amount" and unit != YUAN else cell


def cells_in(cells: Mapping[str, Cell], unit: str) -> Mapping[str, Cell]:
    """Cells with their amounts in a unit."""
    return cells if unit == YUAN else {path: cell_in(cell, unit) for path, cell in cells.items()}


def sheets_in(sheets: Iterable[Iterable[Sheet]], unit: str) -> list[list[Sheet]]:
    """The tables of projects with their amounts in a unit, and their label."""
    if unit == YUAN:
        return [list(each) for each in sheets]
    return [[sheet._replace(spots=tuple(_spot(spot, unit) for spot in sheet.spots)) for sheet in own] for own in sheets]


def _spot(spot: Spot, unit: str) -> Spot:
    if spot.cell is None and spot.settled == "amount":
        return spot._replace(text=spot.text if spot.missing else amount_in(spot.text, unit))
    if spot.cell is None:
        return spot._replace(text=label_in(spot.text, unit))
    if spot.cell.kind != "amount":
        return spot
    return spot._replace(cell=cell_in(spot.cell, unit), text=spot.text if spot.missing else amount_in(spot.text, unit))


def label_in(words: str, unit: str, own: str = YUAN) -> str:
    """The printed words of a form that name its money unit, `own`, in another."""
    if own == WAN and unit == YUAN:
        return words.replace(_MARK_WAN, _MARK).replace(_LABEL_WAN, _LABEL)
    if unit == WAN and words.rstrip().endswith(_MARK):
        return words.replace(_MARK, _MARK_WAN)
    return words.replace(_LABEL, _LABEL_WAN) if unit == WAN and words.rstrip().endswith(_LABEL) else words
