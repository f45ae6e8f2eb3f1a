"""What the edit page shows and what its one form sends: values in, values out; the views and services stay thin.

A form names every cell by its path, with what stood there as `was:<path>`; a button says what else is to be done, as
`do` = `<what>:<where>`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from django.utils.safestring import SafeString, mark_safe

from jixiao.model import Document
from jixiao_web.filings.carrying import open_in
from jixiao_web.filings.cells import Cell, Sheet, goal_cells, safeguard_cells
from jixiao_web.filings.drafts import draft_of
from jixiao_web.filings.models import Filing, Source
from jixiao_web.filings.notes import Note, Notes
from jixiao_web.filings.services import CellEdit, Saved
from jixiao_web.filings.shape import rebased
from jixiao_web.filings.sheet import (
    Beside,
    Trouble,
    buttons_markup,
    holder_of,
    input_markup,
    notes_markup,
    project_markup,
    rows_iter,
)

ROWS_A_PAGE = 150
"""Indicators beyond which the projects of a plan are filled in one page each."""


class Item(NamedTuple):
    """A goal or safeguard: its cells with their words, its buttons and its notes."""

    path: str
    inputs: tuple[tuple[str, SafeString], ...]
    buttons: SafeString
    holder: str
    notes: SafeString


class Part(NamedTuple):
    """A project on the page, or only its name where it has a page of its own.

    Attributes:
        number: from 1. path: in the model. levels: how many findings of each level stand in it.
        carried: how many numbers of last year in it nobody has confirmed.
    """

    number: int
    path: str
    name: str
    is_open: bool
    markup: SafeString
    buttons: SafeString
    notes: tuple[Note, ...]
    levels: dict[str, int]
    carried: int


class Page(NamedTuple):
    """All that the edit page shows.

    Attributes:
        notes: all findings. wanted: cells that the form wants and that are empty. lost: words whose row somebody took
            away. may_restore: the last change of rows was a deletion.
        by_project: the projects have a page each. only: the number of the project that is open then; 0 for part one.
    """

    filing: Filing
    goals: tuple[Item, ...]
    safeguards: tuple[Item, ...]
    parts: tuple[Part, ...]
    notes: Notes
    wanted: int
    lost: tuple[str, ...]
    by_project: bool
    only: int
    may_restore: bool
    has_original: bool


def page_of(filing: Filing, saved: Saved | None = None, only: int = 0) -> Page:
    """The edit page of a draft; `saved` tells what could not be saved."""
    document, cells, notes, sheets = draft_of(filing)
    beside = beside_of(filing, notes, saved)
    by_project = sum(len(project.indicators) for project in document.projects) > ROWS_A_PAGE
    only = min(max(only, 0), len(document.projects)) if by_project else 0
    shows_part_one = not by_project or only == 0
    return Page(
        filing,
        _items(tuple(goal_cells(document)), 2, beside) if shows_part_one else (),
        _items(tuple(safeguard_cells(document)), 1, beside) if shows_part_one else (),
        tuple(_parts(document, sheets, notes, beside, by_project, only)),
        notes,
        sum(1 for cell in cells.values() if cell.required and not cell.text),
        tuple(conflict.refused for conflict in saved.conflicts if not conflict.path) if saved else (),
        by_project,
        only,
        filing.row_changes.filter(number=filing.shape, kind="deleted").exists(),
        Source.objects.filter(filing=filing).exists(),
    )


def beside_of(filing: Filing, notes: Notes, saved: Saved | None) -> Beside:
    """Notes, troubles and carried numbers by cell."""
    troubles = {}
    if saved:
        troubles = {conflict.path: Trouble(conflict.refused) for conflict in saved.conflicts if conflict.path}
        troubles |= {path: Trouble(words, reason) for path, reason, words in saved.refused}
    return Beside(notes.cells, troubles, open_in(filing))


def _items(cells: tuple[Cell, ...], size: int, beside: Beside) -> tuple[Item, ...]:
    groups = [cells[start : start + size] for start in range(0, len(cells), size)]
    return tuple(
        Item(
            group[0].path.rpartition(".")[0],
            tuple((cell.label.rpartition("·")[2], mark_safe(input_markup(cell, beside))) for cell in group),
            mark_safe(buttons_markup(group[0].path.rpartition(".")[0])),  # escaped in sheet.py
            holder_of(group),
            mark_safe(notes_markup(group, beside)),
        )
        for group in groups
    )


def _parts(
    document: Document, sheets: list[list[Sheet]], notes: Notes, beside: Beside, by_project: bool, only: int
) -> Iterator[Part]:
    levels = _levels(notes)
    for number, project in enumerate(document.projects, 1):
        path = f"projects[{number - 1}]"
        is_open = not by_project or only == number
        yield Part(
            number,
            path,
            project.name or "",
            is_open,
            project_markup(sheets[number - 1], beside) if is_open else SafeString(),
            mark_safe(buttons_markup(path)),
            tuple(notes.projects.get(path, ())),
            levels.get(path, {}),
            sum(1 for each in beside.carried if each.startswith(f"{path}.")),
        )


def _levels(notes: Notes) -> dict[str, dict[str, int]]:
    """How many findings of each level stand in each project."""
    counts: dict[str, dict[str, int]] = {}
    for path, found in [*notes.cells.items(), *notes.projects.items()]:
        if path.startswith("projects["):
            own = counts.setdefault(path[: path.index("]") + 1], {"error": 0, "warning": 0})
            for note in found:
                own[note.level] = own.get(note.level, 0) + 1
    return counts


class Live(NamedTuple):
    """What an autosave answers: the notes of every place that holds some, what stands in the cells now, the counts.

    Attributes:
        is_moved: rows were added or taken away since the page was made: its places are not those of the notes.
    """

    holders: tuple[tuple[str, SafeString], ...]
    stands: tuple[tuple[str, str], ...]
    saved: Saved
    lost: tuple[str, ...]
    notes: Notes
    wanted: int
    is_moved: bool


def live_of(saved: Saved, sent: Iterable[str], shape: int) -> Live:
    """The answer to an autosave of some cells, whose paths are counted by `shape`."""
    document, cells, notes, tables = draft_of(saved.filing)
    beside = beside_of(saved.filing, notes, saved)
    changes = tuple(saved.filing.row_changes.filter(number__gt=shape))
    groups = [
        *_grouped(tuple(goal_cells(document)), 2),
        *_grouped(tuple(safeguard_cells(document)), 1),
        *(group for sheets in tables for group in rows_iter(sheets)),
    ]
    told = ((holder_of(group), notes_markup(group, beside)) for group in groups)
    return Live(
        tuple((name, mark_safe(markup)) for name, markup in told if markup),  # escaped in sheet.py
        tuple((path, cells[now].text) for path in sent if (now := rebased(path, changes)) in cells),
        saved,
        tuple(conflict.refused for conflict in saved.conflicts if not conflict.path),
        notes,
        sum(1 for cell in cells.values() if cell.required and not cell.text),
        bool(changes),
    )


def _grouped(cells: tuple[Cell, ...], size: int) -> list[tuple[Cell, ...]]:
    return [cells[start : start + size] for start in range(0, len(cells), size)]


def edits_of(sent: Mapping[str, Any]) -> list[CellEdit]:
    """The cells of a form that was sent, changed or not."""
    return [
        CellEdit(key[len("was:") :], sent[key[len("was:") :]], was)
        for key, was in sent.items()
        if key.startswith("was:") and key[len("was:") :] in sent
    ]


class Do(NamedTuple):
    """What a button asks for: `add:projects[0].indicators:3` is add, that list, that position."""

    what: str
    path: str
    position: int


def do_of(words: str) -> Do:
    """A button's words taken apart; what makes no sense is a plain save."""
    what, _, rest = words.partition(":")
    if what in ("add", "up", "down", "delete", "paste"):
        path, _, position = rest.rpartition(":")
        return Do(what, path, int(position[:9])) if position.isdecimal() else Do("save", "", 0)
    return Do(what, rest, 0) if what in ("take", "mine", "restore", "confirm", "finish") else Do("save", "", 0)
