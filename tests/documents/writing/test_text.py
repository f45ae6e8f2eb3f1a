"""Papers as plain text: drawn tables are read back cell by cell, whatever stands in them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from jixiao.documents import read_blocks
from jixiao.documents.blocks import Paragraph, Table
from jixiao.documents.columns import columns
from jixiao.documents.writing.paper import Box, Contents, Grid, Item, Line, Paper, Section
from jixiao.documents.writing.text import text_of
from tests.documents.writing.papers import cell, grid, grids, hebei, papers, value
from tests.work import calls_of

PAPERS = papers()


def _paper(*items: Item, landscape: bool = False) -> Paper:
    return Paper(title="样张", sections=(Section(items=items, landscape=landscape),))


def _written(*items: Item) -> list[str]:
    return text_of(_paper(*items)).decode("utf-8-sig").split("\n")[:-1]


def _tables(data: bytes) -> list[Table]:
    return [*read_blocks(data, "a.txt").tables()]


def _cells(grid: Grid) -> list[tuple[object, ...]]:
    return [(box.row, box.column, box.rows, box.columns, box.text.replace("\u200b", "")) for box in grid.boxes]


def _found(table: Table) -> list[tuple[object, ...]]:
    assert not table.ragged
    return [(cell.row, cell.column, cell.rows, cell.columns, cell.text) for cell in table.cells]


@pytest.mark.parametrize("name", PAPERS)
def test_the_tables_of_a_paper_read_back(name: str) -> None:
    written = [item for item in PAPERS[name].items() if isinstance(item, Grid)]
    tables = _tables(text_of(PAPERS[name]))
    assert [_found(table) for table in tables] == [_cells(grid) for grid in written]
    sizes = [(grid.height, len(grid.widths)) for grid in written]
    assert [(table.height, table.width) for table in tables] == sizes
    assert [table.number for table in tables] == [*range(1, len(tables) + 1)]


@pytest.mark.parametrize("name", PAPERS)
def test_the_lines_of_a_paper_read_back(name: str) -> None:
    lines = [line for item in PAPERS[name].items() if isinstance(item, Line) and not item.right for line in [item.text]]
    expected = [line for text in lines for line in text.replace("\t", "    ").replace("\u200b", "").split("\n")]
    found = [paragraph.text for paragraph in read_blocks(text_of(PAPERS[name]), "a.txt").paragraphs()]
    assert [text for text in found if "单位：万元" not in text] == [line for line in expected if line.strip()]


@settings(derandomize=True, max_examples=150, deadline=None)
@given(grids(), st.booleans())
def test_any_grid_reads_back(grid: Grid, landscape: bool) -> None:
    (table,) = _tables(text_of(_paper(grid, landscape=landscape)))
    assert _found(table) == _cells(grid)
    assert (table.height, table.width) == (grid.height, len(grid.widths))


_DRAWING = st.text(alphabet="|+-=.':\\↵ ─│\t\n\u3000甲a😀\u0301≥—“", max_size=40).map(str.strip)


@settings(derandomize=True, max_examples=300, deadline=None)
@given(st.lists(_DRAWING, min_size=4, max_size=4), st.sampled_from(["left", "centre", "right"]), st.floats(0.01, 0.99))
def test_words_that_look_like_the_drawing_read_back(texts: list[str], align: str, share: float) -> None:
    rows = [[cell(texts[0]), cell(texts[1])], [cell("^"), cell(texts[2])], [cell(texts[3], 2)]]
    one = grid([[item[:2] + (align,) + item[3:] for item in row] for row in rows])
    one = replace(one, widths=(share, 1 - share))
    (table,) = _tables(text_of(_paper(one)))
    assert _found(table) == _cells(one)


def test_merged_cells_have_no_lines_inside() -> None:
    one = grid([
        [cell("金额"), value("500万元", 2)],
        [cell("^"), value("按季"), value("甲\n|乙 ")],
    ])  # fmt: skip
    assert _written(replace(one, widths=(0.1, 0.1, 0.1))) == [
        ".=========.==================.",
        "|         | 500万元          |",
        "|         +--------.---------+",
        "|  金额   | 按季   | 甲↵     |",
        "|         |        | \\|乙    |",
        "'========='========'========='",
    ]


def test_rows_and_columns_that_no_line_shows_are_marked() -> None:
    one = Grid(boxes=(Box(row=0, column=0, rows=2, columns=2, text="甲"),), height=2, widths=(0.05, 0.05))
    lines = _written(one)
    assert lines == [".====:====.", "|   甲    |", ":         :", "|         |", "'====:===='"]
    assert [_found(table) for table in _tables(text_of(_paper(one)))] == [[(0, 0, 2, 2, "甲")]]


def test_long_words_are_broken_to_the_width_of_the_sheet() -> None:
    one = grid([[cell("绩效目标"), value("很长的内容，" * 60, 5)]])
    assert {columns(line) for line in _written(one)} == {97}
    lying = text_of(_paper(one, landscape=True)).decode("utf-8-sig").split("\n")[:-1]
    assert {columns(line) for line in lying} == {133}


def test_narrow_columns_make_the_table_wider_instead_of_breaking_it() -> None:
    one = grid([[value("绩效")] * 40])
    assert [_found(table) for table in _tables(text_of(_paper(one)))] == [_cells(one)]
    assert {columns(line) for line in _written(one)} == {201}


def test_lines_stand_in_groups_and_right_words_at_the_edge() -> None:
    lines = _written(
        Line(text="题", style="title", outline=1),
        Line(text="一段"),
        Line(text="二段"),
        Line(text="单位：甲", right="单位：元", style="table_line"),
        grid([[cell("乙")]]),
        Line(text="注：丙", style="note"),
        Contents(),
        Line(text="丁"),
    )
    assert lines[:4] == ["题", "一段", "二段", ""]
    assert lines[4].startswith("单位：甲  ") and lines[4].endswith("  单位：元") and columns(lines[4]) == 97
    assert lines[5].startswith(".=") and lines[-4].startswith("'=")
    assert lines[-3:] == ["注：丙", "", "丁"]


def test_lines_with_bars_are_no_table() -> None:
    texts = ["甲|乙\\|丙", "|丁｜戊|", "己│庚"]
    blocks = read_blocks(text_of(_paper(*(Line(text=text) for text in texts))), "a.txt")
    assert [item.text for item in blocks.items if isinstance(item, Paragraph)] == texts


def test_it_is_utf8_with_a_mark_and_unix_lines_and_always_the_same() -> None:
    data = text_of(PAPERS["odd"])
    assert data.startswith(b"\xef\xbb\xbf") and b"\r" not in data
    assert data == text_of(papers()["odd"])


def test_work_of_reading_back_grows_with_the_number_of_projects() -> None:
    def calls(count: int) -> int:
        data = text_of(hebei(count))
        return calls_of(lambda: read_blocks(data, "a.txt"))

    assert calls(80) < 9 * calls(10)
