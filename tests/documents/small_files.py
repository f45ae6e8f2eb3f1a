"""Small files of every kind, made in memory, about a place that does not exist; the same bytes in every run."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Mapping

import docx
import xlsxwriter
import xlwt

ROWS = (
    ("项目名称", "河道清理", "预算数", "20000.00"),
    ("一级指标", "二级指标", "三级指标", "指标值"),
    ("产出指标", "数量指标", "清理河道长度", "≥12公里"),
    ("满意度指标", "服务对象满意度指标", "群众满意度", "≥90%"),
)


def docx_file() -> bytes:
    document = docx.Document()
    document.add_paragraph("2025年部门预算绩效文本")
    table = document.add_table(rows=len(ROWS), cols=4)
    for row, words in zip(table.rows, ROWS, strict=True):
        for cell, word in zip(row.cells, words, strict=True):
            cell.text = word
    table.cell(0, 2).merge(table.cell(0, 3))
    return _repacked(_saved(document))


def xlsx_file() -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        book.set_properties({"created": datetime.datetime(2025, 1, 1)})
        sheet = book.add_worksheet("绩效目标")
        sheet.merge_range(0, 0, 0, 3, "项目支出绩效目标申报表")
        for number, words in enumerate(ROWS, 1):
            sheet.write_row(number, 0, words)
    return _repacked(buffer.getvalue())


def xls_file() -> bytes:
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("绩效目标")
    for row, words in enumerate(ROWS):
        for column, word in enumerate(words):
            sheet.write(row, column, word)
    return _saved(book)


def html_file() -> bytes:
    rows = "".join(f"<tr>{''.join(f'<td>{word}</td>' for word in words)}</tr>" for words in ROWS)
    return f"<html><head><meta charset='utf-8'></head><body><p>绩效文本</p><table>{rows}</table></body></html>".encode()


def mime_file() -> bytes:
    """A page saved as one file (.mht), as Word and some systems write it."""
    head = 'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="==b"\r\n\r\n--==b\r\n'
    part = "Content-Location: file:///C:/a.htm\r\nContent-Transfer-Encoding: 8bit\r\nContent-Type: text/html\r\n\r\n"
    return head.encode() + part.encode() + html_file() + b"\r\n--==b--\r\n"


def text_file() -> bytes:
    return "\n".join(" | ".join(words) + " |" for words in ROWS).encode()


def pdf_file() -> bytes:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(595, 842), invariant=True)
    canvas.setFont("STSong-Light", 12)
    canvas.drawString(60, 780, "2025年部门预算绩效文本")
    for row, words in enumerate(ROWS):
        for column, word in enumerate(words):
            canvas.rect(50 + 120 * column, 700 - 30 * row, 120, 30)
            canvas.drawString(56 + 120 * column, 710 - 30 * row, word)
    canvas.save()
    return buffer.getvalue()


def zip_file(parts: Mapping[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _repacked(data: bytes) -> bytes:
    """The container without the time of its making."""
    return zip_file(parts_of(data))


def ole_file(stream: str) -> bytes:
    """A container of the old office programs with one stream of this name: a workbook whose stream is renamed."""
    old = "Workbook".encode("utf-16-le").ljust(64, b"\0") + (18).to_bytes(2, "little")
    new = stream.encode("utf-16-le").ljust(64, b"\0") + (2 * len(stream) + 2).to_bytes(2, "little")
    data = xls_file()
    assert data.count(old) == 1
    return data.replace(old, new)


def _saved(document: docx.document.Document | xlwt.Workbook) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()
