"""What changed between two versions of a plan, by meaning: projects and rows are known by what they are, not where.

Values in, values out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, Literal, NamedTuple

from jixiao.model import Document
from jixiao_web.filings.cells import Cell, cells_of

_PROJECT = re.compile(r"projects\[(\d+)\](?:\.indicators\[(\d+)\])?\.?(.*)")
_GOAL = re.compile(r"(overall_goals|safeguards)\[(\d+)\]\.(.*)")


class Change(NamedTuple):
    """A value that differs.

    Attributes:
        path: in the later version, or in the earlier one where it was taken away. where: project and indicator in
            words. kind: changed, added or removed.
    """

    path: str
    where: str
    label: str
    before: str
    after: str
    kind: Literal["changed", "added", "removed"]


_Key = tuple[Any, ...]


def changes(before: Document, after: Document) -> list[Change]:
    """Every value that differs, in the order of the later version; what was taken away stands last."""
    old, new = _keyed(before), _keyed(after)
    return [*_told(old, new, before, after), *_gone(old, new, before)]


def _told(old: dict[_Key, Cell], new: dict[_Key, Cell], before: Document, after: Document) -> Iterator[Change]:
    for key, cell in new.items():
        was = old.get(key)
        words = was.text if was else ""
        if words != cell.text:
            kind: Literal["changed", "added"] = "changed" if was else "added"
            yield Change(cell.path, _where(cell.path, after), _label(cell), words, cell.text, kind)


def _gone(old: dict[_Key, Cell], new: dict[_Key, Cell], before: Document) -> Iterator[Change]:
    for key, cell in old.items():
        if key not in new and cell.text:
            yield Change(cell.path, _where(cell.path, before), _label(cell), cell.text, "", "removed")


def _keyed(document: Document) -> dict[_Key, Cell]:
    """The cells by what they are of: a project by its code or name, an indicator by its levels and name."""
    projects = _once([(each.code or each.name or "",) for each in document.projects])
    rows = [
        _once([(row.category or "", row.name or "") for row in project.indicators]) for project in document.projects
    ]
    goals = {
        "overall_goals": _once([(goal.heading or goal.text,) for goal in document.overall_goals]),
        "safeguards": [(number,) for number in range(len(document.safeguards))],
    }
    keyed: dict[_Key, Cell] = {}
    for path, cell in cells_of(document).items():
        if found := _PROJECT.fullmatch(path):
            number = int(found[1])
            row = rows[number][int(found[2])] if found[2] and int(found[2]) < len(rows[number]) else None
            keyed["project", projects[number], row, found[3]] = cell
        elif found := _GOAL.fullmatch(path):
            keyed[found[1], goals[found[1]][int(found[2])], found[3]] = cell
    return keyed


def _once(keys: Sequence[_Key]) -> list[_Key]:
    """Keys made unique by counting equal ones."""
    seen: dict[_Key, int] = {}
    unique = []
    for key in keys:
        seen[key] = seen.get(key, 0) + 1
        unique.append((*key, seen[key]))
    return unique


def _where(path: str, document: Document) -> str:
    found = _PROJECT.fullmatch(path)
    if not found:
        return ""
    project = document.projects[int(found[1])]
    name = project.name or f"{int(found[1]) + 1}."
    row = project.indicators[int(found[2])].name if found[2] and int(found[2]) < len(project.indicators) else None
    return f"{name} · {row}" if row else name


def _label(cell: Cell) -> str:
    return re.sub(r"^第\d+行·", "", cell.label)
