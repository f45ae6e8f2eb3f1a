"""Numbers of a paper as a workbook stores them: a value and a number format that shows the text of the paper.

What no format shows in just these characters stays text.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from jixiao.documents.sheet_numbers import GENERAL, shown
from jixiao.documents.writing.paper import Entry

TEXT = "@"
UNSET = {"amount": GENERAL, "points": GENERAL, "percent": "0.00%"}
"""Formats of empty cells on a sheet that has no number of the kind: they show what a person types."""

_NUMBER = re.compile(r"-?(?:\d{1,3}((?:,\d{3})+)|\d+)(?:\.(\d+))?(%)?", re.ASCII)
_LONGEST_GENERAL = 10
"""Characters of a number that `General` shows in full whatever the width of the column."""


class Number(NamedTuple):
    """A stored value and its number format."""

    value: Decimal
    code: str


def number_of(text: str, entry: Entry) -> Number | None:
    """The number that a cell stores to show a text; null where it must be text.

    >>> number_of("25%", Entry(path="", kind="percent", number=Decimal(25)))
    Number(value=Decimal('0.25'), code='0%')
    """
    if entry.number is None or entry.kind in ("text", "choice"):
        return None
    found = _NUMBER.fullmatch(text)
    if found is None:
        return None
    thousands, decimals, percent = found.groups()
    value = entry.number.scaleb(-2) if percent else entry.number
    code = ("#,##0" if thousands else "0") + ("." + "0" * len(decimals) if decimals else "") + (percent or "")
    for candidate in (GENERAL, code) if code[0] == "0" and not percent and len(text) <= _LONGEST_GENERAL else (code,):
        # A float as an office program makes one of the digits in the file; only its shown text counts here.
        if shown(float(value), candidate) == text:
            return Number(value, candidate)
    return None
