"""Files that cannot be read: one clear sentence, whatever they are, and never anything but `UnreadableFile`."""

from __future__ import annotations

import pickle
import re

import pytest

from jixiao.documents import Limits, html, read_blocks
from jixiao.errors import DamagedFile, EmptyFile, ForeignFile, LimitExceeded, ProtectedFile, UnreadableFile
from tests.documents import small_files

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LAUGHS = "".join(f'<!ENTITY l{number} "{f"&l{number - 1};" * 10}">' for number in range(1, 12))


def _refused(data: bytes, kind: type[UnreadableFile], limits: Limits | None = None) -> str:
    with pytest.raises(kind) as caught:
        read_blocks(data, "绩效.docx", limits or Limits())
    sentence = str(caught.value)
    # What, where and what next, on one line.
    assert re.fullmatch(r"无法读取 绩效\.docx：[^\n]+。[^\n]*请[^\n]+。", sentence)
    return sentence


def _docx_with(part: str, content: bytes) -> bytes:
    """A Word file with one part replaced."""
    return small_files.zip_file(small_files.parts_of(small_files.docx_file()) | {part: content})


def _document(body: str, doctype: str = "") -> bytes:
    xml = f'<?xml version="1.0"?>{doctype}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    return _docx_with("word/document.xml", xml.encode())


def _paragraph(words: str) -> str:
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


@pytest.mark.parametrize("data", [b"", b"\r\n \t", "\ufeff\u3000".encode("utf-16")])
def test_an_empty_file(data: bytes) -> None:
    assert "没有内容" in _refused(data, EmptyFile)


@pytest.mark.parametrize(
    "make", [small_files.docx_file, small_files.xlsx_file, small_files.xls_file, small_files.pdf_file]
)
@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_a_file_that_was_cut_off(make: object, share: float) -> None:
    assert callable(make)
    data = make()
    try:
        read_blocks(data[: int(len(data) * share)], "a")
    except UnreadableFile as error:
        assert isinstance(error, DamagedFile)
    else:
        # A PDF's pages and a workbook's sectors may outlive the loss of its end.
        assert make in (small_files.pdf_file, small_files.xls_file)


@pytest.mark.parametrize(
    "data",
    [
        small_files.docx_file().replace(b"word/document.xml", b"word/documenx.xml"),
        _docx_with("word/document.xml", b""),
        _docx_with("word/document.xml", b"\x00\x01 nothing"),
        small_files.ole_file("WordDocument"),
        b"%PDF-1.7\nnothing else\n%%EOF",
        small_files.zip_file({"xl/workbook.xml": "<workbook"}),
        b"\x09\x08\x10\x00" + bytes(300),
    ],
)
def test_a_file_whose_content_breaks_its_promise(data: bytes) -> None:
    assert "损坏" in _refused(data, DamagedFile)


@pytest.mark.parametrize(
    ("make", "kind"),
    [
        (small_files.docx_file, "docx"),
        (small_files.xlsx_file, "xlsx"),
        (small_files.xls_file, "xls"),
        (small_files.html_file, "html"),
        (small_files.mime_file, "html"),
        (small_files.text_file, "text"),
        (small_files.pdf_file, "pdf"),
    ],
)
@pytest.mark.parametrize("name", ["a.doc", "a.xls", "a.pdf"])
def test_a_wrong_name_does_not_matter(make: object, kind: str, name: str) -> None:
    assert callable(make)
    blocks = read_blocks(make(), name)
    assert blocks.kind == kind
    words = "".join(
        item.text if hasattr(item, "text") else "".join(c.text for c in item.cells) for item in blocks.items
    )
    assert all(word in words for word in ("河道清理", "≥12公里", "群众满意度"))


def test_a_password() -> None:
    assert "密码" in _refused(small_files.ole_file("EncryptedPackage"), ProtectedFile)


