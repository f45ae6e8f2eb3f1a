"""Broken, locked and old .doc files: one of our own exceptions, soon and without much memory."""

from __future__ import annotations

import random
import struct
from pathlib import Path

import pytest

from jixiao.documents import doc
from jixiao.errors import DamagedFile, ProtectedFile, UnreadableFile
from tests.documents.word_file import IN_CELL, WordFile, container, row

PLAN = Path(__file__).parents[1] / "data" / "documents" / "plan.doc"


def _refused(data: bytes) -> DamagedFile:
    with pytest.raises(DamagedFile) as caught:
        doc.read(data, "旧.doc")
    return caught.value


def _word_with(offset: int, content: bytes, text: str = "甲\r") -> bytes:
    """A hand-made file with some bytes of its word stream (which lies first in the container) replaced."""
    data = bytearray(WordFile(text).build())
    data[512 + offset : 512 + offset + len(content)] = content
    return bytes(data)


def _fib_pair(position: int) -> int:
    return 154 + 8 * position


@pytest.mark.parametrize("flags", [0x0100, 0x8100])
def test_a_password(flags: int) -> None:
    with pytest.raises(ProtectedFile, match="密码"):
        doc.read(WordFile("甲\r", flags=flags).build(), "旧.doc")


def test_a_file_of_word_95_says_what_to_do() -> None:
    assert "另存为 docx" in str(_refused(WordFile("甲\r", ident=0xA5DC).build()))


@pytest.mark.parametrize("share", [0.01, 0.2, 0.5, 0.8, 0.9])
def test_a_truncated_file(share: float) -> None:
    data = PLAN.read_bytes()
    _refused(data[: int(len(data) * share)])


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(5000),
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(range(256)) * 40,
        container({"Workbook": b"\x09\x08"}),
        container({"WordDocument": bytes(4096)}),
        container({"WordDocument": struct.pack("<HH6xH", 0xA5EC, 0xC1, 0)}),
        WordFile("甲\r", ident=0x1234).build(),
    ],
)
def test_what_only_begins_like_a_word_file(data: bytes) -> None:
    _refused(data)


@pytest.mark.parametrize("position", [12, 13, 33])
@pytest.mark.parametrize("pair", [(0xFFFFFFF0, 100), (0, 0xFFFFFFFF), (3, 40)])
def test_parts_outside_the_table_stream(position: int, pair: tuple[int, int]) -> None:
    _refused(_word_with(_fib_pair(position), struct.pack("<II", *pair)))


def test_stories_of_absurd_length() -> None:
    _refused(_word_with(76, struct.pack("<i", -5)))
    assert len(doc.read(_word_with(76, struct.pack("<i", 0x7FFFFFFF)), "旧.doc").items) == 1


def test_a_chain_of_sectors_that_goes_in_a_circle() -> None:
    data = bytearray(WordFile("甲\r").build())
    chain = data.rindex(struct.pack("<4I", 1, 2, 3, 4))
    data[chain : chain + 4] = struct.pack("<I", 0)
    _refused(bytes(data))


def test_a_piece_table_that_repeats_the_text_without_end() -> None:
    count = 10_000
    bounds = struct.pack(f"<{count + 1}I", *range(0, 200 * count + 1, 200))
    pieces = bounds + struct.pack("<HIH", 0, 2048, 0) * count
    clx = b"\2" + struct.pack("<I", len(pieces)) + pieces
    file = WordFile("甲" * 200 + "\r", parts={90: clx}).build()
    spare, used = 512 + _fib_pair(90), 512 + _fib_pair(33)
    _refused(file[:used] + file[spare : spare + 8] + file[used + 8 :])


def test_bytes_changed_at_random() -> None:
    """Whatever the damage, the file is read or refused by one of our own exceptions."""
    dice = random.Random(7)
    whole = WordFile("一\x07二\x07\x07尾\x13 A \x14b\x15\r", [IN_CELL, IN_CELL, row(0, 1000, 2000)]).build()
    read = refused = 0
    for base in (PLAN.read_bytes(), whole) * 60:
        data = bytearray(base)
        for _ in range(dice.choice((1, 4, 20))):
            at = dice.randrange(len(data) - 4)
            data[at : at + 4] = dice.choice((bytes(4), b"\xff" * 4, b"\xff\xff\xff\x7f", dice.randbytes(4)))
        try:
            doc.read(bytes(data), "旧.doc")
            read += 1
        except UnreadableFile:
            refused += 1
    assert read > 20 and refused > 20
