"""A .doc file written by an office program: everything that a plan may hold, at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from jixiao.documents import doc
from jixiao.documents.blocks import Blocks, Paragraph, Table

PLAN = Path(__file__).parents[1] / "data" / "documents" / "plan.doc"
LISTS = PLAN.with_name("lists.doc")


@pytest.fixture(scope="module")
def plan() -> Blocks:
    return doc.read(PLAN.read_bytes(), PLAN.name)


def _grid(table: Table) -> list[tuple[int, int, int, int, str]]:
    return [(cell.row, cell.column, cell.rows, cell.columns, cell.text) for cell in table.cells]


def test_paragraphs_in_reading_order(plan: Blocks) -> None:
    assert [(paragraph.text, paragraph.role) for paragraph in plan.paragraphs()] == [
        ("第一部分 部门整体绩效目标", "heading"),
        ("一、总体绩效目标\t3", "contents"),
        ("一、总体绩效目标", "heading"),
        ("2025年，我镇将围绕目标，做好各项工作。", "body"),
        ("修订前插入的修订后", "body"),
        ("可见又可见𠀀尾", "body"),
        ("一、甲目标", "body"),
        ("（一）甲一", "body"),
        ("1. 细一", "body"),
        ("2. 细二", "body"),
        ("（二）甲二", "body"),
        ("二、乙目标", "body"),
        ("（一）乙一", "body"),
        ("文本框锚点", "body"),
        ("框内第一段", "body"),
        ("框内第二段", "body"),
        ("单位：元1行一\n行二\t尾", "body"),
        ("1.道路1绩效目标表", "heading"),
        ("表后段落", "body"),
        ("末段", "body"),
    ]


def test_merged_cells_are_rectangles(plan: Blocks) -> None:
    head = next(plan.tables())
    assert (head.number, head.height, head.width) == (1, 6, 8)
    assert _grid(head) == [
        (0, 0, 1, 1, "项目编码"),
        (0, 1, 1, 3, "99990025P00001"),
        (0, 4, 1, 1, "项目名称"),
        (0, 5, 1, 3, "云岭镇道路1"),
        (1, 0, 2, 1, "预算规模及资金用途"),
        (1, 1, 1, 1, "预算数"),
        (1, 2, 1, 2, "20000.00"),
        (1, 4, 1, 1, "其中：财政    资金"),
        (1, 5, 1, 1, "20000.00"),
        (1, 6, 1, 1, "其他资金"),
        (1, 7, 1, 1, ""),
        (2, 1, 1, 7, "用于道路维护\n及清扫"),
        (3, 0, 2, 1, "资金支出计划（%）"),
        (3, 1, 1, 2, "3月底"),
        (3, 3, 1, 2, "6月底"),
        (3, 5, 1, 1, "10月底"),
        (3, 6, 1, 2, "12月底"),
        (4, 1, 1, 2, "25%"),
        (4, 3, 1, 2, "50%"),
        (4, 5, 1, 1, "75%"),
        (4, 6, 1, 2, "100%"),
        (5, 0, 1, 1, "绩效目标"),
        (5, 1, 1, 7, "1.完成2025年绩效目标"),
    ]


def test_a_table_in_a_cell_follows_the_outer_one(plan: Blocks) -> None:
    outer, inner = list(plan.tables())[2:4]
    assert _grid(outer)[-1] == (1, 1, 1, 1, "内前\n内后")
    assert (inner.parent, inner.height, inner.width) == (outer.number, 2, 3)
    assert _grid(inner) == [
        (0, 0, 1, 2, "内00\n内01"),
        (0, 2, 1, 1, "内02"),
        (1, 0, 1, 1, "内10"),
        (1, 1, 1, 1, "内11"),
        (1, 2, 1, 1, "内12"),
    ]


def test_a_row_whose_properties_outgrow_a_page(plan: Blocks) -> None:
    wide = list(plan.tables())[4]
    assert _grid(wide) == [(row, column, 1, 1, f"{row}-{column}") for row in range(2) for column in range(30)]


def test_changes_and_hidden_words_are_noted_once(plan: Blocks) -> None:
    assert [(note.kind, note.text, note.at.line) for note in plan.notes] == [
        ("tracked_changes", "修订前插入的修订后", 5),
        ("hidden_text", "隐藏字", 6),
    ]
    assert not plan.unread


def test_lines_count_every_paragraph_of_body_and_cells(plan: Blocks) -> None:
    heading = plan.items[17]
    table = plan.items[18]
    assert isinstance(heading, Paragraph) and isinstance(table, Table)
    assert [cell.line for cell in table.cells[:3]] == [(heading.line or 0) + step for step in (1, 2, 3)]


def test_headers_and_footers_are_left_out(plan: Blocks) -> None:
    assert not any("页眉" in paragraph.text or "页脚" in paragraph.text for paragraph in plan.paragraphs())


def test_numbers_in_cells_deep_tables_and_joined_paragraphs() -> None:
    blocks = doc.read(LISTS.read_bytes(), LISTS.name)
    assert [(item.text, item.role) for item in blocks.paragraphs()][:8] == [
        ("标题零", "heading"),
        ("章一", "heading"),
        ("分页前", "body"),
        ("分页后", "body"),
        ("新节", "body"),
        ("1. 甲", "body"),
        ("2. 乙", "body"),
        ("3. 丙", "body"),
    ]
    assert [item.text for item in blocks.paragraphs()][8:] == [
        "点一",
        "点二",
        "中文“引号”—破折号…①≥≤㎡",
        "深层",
        "段落标记删除合并到此",
        "尾",
    ]
    numbered, merged, shifted, *nested = blocks.tables()
    assert [cell.text for cell in numbered.cells if cell.column == 0] == ["1.", "2.", "3.", "4."]
    assert _grid(merged)[0] == (0, 0, 2, 2, "00\n01\n10\n11")
    assert _grid(merged)[3] == (1, 2, 2, 2, "12\n13\n22\n23")
    assert _grid(shifted)[3:] == [(1, 0, 1, 1, ""), (1, 1, 1, 1, "p11"), (1, 2, 1, 1, "p12")]
    assert [(table.number, table.parent) for table in nested] == [(4, None), (5, 4), (6, 5), (7, 6)]
