"""Where a cell stands after rows were added, deleted or moved: paths of an older page, rebased onto the draft now."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

LISTS = re.compile(r"projects|overall_goals|safeguards|projects\[\d+\]\.indicators")
"""The lists whose rows people add, delete and move."""


class Change(Protocol):
    """A change of a list's rows."""

    path: str
    kind: str
    position: int
    to: int
    removed: str


_Change = TypeVar("_Change", bound=Change)


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


def lasting(changes: Iterable[_Change]) -> Sequence[_Change]:
    """The changes without deletions that were undone: what stood in a row that came back stands there again.

    >>> from types import SimpleNamespace as Row
    >>> gone = Row(path="safeguards", kind="deleted", position=1, to=0, removed="{}")
    >>> lasting([gone, Row(path="safeguards", kind="added", position=1, to=0, removed="{}")])
    []
    """
    kept: list[_Change] = []
    for change in changes:
        if kept and change.kind == "added" and change.removed and _is_undone(kept[-1], change):
            kept.pop()
        else:
            kept.append(change)
    return kept


def _is_undone(last: Change, change: Change) -> bool:
    was = (last.kind, last.path, last.position, last.removed)
    return was == ("deleted", change.path, change.position, change.removed)
