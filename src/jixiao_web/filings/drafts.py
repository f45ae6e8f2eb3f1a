"""What pages tell of a draft: its cells and findings, and its form as paper.

Both are remembered by the draft's text, since nothing else decides them but the language: what is opened twice is made
once.
"""

from __future__ import annotations

import functools
from typing import NamedTuple

from django.utils.safestring import SafeString

from jixiao import api
from jixiao.language import language
from jixiao.model import Document
from jixiao_web.filings.cells import Cell, Sheet, cells_in, sheets_of
from jixiao_web.filings.checking import check
from jixiao_web.filings.models import Filing
from jixiao_web.filings.notes import Notes, notes_of
from jixiao_web.filings.sheet import paper_markup

_REMEMBERED = 48


class Draft(NamedTuple):
    """A draft with the cells of its form and the findings at them. Shared between requests: nobody changes it.

    Attributes:
        sheets: the tables of every project.
    """

    document: Document
    cells: dict[str, Cell]
    notes: Notes
    sheets: list[list[Sheet]]


def draft_of(filing: Filing) -> Draft:
    """The draft of a filing."""
    return _draft(filing.draft, language())


@functools.lru_cache(maxsize=_REMEMBERED)
def _draft(content: str, _language: str) -> Draft:
    document = api.load(content.encode(), "")
    sheets = sheets_of(document)
    cells = cells_in(document, sheets)
    return Draft(document, cells, notes_of(check(document), document, cells), sheets)


@functools.lru_cache(maxsize=_REMEMBERED)
def paper_of(content: str) -> SafeString:
    """A draft's form as on paper."""
    return paper_markup(api.load(content.encode(), ""))
