"""Workbooks: what lies in the cells, as a person sees it, whatever program wrote the file."""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter
import xlwt

from jixiao.documents import sheet
from jixiao.documents.blocks import Paragraph, Table
from jixiao.documents.limits import Limits
from jixiao.errors import LimitExceeded
from tests.documents import small_files

BOOK = Path(__file__).parents[1] / "data" / "documents" / "book.xls"


def _xlsx(fill: Callable[[xlsxwriter.Workbook], object], **options: bool) -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, **options}) as book:
        fill(book)
    return buffer.getvalue()


def _xlsx_parts(sheet_xml: str, texts: str = "", styles: str = "") -> bytes:
    """A minimal workbook of hand-written parts."""
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    parts = {
        "_rels/.rels": f'<Relationships xmlns="{package}"><Relationship Id="r" Type="{office}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook {main} xmlns:r="{office}"><sheets><sheet name="表" sheetId="1" r:id="s"/>'
        "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}">'
        f'<Relationship Id="s" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="t" Type="{office}/sharedStrings" Target="/xl/sharedStrings.xml"/>'
        f'<Relationship Id="y" Type="{office}/styles" Target="styles.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": sheet_xml.replace("<worksheet", f"<worksheet {main}", 1),
        "xl/sharedStrings.xml": f"<sst {main}>{texts}</sst>",
        "xl/styles.xml": f"<styleSheet {main}>{styles}</styleSheet>",
    }
    return small_files.zip_file(parts)


def _xls(fill: Callable[[xlwt.Workbook], object]) -> bytes:
    book = xlwt.Workbook(encoding="utf-8")
    fill(book)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _items(data: bytes) -> list[object]:
    """Paragraphs as texts, tables as rows of cells with their sizes where merged."""
    items: list[object] = []
    for item in sheet.read(data, "a").items:
        if isinstance(item, Paragraph):
            items.append(item.text)
            continue
        rows: list[list[object]] = [[] for _ in range(item.height)]
        for cell in item.cells:
            size = (cell.text, cell.rows, cell.columns)
            rows[cell.row].append(cell.text if size[1:] == (1, 1) else size)
        items.append(rows)
    return items


OFFICE_TABLE = [
    [("项目支出绩效目标申报表", 1, 4)],
    ["项目名称", "河道清理", "预算数", "20000.00"],
    ["序号", "日期", "比例", "合计"],
    ["1", "2021-12-31", "25%", "40,000.00"],
    ["2", "2025-03-01 08:30", "12.6%", "共2项"],
    ["", "", "", ""],
    ["3", "0.3", "TRUE", "-1,234.50"],
    [("说明", 2, 1), "河" * 9000, "12345678901234", ""],
    ["两行\n文字", "#DIV/0!", "86000元"],
]


def test_a_workbook_of_an_office_program() -> None:
    assert _items(BOOK.read_bytes()) == [
        "云岭镇人民政府2025年绩效目标",
        "一是维护道路。",
        "二是清理河道。",
        OFFICE_TABLE,
        "一、编制说明",
        "二、其他",
    ]


def test_places_are_those_that_the_office_program_shows() -> None:
    blocks = sheet.read(BOOK.read_bytes(), "a.xls")
    first, *_, last = blocks.items
    assert isinstance(first, Paragraph) and isinstance(last, Paragraph)
    assert (first.page, first.line, last.page, last.line) == (1, 1, 3, 4)
    (table,) = blocks.tables()
    assert (table.number, table.cells[0].page, table.cells[0].line) == (1, 1, 5)


def test_a_hidden_sheet_is_noted() -> None:
    assert [(note.kind, note.text) for note in sheet.read(BOOK.read_bytes(), "a.xls").notes] == [
        ("hidden_text", "底稿")
    ]


def _fill_xlsx(book: xlsxwriter.Workbook) -> None:
    page = book.add_worksheet("表")
    line = book.add_format({"border": 1})
    page.merge_range("B3:D3", "申报表", line)
    page.merge_range("B4:B5", "产出指标", line)
    page.write_row("C4", ["数量", 20000], line)
    page.write_rich_string("C5", "质", book.add_format({"bold": True}), "量", line)
    page.write_number("D5", 0.25, book.add_format({"num_format": "0%", "border": 1}))
    page.write_row("B6", ["", "", ""], line)
    page.write("B7", "满意度", line)
    page.write_formula("C7", "=1+1", line, 2)
    page.write_formula("D7", '="是"', line, "是")
    page.write_datetime("B9", datetime.datetime(2021, 12, 31), book.add_format({"num_format": 14}))
    page.write_boolean("C9", False)
    page.set_row(8, None, None, {"hidden": True})
    book.add_worksheet("隐").hide()
    book.get_worksheet_by_name("隐").write("A1", "底稿")


XLSX_ITEMS = [
    [
        [("申报表", 1, 3)],
        [("产出指标", 2, 1), "数量", "20000"],
        ["质量", "25%"],
        ["", "", ""],
        ["满意度", "2", "是"],
    ],
    [["2021-12-31", "FALSE"]],
]


def test_texts_shared_between_cells() -> None:
    data = _xlsx(_fill_xlsx)
    assert _items(data) == XLSX_ITEMS
    assert [note.text for note in sheet.read(data, "a").notes] == ["隐"]


def test_texts_inside_the_cells() -> None:
    rows = [["甲", "乙", "3"], ["a<b&c", "两行\n文字", "x"]]

    def fill(book: xlsxwriter.Workbook) -> None:
        page = book.add_worksheet()
        for number, words in enumerate(rows):
            page.write_row(number, 0, words)

    assert _items(_xlsx(fill, constant_memory=True)) == [rows]


