"""What the reader of workbooks knows because workbooks are written, on files of other programs."""

from __future__ import annotations

import io
from collections.abc import Callable

import xlsxwriter

from jixiao.documents import sheet
from jixiao.documents.blocks import Paragraph, Table
from jixiao.documents.sheet_blocks import _EDGE


def _read(fill: Callable[[xlsxwriter.Workbook], object]) -> list[str | tuple[int, int]]:
    """Paragraphs as texts, tables as height and width."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        fill(book)
    items = sheet.read(buffer.getvalue(), "a").items
    return [item.text if isinstance(item, Paragraph) else (item.height, item.width) for item in items]


def _bordered(rows: int, columns: int) -> list[str | tuple[int, int]]:
    def fill(book: xlsxwriter.Workbook) -> None:
        page, line = book.add_worksheet(), book.add_format({"border": 1})
        for row in range(rows):
            for column in range(columns):
                page.write_blank(row, column, None, line)
        page.write_row(0, 0, ["指标", "指标值"], line)

    return _read(fill)


def test_empty_rows_and_columns_inside_the_borders_belong_to_the_table() -> None:
    assert _bordered(4, 3) == [(4, 3)]


def test_borders_that_go_on_and_on_do_not() -> None:
    assert _bordered(_EDGE + 2, 3) == [(1, 3)]


def test_a_lone_row_laid_over_several_columns_is_a_line() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        page, plain = book.add_worksheet(), book.add_format()
        page.merge_range("A1:C1", "编制单位：枫桥镇", plain)
        page.write("D1", "单位：元")
        page.write_row("A3", ["甲", "乙"])

    assert _read(fill) == ["编制单位：枫桥镇\t单位：元", (1, 2)]


def test_tables_below_each_other_have_their_own_columns() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        page, plain = book.add_worksheet(), book.add_format({"border": 1})
        for row in (0, 1):
            page.merge_range(row, 0, row, 2, "甲", plain)
            page.merge_range(row, 3, row, 5, "乙", plain)

    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        fill(book)
    (table,) = sheet.read(buffer.getvalue(), "a").items
    assert isinstance(table, Table)
    assert [(cell.row, cell.column, cell.rows, cell.columns) for cell in table.cells] == [
        (0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 1), (1, 1, 1, 1),
    ]  # fmt: skip


def test_a_contents_sheet_is_read_as_contents() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        book.add_worksheet("目录").write_column("A1", ["目录", "一、总体目标", "二、保障措施"])
        book.add_worksheet("正文").write_column("A1", ["一、总体目标", "二、保障措施"])

    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        fill(book)
    roles = [item.role for item in sheet.read(buffer.getvalue(), "a").paragraphs()]
    assert roles == ["body", "contents", "contents", "body", "body"]
