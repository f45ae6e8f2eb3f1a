"""Word files: what is written reads back, and says of itself what an official paper should."""

from __future__ import annotations

import io
import zipfile

import docx as python_docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jixiao.documents import read_blocks
from jixiao.documents.blocks import Blocks, Paragraph, Table
from jixiao.documents.traits import traits_of
from jixiao.documents.writing.docx import docx_of
from jixiao.documents.writing.paper import Box, Grid, Item, Line, Paper, Section
from tests.documents.writing.papers import ABOVE, flat, grid, grids, hebei, papers, value

Corner = tuple[int, int, int, int, str]


def paper(*items: Item, landscape: bool = False) -> Paper:
    return Paper(title="样张", sections=(Section(items=items, landscape=landscape),))


def read(written: Paper) -> Blocks:
    return read_blocks(docx_of(written), "a.docx")


def part(written: Paper, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(docx_of(written))) as archive:
        return archive.read(name).decode()


def body(*items: Item) -> str:
    return part(paper(*items), "word/document.xml")


def corners(found: Grid | Table) -> list[Corner]:
    cells = found.boxes if isinstance(found, Grid) else found.cells
    return [(one.row, one.column, one.rows, one.columns, _joined(one.text)) for one in cells]


def _joined(text: str) -> str:
    """The words of a cell as readers give them: without empty lines."""
    return "\n".join(line for line in text.split("\n") if line.strip())


def one_below_the_other(tables: list[Table]) -> list[Corner]:
    found: list[Corner] = []
    above = 0
    for table in tables:
        found += [(row + above, column, rows, columns, text) for row, column, rows, columns, text in corners(table)]
        above += table.height
    return found


# ---- reading back ----


@pytest.mark.parametrize("name", papers())
def test_every_sample_reads_back(name: str) -> None:
    written = papers()[name]
    found = read(written)
    assert (found.unread, found.notes) == ((), ())
    lines = [f"{line.text}\t{line.right}" if line.right else line.text for line in written.items() if _is_line(line)]
    assert [one.text for one in found.paragraphs() if one.role != "contents"] == lines
    expected = [corner for item in written.items() if isinstance(item, Grid) for corner in corners(item)]
    heights = [item.height for item in written.items() if isinstance(item, Grid)]
    tables = list(found.tables())
    got: list[Corner] = []
    for height in heights:
        parts = [tables.pop(0)]
        while sum(table.height for table in parts) < height:
            parts.append(tables.pop(0))
        got += one_below_the_other(parts)
    assert (got, tables) == (expected, [])


def _is_line(item: Item) -> bool:
    return isinstance(item, Line)


@given(grids(), st.booleans())
@settings(derandomize=True, max_examples=60, deadline=None)
def test_any_grid_reads_back(one: Grid, landscape: bool) -> None:
    (found,) = read(paper(one, landscape=landscape)).tables()
    assert corners(found) == corners(one)
    assert (found.height, found.width) == (one.height, len(one.widths))


@given(st.text(max_size=30))
@settings(derandomize=True, max_examples=60, deadline=None)
def test_any_words_make_a_file_that_opens(words: str) -> None:
    found = read(paper(Line(text=words), grid([[value(words or "空")]])))
    assert found.unread == ()
    python_docx.Document(io.BytesIO(docx_of(paper(Line(text=words)))))


def test_what_xml_cannot_hold_is_seen() -> None:
    (found,) = read(paper(Line(text="甲\x00乙\x0b丙\ud800丁\uffff"))).paragraphs()
    assert found.text == "甲\ufffd乙\ufffd丙\ufffd丁\ufffd"


def test_line_ends_of_any_machine_are_line_ends() -> None:
    found = read(paper(Line(text="甲\r\n乙"), grid([[value("丙\r\n丁\r戊")]])))
    (line,), (table,) = found.paragraphs(), found.tables()
    assert (line.text, table.cells[0].text) == ("甲\n乙", "丙\n丁\n戊")


def test_two_grids_stay_two() -> None:
    one = grid([[value("甲")]])
    assert len(list(read(paper(one, one)).tables())) == 2


def test_the_same_paper_gives_the_same_bytes() -> None:
    assert docx_of(hebei()) == docx_of(hebei())


# ---- headings and contents ----


