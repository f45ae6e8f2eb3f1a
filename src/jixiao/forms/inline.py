"""Labels that share a cell with their values: `项目负责人：某某`, `中期资金总额：120`, two of them in one line.

Takes such cells apart; where the values go is the caller's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from jixiao.forms.lexicon import Label, label_of

_INLINE = re.compile(r"^\s*((?:其中[:：])?[^:：\n]{2,24})[:：]\s*(\S.*)$", re.DOTALL)
_AMOUNT = re.compile(
    r"^\s*((?:其中[:：])?[\u4e00-\u9fff()（）]{2,24})[ \xa0\u3000]+([0-9][0-9,]*(?:\.[0-9]+)?\s*(?:万?元)?)\s*$"
)
_GAP = re.compile(r"(?:[ \xa0]{2,}|[\u3000\t])\s*")


class InlinePart(NamedTuple):
    """A label with its value: the label's own words, the value, and the words of both as they stand."""

    label: Label
    written: str
    value: str
    quote: str


def inline_label(text: str) -> Label | None:
    """The label that a cell begins with, its value behind a colon; None where the cell is no such pair."""
    part = _part(text)
    return part.label if part else None


def inline_parts(text: str) -> list[InlinePart]:
    """The pairs of a cell that begins with one, in their order; a line that is none goes on with the value above."""
    parts: list[InlinePart] = []
    for line in text.split("\n"):
        for piece in _pieces(line):
            part = _part(piece)
            if part:
                parts.append(part)
            elif not parts:
                return []
            else:
                held = parts[-1]
                parts[-1] = held._replace(value=f"{held.value}\n{piece}", quote=f"{held.quote}\n{piece}")
    return parts


def _pieces(line: str) -> Sequence[str]:
    pieces = _GAP.split(line.strip())
    return pieces if all(map(_part, pieces)) else [line]


def _part(text: str) -> InlinePart | None:
    # most cells are no pair: told by their signs before any pattern is tried
    if ":" in text or "：" in text:
        found = _INLINE.match(text)
    elif text[-1:].isdigit() or text.endswith("元"):
        found = _AMOUNT.match(text)
    else:
        return None
    label = label_of(found[1]) if found else None
    return InlinePart(label, found[1], found[2].strip(), text) if found and label else None
