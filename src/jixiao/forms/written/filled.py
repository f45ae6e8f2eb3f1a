"""A slot of a form filled with a value of the model: its words, and where the value stands.

Leaves to `of_project.py` and `of_row.py` which value a slot has.
"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from msgspec import UnsetType

from jixiao.documents.writing.paper import EntryKind
from jixiao.forms.written.amounts import cell_amount, in_unit, percent_text, plain


class Filled(NamedTuple):
    """A value as printed.

    Attributes:
        text: the words of the cell, empty where the model has no value.
        path: the value's place in the model.
        number: what the text shows, where it is a number; amounts in the form's money unit.
    """

    text: str
    path: str
    kind: EntryKind = "text"
    number: Decimal | None = None


def text_filled(text: str | UnsetType | None, path: str) -> Filled:
    """Words as they are."""
    return Filled(text or "", path)


def amount_filled(yuan: Decimal | UnsetType | None, path: str, money_unit: str, *, grouped: bool = False) -> Filled:
    """An amount in the form's money unit."""
    if not isinstance(yuan, Decimal):
        return Filled("", path, "amount")
    return Filled(cell_amount(yuan, money_unit, grouped=grouped), path, "amount", in_unit(yuan, money_unit))


def percent_filled(points: Decimal | UnsetType | None, path: str) -> Filled:
    """Percent points with their sign."""
    if not isinstance(points, Decimal):
        return Filled("", path, "percent")
    return Filled(percent_text(points), path, "percent", points)


def points_filled(points: Decimal | UnsetType | None, path: str) -> Filled:
    """Points of a weight, a score, a coefficient."""
    if not isinstance(points, Decimal):
        return Filled("", path, "points")
    return Filled(plain(points), path, "points", points)