def _fill_xls(book: xlwt.Workbook) -> None:
    page = book.add_sheet("表")
    line = xlwt.easyxf("borders: left thin, right thin, top thin, bottom thin")
    page.write_merge(2, 2, 1, 3, "申报表", line)
    page.write_merge(3, 4, 1, 1, "产出指标", line)
    page.write(3, 2, "数量", line)
    page.write(3, 3, 20000, line)
    page.write_rich_text(4, 2, ["质", ("量", xlwt.easyfont("bold on"))], line)
    page.write(4, 3, 0.25, xlwt.easyxf("borders: left thin", num_format_str="0%"))
    for column in (1, 2, 3):
        page.write(5, column, "", line)
    page.write(6, 1, "满意度", line)
    page.write(6, 2, 2, line)
    page.write(6, 3, "是", line)
    page.write(8, 1, datetime.date(2021, 12, 31), xlwt.easyxf(num_format_str="yyyy/m/d"))
    page.write(8, 2, False)
    hidden = book.add_sheet("隐")
    hidden.write(0, 0, "底稿")
    hidden.visibility = 1


def test_the_same_content_in_an_old_workbook() -> None:
    data = _xls(_fill_xls)
    assert _items(data) == XLSX_ITEMS
    assert [note.text for note in sheet.read(data, "a").notes] == ["隐"]


def test_a_bare_stream_of_records_is_a_workbook() -> None:
    data = _xls(_fill_xls)
    start = data.index(b"\x09\x08\x10\x00\x00\x06")
    assert _items(data[start:]) == XLSX_ITEMS


def test_texts_longer_than_a_record() -> None:
    words = ["长" * 5000 + str(number) for number in range(5)] + ["a" * 20000, "短"]

    def fill(book: xlwt.Workbook) -> None:
        page = book.add_sheet("表")
        for row, word in enumerate(words):
            page.write(row, 0, word)

    assert _items(_xls(fill)) == words


def test_cells_without_places_other_orders_and_prefixes() -> None:
    xml = (
        '<worksheet><sheetData><row><c t="inlineStr"><is><t>甲</t></is></c><c><v>1</v></c><c/><c t="str"><v>丁</v></c>'
        '</row><row r="2"><c s="0" t="s" r="B2"><v>0</v></c><c r=\'C2\' t=\'d\'><v>2025-01-02T00:00:00</v></c></row>'
        '</sheetData><mergeCells><mergeCell ref="C1:D1"/></mergeCells></worksheet>'
    )
    texts = '<si><r><t xml:space="preserve"> 乙&amp;</t></r><rPh><t>yi</t></rPh><r><t>x_x000D_\ny&#10;</t></r></si>'
    expected = [[["甲", "1", ("", 1, 2)], ["", "乙&x\ny", "2025-01-02", ""]]]
    assert _items(_xlsx_parts(xml, texts)) == expected
    names = ("worksheet", "sheetData", "row", "c", "v", "is", "t", "mergeCells", "mergeCell")
    for name in names:
        for before, after in ((f"<{name}>", f"<x:{name}>"), (f"<{name} ", f"<x:{name} "), (f"<{name}/", f"<x:{name}/")):
            xml = xml.replace(before, after)
        xml = xml.replace(f"</{name}>", f"</x:{name}>")
    space = 'xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    assert _items(_xlsx_parts(xml.replace("<x:worksheet", f"<x:worksheet {space}"), texts)) == expected


def test_words_that_look_like_markup_do_not_end_a_cell() -> None:
    xml = '<worksheet><sheetData><row r="1"><c r="A1" t="str"><v>a row>b /row></v></c></row></sheetData></worksheet>'
    assert _items(_xlsx_parts(xml)) == ["a row>b /row>"]


def test_days_counted_from_1904() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        date = book.add_format({"num_format": "yyyy-mm-dd"})
        book.add_worksheet().write_datetime(0, 0, datetime.datetime(2025, 3, 1), date)

    assert _items(_xlsx(fill, date_1904=True)) == ["2025-03-01"]


def test_a_stray_cell_far_away_costs_nothing() -> None:
    far = '<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c>'
    assert _items(_xlsx_parts(far + "</row></sheetData></worksheet>")) == ["1", "2"]


def test_a_rectangle_larger_than_allowed() -> None:
    cells = '<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="XFD2"><v>2</v></c></row>'
    data = _xlsx_parts(f"<worksheet><sheetData>{cells}</sheetData></worksheet>")
    with pytest.raises(LimitExceeded, match="JIXIAO_MAX_CELLS"):
        sheet.read(data, "a.xlsx", Limits(cells=32_000))
    (table,) = (item for item in sheet.read(data, "a.xlsx").items if isinstance(item, Table))
    assert (table.height, table.width) == (2, 16384)


def test_more_cells_than_allowed() -> None:
    data = _xls(_fill_xls)
    with pytest.raises(LimitExceeded, match="JIXIAO_MAX_CELLS"):
        sheet.read(data, "a.xls", Limits(cells=5))


def test_a_merge_over_the_whole_sheet_is_cut_to_what_is_there() -> None:
    cells = '<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="B2"><v>2</v></c></row>'
    merge = '<mergeCells><mergeCell ref="A1:XFD1048576"/><mergeCell ref="A2:B2"/></mergeCells>'
    data = _xlsx_parts(f"<worksheet><sheetData>{cells}</sheetData>{merge}</worksheet>")
    assert _items(data) == [[[("1", 2, 2)], []]]
