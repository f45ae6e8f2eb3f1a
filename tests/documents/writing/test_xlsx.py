"""Workbooks that are written: they read back to the same texts and grids, and say how they print and who may type."""

from __future__ import annotations

import io
from collections.abc import Sequence

import openpyxl
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from msgspec import structs
from openpyxl.worksheet.worksheet import Worksheet

from jixiao.documents import read_blocks
from jixiao.documents.blocks import Paragraph, Table
from jixiao.documents.writing.paper import Box, Contents, Grid, Item, Line, Paper, Section
from jixiao.documents.writing.xlsx import xlsx_of
from jixiao.errors import UsageError
from tests.documents.writing import papers, xlsx_samples

_Cells = list[tuple[int, int, int, int, str]]


def _read(paper: Paper) -> list[str | _Cells]:
    """What is read back: texts of paragraphs, cells of tables."""
    blocks = read_blocks(xlsx_of(paper), "a.xlsx")
    assert blocks.notes == ()
    return [item.text if isinstance(item, Paragraph) else _cells(item) for item in blocks.items]


def _cells(table: Table) -> _Cells:
    return [(cell.row, cell.column, cell.rows, cell.columns, cell.text) for cell in table.cells]


def _boxes(grid: Grid) -> _Cells:
    """The boxes as a reader sees them: rows and columns at which none begins are no rows and columns."""
    rows, columns = sorted({box.row for box in grid.boxes}), sorted({box.column for box in grid.boxes})

    def place(borders: Sequence[int], at: int) -> int:
        return sum(border < at for border in borders)

    return [
        (
            (row := place(rows, box.row)),
            (column := place(columns, box.column)),
            place(rows, box.row + box.rows) - row,
            place(columns, box.column + box.columns) - column,
            box.text.strip(),
        )
        for box in grid.boxes
    ]


def _one_sheet(*items: Item, **more: bool) -> Paper:
    return Paper(title="表", sections=(Section(items=items, name="表", **more),))  # type: ignore[arg-type]  # plain values are what tests give


def _sheets(paper: Paper) -> list[Worksheet]:
    return openpyxl.load_workbook(io.BytesIO(xlsx_of(paper))).worksheets


@pytest.mark.parametrize("name", papers.papers())
def test_grids_read_back(name: str) -> None:
    paper = papers.papers()[name]
    # The last grid of the odd paper has no words: nothing is there to read.
    grids = [item for item in paper.items() if isinstance(item, Grid) and any(box.text for box in item.boxes)]
    assert [item for item in _read(paper) if isinstance(item, list)] == [_boxes(grid) for grid in grids]


def test_lines_read_back_where_they_stand() -> None:
    expected: list[str | int] = ["部门预算项目绩效目标表", "（2025年度）", "部门：云河县青石镇人民政府\t单位：万元", 62]
    expected.append("注：1.本表由项目实施单位填写，按项目逐项填报；2.指标值应当可衡量。")
    assert [item if isinstance(item, str) else item[-1][0] + item[-1][2] for item in _read(papers.flat())] == expected


def test_a_line_with_words_at_both_edges_needs_no_table() -> None:
    line = Line(text="编制单位：枫桥镇", right="单位：元", style="table_line")
    assert _read(_one_sheet(Line(text="申报表", style="title"), line, Line(text="说明"))) == [
        "申报表",
        "编制单位：枫桥镇\t单位：元",
        "说明",
    ]


def test_the_contents_lead_to_their_lines_and_are_read_as_contents() -> None:
    paper = papers.hebei()
    blocks = read_blocks(xlsx_of(paper), "a.xlsx")
    listed = [item for item in paper.items() if isinstance(item, Line) and item.outline]
    assert [item.text for item in blocks.paragraphs() if item.role == "contents"] == [line.text for line in listed]
    sheets = {sheet.title: sheet for sheet in _sheets(paper)}
    links = [cell.hyperlink for (cell,) in sheets["目录"].iter_rows(min_row=2, max_col=1)]
    for link, line in zip(links, listed, strict=True):
        name, place = link.location.split("!")
        assert sheets[name.strip("'")][place].value.strip() == line.text