def test_a_foreign_file() -> None:
    assert "图片" in _refused(b"\x89PNG\r\n\x1a\n" + bytes(60), ForeignFile)
    assert "压缩包" in _refused(b"PK\x03\x04" + small_files.zip_file({"a.txt": "x"})[4:], ForeignFile)


def test_a_picture_only_says_so() -> None:
    drawing = "<w:p><w:r><w:drawing/></w:r></w:p>"
    blocks = read_blocks(_document(drawing), "扫描.docx")
    assert not any(paragraph.text for paragraph in blocks.paragraphs())


def test_a_zip_bomb_is_stopped_by_a_setting() -> None:
    bomb = _document(_paragraph("0" * 40_000_000))
    assert len(bomb) < 200_000
    assert "JIXIAO_MAX_UNPACKED_MB" in _refused(bomb, LimitExceeded, Limits(unpacked_bytes=8 * 2**20))
    sheet = small_files.xlsx_file()
    assert "JIXIAO_MAX_UNPACKED_MB" in _refused(sheet, LimitExceeded, Limits(unpacked_bytes=1_000))


def test_a_file_too_large_is_not_even_looked_at() -> None:
    assert "JIXIAO_MAX_FILE_MB" in _refused(bytes(3 * 2**20), LimitExceeded, Limits(file_bytes=2 * 2**20))


@pytest.mark.parametrize(
    ("doctype", "word"),
    [
        (f'<!DOCTYPE d [<!ENTITY l0 "哈">{LAUGHS}]>', "&l11;"),
        ('<!DOCTYPE d [<!ENTITY f SYSTEM "file:///etc/hostname">]>', "&f;"),
    ],
)
def test_entities_are_never_expanded(doctype: str, word: str) -> None:
    try:
        blocks = read_blocks(_document(_paragraph(f"前{word}后"), doctype), "a.docx")
    except DamagedFile:
        return
    assert all(len(paragraph.text) < 20 for paragraph in blocks.paragraphs())


def test_xml_too_deep_is_refused() -> None:
    deep = "<w:tbl><w:tr><w:tc>" * 3_000 + _paragraph("底") + "</w:tc></w:tr></w:tbl>" * 3_000
    _refused(_document(deep), UnreadableFile)


def test_a_million_cells_are_refused_by_a_setting() -> None:
    row = "<w:tr>" + f"<w:tc>{_paragraph('1')}</w:tc>" * 20 + "</w:tr>"
    assert "JIXIAO_MAX_CELLS" in _refused(_document(f"<w:tbl>{row * 100}</w:tbl>"), LimitExceeded, Limits(cells=1_000))
    data = b"<table>" + (b"<tr>" + b"<td>1" * 20) * 100
    assert "JIXIAO_MAX_CELLS" in _refused(data, LimitExceeded, Limits(cells=1_000))


class _Panic(BaseException):
    """Stands for what a library in another language raises when it panics."""


@pytest.mark.parametrize("error", [ValueError("x"), MemoryError(), RecursionError(), AssertionError(), _Panic()])
def test_whatever_a_library_raises_becomes_a_damaged_file(
    monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    def broken(*_: object) -> None:
        raise error

    monkeypatch.setattr(html, "read", broken)
    with pytest.raises(DamagedFile) as caught:
        read_blocks(small_files.html_file(), "a.html")
    assert caught.value.__cause__ is error


@pytest.mark.parametrize("signal", [KeyboardInterrupt, SystemExit, ImportError])
def test_what_is_no_fault_of_the_file_passes(monkeypatch: pytest.MonkeyPatch, signal: type[BaseException]) -> None:
    def stopped(*_: object) -> None:
        raise signal

    monkeypatch.setattr(html, "read", stopped)
    with pytest.raises(signal):
        read_blocks(small_files.html_file(), "a.html")


def test_errors_of_files_survive_the_way_between_processes() -> None:
    error = LimitExceeded("a", what="页数", found=2, limit=1, setting="JIXIAO_MAX_PAGES")
    assert str(pickle.loads(pickle.dumps(error))) == str(error)
