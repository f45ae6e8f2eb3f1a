"""What a screen needs of a form: its cells with their words, and the cells put back into the model."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from jixiao.forms.entry import Entered, EntryRefused
from jixiao.model import Document

# What checking and writing need is imported when something is checked or written: reading must not pay for it.
if TYPE_CHECKING:
    from jixiao.documents.writing.paper import Entry


def cells_of(document: Document, form: str | None = None) -> dict[str, Entry]:
    """Every value that a person may enter on a document's form, by its path, with the words shown now.

    Raises:
        UsageError: no such form.
        FormRefused: the form has nothing to hold the document.
    """
    from jixiao.forms.written.writing import cells_of as cells

    return {cell.path: cell for cell in cells(document, form)}


def passages_of(document: Document) -> dict[int, str]:
    """The passages of a plan that its form prints, by number, with what each is in words."""
    from jixiao.forms.written.narrative import printed_passages

    return printed_passages(document)


def enter(document: Document, cells: Iterable[Entered]) -> tuple[Document, tuple[EntryRefused, ...]]:
    """The document with the values of some cells replaced, and the cells whose words are no value of their kind.

    Raises:
        LookupError: a path leads nowhere in the document.
    """
    from jixiao.forms.entered import enter as put

    return put(document, cells)


def with_row(document: Document, path: str, position: int) -> Document:
    """The document with an empty row put into a list (`projects[0].indicators`) before `position`."""
    from jixiao.forms.entered import with_row as put

    return put(document, path, position)


def without_row(document: Document, path: str, position: int) -> Document:
    """The document without a row of a list."""
    from jixiao.forms.entered import without_row as take

    return take(document, path, position)


def with_row_moved(document: Document, path: str, position: int, to: int) -> Document:
    """The document with a row of a list at another position."""
    from jixiao.forms.entered import with_row_moved as move

    return move(document, path, position, to)
