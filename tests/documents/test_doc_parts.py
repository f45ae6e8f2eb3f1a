"""Parts of .doc files that only other programs write: fast saves, 8-bit text, old merges, fields, symbols, notes."""

from __future__ import annotations

import struct

import pytest

from jixiao.documents import doc
from jixiao.documents.blocks import Blocks, Paragraph
from jixiao.documents.limits import Limits
from jixiao.errors import LimitExceeded
from tests.documents.word_file import IN_CELL, WordFile, row, sprm

DELETED, HIDDEN, INSERTED = sprm(0x0800, b"\1"), sprm(0x083C, b"\1"), sprm(0x0801, b"\1")
STARTS, CONTINUES = 0x60, 0x20


def _read(file: WordFile) -> Blocks:
    return doc.read(file.build(), "a.doc")


def _texts(file: WordFile) -> list[str]:
    return [paragraph.text for paragraph in _read(file).paragraphs()]


def _table(file: WordFile) -> list[tuple[int, int, int, int, str]]:
    (table,) = _read(file).tables()
    return [(cell.row, cell.column, cell.rows, cell.columns, cell.text) for cell in table.cells]


def test_a_fast_saved_file_is_read_through_its_pieces() -> None:
    text = "甲乙丙\rABC\r丁戊\r"
    assert _texts(WordFile(text, pieces=[(2, True, 0), (2, True, 0), (4, False, 0), (3, True, 0)])) == [
        "甲乙丙",
        "ABC",
        "丁戊",
    ]


def test_bytes_of_the_western_page() -> None:
    file = WordFile("\x93a\x94 \x81\r", pieces=[(6, False, 0)])
    assert _texts(file) == ["“a” \x81"]


def test_a_fast_save_changes_properties_of_a_piece() -> None:
    pieces = [(2, True, 0), (2, True, 0x83), (2, True, 1), (2, True, 0)]
    file = WordFile("甲乙丙丁戊己庚\r", pieces=pieces, changes=[HIDDEN])
    blocks = _read(file)
    assert [paragraph.text for paragraph in blocks.paragraphs()] == ["甲乙丙丁庚"]
    deleted = WordFile("甲乙丙丁\r", pieces=[(2, True, 0), (2, True, 0x0182), (1, True, 0)])
    assert _texts(deleted) == ["甲乙"]


def test_deletions_join_paragraphs_and_are_noted() -> None:
    file = WordFile("甲乙\r丙\r", characters=[(1, 3, DELETED)])
    blocks = _read(file)
    assert [paragraph.text for paragraph in blocks.paragraphs()] == ["甲丙"]
    assert [(note.kind, note.text) for note in blocks.notes] == [("tracked_changes", "甲")]


def test_insertions_are_read_and_noted() -> None:
    blocks = _read(WordFile("甲乙\r", characters=[(1, 2, INSERTED)]))
    assert [paragraph.text for paragraph in blocks.paragraphs()] == ["甲乙"]
    assert [note.kind for note in blocks.notes] == ["tracked_changes"]


def test_a_deleted_row_is_left_out() -> None:
    text = "一\x07二\x07\x07三\x07四\x07\x07"
    marks = [IN_CELL, IN_CELL, row(0, 1000, 2000)] * 2
    file = WordFile(text, marks, characters=[(0, 5, DELETED)])
    assert _table(file) == [(0, 0, 1, 1, "三"), (0, 1, 1, 1, "四")]


def test_fields_show_their_results() -> None:
    text = "共\x13 =SUM(\x13 X \x1415\x15) \x1430\x15元\x13 XE \x15。\r\x15\x14\x13散\r"
    assert _texts(WordFile(text)) == ["共30元。", "散"]


def test_a_field_without_end_swallows_no_cells() -> None:
    text = "\x13 A\x07乙\x07\x07丙\r\x15\r"
    assert _table(WordFile(text, [IN_CELL, IN_CELL, row(0, 1000, 2000)])) == [(0, 0, 1, 1, "A"), (0, 1, 1, 1, "乙")]


