"""The piece table of a Word 97-2003 file: its text, and where in the file each character stands ([MS-DOC] 2.4.1).

A fast-saved file keeps its text in many pieces, out of order; all else speaks of characters through this table.
"""

from __future__ import annotations

import struct
from bisect import bisect_right

import msgspec

from jixiao.documents.doc_file import CLX, WordFile, plc

_PRC, _PCDT = 1, 2
_COMPRESSED = 0x40000000
_OVERLAP = 8
"""How often pieces may repeat the stream's bytes before the table counts as an attempt to fill the memory."""

# [MS-DOC] 2.9.214: the few one-byte property numbers that this reader heeds.
_SHORT_SPRMS = {0x18: 0x2416, 0x19: 0x2417, 0x41: 0x0800, 0x42: 0x0801, 0x5C: 0x083C}


class Piece(msgspec.Struct, frozen=True):
    """A run of characters that stand together in the file.

    Attributes:
        start, end: character positions. offset: of the first character in the word stream. width: bytes a character.
        properties: changes to all properties inside the piece, left by a fast save.
    """

    start: int
    end: int
    offset: int
    width: int
    properties: bytes


class Pieces:
    """The text of a file, one character a code unit, and the offsets of its characters."""

    def __init__(self, file: WordFile) -> None:
        self.pieces = _pieces(file)
        self._starts = [piece.start for piece in self.pieces]
        self.text = "".join(_decoded(file.word, piece) for piece in self.pieces)

    def piece(self, position: int) -> Piece:
        """The piece that holds a character."""
        return self.pieces[bisect_right(self._starts, position) - 1]


def _pieces(file: WordFile) -> list[Piece]:
    changes, table = _clx(file.part(CLX))
    positions, items = plc(table, 8)
    pieces = []
    for start, end, item in zip(positions, positions[1:], items, strict=False):
        fc, prm = struct.unpack("<2xIH", item)
        width = 1 if fc & _COMPRESSED else 2
        offset = (fc & (_COMPRESSED - 1)) // (2 if width == 1 else 1)
        if end < start or offset + (end - start) * width > len(file.word):
            raise ValueError("a piece lies outside the word stream")
        pieces.append(Piece(start, end, offset, width, _properties(prm, changes)))
    if not pieces or positions[0] or positions[-1] > _OVERLAP * len(file.word):
        raise ValueError("no usable piece table")
    return pieces


def _clx(clx: bytes) -> tuple[list[bytes], bytes]:
    changes = []
    at = 0
    while clx[at] == _PRC:
        (size,) = struct.unpack_from("<H", clx, at + 1)
        changes.append(clx[at + 3 : at + 3 + size])
        at += 3 + size
    if clx[at] != _PCDT:
        raise ValueError("no piece table behind the property changes")
    (size,) = struct.unpack_from("<I", clx, at + 1)
    return changes, clx[at + 5 : at + 5 + size]


def _properties(prm: int, changes: list[bytes]) -> bytes:
    if prm & 1:
        return changes[prm >> 1] if prm >> 1 < len(changes) else b""
    sprm = _SHORT_SPRMS.get(prm >> 1 & 0x7F)
    return b"" if sprm is None else struct.pack("<HB", sprm, prm >> 8)


def _decoded(word: bytes, piece: Piece) -> str:
    size = piece.end - piece.start
    raw = word[piece.offset : piece.offset + size * piece.width]
    if piece.width == 1:
        # The five bytes that the code page leaves open stand for themselves.
        return raw.decode("cp1252") if raw.isascii() else "".join(map(_western, raw))
    text = raw.decode("utf-16-le", "surrogatepass")
    # A character of two code units must count as two, or every later position is off by one.
    return text if len(text) == size else "".join(map(chr, struct.unpack(f"<{size}H", raw)))


def _western(byte: int) -> str:
    character = bytes((byte,)).decode("cp1252", "ignore")
    return character or chr(byte)
