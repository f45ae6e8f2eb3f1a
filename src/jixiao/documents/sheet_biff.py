"""The records of a binary workbook (BIFF5 and BIFF8) and the pieces that they are made of: strings and numbers.

What the records mean is the business of `sheet_xls`.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

CONTINUE = 0x3C
_HEADER = struct.Struct("<HH")
_WIDE, _EXTENDED, _RICH = 1, 4, 8


def records(stream: bytes, at: int = 0) -> Iterator[tuple[int, bytes, int]]:
    """Kind, body and offset behind each record from an offset on.

    Raises:
        ValueError: a record reaches over the end of the stream.
    """
    end = len(stream)
    unpack = _HEADER.unpack_from
    while at + 4 <= end:
        kind, size = unpack(stream, at)
        at += 4 + size
        if at > end:
            raise ValueError("a record reaches over the end of the workbook")
        yield kind, stream[at - size : at], at


def continued(stream: bytes, at: int) -> list[bytes]:
    """The bodies of the records at an offset that continue the one before."""
    bodies = []
    for kind, body, _ in records(stream, at):
        if kind != CONTINUE:
            break
        bodies.append(body)
    return bodies


def short_number(raw: int) -> float:
    """A number of four bytes: a cut double or an integer, perhaps of hundredths ([MS-XLS] 2.5.217)."""
    number: float
    if raw & 2:
        number = (raw >> 2) - (1 << 30 if raw & 0x80000000 else 0)
    else:
        (number,) = struct.unpack("<d", struct.pack("<Q", (raw & 0xFFFFFFFC) << 32))
    return number / 100 if raw & 1 else number


class Texts:
    """Reads strings out of a record's body and its continuations, one after another.

    Args:
        encoding: of strings without a flag byte (BIFF5); null for BIFF8.
    """

    def __init__(self, bodies: list[bytes], encoding: str | None = None) -> None:
        self._bodies, self._encoding = bodies, encoding
        self._body, self._at = 0, 0

    def skip(self, size: int) -> None:
        """Pass over bytes, also over the end of a body."""
        while size:
            left = len(self._bodies[self._body]) - self._at
            if size <= left:
                self._at += size
                return
            size -= left
            self._next_body()

    def text(self, count_size: int = 2) -> str:
        """The next string, its length in so many bytes before it."""
        count = self._integer(count_size)
        if self._encoding is not None:
            return self._take(count).decode(self._encoding, "replace")
        flags = self._integer(1)
        runs = self._integer(2) if flags & _RICH else 0
        extra = self._integer(4) if flags & _EXTENDED else 0
        text = self._characters(count, flags)
        self.skip(4 * runs + extra)
        return text

    def _characters(self, count: int, flags: int) -> str:
        parts = []
        while True:
            width = 2 if flags & _WIDE else 1
            there = min(count, (len(self._bodies[self._body]) - self._at) // width)
            parts.append(self._take(there * width).decode("utf-16-le" if width == 2 else "latin-1", "replace"))
            count -= there
            if not count:
                return "".join(parts)
            # Each continuation says anew whether its characters take one byte or two.
            self._next_body()
            flags = self._integer(1)

    def _integer(self, size: int) -> int:
        if self._at == len(self._bodies[self._body]):
            self._next_body()
        return int.from_bytes(self._take(size), "little")

    def _take(self, size: int) -> bytes:
        raw = self._bodies[self._body][self._at : self._at + size]
        if len(raw) < size:
            raise ValueError("a string reaches over the end of its record")
        self._at += size
        return raw

    def _next_body(self) -> None:
        self._body += 1
        self._at = 0
        if self._body == len(self._bodies):
            raise ValueError("a string reaches over the end of its record")
