"""What was written as PDF reads back: paragraphs, grids over page breaks, odd characters."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from msgspec.structs import replace

from jixiao.documents import read_blocks
from jixiao.documents.blocks import Blocks, Paragraph, Table
from jixiao.documents.writing.fonts import font_folders
from jixiao.documents.writing.paper import Box, Grid, Item, Line, Paper, Section
from jixiao.documents.writing.pdf import pdf_of
from tests.documents.writing.papers import INDICATORS, cell, flat, grid, grids, hebei, value

Place = tuple[int, int, int, int, str]


def again(paper: Paper) -> Blocks:
    return read_blocks(pdf_of(paper, font_folders()), "样张.pdf")


def written(*items: Item, **section: bool) -> Blocks:
    return again(Paper(title="样张", sections=(Section(items=items, **section),)))


def boxes(grid: Grid, first: int = 0) -> list[Place]:
    """The boxes from a row on, counted from it."""
    return [(box.row - first, box.column, box.rows, box.columns, box.text) for box in grid.boxes if box.row >= first]


def cells(table: Table) -> list[Place]:
    return [(cell.row, cell.column, cell.rows, cell.columns, cell.text) for cell in table.cells]


def grids_of(paper: Paper) -> list[Grid]:
    return [item for item in paper.items() if isinstance(item, Grid)]


def test_the_plan_reads_back() -> None:
    paper = hebei()
    blocks = again(paper)
    assert (blocks.unread, blocks.notes) == ((), ())
    # The line without a frame above each table is a line of text: nothing on the page says that it is a row.
    assert [cells(table) for table in blocks.tables()] == [boxes(one, 1) for one in grids_of(paper)]
    read = [one.text for one in blocks.paragraphs() if one.role != "contents"]
    wanted = [one.text for one in paper.items() if isinstance(one, Line)]
    assert [text for text in read if "\t" not in text] == wanted
    assert [text for text in read if "\t" in text] == ["471012云河县青石镇人民政府本级\t单位：元"] * 2


def test_contents_are_told_from_the_text() -> None:
    entries = [one.text for one in again(hebei()).paragraphs() if one.role == "contents"]
    assert entries[:3] == ["目录", "第一部分\u3000部门整体绩效目标\t1", "一、总体绩效目标\t1"]
    assert "（2）农村饮水设施维修养护及水源地保护（含山区分散供水点）\t2" in entries
    assert len(entries) == 10


def test_a_list_over_lying_pages_reads_back_as_one_table() -> None:
    paper = flat()
    (table,) = again(paper).tables()
    assert cells(table) == boxes(*grids_of(paper))


@pytest.mark.parametrize("lines", [0, 5, 9, 13])
def test_it_does_not_matter_where_the_page_breaks(lines: int) -> None:
    (whole,) = grids_of(flat())
    for lying in (False, True):
        (table,) = written(*[Line(text="行", style="table_line")] * lines, whole, landscape=lying).tables()
        assert cells(table) == boxes(whole)


@pytest.mark.parametrize("times", [1, 3, 6])
def test_a_label_beside_a_repeated_head_reads_back_as_one_cell(times: int) -> None:
    heads = ("一级指标", "二级指标", "三级指标", "年度指标值", "1—7月执行情况")
    rows = [
        [cell("项目名称", 6), value("护林防火", 36)],
        [cell("总体目标", 6), value("1.守牢防线\n2.保障补助", 36)],
        [cell("绩效指标", 6), *(cell(head, units) for head, units in zip(heads, (6, 8, 10, 6, 6), strict=True))],
    ]
    for level, kind, name, _, target, _ in INDICATORS * times:
        parts = ((level or "^", 6), (kind, 8), (name, 10), (target, 6), (target, 6))
        rows.append([cell("^", 6), *(value(text, units, "centre") for text, units in parts)])
    whole = grid(rows, head=(2, 3))
    (table,) = written(whole).tables()
    assert cells(table) == boxes(whole)


def test_a_head_of_two_rows_inside_a_table_is_read_once() -> None:
    rows = [
        [cell("项目名称", 6), value("护林防火", 36)],
        [cell("绩效指标", 6), cell("指标名称", 12), cell("单位", 6), cell("指标值", 18)],
        [cell("^", 6), cell("^", 12), cell("^", 6), cell("年初设定值", 9), cell("全年完成值", 9)],
        *([cell("^", 6), value(f"指标{n}", 12), value("次", 6), value("甲", 9), value("乙", 9)] for n in range(60)),
    ]  # fmt: skip
    whole = grid(rows, head=(1, 3))
    (table,) = written(whole).tables()
    assert cells(table) == boxes(whole)


@pytest.mark.parametrize(
    "text",
    [
        ">=90%", "≥98％，≤0.5‰", "12,345.67", "13022925P00JXC4199186", "（一）全角（括号）、“引号”《书名》", "—", "1",
        "甲\u3000乙", "表情😀与𠮷", "2025年1—7月", "ABC def 甲", "张 三",
    ],
)  # fmt: skip
def test_texts_of_a_cell_and_of_a_line_come_back(text: str) -> None:
    blocks = written(
        Line(text=f"前{text}后"), grid([[cell("名称", 8), value(text, 20)], [cell("乙", 8), cell("丙", 20)]])
    )
    assert [one.text for one in blocks.paragraphs()] == [f"前{text}后"]
    (table,) = blocks.tables()
    assert table.cells[1].text == text


def test_a_hyphen_at_the_end_of_a_line_stays() -> None:
    (table,) = written(grid([[cell("型号", 38), value("ABC-DEF型", 4)], [cell("乙", 38), cell("丙", 4)]])).tables()
    assert table.cells[1].text == "ABC-DEF型"


@pytest.mark.parametrize("before", [26, 27, 28, 29])
def test_a_head_with_merged_cells_moves_to_the_next_page(before: int) -> None:
    rows = [
        *([cell("项目名称", 6), value(f"第{number}行", 36)] for number in range(before)),
        [cell("绩效指标", 6), cell("名称", 12), cell("单位", 6), cell("指标值", 18)],
        [cell("^", 6), cell("^", 12), cell("^", 6), cell("年初", 9), cell("年末", 9)],
        *([[cell("^", 6), value("甲", 12), value("次", 6), value("乙", 9), value("丙", 9)]] * 3),
    ]
    whole = grid(rows, head=(before, before + 2))
    (table,) = written(whole).tables()
    assert cells(table) == boxes(whole)


def test_page_numbers_are_no_text_even_on_a_page_with_little_else() -> None:
    sections = tuple(
        Section(items=(Line(text="附件", style="opening"), grid([[value("1", 4), value("", 4)]])), landscape=lying)
        for lying in (True, False, True, False)
    )
    blocks = again(Paper(title="样张", sections=sections))
    assert [one.text for one in blocks.paragraphs()] == ["附件"] * 4
    assert [cells(table) for table in blocks.tables()] == [[(0, 0, 1, 1, "1"), (0, 1, 1, 1, "")]] * 4


def test_a_table_of_numbers_at_the_edge_of_a_lying_page_keeps_them() -> None:
    rows = [[value(str(number), 2, "left"), value("甲", 20)] for number in range(30)]
    (table,) = written(grid(rows), landscape=True).tables()
    assert [one.text for one in table.cells if one.column == 0] == [str(number) for number in range(30)]


def _squeezed(text: str) -> str:
    return "".join(text.replace("\u200b", "").split())


@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(grids())
def test_any_grid_is_set_and_loses_no_word(any_grid: Grid) -> None:
    framed = replace(any_grid, boxes=tuple(replace(box, frame=True) for box in any_grid.boxes))
    blocks = written(framed)
    found = [one.text for table in blocks.tables() for one in table.cells]
    assert [text for text in found if text] == [box.text for box in framed.boxes if box.text]


@settings(max_examples=10, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(grids())
def test_open_frames_lose_no_word_either(any_grid: Grid) -> None:
    blocks = written(any_grid)
    texts = [one.text for one in blocks.items if isinstance(one, Paragraph)]
    texts += [one.text for table in blocks.tables() for one in table.cells]
    signs = sorted(_squeezed("".join(texts)))
    assert signs == sorted(_squeezed("".join(box.text for box in any_grid.boxes)))


def test_two_grids_stay_two_tables() -> None:
    upper, lower = grid([[cell("甲", 2), cell("乙", 8)]]), grid([[cell("丙", 2), cell("丁", 8)]])
    assert [cells(table) for table in written(upper, lower).tables()] == [boxes(upper), boxes(lower)]


def test_a_box_alone_is_a_table() -> None:
    alone = Grid(boxes=(Box(row=0, column=0, text="甲", role="value"),), height=1, widths=(1.0,))
    (table,) = written(alone).tables()
    assert cells(table) == [(0, 0, 1, 1, "甲")]
