"""Paths rebased over changes of rows: whatever happens, a path names the row that it named."""

from __future__ import annotations

import random
from types import SimpleNamespace

import pytest

from jixiao_web.filings.shape import followed, rebased


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


@pytest.mark.parametrize("seed", range(40))
def test_a_row_that_is_put_back_at_any_time_is_found_again(seed):
    luck = random.Random(seed)
    rows, gone, changes = [f"row{n}" for n in range(6)], [], []
    start = list(rows)
    for _ in range(16):
        kind = luck.choice(["added", "deleted", "moved", "back"] if rows else ["added", "back"])
        if kind == "back" and not gone:
            continue
        position = luck.randrange(len(rows) + (kind in ("added", "back")))
        to, removed = luck.randrange(len(rows)) if kind == "moved" else 0, ""
        if kind == "added":
            rows.insert(position, f"new{len(changes)}")
        elif kind == "back":
            removed = gone.pop(luck.randrange(len(gone)))
            rows.insert(position, removed)
        elif kind == "deleted":
            removed = rows.pop(position)
            gone.append(removed)
        else:
            rows.insert(to, rows.pop(position))
        kind = "added" if kind == "back" else kind
        changes.append(SimpleNamespace(path="safeguards", kind=kind, position=position, to=to, removed=removed))
    for number, row in enumerate(start):
        expected = f"safeguards[{rows.index(row)}].text" if row in rows else None
        assert followed(f"safeguards[{number}].text", changes) == expected


def test_a_row_is_found_again_in_a_project_that_moved_meanwhile():
    def change(path, kind, position, to=0, removed=""):
        return SimpleNamespace(path=path, kind=kind, position=position, to=to, removed=removed)

    changes = [
        change("projects[1].indicators", "deleted", 2, removed="{}"),
        change("projects", "moved", 1, to=0),
        change("projects", "added", 0),
        change("projects[1].indicators", "added", 1, removed="{}"),
    ]
    assert followed("projects[1].indicators[2].target", changes) == "projects[1].indicators[1].target"
    assert followed("projects[1].indicators[1].target", changes) == "projects[1].indicators[2].target"
