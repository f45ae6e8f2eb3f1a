"""Money, percents, places and paths of the model in words for the screen."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from jixiao.language import messages, text
from jixiao.model import Checkpoint, Place

_STEP = re.compile(r"(\w+)(?:\[(\d+)\])?")
_UNNUMBERED = {"passages", "unread"}
"""Lists whose numbers mean nothing to a reader."""


def money(yuan: Decimal | None) -> str:
    """An amount with its separators and unit; fen only where there are any; a dash where no amount stands."""
    if yuan is None:
        return text("tree.nothing")
    whole = yuan.to_integral_value()
    return text("tree.yuan", amount=f"{whole:,}" if yuan == whole else f"{yuan:,f}")


def number(value: Decimal | None) -> str:
    """A number as written; a dash where none stands."""
    return text("tree.nothing") if value is None else f"{value:f}"


def percent(value: Decimal | None) -> str:
    """Percent points with their sign; a dash where none stand."""
    return text("tree.nothing") if value is None else f"{value:f}%"


def spending_plan(points: Iterable[Checkpoint]) -> str:
    """The checkpoints in a row."""
    steps = (text("tree.checkpoint", month=p.month, percent=percent(p.cumulative_percent)) for p in points)
    return " → ".join(steps)


def place(at: Place) -> str:
    """Where to look in the paper; empty if the place is not known."""
    named = (("page", at.page), ("table", at.table), ("row", at.row), ("column", at.column))
    words = [text(f"tree.place.{name}", number=count) for name, count in named if count is not None]
    if not words and at.line is not None:
        words = [text("tree.place.line", number=at.line)]
    return text("tree.place.between").join(words)


def subject(path: str) -> str:
    """A path of the model (`projects[0].indicators[2].target`) in words (项目1 指标3 指标值)."""
    names = messages()["tree"]["field"]
    steps = []
    for name, index in _STEP.findall(path):
        word = text(f"tree.field.{name}") if name in names else name
        steps.append(f"{word}{int(index) + 1}" if index and name not in _UNNUMBERED else word)
    return " ".join(steps)