def test_contents_by_field() -> None:
    blocks = _read(WordFile('\x13 TOC \\o "1-3" \x14一、总则\t1\r二、附则\t2\r\x15\r正文\r'))
    assert [(paragraph.text, paragraph.role) for paragraph in blocks.paragraphs()] == [
        ("一、总则\t1", "contents"),
        ("二、附则\t2", "contents"),
        ("正文", "body"),
    ]


def test_signs_with_a_meaning() -> None:
    assert _texts(WordFile("a\x0bb\x1ec\x1fd\x01\x08\te\r")) == ["a\nb-cd\te"]


def test_a_break_of_the_page_is_none_of_the_paragraph() -> None:
    sections = struct.pack("<3I24x", 0, 5, 7)
    assert _texts(WordFile("前\x0c后尾\x0c末\r", parts={6: sections})) == ["前\n后尾", "末"]


def test_symbols_by_font() -> None:
    name = "Symbol".encode("utf-16-le") + b"\0\0"
    fonts = struct.pack("<HHB", 1, 0, 39 + len(name)) + bytes(39) + name
    symbol = sprm(0x6A09, struct.pack("<HH", 0, 0xF0B3))
    assert _texts(WordFile("(1)(90%\r", characters=[(3, 4, symbol)], parts={15: fonts})) == ["(1)≥90%"]


def test_rows_with_different_cells_share_one_grid() -> None:
    text = "甲\x07乙\x07\x07丙\x07丁\x07戊\x07\x07己\x07\x07"
    marks = [IN_CELL] * 2 + [row(-108, 3000, 9000)] + [IN_CELL] * 3 + [row(0, 2000, 3010, 9000)]
    assert _table(WordFile(text, [*marks, IN_CELL, row(0, 9000)])) == [
        (0, 0, 1, 2, "甲"),
        (0, 2, 1, 1, "乙"),
        (1, 0, 1, 1, "丙"),
        (1, 1, 1, 1, "丁"),
        (1, 2, 1, 1, "戊"),
        (2, 0, 1, 3, "己"),
    ]


@pytest.mark.parametrize(("first", "further"), [(1, 2), (2, 1)])
def test_cells_merged_across_in_either_numbering(first: int, further: int) -> None:
    mark = row(0, 1000, 2000, 3000, 4000, flags=[first, further, first, further])
    file = WordFile("甲\x07藏\x07乙\x07\x07\x07", [*[IN_CELL] * 4, mark])
    assert _table(file) == [(0, 0, 1, 1, "甲"), (0, 1, 1, 1, "乙")]
    assert [(note.kind, note.text) for note in _read(file).notes] == [("hidden_text", "藏")]


def test_cells_merged_down() -> None:
    text = "甲\x07一\x07\x07" + "\x07二\x07\x07" + "\x07三\x07\x07"
    marks = []
    for flag in (STARTS, CONTINUES, 0):
        marks += [IN_CELL, IN_CELL, row(0, 1000, 2000, flags=[flag, 0])]
    assert _table(WordFile(text, marks)) == [
        (0, 0, 2, 1, "甲"),
        (0, 1, 1, 1, "一"),
        (1, 1, 1, 1, "二"),
        (2, 0, 1, 1, ""),
        (2, 1, 1, 1, "三"),
    ]


def test_merges_by_later_changes() -> None:
    changed = row(0, 1000, 2000, 3000, flags=[0, 1, 2])
    changed += sprm(0x5625, b"\0\3") + sprm(0x5624, b"\0\2") + sprm(0xD62B, b"\2\2\3")
    below = row(0, 1000, 2000, 3000) + sprm(0xD62B, b"\2\2\1")
    marks = [*[IN_CELL] * 3, changed, *[IN_CELL] * 3, below]
    assert _table(WordFile("甲\x07\x07乙\x07\x07丙\x07丁\x07\x07\x07", marks)) == [
        (0, 0, 1, 2, "甲"),
        (0, 2, 2, 1, "乙"),
        (1, 0, 1, 1, "丙"),
        (1, 1, 1, 1, "丁"),
    ]


