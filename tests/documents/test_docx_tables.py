"""Tables of Word files: every way to merge cells ends in the same rectangles, and the grid has no gap."""

from __future__ import annotations

import io

import docx as python_docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jixiao.documents import read_blocks
from tests.documents.docx_files import blocks, cell, layout, only_table, paragraph, row, run, table, texts

RESTART, CONTINUE = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def span(columns: object) -> str:
    return f'<w:gridSpan w:val="{columns}"/>'


def test_a_table_of_an_office_library() -> None:
    document = python_docx.Document()
    grid = document.add_table(rows=3, cols=3)
    for number, one in enumerate(one for line in grid.rows for one in line.cells):
        one.text = str(number)
    grid.cell(0, 0).merge(grid.cell(1, 1)).text = "合\n并"
    buffer = io.BytesIO()
    document.save(buffer)
    found = only_table(read_blocks(buffer.getvalue(), "a"))
    assert (found.number, found.height, found.width, found.ragged) == (1, 3, 3, False)
    assert layout(found) == [
        (0, 0, 2, 2, "合\n并"), (0, 2, 1, 1, "2"), (1, 2, 1, 1, "5"),
        (2, 0, 1, 1, "6"), (2, 1, 1, 1, "7"), (2, 2, 1, 1, "8"),
    ]  # fmt: skip


def test_cells_hold_their_paragraphs_without_outer_blanks() -> None:
    found = only_table(blocks(table(row(cell(" 一\n\n二\u3000"), cell()))))
    assert layout(found) == [(0, 0, 1, 1, "一\n二"), (0, 1, 1, 1, "")]
    assert [one.line for one in found.cells] == [1, 4]


def test_old_marks_merge_sideways() -> None:
    start, on = '<w:hMerge w:val="restart"/>', '<w:hMerge w:val="continue"/>'
    found = only_table(blocks(table(row(cell("甲", start), cell("", on), cell("乙")), row(*map(cell, "123")))))
    assert layout(found)[:2] == [(0, 0, 1, 2, "甲"), (0, 2, 1, 1, "乙")]


def test_marks_of_both_directions_make_one_rectangle() -> None:
    first = row(cell("甲", RESTART + span(2)), cell("乙"))
    found = only_table(blocks(table(first, row(cell("", CONTINUE + span(2)), cell("丙")))))
    assert layout(found) == [(0, 0, 2, 2, "甲"), (0, 2, 1, 1, "乙"), (1, 2, 1, 1, "丙")]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param(
            [row(cell("甲", CONTINUE)), row(cell("", CONTINUE))], [(0, 0, 2, 1, "甲")], id="a merge without its start"
        ),
        pytest.param(
            [row(cell("甲", RESTART), cell("乙")), row(cell("丙", CONTINUE + span(2)))],
            [(0, 0, 1, 1, "甲"), (0, 1, 1, 1, "乙"), (1, 0, 1, 2, "丙")],
            id="a merge of other width",
        ),
        pytest.param(
            [row(cell("甲", RESTART)), row(cell("乙", RESTART)), row(cell("", CONTINUE))],
            [(0, 0, 1, 1, "甲"), (1, 0, 2, 1, "乙")],
            id="a merge below another",
        ),
        pytest.param(
            [row(cell("甲", RESTART)), row(cell("乙")), row(cell("丙", CONTINUE))],
            [(0, 0, 1, 1, "甲"), (1, 0, 1, 1, "乙"), (2, 0, 1, 1, "丙")],
            id="a merge that was interrupted",
        ),
    ],
)
def test_merges_downwards(rows: list[str], expected: list[object]) -> None:
    assert layout(only_table(blocks(table(*rows)))) == expected


def test_what_a_merge_hides_is_noted_unless_it_says_the_same() -> None:
    rows = [row(cell("产出", RESTART)), row(cell("产出", CONTINUE)), row(cell("效益", CONTINUE))]
    found = blocks(table(*rows))
    assert layout(only_table(found)) == [(0, 0, 3, 1, "产出")]
    assert [(note.kind, note.text, note.at.line) for note in found.notes] == [("hidden_text", "效益", 3)]


def test_left_out_columns_and_short_rows_are_empty_cells() -> None:
    rows = [
        row(*map(cell, "1234")),
        row(cell("甲"), properties='<w:gridBefore w:val="1"/><w:gridAfter w:val="2"/>'),
        row(cell("乙", span(3))),
    ]
    found = only_table(blocks(table(*rows)))
    assert found.width == 4
    assert layout(found)[4:] == [
        (1, 0, 1, 1, ""), (1, 1, 1, 1, "甲"), (1, 2, 1, 2, ""), (2, 0, 1, 3, "乙"), (2, 3, 1, 1, ""),
    ]  # fmt: skip


