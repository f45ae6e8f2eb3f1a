"""Word 97-2003 files (.doc, and .wps of WPS Writer) read without any office program.

The binary layout lies in the `doc_` modules; this one takes the text in reading order: text boxes and notes stand right
behind the paragraph (or the table) that anchors them. Comments, headers and footers are left out.
"""

from __future__ import annotations

import re
import struct
from bisect import bisect_right
from collections.abc import Callable, Iterator
from functools import cache
from typing import TypeVar

import msgspec

from jixiao.documents.blocks import Blocks, Role
from jixiao.documents.doc_asides import Aside, asides
from jixiao.documents.doc_file import CHARACTERS, FONTS, STYLES, WordFile, open_word
from jixiao.documents.doc_lists import Lists, read_lists
from jixiao.documents.doc_marks import Fields, Revised, edits, fields, revised
from jixiao.documents.doc_paragraphs import Item, Reader
from jixiao.documents.doc_pieces import Pieces
from jixiao.documents.doc_properties import character_runs
from jixiao.documents.doc_rows import row_shape
from jixiao.documents.doc_styles import Styles
from jixiao.documents.doc_tables import Assembler
from jixiao.documents.limits import DEFAULT, Limits
from jixiao.errors import DamagedFile
from jixiao.model.document import Note, Unread
from jixiao.model.place import Place

_Part = TypeVar("_Part")

_BROKEN = (struct.error, ValueError, IndexError, OSError, OverflowError, RecursionError)
"""What a broken file breaks in the parsing of bytes."""

_PICTURE = re.compile("[\x01\x08]")
_NO_OUTLINE = 9
_MOST_QUOTED = 200
_FONT_NAME = 39


def read(data: bytes, name: str, limits: Limits = DEFAULT) -> Blocks:
    """The paragraphs and tables of a file.

    Raises:
        DamagedFile, ProtectedFile, LimitExceeded: as their docstrings say.
    """
    try:
        return _read(open_word(data, name), name, limits)
    except _BROKEN as error:
        raise DamagedFile(name) from error


def _read(file: WordFile, name: str, limits: Limits) -> Blocks:
    pieces = Pieces(file)
    styles = Styles(file.part(STYLES))
    marked = fields(pieces.text)
    changes = revised(pieces, character_runs(file, file.part(CHARACTERS)), _fonts(file.part(FONTS)))
    unread: list[Unread] = []
    lists = _spared(unread, "PlfLst", lambda: read_lists(file), Lists({}, []))
    beside: list[Aside] = _spared(unread, "PlcftxbxTxt", lambda: asides(file), [])
    left_out = [*marked.codes, *changes.deleted, *changes.hidden]
    reader = Reader(file, pieces, styles, lists, edits(pieces.text, left_out, changes.symbols))
    assembler = Assembler(name, limits, cache(lambda raw: row_shape(raw, file.data)))
    story = _Story(reader, assembler, styles, marked)
    story.tell(0, file.stories.main, beside)
    if not assembler.items and _PICTURE.search(pieces.text):
        unread.append(Unread(at=Place(), reason="scanned_page", text=""))
    notes = _notes(pieces.text, changes, story, assembler.hidden)
    return Blocks("doc", tuple(assembler.items), tuple(unread), notes)


def _spared(unread: list[Unread], part: str, read_part: Callable[[], _Part], instead: _Part) -> _Part:
    """A part that the text can be read without: broken, it is reported as not read."""
    try:
        return read_part()
    except _BROKEN:
        unread.append(Unread(at=Place(), reason="unreadable_part", text=part))
        return instead


