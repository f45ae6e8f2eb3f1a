"""The streams of a Word 97-2003 file (.doc, and .wps of WPS Writer) and its table of contents, the FIB ([MS-DOC] 2.5).

Finds the parts and their bounds; what the parts mean is the business of the other `doc_` modules.
"""

from __future__ import annotations

import io
import struct

import msgspec
import olefile

from jixiao.documents.ole import stream
from jixiao.errors import DamagedFile, ProtectedFile

_WORD_97 = 0xA5EC
_WORD_6 = (0xA5DC, 0xA5DB, 0xA59B, 0xA59C)
_ENCRYPTED, _TABLE_1 = 0x0100, 0x0200

STYLES, FOOTNOTES, SECTIONS, CHARACTERS, PARAGRAPHS, FONTS, CLX = 1, 2, 6, 12, 13, 15, 33
BOX_ANCHORS, ENDNOTES, BOXES, LISTS, LIST_USES = 40, 46, 56, 73, 74
"""Positions in the FIB's row of (offset, length) pairs into the table stream; the text of notes follows their marks."""


class Stories(msgspec.Struct, frozen=True):
    """Lengths, in characters, of the stories that follow each other in the text; comments and headers are not read."""

    main: int
    footnotes: int
    headers: int
    macros: int
    comments: int
    endnotes: int
    text_boxes: int

    def start(self, name: str) -> int:
        """Where a story begins in the text."""
        names = self.__struct_fields__
        return sum(getattr(self, before) for before in names[: names.index(name)])


class WordFile(msgspec.Struct, frozen=True):
    """The streams of a file and its stories.

    Attributes:
        word: text and pages of properties. table: everything the FIB points to. data: long rows of properties.
    """

    word: bytes
    table: bytes
    data: bytes
    stories: Stories
    pairs: tuple[int, ...]

    def part(self, position: int) -> bytes:
        """The bytes of one part of the table stream, empty where the file has none.

        Raises:
            ValueError: it lies outside the stream.
        """
        if 2 * position + 1 >= len(self.pairs):
            return b""
        offset, length = self.pairs[2 * position : 2 * position + 2]
        if offset + length > len(self.table):
            raise ValueError(f"part {position} lies outside the table stream")
        return self.table[offset : offset + length]

    def tail(self, position: int) -> bytes:
        """A part together with everything behind it: list levels stand behind the part that counts them."""
        offset, length = self.pairs[2 * position : 2 * position + 2]
        return self.table[offset:] if length else b""


def plc(part: bytes, size: int) -> tuple[tuple[int, ...], list[bytes]]:
    """The positions and the items of a PLC: n + 1 positions of four bytes, then n items of `size` bytes."""
    count = max((len(part) - 4) // (4 + size), 0)
    if not count:
        return (), []
    positions = struct.unpack_from(f"<{count + 1}I", part)
    items = 4 * (count + 1)
    return positions, [part[items + size * at : items + size * (at + 1)] for at in range(count)]


def open_word(data: bytes, name: str) -> WordFile:
    """The streams and stories of a file.

    Raises:
        DamagedFile: not such a container, a broken one, or one of Word 6/95 (which says what to do).
        ProtectedFile: encrypted.
        ValueError, struct.error, OSError and their like: broken in some other place.
    """
    with olefile.OleFileIO(io.BytesIO(data)) as container:
        if not container.exists("WordDocument"):
            raise DamagedFile(name)
        word = stream(container, "WordDocument")
        ident, flags = struct.unpack_from("<H8xH", word)
        if ident in _WORD_6:
            raise DamagedFile(name, "word_6")
        if ident != _WORD_97:
            raise DamagedFile(name)
        if flags & _ENCRYPTED:
            raise ProtectedFile(name)
        table = stream(container, "1Table" if flags & _TABLE_1 else "0Table")
        extra = stream(container, "Data") if container.exists("Data") else b""
    return WordFile(word, table, extra, *_index(word))


def _index(word: bytes) -> tuple[Stories, tuple[int, ...]]:
    at = 32
    (shorts,) = struct.unpack_from("<H", word, at)
    at += 2 + 2 * shorts
    (longs,) = struct.unpack_from("<H", word, at)
    lengths = struct.unpack_from("<7i", word, at + 2 + 4 * 3)
    if min(lengths) < 0:
        raise ValueError("a story of negative length")
    at += 2 + 4 * longs
    (count,) = struct.unpack_from("<H", word, at)
    return Stories(*lengths), struct.unpack_from(f"<{2 * count}I", word, at + 2)