def test_headings_are_headings_at_the_level_that_the_paper_says() -> None:
    found = python_docx.Document(io.BytesIO(docx_of(hebei())))
    styles = {one.text: one.style.name for one in found.paragraphs if one.style is not None}
    assert styles["第一部分\u3000部门整体绩效目标"] == "Heading 1"
    assert styles["一、总体绩效目标"] == "Heading 2"
    assert styles["（1）护林防火巡查"] == "Heading 3"
    assert styles["1.预算安排"] == "三级标题"
    headings = [one.text for one in read(hebei()).paragraphs() if one.role == "heading"]
    outlined = [one.text for one in hebei().items() if isinstance(one, Line) and (one.outline or one.style == "title")]
    assert headings == outlined


def test_another_look_at_the_same_level_keeps_its_look() -> None:
    first, second = Line(text="甲", style="part", outline=1), Line(text="乙", style="title", outline=1)
    found = body(first, second)
    assert '<w:pStyle w:val="Heading1"/></w:pPr>' in found
    assert '<w:pStyle w:val="title"/><w:keepNext/><w:outlineLvl w:val="0"/>' in found


def test_contents_point_at_their_lines() -> None:
    found = part(hebei(), "word/document.xml")
    outlined = [one for one in hebei().items() if isinstance(one, Line) and one.outline]
    for number in range(1, len(outlined) + 1):
        mark = f"_Toc{number:09}"
        assert found.count(f'w:name="{mark}"') == found.count(f'w:anchor="{mark}"') == 1
        assert found.count(f" PAGEREF {mark} \\h ") == 1
    assert "updateFields" not in part(hebei(), "word/settings.xml")
    listed = [one.text for one in read(hebei()).paragraphs() if one.role == "contents"]
    assert listed[:3] == ["目录", "第一部分\u3000部门整体绩效目标\t1", "一、总体绩效目标\t1"]


def test_a_break_in_a_heading_is_a_blank_in_the_contents() -> None:
    (_, entry) = [one.text for one in read(papers()["odd"]).paragraphs() if one.role == "contents"]
    assert entry == "第一章 A & B <C> 丁\t1"


# ---- lines and marks ----


def test_signs_of_both_scripts_are_set_in_the_chinese_font() -> None:
    assert '<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t xml:space="preserve">“甲”</w:t>' in body(
        Line(text="“甲”")
    )
    assert "hint" not in body(Line(text='甲"乙"'))


def test_words_on_the_right_stand_at_a_tab_stop() -> None:
    line = Line(text="部门：某镇", right="单位：元", style="table_line")
    assert '<w:tab w:val="right" w:pos="8844"/>' in body(line)
    turned = part(paper(line, landscape=True), "word/document.xml")
    assert '<w:tab w:val="right" w:pos="14003"/>' in turned
    (told,) = traits_of(docx_of(flat()), "a").tables or ()
    assert told.unit_line is not None and told.unit_line.alignment == "right"


def test_marks_are_coloured_and_nothing_else_is() -> None:
    found = body(Line(text="待填", missing=True), Line(text="已填"), Grid(
        boxes=(Box(row=0, column=0, text="待填", missing=True),), height=1, widths=(1.0,)))  # fmt: skip
    assert found.count('<w:rStyle w:val="missing"/>') == 2
    style = part(hebei(), "word/styles.xml").split('w:styleId="missing"')[1].split("</w:style>")[0]
    assert 'w:color w:val="C00000"' in style
    assert 'w:fill="FFF2CC"' in style


def test_a_line_may_begin_a_page() -> None:
    assert body(Line(text="甲"), Line(text="乙", new_page=True)).count("<w:pageBreakBefore/>") == 1


# ---- tables ----


def test_a_head_on_top_is_repeated() -> None:
    found = part(flat(), "word/document.xml")
    assert found.count("<w:tblHeader/>") == 2
    assert found.count("<w:cantSplit/>") == found.count("<w:tr>") == 62
    assert [one.repeats_head for one in traits_of(docx_of(flat()), "a").tables or ()] == [True]


def test_a_head_within_is_repeated_only_where_the_page_ends_below_it() -> None:
    whole, broken = _form(3), _form(40)
    assert ("tblHeader" in body(whole), body(whole).count("<w:tbl>")) == (False, 1)
    found = body(broken)
    first, second = found.split("</w:tbl>")[:2]
    assert ("tblHeader" in first, second.count("<w:tblHeader/>")) == (False, 1)
    assert "<w:keepNext/><w:rPr><w:vanish/></w:rPr>" in second.split("<w:tbl>")[0]
    # The upper table leaves the line at the joint to the lower one.
    assert first.split("<w:tr>")[-1].count('<w:tcBorders><w:bottom w:val="nil"/></w:tcBorders>') == 2


