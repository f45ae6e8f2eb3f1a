"""What pages tell of a draft: its cells and findings, and its form as paper.

Both are remembered by the draft's text, since nothing else decides them but the language: what is opened twice is made
once. What a filing's page shows is made once for all processes (`remembered.py`).
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterator
from typing import Any, NamedTuple

from django.utils.safestring import SafeString, mark_safe

from jixiao import api
from jixiao.api import language
from jixiao.model import Document
from jixiao_web.filings.cells import Cell, Sheet, cells_in, sheets_of
from jixiao_web.filings.checking import Laid, check, laid
from jixiao_web.filings.models import Filing
from jixiao_web.filings.notes import Notes, notes_of
from jixiao_web.filings.papers import Papers, papers_of
from jixiao_web.filings.remembered import key_of, remember, remembered
from jixiao_web.filings.returning import parts_of
from jixiao_web.filings.sheet import findings_markup, paper_markup
from jixiao_web.filings.store import plan_text

_REMEMBERED = 48
_LEVELS = ("error", "warning", "hint")


class Draft:
    """A draft with the cells of its form and the findings at them, each made when it is first asked for.

    Shared between requests: nobody changes it.
    """

    def __init__(self, content: str, plan: str = "") -> None:
        self._content, self._plan = content, plan

    @property
    def _laid(self) -> Laid:
        return laid(self._content.encode(), language())

    @functools.cached_property
    def document(self) -> Document:
        """The model."""
        return self._laid.document

    @functools.cached_property
    def sheets(self) -> list[list[Sheet]]:
        """The tables of every project."""
        return sheets_of(self.document, self._laid.paper)

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
    """What a filing's page shows of its draft, so that it need not be read for it.

    Attributes:
        findings: as markup, gravest first; empty where there is none. empty: what is still to be filled in.
        parts: those that can be returned, by path, with the projects' names. papers: the forms that it can be written
            on.
    """

    findings: str
    empty: list[str]
    parts: dict[str, str]
    papers: Papers


def draft_of(filing: Filing) -> Draft:
    """The draft of a filing."""
    return _draft(filing.draft, plan_text(filing), language())


@functools.lru_cache(maxsize=_REMEMBERED)
def _draft(content: str, plan: str, _language: str) -> Draft:
    return Draft(content, plan)


def shown_of(filing: Filing) -> Shown:
    """What a filing's page shows of its draft."""
    key = key_of("shown", language(), _digest(plan_text(filing)), _digest(filing.draft))
    found = remembered(key, Shown)
    if found is None:
        draft = draft_of(filing)
        notes = sorted(draft.notes.told(), key=lambda note: _LEVELS.index(note.level))
        empty = [cell.label for cell in draft.cells.values() if cell.required and not cell.text]
        document = draft.document
        remember(key, found := Shown(findings_markup(notes), empty, parts_of(document), papers_of(document)))
    return found


@functools.lru_cache(maxsize=8)
def _digest(content: str) -> str:
    """What a draft is known by; the two that a page asks for are of the same one."""
    return hashlib.blake2b(content.encode(), digest_size=32).hexdigest()


def paper_of(content: str, unit: str = "元") -> SafeString:
    """A draft's form as on paper, its amounts in a money unit."""
    key = key_of("paper", language(), unit, _digest(content))
    found = remembered(key, str)
    if found is None:
        remember(key, found := paper_markup(api.load(content.encode(), ""), unit)[:])  # as plain text
    return mark_safe(found)  # escaped in sheet.py
