"""What of a Word 97-2003 text is not shown as it stands: field codes, deletions, hidden text, signs with a meaning.

Gives it as edits by character position; where paragraphs and cells end is left to `doc_paragraphs`.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator

import msgspec

from jixiao.documents.doc_pieces import Pieces
from jixiao.documents.doc_properties import Runs, sprms
from jixiao.documents.symbol_fonts import sign

_CONTROLS = re.compile("[\x00-\x06\x08\x0b\x0c\x0e-\x1f]")
_SHOWN = {"\x0b": "\n", "\x0c": "\n", "\x0e": "\n", "\x1e": "-"}
_FIELD_BEGIN, _FIELD_RESULT, _FIELD_END = "\x13\x14\x15"
_CELL_END = "\x07"
_SYMBOL = "("
_HEEDED = frozenset({0x0800, 0x0801, 0x083C, 0x6A09})
_VANISHED = (b"\x01", b"\x81")


class Edit(msgspec.Struct, frozen=True, gc=False):
    """Characters from `start` up to `end` that read `shown` instead."""

    start: int
    end: int
    shown: str


class Revised(msgspec.Struct, frozen=True, kw_only=True):
    """Character ranges by what happened to them; symbols by position."""

    inserted: list[tuple[int, int]]
    deleted: list[tuple[int, int]]
    hidden: list[tuple[int, int]]
    symbols: dict[int, str]


class Fields(msgspec.Struct, frozen=True):
    """Ranges of field codes, which are not shown, and of the results of contents fields."""

    codes: list[tuple[int, int]]
    contents: list[tuple[int, int]]


def fields(text: str) -> Fields:
    """All fields of a text; begin, separator and end marks without their partners are passed over."""
    found = Fields([], [])
    begun: list[list[int]] = []
    cell_ends = [match.start() for match in re.finditer(_CELL_END, text)]
    for match in re.finditer("[\x13-\x15]", text):
        at, mark = match.start(), match[0]
        if mark == _FIELD_BEGIN:
            begun.append([at])
        elif mark == _FIELD_RESULT and begun and len(begun[-1]) == 1:
            begun[-1].append(at)
        elif mark == _FIELD_END and begun:
            start, *result = begun.pop()
            stop = result[0] if result else at
            # A code does not reach over cells: such a range is damage and its words are kept.
            if bisect_left(cell_ends, start) == bisect_left(cell_ends, stop):
                found.codes.append((start, stop))
            if result and text[start + 1 : start + 20].lstrip()[:3].upper() == "TOC":
                # A contents list that lost its end must not make contents of the whole document.
                place = bisect_left(cell_ends, stop)
                found.contents.append((stop, min([at, *cell_ends[place : place + 1]])))
    return found


def revised(pieces: Pieces, runs: Runs, font: Callable[[int], str]) -> Revised:
    """Deleted and hidden ranges and symbols, from the properties of all characters."""
    properties = {piece.properties for piece in pieces.pieces} | set(runs.values)
    known = {changes: kept for changes in properties if (kept := _heeded(changes))}
    result = Revised(inserted=[], deleted=[], hidden=[], symbols={})
    for start, end, changes in _character_runs(pieces, runs) if known else ():
        heeded = known.get(changes)
        if not heeded:
            continue
        if heeded.get(0x0801, b"\0")[:1] != b"\0":
            result.inserted.append((start, end))
        if heeded.get(0x0800, b"\0")[:1] != b"\0":
            result.deleted.append((start, end))
        if heeded.get(0x083C, b"\0")[:1] in _VANISHED:
            result.hidden.append((start, end))
        symbol = heeded.get(0x6A09, b"")
        if len(symbol) == 4:
            shown = sign(font(symbol[0] | symbol[1] << 8), symbol[2] | symbol[3] << 8)
            result.symbols.update((at, shown) for at in range(start, end) if pieces.text[at] == _SYMBOL)
    return result


def edits(text: str, left_out: list[tuple[int, int]], symbols: dict[int, str]) -> list[Edit]:
    """All edits of a text in order, none inside another."""
    found: list[Edit] = []
    reach = 0
    for start, end in sorted(left_out):
        if end > reach:
            found.append(Edit(max(start, reach), end, ""))
            reach = end
    bounds = [edit.start for edit in found]
    shown = [(match.start(), _SHOWN.get(match[0], "")) for match in _CONTROLS.finditer(text)]
    for at, sign_shown in [*shown, *symbols.items()]:
        place = bisect_right(bounds, at) - 1
        if place < 0 or at >= found[place].end:
            found.append(Edit(at, at + 1, sign_shown))
    return sorted(found, key=_start)


def _heeded(changes: bytes) -> dict[int, bytes]:
    return {code: operand for code, operand in sprms(changes) if code in _HEEDED}


def _start(edit: Edit) -> int:
    return edit.start


def _character_runs(pieces: Pieces, runs: Runs) -> Iterator[tuple[int, int, bytes]]:
    for piece in pieces.pieces:
        stop = piece.offset + (piece.end - piece.start) * piece.width
        if piece.properties:
            yield piece.start, piece.end, piece.properties
        first = max(bisect_right(runs.starts, piece.offset) - 1, 0)
        for at in range(first, bisect_left(runs.starts, stop)):
            start, end = max(runs.starts[at], piece.offset), min(runs.ends[at], stop)
            if end > start:
                yield (
                    piece.start + (start - piece.offset) // piece.width,
                    piece.start + (end - piece.offset) // piece.width,
                    runs.values[at],
                )
