"""Papers as HTML: what is written is read back, with and without inputs, and the page keeps to itself."""

from __future__ import annotations

import base64
import hashlib
import re

import pytest
from hypothesis import given, settings
from msgspec.structs import replace
from selectolax.lexbor import LexborHTMLParser

from jixiao.documents import read_blocks
from jixiao.documents.blocks import Cell, Table
from jixiao.documents.writing.html import html_of
from jixiao.documents.writing.html_grid import grid_markup
from jixiao.documents.writing.paper import Box, Entry, Grid, Item, Line, Paper, Section
from tests.documents.writing.papers import cell, grid, grids, papers, value

PAPERS = papers()


def _paper(*items: Item) -> Paper:
    return Paper(title="样张", sections=(Section(items=items),))


def _page(paper: Paper, editable: bool = False) -> LexborHTMLParser:
    return LexborHTMLParser(html_of(paper, editable).decode())


def _words(text: str) -> str:
    return text.replace("\u200b", "")


def _cells(grid: Grid, editable: bool) -> list[tuple[object, ...]]:
    """What a reader should find; a mark of a missing value is no value where one can be entered."""
    return [
        (box.row, box.column, box.rows, box.columns, "" if editable and box.missing and box.entry else _words(box.text))
        for box in grid.boxes
    ]


def _found(table: Table) -> list[tuple[object, ...]]:
    return [(cell.row, cell.column, cell.rows, cell.columns, cell.text) for cell in table.cells]


def _table(page: str | bytes) -> Table:
    data = page.encode() if isinstance(page, str) else page
    (table,) = read_blocks(data, "a.html").tables()
    return table


@pytest.mark.parametrize("editable", [False, True])
@pytest.mark.parametrize("name", PAPERS)
def test_a_paper_reads_back(name: str, editable: bool) -> None:
    paper = PAPERS[name]
    blocks = read_blocks(html_of(paper, editable), "a.html")
    lines = [item for item in paper.items() if isinstance(item, Line)]
    expected = [_words(f"{line.text}\t{line.right}" if line.right else line.text) for line in lines]
    assert [paragraph.text for paragraph in blocks.paragraphs()] == expected
    roles = ["heading" if line.outline else "body" for line in lines]
    assert [paragraph.role for paragraph in blocks.paragraphs()] == roles
    written = [item for item in paper.items() if isinstance(item, Grid)]
    assert [_found(table) for table in blocks.tables()] == [_cells(grid, editable) for grid in written]
    assert [table.width for table in blocks.tables()] == [len(grid.widths) for grid in written]
    assert blocks.notes == ()


@settings(derandomize=True, max_examples=60, deadline=None)
@given(grids())
def test_any_grid_reads_back(grid: Grid) -> None:
    entered = tuple(replace(box, entry=Entry(path="a")) for box in grid.boxes)
    for one in (grid, replace(grid, boxes=entered)):
        for editable in (False, True):
            table = _table(html_of(_paper(one), editable))
            assert _found(table) == _cells(one, editable)
            assert (table.height, table.width) == (one.height, len(one.widths))


def test_entered_values_are_read_from_the_saved_page() -> None:
    entries = (
        Box(row=0, column=0, text="甲", entry=Entry(path="a"), role="value"),
        Box(row=0, column=1, text="1.00", entry=Entry(path="b", kind="amount"), role="value"),
        Box(row=0, column=2, text="定性", entry=Entry(path="c", choices=("≥", "定性")), role="value"),
    )
    page = html_of(_paper(Grid(boxes=entries, height=1, widths=(0.4, 0.3, 0.3))), editable=True).decode()
    # As the script leaves them, see html_page.js.
    page = page.replace("\n甲</textarea>", "第一行\n\n  第二行 </textarea>").replace('value="1.00"', 'value="2,500.5"')
    page = page.replace("<option>≥", '<option selected="">≥').replace("<option selected>", "<option>")
    assert [cell.text for cell in _table(page).cells] == ["第一行\n\n  第二行", "2,500.5", "≥"]


def test_the_same_paper_gives_the_same_bytes() -> None:
    assert html_of(PAPERS["hebei"], True) == html_of(papers()["hebei"], True)


@pytest.mark.parametrize("editable", [False, True])
def test_the_page_loads_nothing_and_allows_only_its_own_style_and_script(editable: bool) -> None:
    text = html_of(PAPERS["odd"], editable).decode()
    page = LexborHTMLParser(text)
    (policy,) = page.css('meta[http-equiv="Content-Security-Policy"]')
    for tag in ("style", "script"):
        for element in page.css(tag):
            digest = base64.b64encode(hashlib.sha256(element.text().encode()).digest()).decode()
            assert f"{tag}-src 'sha256-{digest}'" in str(policy.attributes["content"])
    assert len(page.css("script")) == editable
    assert page.css("[style],[src],link,img,[onclick],form") == []
    assert "http:" not in text and "https:" not in text and "url(" not in text


