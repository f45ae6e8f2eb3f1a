"""What the edit page shows and what its one form sends: values in, values out; the views and services stay thin.

A form names every cell by its path, with what stood there as `was:<path>`; a button says what else is to be done, as
`do` = `<what>:<where>`.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, cast

from django.utils.functional import SimpleLazyObject
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from jixiao.model import Document
from jixiao_web.filings.amounts import YUAN, cells_in, sheets_in
from jixiao_web.filings.carrying import open_in
from jixiao_web.filings.cells import Cell, Sheet, goal_cells, passage_cells, safeguard_cells
from jixiao_web.filings.deleted import DeletedRow, deleted_rows
from jixiao_web.filings.drafts import Draft, draft_of
from jixiao_web.filings.filled import WHOLE_PATH, holders_of, is_report
from jixiao_web.filings.models import REPORTS, Filing
from jixiao_web.filings.notes import Note, Notes
from jixiao_web.filings.offers import offers_of
from jixiao_web.filings.panels import rows_told
from jixiao_web.filings.pasting import first_free
from jixiao_web.filings.returning import ReturnedShown, is_locked, returned_of, returned_shown
from jixiao_web.filings.selectors import has_original
from jixiao_web.filings.services import CellEdit, Saved
from jixiao_web.filings.shape import rebased
from jixiao_web.filings.sheet import (
    Beside,
    Trouble,
    buttons_markup,
    holder_of,
    input_markup,
    name_of,
    notes_markup,
    project_markup,
    rows_iter,
)
from jixiao_web.filings.talking import Said, Talk, by_cell, open_talks
from jixiao_web.filings.talks import talk_markup

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
        is_locked: other parts were returned, this one was not; why: for what reason it was returned by itself.
        free_row: the number of the first row that nothing stands in, nor below it: where one pastes; 0 for none.
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
    is_locked: bool = False
    why: str = ""
    free_row: int = 0


class Listed(NamedTuple):
    """A comment in the list beside the form: the address of its cell, or itself where it stands at none."""

    talk: Talk
    address: str
    markup: SafeString


class Page(NamedTuple):
    """All that the edit page shows.

    Attributes:
        passages: the sentences around the goals. notes: all findings. wanted: cells that the form wants and that are
            empty. lost: words whose row somebody took away. may_restore: the last change of rows was a
            deletion. deleted: rows that can be put back.
        returned: the parts that were returned, where the others are locked.
        talks: what reviewers say and nobody has closed; mended of them the filler has mended.
        is_report: a report on a plan: without part one, its rows are the plan's.
        by_project: the projects have a page each. only: the number of the project that is open then; 0 for part one.
    """

    filing: Filing
    passages: tuple[Item, ...]
    goals: tuple[Item, ...]
    safeguards: tuple[Item, ...]
    parts: tuple[Part, ...]
    notes: Notes
    wanted: int
    lost: tuple[str, ...]
    by_project: bool
    only: int
    may_restore: bool
    deleted: list[DeletedRow]
    returned: ReturnedShown | None
    has_original: bool
    talks: tuple[Listed, ...]
    mended: int
    money_unit: str
    is_report: bool

    @property
    def part_one_open(self) -> bool:
        """Whether rows of part one may be added."""
        return self.returned is None or self.returned.has_part_one

    @property
    def offers(self) -> list[str]:
        """Safeguards that this plan might begin with, where it may be changed."""
        return offers_of(self.filing) if self.part_one_open else []


def page_of(
    filing: Filing,
    saved: Saved | None = None,
    only: int = 0,
    *,
    money_unit: str = YUAN,
    said: Mapping[str, str] | None = None,
) -> Page:
    """The edit page of a draft, its amounts in a money unit.

    Args:
        saved: what could not be saved. said: the answers to comments that were not given then.
    """
    document, cells, notes, sheets = draft_of(filing)
    sheets = sheets_in(sheets, money_unit)
    talks = open_talks(filing, cells)
    beside = beside_of(filing, notes, saved, talks, said or {})._replace(money_unit=money_unit)
    by_project = is_by_project(document)
    only = min(max(only, 0), len(document.projects)) if by_project else 0
    deleted, returned = deleted_rows(filing, document), returned_shown(filing, document)
    shows_part_one = (not by_project or only == 0) and not is_report(document)
    return Page(
        filing,
        _items(tuple(passage_cells(document)), 1, beside, is_list=False) if shows_part_one else (),
        _items(tuple(goal_cells(document)), 2, beside) if shows_part_one else (),
        _items(tuple(safeguard_cells(document)), 1, beside) if shows_part_one else (),
        tuple(_parts(document, sheets, notes, beside, by_project, only, returned)),
        notes,
        sum(1 for cell in cells.values() if cell.required and not cell.text),
        tuple(conflict.refused for conflict in saved.conflicts if not conflict.path) if saved else (),
        by_project,
        only,
        bool(deleted) and deleted[0].number == filing.shape,
        deleted,
        returned,
        has_original(filing),
        tuple(_listed(talk, by_project, only, beside.said) for talk in talks),
        sum(talk.is_mended for talk in talks),
        money_unit,
        is_report(document),
    )


def _listed(talk: Talk, by_project: bool, only: int, said: Mapping[str, str]) -> Listed:
    """A comment in the list: a link to its cell, on whichever page it stands."""
    if not talk.path:
        return Listed(talk, "", mark_safe(talk_markup(talk, "", said, is_open=talk.is_gone)))  # escaped in talks.py
    number = int(talk.path[len("projects[") : talk.path.index("]")]) + 1 if talk.path.startswith("projects[") else 0
    page = f"?project={number}" if by_project and number != only else ""
    return Listed(talk, f"{page}#c-{name_of(talk.path)}", SafeString())


class TalkLink(NamedTuple):
    """A comment in the list of a filing's own page; `query` leads to the page of the form on which it stands."""

    key: str
    query: str
    place: str
    text: str
    is_gone: bool
    is_mended: bool
    answers: tuple[Said, ...]


