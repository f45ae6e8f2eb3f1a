"""Word 97-2003 files made byte by byte, for what no office program at hand writes: fast saves, old merges, damage."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

SECTOR = 512
_FREE, _END, _FAT, _NONE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
_PAIRS = 93


def sprm(code: int, operand: bytes) -> bytes:
    return struct.pack("<H", code) + operand


IN_CELL = sprm(0x2416, b"\1")


def row(*edges: int, flags: Sequence[int] = ()) -> bytes:
    """Properties of the mark that ends a row of cells between these edges."""
    count = len(edges) - 1
    body = struct.pack(f"<B{count + 1}h", count, *edges)
    body += b"".join(struct.pack("<H18x", flag) for flag in flags)
    return IN_CELL + sprm(0x2417, b"\1") + sprm(0xD608, struct.pack("<H", len(body) + 1) + body)


@dataclass
class WordFile:
    """A file in the making.

    Attributes:
        text: the main text with its marks. properties: of the paragraphs in order (body text where there are fewer).
        pieces: lengths and kinds (wide or 8-bit) of the pieces; they are stored in reverse order, as fast saves do.
        characters: start, end and properties of runs. changes: property changes that pieces name by `prm`.
        parts: parts of the table stream by their position in the FIB. data: the data stream.
        stories: lengths of the seven stories where not all of the text is the main one.
    """

    text: str
    properties: Sequence[bytes] = ()
    pieces: Sequence[tuple[int, bool, int]] = ()
    characters: Sequence[tuple[int, int, bytes]] = ()
    changes: Sequence[bytes] = ()
    parts: Mapping[int, bytes] = field(default_factory=dict)
    data: bytes = b""
    stories: Sequence[int] = ()
    flags: int = 0
    ident: int = 0xA5EC

    def build(self) -> bytes:
        units = self.text.encode("utf-16-le")
        count = len(units) // 2
        word = bytearray(2048)
        spots: dict[int, tuple[int, int]] = {}
        parts = dict(self.parts)
        parts[33] = self._piece_table(word, [units[2 * at : 2 * at + 2] for at in range(count)], spots)
        word += b"\0" * (-len(word) % SECTOR)
        parts[13] = _pages(word, _stored(self._paragraph_runs(units), spots), 13)
        if self.characters:
            parts[12] = _pages(word, _stored(self.characters, spots), 1)
        word[:32] = struct.pack("<HH6xH20x", self.ident, 0xC1, self.flags)
        pairs = [0] * 2 * _PAIRS
        table = b""
        for at in sorted(parts):
            pairs[2 * at : 2 * at + 2] = len(table), len(parts[at])
            table += parts[at]
        lengths = struct.pack("<12x7I48x", *(self.stories or (count, *[0] * 6)))
        fib = struct.pack("<H28xH", 14, 22) + lengths + struct.pack(f"<H{2 * _PAIRS}I", _PAIRS, *pairs)
        word[32 : 32 + len(fib)] = fib
        streams = {"WordDocument": bytes(word), "0Table": table}
        return container(streams | ({"Data": self.data} if self.data else {}))

    def _piece_table(self, word: bytearray, units: Sequence[bytes], spots: dict[int, tuple[int, int]]) -> bytes:
        """Store the pieces, the last one first; notes where every character lies."""
        pieces = self.pieces or [(len(units), True, 0)]
        starts = [sum(size for size, _, _ in pieces[:at]) for at in range(len(pieces))]
        items = []
        for (size, wide, prm), start in reversed(list(zip(pieces, starts, strict=True))):
            offset = len(word)
            for position in range(start, start + size):
                spots[position] = len(word), len(word) + 1 + wide
                word += units[position] if wide else units[position][:1]
            word += b"\0" * (len(word) % 2)
            items.append(struct.pack("<HIH", 0, offset if wide else offset * 2 | 0x40000000, prm))
        table = struct.pack(f"<{len(starts) + 1}I", *starts, len(units)) + b"".join(reversed(items))
        changes = b"".join(b"\1" + struct.pack("<H", len(change)) + change for change in self.changes)
        return changes + b"\2" + struct.pack("<I", len(table)) + table

    def _paragraph_runs(self, units: bytes) -> list[tuple[int, int, bytes]]:
        runs: list[tuple[int, int, bytes]] = []
        start = 0
        for position in range(len(units) // 2):
            if units[2 * position : 2 * position + 2] in (b"\r\0", b"\7\0"):
                own = self.properties[len(runs)] if len(runs) < len(self.properties) else b""
                runs.append((start, position + 1, b"\0\0" + own))
                start = position + 1
        return runs


def _stored(
    runs: Sequence[tuple[int, int, bytes]], spots: Mapping[int, tuple[int, int]]
) -> list[tuple[int, int, bytes]]:
    """Runs of characters as stretches of the stream, in rising order."""
    return sorted((*spots[position], properties) for start, end, properties in runs for position in range(start, end))


def _pages(word: bytearray, stretches: Sequence[tuple[int, int, bytes]], item: int) -> bytes:
    """Add a page of properties for every stretch to the stream; gives the part that lists them."""
    numbers = []
    for start, end, properties in stretches:
        page = bytearray(SECTOR)
        page[:8] = struct.pack("<II", start, end)
        if properties:
            page[8] = 64
            stored = properties + b"\0" * (len(properties) % 2)
            page[128 : 130 + len(stored)] = (
                bytes((0, len(stored) // 2)) + stored if item == 13 else bytes((len(properties),)) + stored + b"\0"
            )
        page[-1] = 1
        numbers.append(len(word) // SECTOR)
        word += page
    bounds = [start for start, _, _ in stretches] + [stretches[-1][1]]
    return struct.pack(f"<{len(bounds)}I{len(numbers)}I", *bounds, *numbers)


def container(streams: Mapping[str, bytes]) -> bytes:
    """An OLE container; small streams are padded so that all lie in whole sectors."""
    sectors: list[bytes] = []
    fat: list[int] = []
    entries = [_entry("Root Entry", 5, child=1, start=_END, size=0)]
    for number, (name, content) in enumerate(streams.items(), 1):
        content = content.ljust(4096, b"\0")
        start = len(sectors)
        sectors += [content[at : at + SECTOR].ljust(SECTOR, b"\0") for at in range(0, len(content), SECTOR)]
        fat += [*range(start + 1, len(sectors)), _END]
        right = number + 1 if number < len(streams) else _NONE
        entries.append(_entry(name, 2, right=right, start=start, size=len(content)))
    directory = b"".join(entries).ljust(SECTOR, b"\0")
    first = len(sectors)
    sectors.append(directory)
    fat.append(_END)
    count = next(count for count in range(1, 110) if count * 128 >= len(fat) + count)
    tables = range(len(sectors), len(sectors) + count)
    fat += [_FAT] * count
    fat += [_FREE] * (128 * count - len(fat))
    head = struct.pack("<8s16xHHHHH6xII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 62, 3, 0xFFFE, 9, 6, 0, count)
    head += struct.pack("<IIIIIII", first, 0, 4096, _END, 0, _END, 0)
    head += struct.pack("<109I", *tables, *[_FREE] * (109 - count))
    return head + b"".join(sectors) + struct.pack(f"<{len(fat)}I", *fat)


def _entry(name: str, kind: int, *, right: int = _NONE, child: int = _NONE, start: int, size: int) -> bytes:
    title = name.encode("utf-16-le").ljust(64, b"\0")
    return title + struct.pack("<HBBIII36xIQ", 2 * len(name) + 2, kind, 1, _NONE, right, child, start, size)
