"""Figures and words that ran together: taken apart only where something else in the document confirms it.

Nothing here guesses: what stays ambiguous is handed back as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

_NUMBER = re.compile(r"(?:0|[1-9][0-9]*)(?:\.[0-9]{1,6})?(?:亿元|万元|千元|元)?")
_UNITS = "%亿万千元"
_LONGEST_RUN = 32
"""Characters; the ways to cut a run grow fast with its length."""
_FULL = Decimal(100)


@dataclass(slots=True)
class Apart:
    """Texts by field, and what could not be placed."""

    fields: dict[str, str] = field(default_factory=dict)
    left: list[str] = field(default_factory=list)


def amounts_apart(text: str, fields: Sequence[str]) -> Apart:
    """The cells of an execution row that ran together, told by the rate: `180.5180.5100%`, `71%107.1`."""
    start = next((index for index, sign in enumerate(text) if sign.isdigit()), len(text))
    lost, figures = text[:start], text[start:]
    if len(figures) > _LONGEST_RUN:
        return Apart(left=[text])
    readings = [reading for reading in _readings(figures, list(fields)) if _confirmed(reading)]
    if not readings:
        return Apart(left=[text])
    best = max(readings, key=len)
    same = [reading for reading in readings if len(reading) == len(best)]
    if any(reading != best for reading in same):
        return Apart(left=[text])
    return Apart(best, [lost] if lost else [])


def _readings(text: str, fields: list[str]) -> Iterator[dict[str, str]]:
    """Every way to cut the text into numbers for some of the fields, in their order; the rate has its sign."""
    if not text:
        yield {}
        return
    for position, name in enumerate(fields):
        for end in range(1, len(text) + 1):
            piece = text[:end]
            if name == "rate":
                if not (piece.endswith("%") and _NUMBER.fullmatch(piece[:-1])):
                    continue
            elif not _NUMBER.fullmatch(piece):
                continue
            for rest in _readings(text[end:], fields[position + 1 :]):
                yield {name: piece, **rest}


def _confirmed(reading: dict[str, str]) -> bool:
    """Whether the rate is executed by adjusted, or the score is the weight times the rate."""
    numbers = {name: Decimal(text.rstrip(_UNITS)) for name, text in reading.items()}
    rate = numbers.get("rate")
    if rate is None:
        return False
    adjusted, executed = numbers.get("adjusted"), numbers.get("executed")
    weight, score = numbers.get("weight"), numbers.get("score")
    amounts = points = None
    if adjusted and executed is not None:
        amounts = (rate > 0 or executed == 0) and abs(executed / adjusted * _FULL - rate) <= Decimal("0.5")
    if weight and score is not None:
        points = weight <= _FULL and abs(weight * min(rate, _FULL) / _FULL - score) <= Decimal("0.05")
    if amounts is None and (adjusted is not None or executed is not None or "initial" in numbers):
        return False
    return False not in (amounts, points) and True in (amounts, points)
