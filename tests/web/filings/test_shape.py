"""Paths rebased over changes of rows: whatever happens, a path names the row that it named."""

from __future__ import annotations

import random
from types import SimpleNamespace

import pytest

from jixiao_web.filings.shape import rebased


@pytest.mark.parametrize("seed", range(40))
def test_a_path_follows_its_row_through_any_changes(seed):
    luck = random.Random(seed)
    rows, changes = [f"row{n}" for n in range(6)], []
    start = list(rows)
    for _ in range(12):
        kind = luck.choice(["added", "deleted", "moved"]) if rows else "added"
        position = luck.randrange(len(rows) + (kind == "added"))
        to = luck.randrange(len(rows)) if kind == "moved" else 0
        if kind == "added":
            rows.insert(position, "new")
        elif kind == "deleted":
            rows.pop(position)
        else:
            rows.insert(to, rows.pop(position))
        changes.append(SimpleNamespace(path="projects[1].indicators", kind=kind, position=position, to=to))
    for number, row in enumerate(start):
        now = rebased(f"projects[1].indicators[{number}].name", changes)
        expected = f"projects[1].indicators[{rows.index(row)}].name" if row in rows else None
        assert now == expected


def test_rows_of_a_project_that_moved_are_found_in_it():
    moved = SimpleNamespace(path="projects", kind="moved", position=0, to=2)
    deleted = SimpleNamespace(path="projects[2].indicators", kind="deleted", position=0, to=0)
    assert rebased("projects[0].indicators[3].name", [moved, deleted]) == "projects[2].indicators[2].name"
    assert rebased("projects[1].indicators[3].name", [moved, deleted]) == "projects[0].indicators[3].name"
