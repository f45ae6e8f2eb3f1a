"""Properties of characters and paragraphs in a Word 97-2003 file: lists of changes (sprm) in pages of 512 bytes.

Reads the pages into rows searchable by file offset ([MS-DOC] 2.9.33, 2.9.175). Gives the few properties that decide on
text, tables, headings and numbers; the look of the page is left alone.
"""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Callable, Iterator

import msgspec

from jixiao.documents.doc_file import WordFile, plc

_PAGE = 512
_OPERAND_SIZES = (1, 1, 2, 4, 2, 2, 0, 3)
_WIDE_TABLES = (0xD608, 0xD606)
_TABS = 0xC615
_IN_DATA_STREAM = (0x6645, 0x6646, 0x646B)


class Runs:
    """Stretches of the word stream, each with its raw properties, in rising order."""

    def __init__(self, starts: list[int], ends: list[int], values: list[bytes]) -> None:
        self.starts, self.ends, self.values = starts, ends, values

    def at(self, offset: int) -> bytes:
        """The properties in force at a file offset, empty where the file gives none."""
        place = bisect_right(self.starts, offset) - 1
        return self.values[place] if place >= 0 and offset < self.ends[place] else b""


class ParagraphStyle(msgspec.Struct, frozen=True, kw_only=True):
    """What a paragraph is, from its style and its own properties.

    Attributes:
        style: index of its style. depth: nesting of tables, 0 outside. row_end: the mark that ends a row.
        cell_end: ends a cell of a nested table (other cells end by their own sign). outline: level from 0; 9 is body.
        list_use: which list numbers it, 0 for none. row: raw properties that shape its table row.
    """

    style: int = 0
    depth: int = 0
    row_end: bool = False
    cell_end: bool = False
    outline: int = 9
    list_use: int = 0
    list_level: int = 0
    row: bytes = b""


def paragraph_runs(file: WordFile, part: bytes) -> Runs:
    """Raw paragraph properties (style index and changes) by file offset."""
    return _runs(file, part, 13, _papx)


def character_runs(file: WordFile, part: bytes) -> Runs:
    """Raw character properties (changes) by file offset."""
    return _runs(file, part, 1, _chpx)


def sprms(changes: bytes, data: bytes = b"", depth: int = 0) -> Iterator[tuple[int, bytes]]:
    """The changes in a list one by one: code and operand; lists kept in the data stream are followed once."""
    at, end = 0, len(changes)
    while at + 2 < end:
        code = changes[at] | changes[at + 1] << 8
        at += 2
        size = _OPERAND_SIZES[code >> 13] or _variable_size(code, changes, at)
        operand = changes[at : at + size]
        at += size
        if code not in _IN_DATA_STREAM:
            yield code, operand
        elif len(operand) == 4 and not depth:
            start = int.from_bytes(operand, "little")
            length = int.from_bytes(data[start : start + 2], "little")
            yield from sprms(data[start + 2 : start + 2 + length], data, depth + 1)


def paragraph_style(changes: bytes, base: ParagraphStyle, style: int, data: bytes) -> ParagraphStyle:
    """A paragraph's properties: its own changes applied to those of its style."""
    found: dict[str, int] = {}
    in_table = False
    for code, operand in sprms(changes, data):
        value = operand[0] if operand else 0
        if code == 0x2416:
            in_table = bool(value)
        elif code in (0x2417, 0x244C):
            found["row_end"] = bool(value)
        elif code == 0x244B:
            found["cell_end"] = bool(value)
        elif code == 0x6649:
            found["depth"] = max(int.from_bytes(operand, "little", signed=True), 0)
        elif code == 0x664A:
            found["depth"] = max(found.get("depth", 0) + int.from_bytes(operand, "little", signed=True), 0)
        elif code == 0x2640:
            found["outline"] = value
        elif code == 0x260A:
            found["list_level"] = value
        elif code == 0x460B:
            found["list_use"] = int.from_bytes(operand, "little")
    depth = found.pop("depth", 0) or int(in_table)
    if not depth:
        found.pop("row_end", None)
    row_end = bool(found.pop("row_end", 0))
    cell_end = bool(found.pop("cell_end", 0))
    row = changes if row_end else b""
    return msgspec.structs.replace(base, **found, style=style, depth=depth, row_end=row_end, cell_end=cell_end, row=row)


def _variable_size(code: int, changes: bytes, at: int) -> int:
    if code in _WIDE_TABLES:
        return int.from_bytes(changes[at : at + 2], "little") + 1
    size = changes[at]
    if code == _TABS and size == 255:
        deleted = changes[at + 1] if at + 1 < len(changes) else 0
        added_at = at + 2 + 4 * deleted
        return 3 + 4 * deleted + 3 * (changes[added_at] if added_at < len(changes) else 0)
    return size + 1


def _runs(file: WordFile, part: bytes, item: int, read: Callable[[bytes, int], bytes]) -> Runs:
    starts: list[int] = []
    ends: list[int] = []
    values: list[bytes] = []
    _, numbers = plc(part, 4)
    if len(numbers) > len(file.word) // _PAGE:
        raise ValueError("more pages of properties than the word stream holds")
    for number in numbers:
        offset = int.from_bytes(number, "little") % 2**22 * _PAGE
        page = file.word[offset : offset + _PAGE]
        if len(page) < _PAGE:
            raise ValueError("a page of properties lies outside the word stream")
        count = page[-1]
        bounds = struct.unpack_from(f"<{count + 1}I", page)
        starts += bounds[:-1]
        ends += bounds[1:]
        first = 4 * (count + 1)
        places = page[first : first + item * count : item]
        if len(places) < count:
            raise ValueError("a page of properties counts more than it holds")
        # Most stretches of a page share a few properties.
        known = {place: read(page, 2 * place) for place in set(places)}
        values += [known[place] for place in places]
    return Runs(starts, ends, values)


def _papx(page: bytes, at: int) -> bytes:
    if not at:
        return b""
    size = page[at]
    return page[at + 1 : at + 2 * size] if size else page[at + 2 : at + 2 + 2 * page[at + 1]]


def _chpx(page: bytes, at: int) -> bytes:
    return page[at + 1 : at + 1 + page[at]] if at else b""
