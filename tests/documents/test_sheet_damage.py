"""Broken, locked and old workbooks: one of our own exceptions, soon and without much memory."""

from __future__ import annotations

import random
import struct
from pathlib import Path

import pytest

from jixiao.documents import sheet
from jixiao.documents.limits import Limits
from jixiao.errors import DamagedFile, LimitExceeded, ProtectedFile, UnreadableFile
from tests.documents import small_files
from tests.documents.word_file import container

BOOK = Path(__file__).parents[1] / "data" / "documents" / "book.xls"
BOF = struct.pack("<HHHHHHII", 0x809, 16, 0x600, 5, 0, 0, 0, 0)
SHEET_BOF = struct.pack("<HHHHHHII", 0x809, 16, 0x600, 0x10, 0, 0, 0, 0)
EOF = struct.pack("<HH", 0x0A, 0)


def _record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def _book(*sheets: bytes, shared: bytes = b"", tabs: int | None = None) -> bytes:
    """A bare stream of records: the workbook's own, then its sheets."""
    count = len(sheets) if tabs is None else tabs
    first = len(BOF) + len(shared) + count * 16 + len(EOF)
    starts = [first + sum(map(len, sheets[:at])) for at in range(len(sheets))]
    named = b"".join(
        _record(0x85, struct.pack("<IBBBB", starts[at % len(sheets)], 0, 0, 3, 0) + b"abc\0") for at in range(count)
    )
    return BOF + shared + named + EOF + b"".join(sheets)


def _refused(data: bytes, limits: Limits | None = None) -> DamagedFile:
    with pytest.raises(DamagedFile) as caught:
        sheet.read(data, "旧.xls", limits or Limits())
    return caught.value


NUMBER = _record(0x203, struct.pack("<HHHd", 0, 0, 0, 7.0))


def test_the_hand_made_workbook_itself_is_sound() -> None:
    (paragraph,) = sheet.read(_book(SHEET_BOF + NUMBER + EOF), "a.xls").paragraphs()
    assert paragraph.text == "7"


@pytest.mark.parametrize(
    "body",
    [
        NUMBER[:-3] + EOF,
        NUMBER,
        _record(0xFD, struct.pack("<HHHI", 0, 0, 0, 99)) + EOF,
        _record(0xE5, struct.pack("<H", 0xFFFF)) + EOF,
        _record(0x204, struct.pack("<HHHHB", 0, 0, 0, 500, 1) + b"ab") + EOF,
        _record(0x205, b"\0") + EOF,
        struct.pack("<HH", 0x203, 0xFFFF) + EOF,
    ],
)
def test_sheets_that_break_off_or_point_nowhere(body: bytes) -> None:
    _refused(_book(SHEET_BOF + body))


def test_absurd_counts_of_texts() -> None:
    texts = _record(0xFC, struct.pack("<II", 1, 0xFFFFFFFF) + b"\1\0\0a")
    _refused(_book(SHEET_BOF + EOF, shared=texts))


def test_far_corners_cost_nothing() -> None:
    corners = [_record(0x203, struct.pack("<HHHd", at, at, 0, 1.0)) for at in (0, 0xFFFF)]
    size = _record(0x200, struct.pack("<IIHHH", 0, 0xFFFFFFFF, 0, 0xFFFF, 0))
    blocks = sheet.read(_book(SHEET_BOF + size + b"".join(corners) + EOF), "a.xls")
    assert [paragraph.line for paragraph in blocks.paragraphs()] == [1, 65536]


def test_many_tabs_of_one_sheet_are_no_way_to_waste_time() -> None:
    _refused(_book(SHEET_BOF + NUMBER * 1000 + EOF, tabs=5000))


@pytest.mark.parametrize("share", [0.02, 0.3, 0.6])
def test_a_truncated_workbook(share: float) -> None:
    data = BOOK.read_bytes()
    _refused(data[: int(len(data) * share)])