def talks_listed(filing: Filing, draft: Draft) -> list[TalkLink]:
    """The open comments on a filing, as links to where each is answered."""
    cells = cast("Mapping[str, Cell]", SimpleLazyObject(lambda: draft.cells))  # mostly nobody says anything of any
    return [
        TalkLink(
            talk.key,
            _listed(talk, is_by_project(draft.document), -1, {}).address.partition("#")[0],
            talk.place,
            talk.text,
            talk.is_gone,
            talk.is_mended,
            talk.answers,
        )
        for talk in open_talks(filing, cells)
    ]


def is_by_project(document: Document) -> bool:
    """Whether the projects are filled in on a page each."""
    return sum(len(project.indicators) for project in document.projects) > ROWS_A_PAGE


def beside_of(
    filing: Filing, notes: Notes, saved: Saved | None, talks: Sequence[Talk], said: Mapping[str, str]
) -> Beside:
    """Notes, troubles, carried numbers and comments by cell."""
    troubles = {}
    if saved:
        troubles = {conflict.path: Trouble(conflict.refused) for conflict in saved.conflicts if conflict.path}
        troubles |= {path: Trouble(words, reason) for path, reason, words in saved.refused}
    locked = functools.partial(is_locked, filing) if returned_of(filing) else None
    return Beside(
        notes.cells,
        troubles,
        open_in(filing),
        by_cell(talks),
        said,
        locked,
        fixed=filing.kind in REPORTS,
        told=rows_told(filing),
    )