def test_row_properties_kept_in_the_data_stream() -> None:
    properties = row(0, 1000, 3000)
    data = b"\0" * 7 + struct.pack("<H", len(properties)) + properties
    mark = IN_CELL + sprm(0x2417, b"\1") + sprm(0x6646, struct.pack("<I", 7))
    text = "甲\x07乙\x07\x07丙\x07\x07"
    marks = [IN_CELL, IN_CELL, mark, IN_CELL, row(0, 3000)]
    assert _table(WordFile(text, marks, data=data))[-1] == (1, 0, 1, 2, "丙")


def test_a_row_that_tells_nothing_of_its_cells() -> None:
    bare = IN_CELL + sprm(0x2417, b"\1")
    assert _table(WordFile("甲\x07乙\x07\x07", [IN_CELL, IN_CELL, bare])) == [(0, 0, 1, 1, "甲"), (0, 1, 1, 1, "乙")]


def test_a_row_cut_off_at_the_end() -> None:
    assert _table(WordFile("甲\x07乙", [IN_CELL, IN_CELL])) == [(0, 0, 1, 1, "甲")]


def test_tables_nested_deeper_than_allowed() -> None:
    deep = WordFile("甲\x07", [IN_CELL + sprm(0x6649, struct.pack("<i", 5000))]).build()
    with pytest.raises(LimitExceeded, match="JIXIAO_MAX_DEPTH"):
        doc.read(deep, "a.doc")


def test_more_cells_than_allowed() -> None:
    file = WordFile("甲\x07乙\x07\x07", [IN_CELL, IN_CELL, row(0, 1000, 2000)]).build()
    with pytest.raises(LimitExceeded, match="JIXIAO_MAX_CELLS"):
        doc.read(file, "a.doc", Limits(cells=1))


def test_a_picture_without_text_is_a_scan() -> None:
    blocks = _read(WordFile("\x01\r"))
    assert [part.reason for part in blocks.unread] == ["scanned_page"]


def test_broken_lists_do_not_cost_the_text() -> None:
    blocks = _read(WordFile("甲\r", parts={73: struct.pack("<H", 900) + bytes(30)}))
    assert [paragraph.text for paragraph in blocks.paragraphs()] == ["甲"]
    assert [part.reason for part in blocks.unread] == ["unreadable_part"]


def test_numbers_of_a_simple_list() -> None:
    level = struct.pack("<iBB9s9xBB2x", 3, 39, 0, b"\1", 0, 0) + struct.pack("<H", 2) + "\0、".encode("utf-16-le")
    lists = struct.pack("<H", 1) + struct.pack("<i22xBx", 7, 1) + level
    uses = struct.pack("<I", 1) + struct.pack("<i12x", 7) + bytes(4)
    listed = sprm(0x460B, b"\1\0")
    file = WordFile("甲\r乙\r丙\r", [listed, b"", listed], parts={73: lists, 74: uses})
    assert _texts(file) == ["三、甲", "乙", "四、丙"]


def test_footnotes_and_endnotes_follow_their_paragraph() -> None:
    text = "甲\x02\r乙\x02\r" + "\x02脚注\r" + "页眉\r" + "\x02尾注\r\r"
    parts = {
        2: struct.pack("<2I2x", 1, 6),
        3: struct.pack("<3I", 0, 4, 5),
        46: struct.pack("<2I2x", 4, 6),
        47: struct.pack("<3I", 0, 4, 5),
    }
    assert _texts(WordFile(text, parts=parts, stories=(6, 4, 3, 0, 0, 5, 0))) == ["甲", "脚注", "乙", "尾注"]


def test_text_boxes_anchored_in_a_table_follow_it() -> None:
    text = "甲\x08\x07\x07后\r" + "框一\r" + "框二\r\r"
    anchor = struct.pack("<2I", 1, 6) + struct.pack("<I22x", 77)
    boxes = struct.pack("<4I", 0, 3, 6, 7) + b"".join(struct.pack("<14xI4x", shape) for shape in (77, 99, 0))
    properties = [IN_CELL, row(0, 1000)]
    blocks = _read(WordFile(text, properties, parts={40: anchor, 56: boxes}, stories=(6, 0, 0, 0, 0, 0, 7)))
    assert [item.text if isinstance(item, Paragraph) else "表" for item in blocks.items] == ["表", "框一", "后", "框二"]
