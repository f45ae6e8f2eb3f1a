"""What files tell of themselves, from files made by the usual programs; broken parts tell nothing."""

from __future__ import annotations

import io
from decimal import Decimal
from pathlib import Path

import msgspec
import openpyxl
from reportlab.pdfgen import canvas

from jixiao.documents.traits import FileTraits, Marks
from tests.documents.docx_files import paragraph, word_file
from tests.documents.small_files import html_file, parts_of, text_file, xls_file, zip_file
from tests.documents.trait_files import official_paper, saved, told

DATA = Path(__file__).parent.parent / "data" / "documents"


# ---- workbooks ----


def test_hidden_sheets_rows_and_columns_only_where_they_hold_something() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for at in range(1, 5):
        sheet.append([f"甲{at}", "乙", "丙"])
    sheet.row_dimensions[3].hidden = True
    sheet.row_dimensions[9].hidden = True
    sheet.column_dimensions["B"].hidden = True
    sheet.column_dimensions["H"].hidden = True
    book.create_sheet("底稿")["A1"] = "口径"
    book["底稿"].sheet_state = "hidden"
    book.create_sheet("空表").sheet_state = "veryHidden"
    found = told(saved(book)).hidden or ()
    assert [(one.kind, one.name, one.at.page) for one in found] == [
        ("row", "3", 1),
        ("column", "B", 1),
        ("sheet", "底稿", 2),
    ]


def test_comments_and_properties_of_a_workbook() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["B4"] = "20000"
    sheet["B4"].comment = openpyxl.comments.Comment("与文本不一致", "李科长")
    book.properties.creator = "王会计"
    found = told(saved(book))
    assert found.comments is not None and found.properties is not None
    assert (found.comments.count, found.comments.authors) == (1, ("李科长",))
    assert [(at.page, at.line) for at in found.comments.at] == [(1, 4)]
    assert found.properties.author == "王会计"
    assert found.sections is None and found.changes is None


# ---- PDF, web pages, text, old files ----


def test_a_pdf_tells_paper_fonts_and_scanned_pages(tmp_path: Path) -> None:
    from PIL import Image

    buffer = io.BytesIO()
    paper = canvas.Canvas(buffer, pagesize=(595.28, 841.89))
    paper.setTitle("2025 plan")
    paper.setAuthor("Wang")
    paper.drawString(72, 700, "page one")
    paper.showPage()
    picture = tmp_path / "scan.png"
    Image.new("RGB", (40, 40), "white").save(picture)
    paper.drawImage(str(picture), 50, 50, 500, 700)
    paper.showPage()
    paper.save()
    found = told(buffer.getvalue())
    assert (found.pages, found.scanned_pages, found.is_tagged) == (2, (2,), False)
    assert [(one.width_mm, one.height_mm) for one in found.sections or ()] == [(Decimal("210.0"), Decimal("297.0"))]
    assert (found.fonts, found.embedded_fonts) == (("Helvetica",), ())
    assert found.properties is not None
    assert (found.properties.title, found.properties.author) == ("2025 plan", "Wang")
    assert found.comments is not None and found.comments.count == 0


def test_remarks_in_a_pdf() -> None:
    buffer = io.BytesIO()
    paper = canvas.Canvas(buffer)
    paper.drawString(72, 700, "words")
    paper.textAnnotation("check this", Rect=[100, 100, 120, 120], addtopage=1)
    paper.save()
    found = told(buffer.getvalue()).comments
    assert found is not None and found.count == 1
    assert [(at.page, at.quote) for at in found.at] == [(1, "check this")]


def test_a_web_page_tells_title_and_author() -> None:
    page = (
        "<html><head><title>绩效公开</title><meta name='author' content='王会计'></head><body><p>文</p></body></html>"
    )
    found = told(page.encode())
    assert found.properties is not None
    assert (found.properties.title, found.properties.author) == ("绩效公开", "王会计")


def test_old_files_tell_their_properties() -> None:
    found = told((DATA / "plan.doc").read_bytes())
    assert found.properties is not None and found.comments is not None
    assert found.comments.count == 0
    assert told(xls_file()).kind == "xls"


def test_plain_text_tells_its_conversion_marks_only() -> None:
    assert told(text_file()) == FileTraits(kind="text", conversion_marks=Marks(count=0))
    text = "绩效文本\f\r\n[bookmark: _Toc1]一、总体[bookmark: _Toc2]\n正文\n[bookmark: _Toc3]二、分项\n"
    for data in (text.encode(), text.encode("gb18030"), text.encode("utf-16")):
        marks = told(data).conversion_marks
        assert marks is not None and marks.count == 3
        assert [(at.page, at.line) for at in marks.at] == [(2, 2), (2, 4)]
        assert marks.at[0].quote == "[bookmark: _Toc1]一、总体[bookmark: _Toc2]"
    assert told(html_file()).sections is None


# ---- broken files, and facts written by hand ----


def test_a_broken_part_leaves_its_own_facts_null() -> None:
    parts = parts_of(saved(official_paper()))
    bad = told(zip_file(parts | {"docProps/core.xml": b"<broken", "word/styles.xml": b"<w:styles"}))
    assert bad.properties is None
    assert bad.sections is not None and bad.headlines is not None
    lost = told(zip_file(parts | {"word/document.xml": b"<w:document"}))
    assert lost.properties is not None
    assert (lost.sections, lost.body, lost.changes) == (None, None, None)


def test_absurd_numbers_are_no_numbers() -> None:
    body = paragraph("正文") + '<w:sectPr><w:pgSz w:w="99999999999999" w:h="x"/><w:pgMar w:top="-"/></w:sectPr>'
    assert told(word_file(body)).sections == ()


def test_a_document_type_is_not_followed() -> None:
    parts = parts_of(saved(official_paper()))
    entity = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "boom">]><a>&b;</a>'
    found = told(zip_file(parts | {"docProps/core.xml": entity}))
    assert found.properties is not None
    assert "boom" not in repr(found)


def test_facts_survive_being_written_down() -> None:
    found = told(saved(official_paper()))
    assert msgspec.convert(msgspec.to_builtins(found), FileTraits) == found
