"""Tables of web pages: rectangles, nested tables, tables that only arrange the page."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jixiao.documents.blocks import Blocks, Cell, Paragraph, Table
from jixiao.documents.html import read
from jixiao.documents.limits import Limits
from jixiao.errors import LimitExceeded


def _read(body: str) -> Blocks:
    return read(f"<meta charset=utf-8>{body}".encode(), "a.html")


def _table(rows: str) -> Table:
    (table,) = _read(f"<table>{rows}</table>").items
    assert isinstance(table, Table)
    return table


def _shape(table: Table) -> list[tuple[int, int, int, int, str]]:
    return [(cell.row, cell.column, cell.rows, cell.columns, cell.text) for cell in table.cells]


def test_merged_cells_are_rectangles() -> None:
    table = _table("<tr><th rowspan=2>甲<td colspan=2>乙<tr><td>丙<td><tr><td>丁<td>戊<td>己")
    assert _shape(table) == [
        *((0, 0, 2, 1, "甲"), (0, 1, 1, 2, "乙")),
        *((1, 1, 1, 1, "丙"), (1, 2, 1, 1, "")),
        *((2, 0, 1, 1, "丁"), (2, 1, 1, 1, "戊"), (2, 2, 1, 1, "己")),
    ]
    assert (table.height, table.width, table.ragged) == (3, 3, False)


def test_rows_that_are_too_short_are_filled_with_empty_cells() -> None:
    assert _shape(_table("<tr><td>甲<tr><td>乙<td>丙<tr>")) == [
        *((0, 0, 1, 1, "甲"), (0, 1, 1, 1, "")),
        *((1, 0, 1, 1, "乙"), (1, 1, 1, 1, "丙")),
        *((2, 0, 1, 1, ""), (2, 1, 1, 1, "")),
    ]


def test_absurd_spans_are_cut_to_the_table() -> None:
    assert _shape(
        _table("<tr><td rowspan=0>甲<td colspan=99999>乙<tr><td>丙<td>丁<tr><td rowspan=9999 colspan=-1>戊")
    ) == [
        *((0, 0, 3, 1, "甲"), (0, 1, 1, 2, "乙")),
        *((1, 1, 1, 1, "丙"), (1, 2, 1, 1, "丁")),
        *((2, 1, 1, 1, "戊"), (2, 2, 1, 1, "")),
    ]
    assert _shape(_table("<tr><td colspan='x'>甲<td rowspan=''>乙")) == [(0, 0, 1, 1, "甲"), (0, 1, 1, 1, "乙")]


def test_paragraphs_of_a_cell_are_lines_and_are_counted() -> None:
    caption, table, after = _read(
        "<table><caption>表一</caption><tr><td><p> 甲 </p><p>乙</p><td><td>丙<br>丁</table><p>后"
    ).items
    assert (caption, after) == (Paragraph("表一", 1), Paragraph("后", 6))
    assert isinstance(table, Table)
    assert table.cells == (
        Cell(0, 0, "甲\n乙", line=2),
        Cell(0, 1, "", line=4),
        Cell(0, 2, "丙\n丁", line=5),
    )


def test_a_nested_table_stands_after_the_outer_one_and_knows_it() -> None:
    inner = "<table><tr><td>里<td><table><tr><td>最里</table><tr><td>里二<td>里三</table>"
    blocks = _read(
        f"<table><tr><td>名称<td>河道<tr><td>指标<td>上{inner}下<tr><td>备注<td>无</table><table><tr><td>另</table>"
    )
    tables = [*blocks.tables()]
    assert [(table.number, table.parent) for table in tables] == [(1, None), (2, 1), (3, 2), (4, None)]
    assert [cell.text for cell in tables[0].cells] == ["名称", "河道", "指标", "上\n下", "备注", "无"]
    assert [cell.text for cell in tables[1].cells] == ["里", "", "里二", "里三"]


def test_a_table_that_arranges_the_page_does_not_hide_its_content() -> None:
    body = (
        "<table><tr><td>网站名<tr><td><h2>绩效文本</h2><p>正文</p>"
        "<table><tr><td>项目名称<td>河道<tr><td>预算数<td>2</table><p>落款</p></table>"
    )
    heading, title, text, table, end = _read(body).items
    assert (heading, end) == (Paragraph("网站名", 1), Paragraph("落款", 8))
    assert (title, text) == (Paragraph("绩效文本", 2, role="heading"), Paragraph("正文", 3))
    assert isinstance(table, Table)
    assert (table.number, table.parent, len(table.cells)) == (1, None, 4)


def test_hidden_rows_and_cells_leave_no_gap() -> None:
    table = _table("<tr><td>甲<td style='display:none'>无<td>乙<tr style='display:none'><td>无<tr><td>丙<td>丁")
    assert [cell.text for cell in table.cells] == ["甲", "乙", "丙", "丁"]
    assert (table.height, table.width) == (2, 2)


def test_a_small_file_cannot_make_a_huge_grid() -> None:
    with pytest.raises(LimitExceeded):
        read(b"<table><tr><td colspan=100>" + b"<tr><td>1" * 20_000, "a.html")
    with pytest.raises(LimitExceeded):
        read(b"<table><tr>" + b"<td>1" * 2_000 + b"<tr><td>1" * 2_000, "a.html", Limits(cells=100_000))


SPANS = st.tuples(st.integers(0, 5), st.integers(0, 5))


@settings(derandomize=True, max_examples=300, deadline=None)
@given(st.lists(st.lists(SPANS, max_size=6), min_size=1, max_size=6))
def test_every_position_belongs_to_exactly_one_cell(rows: list[list[tuple[int, int]]]) -> None:
    body = "".join("<tr>" + "".join(f"<td rowspan={down} colspan={across}>x" for down, across in row) for row in rows)
    for table in _read(f"<table>{body}</table>").tables():
        covered = [
            (row, column)
            for cell in table.cells
            for row in range(cell.row, cell.row + cell.rows)
            for column in range(cell.column, cell.column + cell.columns)
        ]
        assert sorted(covered) == [(row, column) for row in range(table.height) for column in range(table.width)]
        assert sum(cell.text == "x" for cell in table.cells) == sum(map(len, rows))