def test_at_the_end_of_a_page_both_tables_of_a_broken_grid_have_their_line() -> None:
    # The head and the group of eight below it have no room under the 24 rows: the page ends above the head.
    above = [[value("项目", 2), value("甲", 4)]] * 31
    group = [[value("丙" if row == 0 else ABOVE, 3), value("≥1次", 3)] for row in range(8)]
    found = body(grid([*above, [value("指标", 3), value("指标值", 3)], *group * 5], head=(31, 32)))
    assert found.count("<w:tbl>") == 2
    assert '<w:bottom w:val="nil"/>' not in found


def test_words_that_reach_out_of_a_repeated_head_stand_on_top() -> None:
    rows = [[value("绩效指标", 1), value("指标值", 1)], *([value(ABOVE, 1), value("一", 1)] for _ in range(9))]
    assert body(grid(rows, head=(0, 1))).count('<w:vAlign w:val="top"/>') == 1
    assert '<w:vAlign w:val="top"/>' not in body(grid(rows))


def _form(rows: int) -> Grid:
    above = [[value("项目", 2), value("甲", 4)], [value("目标", 2), value("乙", 4)]]
    head = [value("指标", 3), value("指标值", 3)]
    return grid([*above, head, *([value("丙", 3), value("≥1次", 3)] for _ in range(rows))], head=(2, 3))


def test_a_box_without_frame_draws_only_the_lines_of_its_neighbours() -> None:
    boxes = (
        Box(row=0, column=0, text="单位", frame=False),
        Box(row=0, column=1, text="元", frame=False),
        Box(row=1, column=0, text="甲"),
        Box(row=1, column=1, frame=False),
    )
    cells = body(Grid(boxes=boxes, height=2, widths=(0.5, 0.5))).split("<w:tc>")[1:]
    drawn = [
        [side for side in ("top", "left", "bottom", "right") if f'<w:{side} w:val="single"' in one] for one in cells
    ]
    assert drawn == [["bottom"], [], [], ["left"]]


def test_columns_add_up_to_the_width_of_the_text() -> None:
    third = Grid(boxes=tuple(Box(row=0, column=column) for column in range(3)), height=1, widths=(1 / 3,) * 3)
    widths = [int(one.split('"')[0]) for one in body(third).split('<w:gridCol w:w="')[1:]]
    assert (sum(widths), max(widths) - min(widths)) == (8844, 0)


# ---- the file ----


def test_the_file_tells_what_it_is_and_not_who_made_it() -> None:
    told = traits_of(docx_of(hebei()), "a")
    assert told.properties is not None
    assert told.properties.title == "云河县青石镇人民政府2025年部门预算绩效文本"
    assert (told.properties.author, told.properties.last_author) == (None, None)
    assert told.properties.company == "云河县青石镇人民政府"
    assert "<dc:language>zh-CN</dc:language>" in part(hebei(), "docProps/core.xml")
    assert told.hidden == ()


def test_the_page_is_that_of_an_official_paper() -> None:
    told = traits_of(docx_of(hebei()), "a")
    assert told.sections is not None and told.page_numbers is not None
    for section in told.sections:
        assert [float(one) for one in (section.width_mm, section.height_mm)] == [210, 297]
        margins = (section.top_mm, section.bottom_mm, section.left_mm, section.right_mm)
        assert [float(one or 0) for one in margins] == [37, 35, 28, 26]
        assert (section.lines, section.characters) == (22, 28)
    numbers = {(one.pages, one.alignment, one.has_dashes, float(one.size_pt or 0)) for one in told.page_numbers}
    assert numbers == {("odd", "right", True, 14), ("even", "left", True, 14)}


def test_lying_pages_lie() -> None:
    (section,) = traits_of(docx_of(flat()), "a").sections or ()
    assert section.is_landscape
    assert (float(section.width_mm), float(section.height_mm)) == (297, 210)


def test_numbers_begin_at_the_first_numbered_section() -> None:
    items = (Line(text="甲"),)
    sections = [Section(items=items, numbered=numbered) for numbered in (False, True, True, False, True)]
    found = part(Paper(title="样张", sections=tuple(sections)), "word/document.xml").split("<w:sectPr>")[1:]
    starts = [one.split('w:start="')[1].split('"')[0] if "w:start" in one else None for one in found]
    assert starts == [None, "1", None, None, "3"]
    assert ['r:id="none"' in one for one in found] == [True, False, False, True, False]


def test_paragraphs_are_kept_apart() -> None:
    found = read(paper(Line(text="甲"), grid([[value("乙")]]), Line(text="丙")))
    assert [one.text if isinstance(one, Paragraph) else "表" for one in found.items] == ["甲", "表", "丙"]
