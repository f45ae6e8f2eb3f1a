"""Paragraphs of a Word 97-2003 file one after another: shown text, properties, number, and the mark that ends each."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

import msgspec

from jixiao.documents import numbering
from jixiao.documents.doc_file import PARAGRAPHS, SECTIONS, WordFile, plc
from jixiao.documents.doc_lists import Lists
from jixiao.documents.doc_marks import Edit
from jixiao.documents.doc_pieces import Pieces
from jixiao.documents.doc_properties import ParagraphStyle, paragraph_runs, paragraph_style
from jixiao.documents.doc_styles import Styles

_ENDS = re.compile("[\x07\x0c\x0d]")
_CELL_END, _BREAK = "\x07", "\x0c"
_SECTION_SIZE = 12
_SURROGATE = re.compile("[\ud800-\udfff]")


class Item(msgspec.Struct, frozen=True, gc=False):
    """A paragraph as shown.

    Attributes:
        start, end: its character positions, the mark that ends it left out.
        cell_end: whether it is the last of its cell. deleted: whether its end mark is not shown.
    """

    text: str
    style: ParagraphStyle
    start: int
    end: int
    cell_end: bool
    deleted: bool


class Reader:
    """Cuts stretches of the text into paragraphs."""

    def __init__(self, file: WordFile, pieces: Pieces, styles: Styles, lists: Lists, edits: list[Edit]) -> None:
        self._pieces, self._styles, self._lists, self._data = pieces, styles, lists, file.data
        self._runs = paragraph_runs(file, file.part(PARAGRAPHS))
        # The same sign breaks a page inside a paragraph and ends a section.
        self._sections = frozenset(plc(file.part(SECTIONS), _SECTION_SIZE)[0])
        self._edits = edits
        self._edit_ends = [edit.end for edit in edits]
        self._known: dict[tuple[bytes, bytes], ParagraphStyle] = {}
        self._piece = pieces.pieces[0]
        self._has_halves = _SURROGATE.search(pieces.text) is not None

    def paragraphs(self, start: int, stop: int) -> Iterator[Item]:
        """The paragraphs of a stretch; what follows the last end mark is a paragraph too."""
        text = self._pieces.text
        for match in _ENDS.finditer(text, start, stop):
            end = match.start()
            if match[0] == _BREAK and end + 1 not in self._sections:
                continue
            yield self._item(start, end, match[0] == _CELL_END)
            start = end + 1
        if start < stop:
            yield self._item(start, stop, False)

    def _item(self, start: int, end: int, cell_mark: bool) -> Item:
        style = self._style(end)
        text, deleted = self._shown(start, end)
        if style.list_use and not deleted and not style.row_end:
            number = self._lists.next_number(style.list_use, style.list_level)
            text = numbering.numbered(number, text) if number else text
        return Item(text, style, start, end, style.cell_end or cell_mark and not style.row_end, deleted)

    def _style(self, position: int) -> ParagraphStyle:
        piece = self._piece
        if not piece.start <= position < piece.end:
            self._piece = piece = self._pieces.piece(position)
        raw = self._runs.at(piece.offset + (position - piece.start) * piece.width)
        known = self._known.get((raw, piece.properties))
        if known is None:
            index = int.from_bytes(raw[:2], "little")
            base = self._styles.style(index)
            known = paragraph_style(raw[2:] + piece.properties, base, index, self._data)
            self._known[raw, piece.properties] = known
        return known

    def _shown(self, start: int, end: int) -> tuple[str, bool]:
        """The text of a stretch after all edits, and whether the mark at its end is edited away."""
        text = self._pieces.text
        at = bisect_left(self._edit_ends, start + 1)
        if at == len(self._edits) or self._edits[at].start > end:
            return self._whole(text[start:end]), False
        parts: list[str] = []
        while at < len(self._edits) and self._edits[at].start < end:
            edit = self._edits[at]
            parts += text[start : max(edit.start, start)], edit.shown
            start = edit.end
            at += 1
        deleted = start > end or at < len(self._edits) and self._edits[at].start == end and not self._edits[at].shown
        parts.append(text[start:end])
        return self._whole("".join(parts)), deleted

    def _whole(self, text: str) -> str:
        """The text with characters of two code units put together again."""
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace") if self._has_halves else text