def test_headings_are_headings_and_the_contents_lead_to_them() -> None:
    page = _page(PAPERS["hebei"])
    headings = {node.attributes["id"]: (node.tag, node.text()) for node in page.css("h1,h2,h3")}
    lines = [item for item in PAPERS["hebei"].items() if isinstance(item, Line) and item.outline]
    assert [*headings.values()] == [(f"h{line.outline}", line.text) for line in lines]
    links = [(str(link.attributes["href"]).removeprefix("#"), link.text()) for link in page.css("nav a")]
    assert links == [(key, text) for key, (_, text) in headings.items()]
    root, title = page.css_first("html"), page.css_first("title")
    assert root and root.attributes["lang"] == "zh-CN"
    assert title and title.text() == PAPERS["hebei"].title


def test_labels_name_their_row_or_their_columns() -> None:
    page = _page(
        _paper(grid([[cell("项目名称"), value("甲")], [cell("指标"), cell("指标值")], [value("数量"), value("5")]]))
    )
    scopes = [(node.text(), node.attributes["scope"]) for node in page.css("th")]
    assert scopes == [("项目名称", "row"), ("指标", "col"), ("指标值", "col")]


def test_a_table_bears_the_name_of_the_heading_above_it() -> None:
    one = grid([[cell("甲")]])
    page = _page(_paper(one, Line(text='项目"一"', style="heading1", outline=1), Line(text="正文"), one))
    assert [table.attributes["aria-label"] for table in page.css("table")] == ["样张", '项目"一"']


def test_the_head_of_a_list_is_one_for_print_where_html_can_say_so() -> None:
    rows = [[cell("序号"), cell("名称")], [value("1"), value("甲")]]
    assert [node.text(deep=True).strip() for node in _page(_paper(grid(rows, (0, 1)))).css("thead")] == ["序号名称"]
    below = grid([[value("上"), value("上")], *rows], (1, 2))
    reaching = grid([[cell("绩效指标"), cell("名称")], [cell("^"), value("甲")]], (0, 1))
    assert _page(_paper(below, reaching)).css("thead") == []


def test_pages_are_named_by_their_direction_and_number() -> None:
    line = (Line(text="甲"),)
    sections = (
        Section(items=line, numbered=False, centred=True),
        Section(items=line),
        Section(items=line, numbered=False, landscape=True),
        Section(items=line, landscape=True),
    )
    classes = [node.attributes["class"] for node in _page(Paper(title="样张", sections=sections)).css("section")]
    assert classes == ["sheet upright plain centred", "sheet upright swapped", "sheet lying plain", "sheet lying"]


def _input(box: Box) -> str:
    markup = grid_markup(Grid(boxes=(box,), height=1, widths=(1.0,)), editable=True)
    found = re.search(r"<td[^>]*>(.*)</td>", markup, re.DOTALL)
    assert found
    return found[1]


def test_every_kind_of_entry_has_its_input() -> None:
    entry = Entry(path="a[0].b", label='年度"总额"', required=True, longest=20)
    box = Box(row=0, column=0, text="1,200.00", entry=entry)
    common = 'name="a[0].b" aria-label="年度&quot;总额&quot;" required'
    assert _input(box) == f'<textarea rows="1" {common} maxlength="20">\n1,200.00</textarea>'
    amount = replace(box, entry=replace(entry, kind="amount"))
    number = f'<input type="text" inputmode="decimal" autocomplete="off" {common} maxlength="20"'
    assert _input(amount) == f'{number} value="1,200.00">'
    missing = replace(amount, text="待填", missing=True)
    assert _input(missing) == f'{number} placeholder="待填" value="">'
    choice = replace(box, text="优", entry=replace(entry, choices=("优", "良")))
    choose = f'<select {common}><option value="" label='
    assert _input(choice) == f'{choose}" "></option><option selected>优</option><option>良</option></select>'
    assert _input(replace(choice, text="")).startswith(f'{choose}" " selected></option><option>优')
    marked = replace(choice, text="待填", missing=True)
    assert _input(marked) == f'{choose}"待填" selected></option><option>优</option><option>良</option></select>'
    assert _input(replace(choice, text="极好")).endswith("<option>良</option><option selected>极好</option></select>")


def test_a_field_is_as_high_as_its_text_where_it_cannot_grow() -> None:
    text = "四" * 81 + "\n" + "五"
    assert _input(Box(row=0, column=0, text=text, entry=Entry(path="a"))).startswith('<textarea rows="4"')


def test_inputs_are_only_where_an_entry_is_and_in_reading_order() -> None:
    paper = PAPERS["hebei"]
    boxes = [box for item in paper.items() if isinstance(item, Grid) for box in item.boxes]
    page = _page(paper, editable=True)
    names = [node.attributes["name"] for node in page.css("input,select,textarea")]
    assert names == [box.entry.path for box in boxes if box.entry]
    assert page.css("[tabindex],[autofocus]") == []
    assert _page(paper).css("input,select,textarea,button") == []


def test_what_is_written_has_no_control_characters() -> None:
    one = Grid(boxes=(Box(row=0, column=0, text="甲\x00\x07乙\u2028丙"),), height=1, widths=(1.0,))
    assert _table(html_of(_paper(one))).cells == (Cell(0, 0, "甲乙\n丙", line=1),)
