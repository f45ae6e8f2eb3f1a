"""What pages tell of a draft: its cells and findings, and its form as paper.

Both are remembered by the draft's text, since nothing else decides them but the language: what is opened twice is made
once. What a filing's page shows is made once for all processes (`remembered.py`).
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import Any, NamedTuple

from django.utils.safestring import SafeString, mark_safe

from jixiao import api
from jixiao.language import language
from jixiao.model import Document
from jixiao_web.filings.cells import Cell, Sheet, cells_in, sheets_of
from jixiao_web.filings.checking import check
from jixiao_web.filings.models import Filing
from jixiao_web.filings.notes import Note, Notes, notes_of
from jixiao_web.filings.remembered import key_of, remember, remembered
from jixiao_web.filings.sheet import paper_markup
from jixiao_web.filings.store import plan_text

_REMEMBERED = 48
_LEVELS = ("error", "warning", "hint")


class Draft:
    """A draft with the cells of its form and the findings at them, each made when it is first asked for.

    Shared between requests: nobody changes it.
    """

    def __init__(self, content: str, plan: str = "") -> None:
        self._content, self._plan = content, plan

    @functools.cached_property
    def document(self) -> Document:
        """The model."""
        return api.load(self._content.encode(), "")

    @functools.cached_property
    def sheets(self) -> list[list[Sheet]]:
        """The tables of every project."""
        return sheets_of(self.document)

    @functools.cached_property
    def cells(self) -> dict[str, Cell]:
        """Every cell that may be filled in, by its path."""
        return cells_in(self.document, self.sheets)

    @functools.cached_property
    def notes(self) -> Notes:
        """The findings at the cells."""
        return notes_of(check(self.document, self._plan), self.document, self.cells)

    def __iter__(self) -> Iterator[Any]:
        """Document, cells, notes and sheets."""
        return iter((self.document, self.cells, self.notes, self.sheets))


class Shown(NamedTuple):
    """What a filing's page shows of its draft: the findings, gravest first, and what is still to be filled in."""

    notes: list[Note]
    empty: list[str]


def draft_of(filing: Filing) -> Draft:
    """The draft of a filing."""
    return _draft(filing.draft, plan_text(filing), language())


@functools.lru_cache(maxsize=_REMEMBERED)
def _draft(content: str, plan: str, _language: str) -> Draft:
    return Draft(content, plan)


def shown_of(filing: Filing) -> Shown:
    """The findings of a filing and what is wanted of it."""
    key = key_of("shown", language(), plan_text(filing), filing.draft)
    found = remembered(key, Shown)
    if found is None:
        draft = draft_of(filing)
        notes = sorted(draft.notes.told(), key=lambda note: _LEVELS.index(note.level))
        empty = [cell.label for cell in draft.cells.values() if cell.required and not cell.text]
        remember(key, found := Shown(notes, empty))
    return found


def paper_of(content: str, unit: str = "元") -> SafeString:
    """A draft's form as on paper, its amounts in a money unit."""
    key = key_of("paper", language(), unit, content)
    found = remembered(key, str)
    if found is None:
        remember(key, found := paper_markup(api.load(content.encode(), ""), unit)[:])  # as plain text
    return mark_safe(found)  # escaped in sheet.py