def _items(cells: tuple[Cell, ...], size: int, beside: Beside, *, is_list: bool = True) -> tuple[Item, ...]:
    groups = [cells[start : start + size] for start in range(0, len(cells), size)]
    return tuple(
        Item(
            group[0].path.rpartition(".")[0],
            tuple((cell.label.rpartition("·")[2], mark_safe(input_markup(cell, beside))) for cell in group),
            _buttons(group[0].path.rpartition(".")[0], beside) if is_list else SafeString(),
            holder_of(group),
            mark_safe(notes_markup(group, beside)),
        )
        for group in groups
    )


def _parts(
    document: Document,
    sheets: list[list[Sheet]],
    notes: Notes,
    beside: Beside,
    by_project: bool,
    only: int,
    returned: ReturnedShown | None,
) -> Iterator[Part]:
    levels = _levels(notes)
    for number, path in enumerate(holders_of(document), 1):
        is_open = not by_project or only == number
        yield Part(
            number,
            path,
            gettext("部门整体") if path == WHOLE_PATH else document.projects[number - 1].name or "",
            is_open,
            project_markup(sheets[number - 1], beside) if is_open else SafeString(),
            SafeString() if returned or beside.fixed else _buttons(path, beside),
            tuple(notes.projects.get(path, ())),
            levels.get(path, {}),
            sum(1 for each in beside.carried if each.startswith(f"{path}.")),
            beside.is_locked is not None and beside.is_locked(path),
            returned.reason(path) if returned else "",
            0 if path == WHOLE_PATH else first_free(document.projects[number - 1].indicators) + 1,
        )


def _buttons(path: str, beside: Beside) -> SafeString:
    """The buttons of a row, none where it is locked."""
    if beside.is_locked is not None and beside.is_locked(path):
        return SafeString()
    return mark_safe(buttons_markup(path))  # escaped in sheet.py


def _levels(notes: Notes) -> dict[str, dict[str, int]]:
    """How many findings of each level stand in each project."""
    counts: dict[str, dict[str, int]] = {}
    for path, found in [*notes.cells.items(), *notes.projects.items()]:
        holder = WHOLE_PATH if path.startswith(WHOLE_PATH) else path[: path.find("]") + 1]
        if holder == WHOLE_PATH or path.startswith("projects["):
            own = counts.setdefault(holder, {"error": 0, "warning": 0})
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


def live_of(saved: Saved, sent: Iterable[str], shape: int, money_unit: str = YUAN) -> Live:
    """The answer to an autosave of some cells, whose paths are counted by `shape`."""
    document, cells, notes, tables = draft_of(saved.filing)
    cells, tables = cells_in(cells, money_unit), sheets_in(tables, money_unit)
    beside = beside_of(saved.filing, notes, saved, open_talks(saved.filing, cells), {})
    beside = beside._replace(money_unit=money_unit)
    changes = tuple(saved.filing.row_changes.filter(number__gt=shape))
    groups = [
        *_grouped(tuple(passage_cells(document)), 1),
        *_grouped(tuple(goal_cells(document)), 2),
        *_grouped(tuple(safeguard_cells(document)), 1),
        *(group for sheets in tables for group in rows_iter(sheets)),
    ]
    told = ((holder_of(group), notes_markup(group, beside)) for group in groups)
    return Live(
        tuple((name, mark_safe(markup)) for name, markup in told if markup),  # escaped in sheet.py
        tuple((path, cells[now].text) for path in sent if (now := rebased(path, changes) or "") in cells),
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
    if what in ("add", "up", "down", "delete", "paste", "paste_over"):
        path, _, position = rest.rpartition(":")
        return Do(what, path, int(position[:9])) if position.isdecimal() else Do("save", "", 0)
    return Do(what, rest, 0) if what in _SINGLE else Do("save", "", 0)


_SINGLE = ("take", "mine", "restore", "confirm", "finish", "answer", "mend", "unmend")


def said_in(sent: Mapping[str, Any]) -> dict[str, str]:
    """The answers to comments in a form that was sent, by comment."""
    head = "answer:"
    return {key[len(head) :]: words for key, words in sent.items() if key.startswith(head) and words.strip()}