@pytest.mark.parametrize(
    "data",
    [b"", b"\x09\x08", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(9000), container({"Other": b"x"}), b"PK\x03\x04"],
)
def test_what_only_begins_like_a_workbook(data: bytes) -> None:
    _refused(data)


def test_a_workbook_of_excel_4_says_what_to_do() -> None:
    assert "另存为 xlsx" in str(_refused(b"\x09\x04\x06\x00\x00\x04\x10\x00\x00\x00" + EOF))


def test_passwords() -> None:
    with pytest.raises(ProtectedFile):
        sheet.read(container({"EncryptedPackage": b"x"}), "a.xlsx")
    with pytest.raises(ProtectedFile):
        sheet.read(BOF + _record(0x2F, bytes(6)) + EOF, "a.xls")


def test_a_binary_workbook_says_what_to_do() -> None:
    parts = small_files.parts_of(small_files.xlsx_file())
    for name in ("_rels/.rels", "[Content_Types].xml"):
        content = parts[name]
        parts[name] = (content.decode() if isinstance(content, bytes) else content).replace(
            "workbook.xml", "workbook.bin"
        )
    parts["xl/workbook.bin"] = b"\0"
    assert "另存为 xlsx" in str(_refused(small_files.zip_file(parts)))


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("xl/worksheets/sheet1.xml", "</sheetData>", ""),
        ("xl/worksheets/sheet1.xml", 't="s"><v>', 't="s"><v>9999'),
        ("xl/worksheets/sheet1.xml", 't="s"><v>', 't="s"><v>x'),
        ("xl/worksheets/sheet1.xml", 'r="A2"', 'r="2A"'),
        ("xl/worksheets/sheet1.xml", "<worksheet", '<!DOCTYPE a [<!ENTITY b "c">]><worksheet'),
        ("xl/sharedStrings.xml", "</sst>", "</ssx>"),
        ("xl/workbook.xml", "<sheets>", "<sheets"),
        ("xl/_rels/workbook.xml.rels", "worksheets/sheet1.xml", "worksheets/none.xml"),
        ("xl/_rels/workbook.xml.rels", "/worksheet", "/chartsheet"),
    ],
)
def test_broken_parts(part: str, old: str, new: str) -> None:
    parts = small_files.parts_of(small_files.xlsx_file())
    content = parts[part]
    assert isinstance(content, bytes) and old.encode() in content
    parts[part] = content.replace(old.encode(), new.encode())
    _refused(small_files.zip_file(parts))


def test_a_bomb_is_stopped_by_a_setting() -> None:
    parts = small_files.parts_of(small_files.xlsx_file())
    parts["xl/sharedStrings.xml"] = "<sst><si><t>" + "0" * 5_000_000 + "</t></si></sst>"
    with pytest.raises(LimitExceeded, match="JIXIAO_MAX_UNPACKED_MB"):
        sheet.read(small_files.zip_file(parts), "a.xlsx", Limits(unpacked_bytes=2**20))


def test_bytes_changed_at_random() -> None:
    """Whatever the damage, the file is read or refused by one of our own exceptions."""
    dice = random.Random(7)
    new = small_files.parts_of(small_files.xlsx_file())
    read = refused = 0
    for turn in range(160):
        parts = dict(new)
        name = dice.choice([part for part in parts if part.startswith("xl/") and "theme" not in part])
        content = BOOK.read_bytes() if turn % 2 else parts[name]
        assert isinstance(content, bytes)
        data = bytearray(content)
        for _ in range(dice.choice((1, 3, 9))):
            at = dice.randrange(len(data) - 4)
            data[at : at + 4] = dice.choice((bytes(4), b"\xff" * 4, dice.randbytes(4), b"<c/>", b"9999", b'="-1'))
        parts[name] = bytes(data)
        try:
            sheet.read(bytes(data) if turn % 2 else small_files.zip_file(parts), "a")
            read += 1
        except UnreadableFile:
            refused += 1
    assert read > 20 and refused > 20
