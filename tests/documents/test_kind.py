"""The kind of a file is told by its content, whatever its name says."""

from __future__ import annotations

import pytest

from jixiao.documents import kind_of
from jixiao.errors import DamagedFile, EmptyFile, ForeignFile, ProtectedFile
from tests.documents import small_files


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (small_files.docx_file(), "docx"),
        (small_files.xlsx_file(), "xlsx"),
        (small_files.zip_file({"xl/workbook.bin": ""}), "xlsx"),
        (small_files.zip_file({"word\\Document.xml": "<w/>"}), "docx"),
        (small_files.zip_file({"word/document2.xml": "<w/>"}), "docx"),
        (small_files.xls_file(), "xls"),
        (small_files.ole_file("Book"), "xls"),
        (b"\x09\x08\x10\x00\x00\x06\x05\x00" + bytes(20), "xls"),
        (small_files.ole_file("WordDocument"), "doc"),
        (small_files.pdf_file(), "pdf"),
        (b"\n" * 900 + b"%PDF-1.4\n", "pdf"),
        (small_files.html_file(), "html"),
        (small_files.mime_file(), "html"),
        (b"\xef\xbb\xbf \n<!-- x --><TABLE border=1><tr><td>1", "html"),
        (b'<?xml version="1.0"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0"><html xmlns="x"><body/></html>', "html"),
        ('<html xmlns:o="urn:schemas-microsoft-com:office:office"><body>预算</body></html>'.encode("gb18030"), "html"),
        ("Content-Type: text/html\n\n<p>预算</p>".encode(), "html"),
        (small_files.text_file(), "text"),
        ("绩效目标".encode("gb18030"), "text"),
        ("绩效目标\r\n".encode("utf-16"), "text"),
        ("<项目名称> 河道清理 <100%".encode(), "text"),
        ("MZ局的说明\n".encode(), "text"),
        ("BM单位的说明，没有更多内容\n".encode(), "text"),
    ],
)
@pytest.mark.parametrize("name", ["a.docx", "a.jpg", "a"])
def test_the_kind_is_told_by_content(data: bytes, kind: str, name: str) -> None:
    assert kind_of(data, name) == kind


@pytest.mark.parametrize(
    "data", [b"", b" \r\n\t\n", b"\xef\xbb\xbf", "\u3000\n".encode(), bytes(1000), b"\n" * 200_000]
)
def test_nothing_but_blanks_is_an_empty_file(data: bytes) -> None:
    with pytest.raises(EmptyFile):
        kind_of(data, "空.txt")


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(30), "图片"),
        (b"\xff\xd8\xff\xe0" + bytes(30), "图片"),
        (b"BM\x36\x10\x00\x00\x00\x00\x00\x00", "图片"),
        (b"II*\x00" + bytes(30), "图片"),
        (b"RIFF\x10\x00\x00\x00WEBPVP8 ", "图片"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"><text>1</text></svg>', "图片"),
        (b"\x00\x00\x00\x18ftypmp42" + bytes(9), "音频或视频"),
        (b"Rar!\x1a\x07\x00", "压缩包"),
        (b"7z\xbc\xaf\x27\x1c\x00\x04", "压缩包"),
        (small_files.zip_file({"预算/绩效.docx": b"PK"}), "压缩包"),
        (b"MZ\x90\x00\x03\x00\x00\x00", "程序"),
        (b"{\\rtf1\\ansi\\ansicpg936 x}", "RTF 文档"),
        (small_files.zip_file({"OFD.xml": "<ofd/>"}), "OFD 版式文件"),
        (
            small_files.zip_file({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": ""}),
            "OpenDocument 文档",
        ),
        (small_files.zip_file({"ppt/presentation.xml": ""}), "演示文稿"),
        (small_files.ole_file("PowerPoint Document"), "演示文稿"),
        (
            b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
            b'<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
            "Excel XML 表格",
        ),
        (
            b'<?xml version="1.0"?><w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"/>',
            "Word XML 文档",
        ),
        (b'<?xml version="1.0"?><data><row/></data>', "XML 数据文件"),
        (bytes(range(256)) * 40, "无法识别的文件"),
        (small_files.ole_file("Something"), "无法识别的文件"),
    ],
)
def test_a_foreign_file_is_named_and_comes_with_advice(data: bytes, what: str) -> None:
    with pytest.raises(ForeignFile) as caught:
        kind_of(data, "附件.doc")
    sentence = str(caught.value)
    assert sentence.startswith("无法读取 附件.doc：这是" + what)
    assert "请" in sentence


@pytest.mark.parametrize("stream", ["EncryptedPackage", "\x06DataSpaces"])
def test_a_password_is_told_from_damage(stream: str) -> None:
    with pytest.raises(ProtectedFile, match="密码"):
        kind_of(small_files.ole_file(stream), "a.docx")


def test_a_zip_whose_parts_need_a_password_is_protected() -> None:
    data = bytearray(small_files.zip_file({"word/document.xml": "x"}))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(ProtectedFile):
        kind_of(bytes(data), "a.docx")


@pytest.mark.parametrize(
    "data",
    [
        small_files.docx_file()[:3000],
        small_files.xls_file()[:700],
        small_files.zip_file({"[Content_Types].xml": "", "docProps/app.xml": ""}),
    ],
)
def test_a_container_that_was_cut_off_is_damaged(data: bytes) -> None:
    with pytest.raises(DamagedFile):
        kind_of(data, "a.docx")