@settings(derandomize=True, max_examples=40, deadline=None)
@given(st.lists(papers.grids(), min_size=1, max_size=3))
def test_grids_of_any_shape_share_a_sheet(drawn: list[Grid]) -> None:
    grids = [
        structs.replace(grid, boxes=tuple(structs.replace(box, frame=True) for box in grid.boxes)) for grid in drawn
    ]
    for grid in grids:
        # A frame round one column of words is a framed text.
        assume(any(box.text for box in grid.boxes) and len({box.column for box in grid.boxes}) > 1)
    assert _read(_one_sheet(*grids)) == [_boxes(grid) for grid in grids]


def test_the_same_paper_gives_the_same_bytes_and_names_nobody() -> None:
    paper = papers.hebei()
    data = xlsx_of(paper)
    assert xlsx_of(paper) == data
    about = openpyxl.load_workbook(io.BytesIO(data)).properties
    assert (about.title, about.creator, about.lastModifiedBy) == (paper.title, None, None)


DANGEROUS = ("=1+1", "+86", "-5", "@SUM(A1)", "=HYPERLINK(\"x\")", "{=1}", "http://a.b/", "<r><t>x</t></r>", "_x0041_",
             "a\x01b\x1fc", "\ufffe", "0123456789012345678", "1-2", "TRUE", "#N/A")  # fmt: skip


@pytest.mark.parametrize("columns", [1, 2])
def test_text_stays_text(columns: int) -> None:
    boxes = tuple(
        Box(row=row, column=column, columns=column and columns or 1, text=text if column else str(row), role="value")
        for row, text in enumerate(DANGEROUS)
        for column in (0, 1)
    )
    paper = _one_sheet(Grid(boxes=boxes, height=len(DANGEROUS), widths=(1 / (columns + 1),) * (columns + 1)))
    (cells,) = _read(paper)
    assert [text for _, column, *_, text in cells if column] == [text.replace("\ufffe", "\ufffd") for text in DANGEROUS]
    (sheet,) = _sheets(paper)
    filled = {(cell.data_type, cell.number_format) for row in sheet.iter_rows(max_col=2) for cell in row}
    assert filled == {("s", "@")}
    assert sheet._hyperlinks == []


def test_a_text_that_no_cell_holds_is_refused() -> None:
    with pytest.raises(UsageError, match="32767个字，以“长长.*40000个字"):
        xlsx_of(_one_sheet(Line(text="长" * 40_000, style="opening")))


def test_sheets_have_names_that_office_programs_take() -> None:
    names = ("甲/乙:丙*[丁]", "", "", "'引号'", "History", "长" * 40, "长" * 40, "𠮷" * 20, "ABC", "abc")
    sections = tuple(Section(items=(Line(text="字"),), name=name) for name in names)
    titles = [sheet.title for sheet in _sheets(Paper(title="表", sections=sections))]
    assert titles == [
        "甲 乙 丙 丁",
        "表",
        "表(2)",
        "引号",
        "History(2)",
        "长" * 31,
        "长" * 28 + "(2)",
        "𠮷" * 15,
        "ABC",
        "abc(2)",
    ]


