"""Where a cell stands after rows were added, deleted or moved: paths of an older page, rebased onto the draft now."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Protocol

LISTS = re.compile(r"projects|overall_goals|safeguards|projects\[\d+\]\.indicators")
"""The lists whose rows people add, delete and move."""


class Change(Protocol):
    """A change of a list's rows."""

    path: str
    kind: str
    position: int
    to: int


def rebased(path: str, changes: Iterable[Change]) -> str | None:
    """A path after some changes, in their order; None where its row is gone.

    >>> from types import SimpleNamespace as Row
    >>> rebased("safeguards[1].text", [Row(path="safeguards", kind="added", position=0, to=0)])
    'safeguards[2].text'
    """
    for change in changes:
        if change.kind == "replaced":
            return None
        head = f"{change.path}["
        if not path.startswith(head):
            continue
        number, _, tail = path[len(head) :].partition("]")
        now = _now(int(number), change)
        if now is None:
            return None
        path = f"{head}{now}]{tail}"
    return path


def _now(row: int, change: Change) -> int | None:
    """The position of a row after a change."""
    if change.kind == "added":
        return row + (row >= change.position)
    if change.kind == "deleted":
        return None if row == change.position else row - (row > change.position)
    if row == change.position:
        return change.to
    without = row - (row > change.position)
    return without + (without >= change.to)