class _Story:
    """Feeds stretches of the text to the assembler, each aside behind the paragraph that anchors it."""

    def __init__(self, reader: Reader, assembler: Assembler, styles: Styles, marked: Fields) -> None:
        self._reader, self._assembler, self._styles = reader, assembler, styles
        self._contents = sorted(marked.contents)
        self._told: list[tuple[Item, int]] = []
        self._line = 0

    def tell(self, start: int, stop: int, anchored: list[Aside]) -> None:
        """Take a stretch of the text and the asides anchored in it (last those anchored nowhere)."""
        waiting = anchored[::-1]
        due: list[Aside] = []
        for item, line in self._joined(start, stop):
            if not item.style.depth:
                self._assembler.close()
                self._tell_asides(due)
            self._assembler.add(item, line, "body" if item.style.depth else self._role(item))
            while waiting and waiting[-1].anchor is not None and waiting[-1].anchor <= item.end:
                due.append(waiting.pop())
            if not item.style.depth:
                self._tell_asides(due)
        self._assembler.close()
        self._tell_asides(due + waiting[::-1])

    def finder(self) -> Callable[[int], tuple[int, str] | None]:
        """Finds line and words of the paragraph that holds a character; null where none was told."""
        told = sorted(self._told, key=_first)

        def find(position: int) -> tuple[int, str] | None:
            at = bisect_right(told, position, key=_first) - 1
            if at < 0 or told[at][0].end < position:
                return None
            return told[at][1], told[at][0].text

        return find

    def _tell_asides(self, due: list[Aside]) -> None:
        for aside in due:
            self.tell(aside.start, aside.stop, [])
        due.clear()

    def _joined(self, start: int, stop: int) -> Iterator[tuple[Item, int]]:
        """The paragraphs of a stretch with their lines; one whose end mark is not shown runs on into the next."""
        held: tuple[Item, int] | None = None
        for item in self._reader.paragraphs(start, stop):
            style = item.style
            # The end of a row is a paragraph to the file, but not to a person.
            self._line += not style.row_end
            line = self._line
            self._told.append((item, line))
            if held:
                if held[0].style.depth == style.depth and not style.row_end:
                    item = msgspec.structs.replace(item, text=held[0].text + item.text, start=held[0].start)
                    line = held[1]
                else:
                    yield held
                held = None
            if item.deleted and not item.cell_end and not style.row_end:
                held = item, line
            else:
                yield item, line
        if held:
            yield held

    def _role(self, item: Item) -> Role:
        at = bisect_right(self._contents, (item.end, 0)) - 1
        if self._styles.is_contents(item.style.style) or at >= 0 and self._contents[at][1] > item.start:
            return "contents"
        return "heading" if item.style.outline < _NO_OUTLINE else "body"


def _first(told: tuple[Item, int]) -> int:
    return told[0].start


def _fonts(part: bytes) -> Callable[[int], str]:
    names: list[str] = []
    at = 4
    while at < len(part):
        size = part[at] + 1
        raw = part[at + _FONT_NAME + 1 : at + size]
        names.append(raw.decode("utf-16-le", "replace").split("\0")[0])
        at += size
    return lambda index: names[index] if index < len(names) else ""


def _notes(text: str, changes: Revised, story: _Story, merged: list[tuple[str, int]]) -> tuple[Note, ...]:
    notes: list[Note] = []
    if not (changes.deleted or changes.inserted or changes.hidden or merged):
        return ()
    find = story.finder()
    changed = next(filter(None, (find(start) for start, _ in sorted(changes.deleted + changes.inserted))), None)
    if changed:
        line, words = changed
        notes.append(Note(kind="tracked_changes", text=words, at=Place(line=line, quote=words)))
    hidden = [
        (found[0], words)
        for start, stop in changes.hidden[:_MOST_QUOTED]
        if (found := find(start)) and (words := _quoted(text[start:stop]))
    ]
    hidden += [(line, words) for words, line in merged]
    if hidden:
        line, quote = hidden[0]
        words = "".join(words for _, words in hidden)[:_MOST_QUOTED]
        notes.append(Note(kind="hidden_text", text=words, at=Place(line=line, quote=quote[:_MOST_QUOTED])))
    return tuple(notes)


def _quoted(words: str) -> str:
    return "".join(character for character in words if character.isprintable()).strip()