def test_pages_are_set_up_by_the_standard() -> None:
    cover, _, narrative, tables = _sheets(papers.hebei())
    assert (cover.oddFooter.center.text, cover.print_options.verticalCentered) == (None, True)
    assert (narrative.oddFooter.center.text, narrative.page_setup.firstPageNumber) == ("— &P —", None)
    assert narrative.page_setup.useFirstPageNumber and not tables.page_setup.useFirstPageNumber
    for sheet in (cover, narrative, tables):
        setup, margins = sheet.page_setup, sheet.page_margins
        assert (setup.paperSize, setup.orientation, setup.fitToHeight) == (9, "portrait", 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage and setup.blackAndWhite
        assert [round(inch * 25.4) for inch in (margins.top, margins.left, margins.right, margins.bottom)] == [
            37,
            28,
            26,
            35,
        ]
        assert sheet.print_area.endswith(f"${sheet.max_row}")
    (wide,) = _sheets(xlsx_samples.wide())
    assert (wide.page_setup.orientation, round(wide.page_margins.left * 25.4)) == ("landscape", 15)


def test_a_list_repeats_and_freezes_its_head() -> None:
    (sheet,) = _sheets(papers.flat())
    assert (sheet.freeze_panes, sheet.print_title_rows) == ("A8", "$6:$7")
    # A head below a long form would leave no room to scroll.
    (sheet,) = _sheets(_one_sheet(papers.project("护林", "1", "2", goals="一是巡山。\n" * 5)))
    assert (sheet.freeze_panes, sheet.print_title_rows) == (None, "$8:$8")
    # Heads of several tables cannot be repeated.
    assert _sheets(papers.hebei())[-1].print_title_rows is None


def _heights(sheet: Worksheet) -> list[float]:
    return [sheet.row_dimensions[row].height for row in range(1, sheet.max_row + 1)]


def test_rows_hold_their_texts_and_none_is_higher_than_a_workbook_allows() -> None:
    text = "每一段都要完整地印出来。" * 150
    box = Box(row=0, column=1, text=text)
    paper = _one_sheet(
        Grid(boxes=(Box(row=0, column=0, text="内容"), box), height=1, widths=(0.2, 0.8)), Line(text=text)
    )
    (sheet,) = _sheets(paper)
    heights = _heights(sheet)
    assert max(heights) <= 409
    first, second = (area for area in sheet.merged_cells.ranges if area.min_col > 1 or area.max_col == 2)
    for area, size, columns in ((first, 10.5, 33), (second, 16, 27)):
        assert sum(heights[area.min_row - 1 : area.max_row]) >= -(-len(text) // columns) * size * 1.3
    assert _read(paper) == [[(0, 0, 1, 1, "内容"), (0, 1, 1, 1, text)], text]


def test_no_page_begins_inside_a_merged_cell() -> None:
    (sheet,) = _sheets(papers.flat())
    heights, given = _heights(sheet), {brk.id for brk in sheet.row_breaks.brk}
    begins, used = [0], 0.0
    for row, height in enumerate(heights):
        if row in given or used + height > 156 / 25.4 * 72:
            begins.append(row)
            used = sum(heights[5:7])  # the head once more
        used += height
    merged = {row for area in sheet.merged_cells.ranges for row in range(area.min_row, area.max_row)}
    assert len(begins) == 5 and merged.isdisjoint(begins)


def test_a_form_a_little_longer_than_a_page_is_printed_on_one() -> None:
    def fits(goals: int) -> tuple[int | None, bool]:
        (sheet,) = _sheets(_one_sheet(papers.project("护林", "1", "2", goals="一是巡山。\n" * goals)))
        return sheet.page_setup.fitToHeight, sum(_heights(sheet)) > 225 / 25.4 * 72

    # A workbook says nothing where it means 1.
    assert [fits(2), fits(14), fits(30)] == [(0, False), (None, True), (0, True)]


def test_a_heading_stays_with_its_table() -> None:
    tables, _ = _sheets(xlsx_samples.many(5))
    starts = {brk.id + 1 for brk in tables.row_breaks.brk}
    assert len(starts) == 1 and all(".项目" in str(tables.cell(row, 1).value) for row in starts)


def test_new_pages_are_kept() -> None:
    sheet = _sheets(papers.hebei())[-1]
    last = max(brk.id for brk in sheet.row_breaks.brk)
    assert "绩效目标表" in sheet.cell(last + 1, 1).value


def test_odd_characters_break_nothing_outside_cells() -> None:
    """In the contents' links and in the properties, where XlsxWriter escapes nothing."""
    line = Line(text="1.清\x01淤\ufffe绩效目标表", style="heading1", outline=1)
    sections = (Section(items=(Contents(),), name="目录"), Section(items=(line,), name="1.清\x01淤"))
    book = openpyxl.load_workbook(io.BytesIO(xlsx_of(Paper(title="甲\x01乡", unit="甲\x02乡", sections=sections))))
    assert book.properties.title == "甲\ufffd乡"
    assert [cell.value for row in book.worksheets[0].iter_rows() for cell in row if cell.hyperlink] == [
        "1.清\ufffd淤\ufffd绩效目标表"
    ]
