"""What reading left open, as sections: what could not be read, what was read with doubt, what else to know."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator

from msgspec import UNSET

from jixiao.language import text
from jixiao.model import Document, Doubt, Note, Place, Unread
from jixiao.report.node import Node, Style
from jixiao.report.words import place, subject

_NOT_QUOTED = {"scanned_page", "unreadable_part", "off_page_text", "limit"}
"""Here nothing stood that could be quoted: the words are the reader's."""


def ledger(document: Document) -> Iterator[tuple[str, Style, tuple[Node, ...]]]:
    """The sections that have something to tell, gravest first: heading, its style, branches."""
    doubts = () if document.doubts is UNSET else document.doubts
    notes = () if document.notes is UNSET else document.notes
    if document.unread:
        heading = text("tree.heading.unread", count=len(document.unread))
        yield heading, "bad", tuple(unread_node(entry) for entry in document.unread)
    if doubts:
        yield text("tree.heading.doubts", count=len(doubts)), "doubtful", (*_doubts(doubts),)
    if notes:
        heading = text("tree.heading.notes", count=len(notes))
        yield heading, "plain", tuple(_note(entry) for entry in notes)


def unread_node(entry: Unread, where: Callable[[Place], str] = place) -> Node:
    """Something that could not be read: where, why, the words."""
    told = text(f"tree.unread.{entry.reason}")
    return Node(label=where(entry.at), text=told, notes=_words(entry.text, entry.reason not in _NOT_QUOTED))


def _note(entry: Note) -> Node:
    told = text(f"tree.note.{entry.kind}")
    return Node(label=place(entry.at), text=told, notes=_words(entry.text, entry.kind not in _NOT_QUOTED))


def _doubts(doubts: tuple[Doubt, ...]) -> Iterator[Node]:
    by_reason = sorted(doubts, key=lambda doubt: doubt.reason)
    for reason, group in itertools.groupby(by_reason, key=lambda doubt: doubt.reason):
        members = tuple(Node(text=_where(doubt), notes=_words(doubt.text, quoted=True)) for doubt in group)
        yield Node(text=text(f"tree.doubt.{reason}", count=len(members)), children=members)


def _where(doubt: Doubt) -> str:
    words = subject(doubt.subject)
    where = place(doubt.at)
    return text("tree.subject_at", subject=words, place=where) if where else words


def _words(words: str, quoted: bool) -> tuple[str, ...]:
    if not words:
        return ()
    return (text("tree.quote", words=words) if quoted else words,)
