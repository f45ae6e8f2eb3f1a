"""What tells an entry from every other: the mark under which it can stand once.

An exported line is known by its content, so that a file which overlaps an earlier one adds nothing twice; lines of the
very same content within one file are told apart by their count. An entry typed in is known by the key of its form.
"""

from __future__ import annotations

import hashlib
import uuid
from array import array
from collections import Counter

_SEPARATOR = "\x1f"


def content_of(ledger_id: uuid.UUID, day: str, fen: int, words: tuple[str, ...]) -> bytes:
    """A digest of what an exported line says."""
    told = _SEPARATOR.join(("line", ledger_id.hex, day, str(fen), *words))
    return hashlib.blake2b(told.encode(), digest_size=16).digest()


def mark_of_line(content: bytes, count: int) -> bytes:
    """The mark of an exported line: the `count`-th of its content within its file, from 1."""
    return content if count == 1 else hashlib.blake2b(content + str(count).encode(), digest_size=16).digest()


REST = 2**64
"""What `rest_of_line` is added up within."""


def rest_of_line(mark: bytes, line: int, fund_source: str, entered_by: uuid.UUID | None) -> int:
    """A number of what the mark of an exported line leaves out, with the mark: the sum of a file's proves them all."""
    told = _SEPARATOR.join((mark.hex(), str(line), fund_source, entered_by.hex if entered_by else ""))
    return int.from_bytes(hashlib.blake2b(told.encode(), digest_size=8).digest(), "big")


def mark_of_key(key: uuid.UUID) -> bytes:
    """The mark of an entry that somebody typed in, by the key that its form was given."""
    return hashlib.blake2b(f"key{_SEPARATOR}{key.hex}".encode(), digest_size=16).digest()


class Seen:
    """How often each content came so far, in about 16 bytes for each: a dict takes six times as much.

    A table of the digests' first eight bytes with open addressing; what comes again, which is rare, is counted aside.
    """

    def __init__(self) -> None:
        self._slots = array("Q", bytes(8 * 1024))
        self._number = 0
        self._again: Counter[int] = Counter()

    def count(self, content: bytes) -> int:
        """The how-many-eth this content is, from 1."""
        key = int.from_bytes(content[:8], "big") or 1  # 0 stands for an empty slot
        slots = self._slots
        mask = len(slots) - 1
        place = key & mask
        while slots[place]:
            if slots[place] == key:
                self._again[key] += 1
                return self._again[key] + 1
            place = (place + 1) & mask
        slots[place] = key
        self._number += 1
        if self._number * 2 > len(slots):
            self._grow()
        return 1

    def _grow(self) -> None:
        old, size = self._slots, len(self._slots) * 2
        self._slots = slots = array("Q", bytes(8 * size))
        mask = size - 1
        for key in old:
            if key:
                place = key & mask
                while slots[place]:
                    place = (place + 1) & mask
                slots[place] = key
