"""Bytes become text whatever the encoding, and a bad byte never ends the reading."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jixiao.documents import encoding
from jixiao.documents.html import read as read_html
from jixiao.documents.text import read

WORDS = "一、总体绩效目标\n2025年，我镇将紧紧围绕县委、县政府确立的目标，成立领导小组。\n指标值≥90%\n"
TRADITIONAL = "預算績效目標\n項目名稱：河道清理，財政資金二萬元，服務對象滿意度九成以上，年度目標為完成全部整治工作。\n"


@pytest.mark.parametrize("name", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030", "gbk"])
def test_chinese_encodings_are_told_apart(name: str) -> None:
    assert encoding.decode(WORDS.encode(name)) == WORDS


def test_big5_is_told_from_gb_18030_by_its_common_characters() -> None:
    assert encoding.decode(TRADITIONAL.encode("big5")) == TRADITIONAL
    assert encoding.decode(TRADITIONAL.encode("gb18030")) == TRADITIONAL


def test_another_language_is_found_by_statistics() -> None:
    words = "Die Größe der Straße für Fußgänger wäre schön, über alle Maße und ohne Ärger. " * 3
    assert "Größe" in encoding.decode(words.encode("cp1252"))


@pytest.mark.parametrize("name", ["utf-8", "gb18030"])
def test_a_stray_byte_is_replaced_and_noted_once(name: str) -> None:
    first, second = (WORDS.encode(name), "二、分项绩效目标\n".encode(name))
    blocks = read(first + b"\xff" + second + b"\xff\n", "坏.txt")
    texts = [paragraph.text for paragraph in blocks.paragraphs()]
    assert texts[0] == "一、总体绩效目标"
    assert "分项绩效目标" in texts[3]
    (note,) = blocks.notes
    assert (note.kind, note.at.line) == ("markup_repaired", 4)
    assert "\ufffd" in note.text


def test_a_character_cut_at_the_end_does_not_change_the_encoding() -> None:
    assert encoding.decode(WORDS.encode()[:-3] + "末".encode()[:2]).startswith(WORDS[:20])


def test_a_page_may_declare_what_is_not_true() -> None:
    page = '<html><head><meta http-equiv="Content-Type" content="text/html; charset={}"></head><body><p>' + WORDS
    for declared, real in [("iso-8859-1", "gb18030"), ("gb2312", "utf-8"), ("utf-8", "gbk"), ("GB2312", "gb18030")]:
        blocks = read_html(page.format(declared).encode(real), "a.html")
        assert "总体绩效目标" in next(blocks.paragraphs()).text, (declared, real)
        assert blocks.notes == ()


def test_sensible_text_is_told_from_bytes_of_something_else() -> None:
    assert encoding.is_sensible(WORDS)
    assert not encoding.is_sensible(encoding.decode(bytes(range(256)) * 8))


@settings(derandomize=True, max_examples=200)
@given(st.binary(max_size=300))
def test_no_bytes_are_refused(data: bytes) -> None:
    assert isinstance(encoding.decode(data), str)
