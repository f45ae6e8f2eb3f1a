"""Where a cell stands after rows were added, deleted or moved: paths of an older page, rebased onto the draft now."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Protocol

LISTS = re.compile(r"projects|overall_goals|safeguards|projects\[\d+\]\.indicators")
"""The lists whose rows people add, delete and move."""


class Change(Protocol):
    """A change of a list's rows."""

    path: str
    kind: str
    position: int
    to: int
    removed: str


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


def followed(path: str, changes: Iterable[Change]) -> str | None:
    """A path after some changes, as `rebased`; but what stood in a row that was put back stands there again.

    >>> from types import SimpleNamespace as Row
    >>> gone = Row(path="safeguards", kind="deleted", position=1, to=0, removed="{}")
    >>> other = Row(path="safeguards", kind="added", position=0, to=0, removed="")
    >>> back = Row(path="safeguards", kind="added", position=2, to=0, removed="{}")
    >>> followed("safeguards[1].text", [gone, other, back])
    'safeguards[2].text'
    """
    every = tuple(changes)
    back = _put_back(every)
    at = 0
    while at < len(every):
        change = every[at]
        row = f"{change.path}[{change.position}]"
        if at in back and change.kind == "deleted" and path.startswith(row):
            at = back[at]
            path = f"{every[at].path}[{every[at].position}]{path[len(row) :]}"
        else:
            now = rebased(path, (change,))
            if now is None:
                return None
            path = now
        at += 1
    return path


def _put_back(changes: Sequence[Change]) -> dict[int, int]:
    """Which deletions were undone by which additions: the last ones of the same row of the same list."""
    undone: dict[int, int] = {}
    for at, change in enumerate(changes):
        if change.kind != "added" or not change.removed:
            continue
        for before in range(at - 1, -1, -1):
            gone = changes[before]
            if gone.kind != "deleted" or gone.removed != change.removed or before in undone:
                continue
            if followed(gone.path, changes[before + 1 : at]) == change.path:
                undone[before] = at
                break
    return undone
