"""Tables of old text files drawn with box signs, merged cells and all."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jixiao.documents.blocks import Table
from jixiao.documents.text import read

WIDE = """\
┌────┬─────────┐
│        │ 年度资金总额     │
│ 项目   ├────┬────┤
│ 资金   │ 财政   │ 其他   │
├────┼────┼────┤
│绩效目标│按时完成│ 甲     │
│        │任务    │ 每月   │
└────┴────┴────┘
"""
NARROW = """\
┌────────┬───────────────┐
│        │ 年度资金总额  │
│ 项目   ├───────┬───────┤
│ 资金   │ 财政  │ 其他  │
├────────┼───────┼───────┤
│绩效目标│完成 AB│ 甲    │
│        │CD任务 │ 每月  │
└────────┴───────┴───────┘
"""


def _tables(text: str) -> list[Table]:
    return [*read(text.encode(), "a.txt").tables()]


def _cells(text: str) -> list[tuple[object, ...]]:
    (table,) = _tables(text)
    assert not table.ragged
    return [(cell.row, cell.column, cell.rows, cell.columns, cell.text) for cell in table.cells]


@pytest.mark.parametrize(("text", "goal"), [(WIDE, "按时完成任务"), (NARROW, "完成 AB CD任务")])
def test_a_table_of_box_signs_is_the_grid_that_it_shows(text: str, goal: str) -> None:
    assert _cells(f"标题\n{text}下一段\n") == [
        (0, 0, 2, 1, "项目\n资金"),
        (0, 1, 1, 2, "年度资金总额"),
        (1, 1, 1, 1, "财政"),
        (1, 2, 1, 1, "其他"),
        (2, 0, 1, 1, "绩效目标"),
        (2, 1, 1, 1, goal),
        (2, 2, 1, 1, "甲\n每月"),
    ]


def test_bars_need_not_stand_below_each_other() -> None:
    assert _cells("┌──┬──┐\n│名称│值│\n├──┼──┤\n│甲│1│\n└──┴──┘\n") == [
        (0, 0, 1, 1, "名称"), (0, 1, 1, 1, "值"), (1, 0, 1, 1, "甲"), (1, 1, 1, 1, "1"),
    ]  # fmt: skip


def test_cells_know_their_lines() -> None:
    (table,) = _tables(WIDE)
    assert [cell.line for cell in table.cells] == [3, 2, 4, 4, 6, 6, 6]


def test_words_on_a_rule_belong_to_the_cell_that_it_does_not_cut() -> None:
    text = "┌──┬──┐\n│    │甲  │\n│资金├──┤\n│    │乙  │\n└──┴──┘\n"
    assert _cells(text) == [(0, 0, 2, 1, "资金"), (0, 1, 1, 1, "甲"), (1, 1, 1, 1, "乙")]


def test_a_list_with_a_rule_below_its_head_only_has_a_row_a_line() -> None:
    (table,) = _tables("┌──┬──┐\n│名称│值  │\n├──┼──┤\n│甲  │1   │\n│乙  │2   │\n└──┴──┘\n")
    assert [(cell.row, cell.text) for cell in table.cells] == [
        (0, "名称"), (0, "值"), (1, "甲"), (1, "1"), (2, "乙"), (2, "2"),
    ]  # fmt: skip
    assert table.ragged


@pytest.mark.parametrize(
    "damage",
    [
        ("│ 财政   │ 其他   │", "│ 财政     其他   │"),
        ("├────┼────┼────┤", "├────┼─────────┤"),
        ("└────┴────┴────┘\n", ""),
        ("┌────┬─────────┐", "┌────┬──────────┐"),
    ],
)
def test_a_drawing_that_does_not_add_up_is_no_grid(damage: tuple[str, str]) -> None:
    assert damage[0] in WIDE
    assert all(table.ragged for table in _tables(WIDE.replace(*damage)))


def test_an_upper_edge_alone_is_a_border_or_a_line() -> None:
    blocks = read("┌──┐\n.====.\n正文\n".encode(), "a.txt")
    assert [paragraph.text for paragraph in blocks.paragraphs()] == [".====.", "正文"]


@settings(derandomize=True, max_examples=300, deadline=None)
@given(st.lists(st.text(alphabet="┌┬┐├┼┤└┴┘│─.'+:|=- 甲\\", max_size=9), max_size=8))
def test_whatever_the_signs_a_drawn_table_is_whole(lines: list[str]) -> None:
    for edge in ("┌─┬─┐", ".=.=."):
        for table in _tables("\n".join([edge, *lines])):
            if not table.ragged:
                assert sum(cell.rows * cell.columns for cell in table.cells) == table.height * table.width


def test_an_own_drawing_that_was_spoilt_is_no_grid() -> None:
    text = ".===.===.\n| 甲 | 乙 |\n|   +---+\n|   | 丙 |\n'==='==='\n"
    assert [cell.text for table in _tables(text) for cell in table.cells if not table.ragged] == ["甲", "乙", "丙"]
    for damage in (("+---+", "+---'"), ("| 丙 |", "丙"), ("'==='==='", "")):
        assert all(table.ragged for table in _tables(text.replace(*damage)))
