"""The line that a finding speaks of, cut to a width, with a marker under the very words."""

from __future__ import annotations

import msgspec

from jixiao.documents import Blocks
from jixiao.documents.blocks import Paragraph
from jixiao.language import text
from jixiao.model import Place
from jixiao.model.place import Key
from jixiao.report.width import clean, display_width
from jixiao.report.words import place

_GAP = "…"


class Lines:
    """The paragraphs and cells of a file by their places: a value's quote is often a small part of one."""

    def __init__(self, blocks: Blocks) -> None:
        self._of_text_file = blocks.kind == "text"
        self._words: dict[Key, str] = {}
        self._positions: dict[Key, tuple[int, int]] = {}
        for block, item in enumerate(blocks.items):
            if isinstance(item, Paragraph):
                pieces = [(item.place().key, item.text)]
            else:
                pieces = [(item.place(cell).key, cell.text) for cell in item.cells]
            for key, words in pieces:
                self._words[key] = words
                self._positions.setdefault(key, (block, len(self._positions)))

    def position(self, at: Place) -> tuple[int, int] | None:
        """Numbers of the block that a place lies in and of its paragraph or cell; None for a place of no text."""
        return self._positions.get(at.key)

    def of(self, at: Place) -> str:
        """The whole paragraph or cell at a place; its quote where nothing is known of it."""
        words = self._words.get(at.key, "")
        return words if at.quote in words else at.quote

    def where(self, at: Place) -> str:
        """Where to look in the file, in words; a text file has lines, every other kind paragraphs."""
        if self._of_text_file and at.table is None and at.line is not None:
            return text("report.line", number=at.line)
        return place(at)


class Excerpt(msgspec.Struct, frozen=True):
    """A piece of a line: before the words, the words, after them."""

    before: str
    words: str
    after: str

    def line(self) -> str:
        """The piece as one line."""
        return self.before + self.words + self.after

    def marker(self) -> str:
        """Blanks up to the words, then a mark under each of their columns; empty where no words are marked."""
        return " " * display_width(self.before) + "^" * display_width(self.words) if self.words else ""


def excerpt(whole: str, quote: str, words: str | None, width: int) -> Excerpt:
    """As much of a line as fits the width, around the words that are marked.

    Args:
        whole: the paragraph or cell. quote: the part of it that holds the value. words: what is wrong in that part;
            where they do not stand there the quote is marked, unless it is the whole.
        width: columns of the whole.
    """
    line, part, marked = clean(whole), clean(quote), clean(words or "")
    at = max(line.find(part), 0)
    start = line.find(marked, at) if marked else -1
    if start < 0 and part != line:
        marked, start = part, line.find(part)
    if start < 0 or not marked:
        return Excerpt(_head(line, width), "", "")
    marked = _head(marked, width - 2)
    before, after = line[:start], line[start + len(marked) :]
    room = width - display_width(marked)
    if display_width(before) + display_width(after) <= room:
        return Excerpt(before, marked, after)
    left = _tail(before, max(room // 2, room - display_width(after)))
    return Excerpt(left, marked, _head(after, room - display_width(left)))


def _head(words: str, width: int) -> str:
    """The beginning of a text that fits; a mark of omission where something is cut."""
    if display_width(words) <= width:
        return words
    kept, used = [], display_width(_GAP)
    for character in words:
        used += display_width(character)
        if used > width:
            break
        kept.append(character)
    return "".join(kept) + _GAP


def _tail(words: str, width: int) -> str:
    """The end of a text that fits."""
    if display_width(words) <= width:
        return words
    kept, used = [], display_width(_GAP)
    for character in reversed(words):
        used += display_width(character)
        if used > width:
            break
        kept.append(character)
    return _GAP + "".join(reversed(kept))