@pytest.mark.parametrize(("value", "columns"), [(10**9, 63), (10**30, 63), (0, 1), (-3, 1), ("x", 1), (63, 63)])
def test_an_absurd_span_is_bounded(value: object, columns: int) -> None:
    found = only_table(blocks(table(row(cell("甲", span(value))))))
    assert layout(found) == [(0, 0, 1, columns, "甲")]


def test_controls_around_rows_cells_and_content_are_seen_through() -> None:
    def control(content: str) -> str:
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{content}</w:sdtContent></w:sdt>"

    inside = f"<w:tc>{control(paragraph('乙'))}</w:tc>"
    marked = f"<w:customXml>{row(cell('丙'), cell('丁'))}</w:customXml>"
    found = only_table(blocks(control(table(control(row(control(cell("甲")), inside)), marked))))
    assert layout(found) == [(0, 0, 1, 1, "甲"), (0, 1, 1, 1, "乙"), (1, 0, 1, 1, "丙"), (1, 1, 1, 1, "丁")]


def test_nested_tables_follow_the_one_that_holds_them() -> None:
    deepest = table(row(cell("最内")))
    inner = table(row(cell("内"), f"<w:tc>{deepest}<w:p/></w:tc>"))
    outer = table(
        row(f"<w:tc>{paragraph('外')}{inner}{paragraph('尾')}</w:tc>", f"<w:tc>{table(row(cell('旁')))}</w:tc>")
    )
    found = list(blocks(outer + table(row(cell("后")))).tables())
    assert [(one.number, one.parent) for one in found] == [(1, None), (2, 1), (3, 2), (4, 1), (5, None)]
    assert [[one.text for one in each.cells] for each in found] == [
        ["外\n尾", ""], ["内", ""], ["最内"], ["旁"], ["后"],
    ]  # fmt: skip


def test_a_text_box_in_a_cell_stays_in_the_cell() -> None:
    box = f"<w:r><w:pict><w:txbxContent>{paragraph('框')}{table(row(cell('表')))}</w:txbxContent></w:pict></w:r>"
    found = list(blocks(table(row(f"<w:tc><w:p>{run('锚')}{box}</w:p></w:tc>"))).tables())
    assert [one.cells[0].text for one in found] == ["锚\n框", "表"]
    assert found[1].parent == 1


def test_empty_tables_and_rows_leave_nothing() -> None:
    found = blocks(table() + table(row()) + "<w:tbl/>" + table("<w:tr/>", row(cell("甲")), row()) + paragraph("后"))
    assert [(one.number, one.height, one.width) for one in found.tables()] == [(1, 1, 1)]
    assert texts(found) == ["后"]
    assert layout(only_table(blocks("<w:tbl><w:tr><w:tc/></w:tr></w:tbl>"))) == [(0, 0, 1, 1, "")]


def test_a_hidden_row_is_left_out_with_a_note() -> None:
    found = blocks(table(row(cell("甲")), row(cell("密"), properties="<w:hidden/>"), row(cell("乙"))))
    assert layout(only_table(found)) == [(0, 0, 1, 1, "甲"), (1, 0, 1, 1, "乙")]
    assert [note.text for note in found.notes] == ["密"]


def test_markup_in_a_strange_order_loses_no_words() -> None:
    found = blocks(
        f"<w:tc>{paragraph('格')}</w:tc><w:tr>{cell('行')}</w:tr><w:p><w:p>{run('内')}</w:p>{run('外')}</w:p>"
    )
    assert texts(found)[0] == "格"
    assert set(texts(found)[1:]) == {"内", "外"}


@given(st.data())
@settings(derandomize=True, max_examples=60, deadline=None)
def test_every_position_of_the_grid_belongs_to_one_cell(data: st.DataObject) -> None:
    """Whatever spans and marks the rows have, the rectangles tile the grid."""
    merges = st.sampled_from(["", "", RESTART, CONTINUE, '<w:hMerge w:val="restart"/>', "<w:hMerge/>"])
    cells = st.lists(st.tuples(st.integers(1, 3), merges), min_size=1, max_size=5)
    rows = data.draw(st.lists(st.tuples(st.integers(0, 2), cells), min_size=1, max_size=6))
    found = only_table(
        blocks(
            table(
                *(
                    row(
                        *(cell("格", span(width) + merge) for width, merge in content),
                        properties=f'<w:gridBefore w:val="{before}"/>' if before else "",
                    )
                    for before, content in rows
                )
            )
        )
    )
    covered = [
        (one.row + down, one.column + right)
        for one in found.cells
        for down in range(one.rows)
        for right in range(one.columns)
    ]
    assert sorted(covered) == [(down, right) for down in range(found.height) for right in range(found.width)]
    assert [(one.row, one.column) for one in found.cells] == sorted((one.row, one.column) for one in found.cells)
