"""Tables of plain text, told by tabs and bars."""

from __future__ import annotations

from pathlib import Path

import pytest

from jixiao.documents.blocks import Blocks, Paragraph, Table
from jixiao.documents.limits import Limits
from jixiao.documents.text import read
from jixiao.errors import LimitExceeded
from tests.work import calls_of

SAMPLES = Path(__file__).parents[3] / "shared/samples"


def _read(text: str) -> Blocks:
    return read(text.encode(), "a.txt")


def _rows(table: Table) -> list[list[str]]:
    rows: list[list[str]] = [[] for _ in range(table.height)]
    for cell in table.cells:
        assert cell.column == len(rows[cell.row])
        rows[cell.row].append(cell.text)
    return rows


def _only_table(text: str) -> list[list[str]]:
    (table,) = _read(text).items
    assert isinstance(table, Table)
    assert table.ragged
    return _rows(table)


def _texts(text: str) -> list[str]:
    items = _read(text).items
    assert all(isinstance(item, Paragraph) for item in items)
    return [item.text for item in items if isinstance(item, Paragraph)]


def test_a_cell_a_line_after_a_tab_with_a_blank_line_after_each_row() -> None:
    text = (
        "1.河道绩效目标表\n\t项目编码\n\tP001\n\n\t\n\t用于河道 \t\n\n\n \n\t一级指标\n\t指标值\n\n 下一段\n\t甲\n\t乙"
    )
    first, table, last, second = _read(text).items
    assert (first, last) == (Paragraph("1.河道绩效目标表", 1), Paragraph(" 下一段", 13))
    assert isinstance(table, Table)
    assert _rows(table) == [["项目编码", "P001"], ["", "用于河道"], ["一级指标", "指标值"]]
    assert [cell.line for cell in table.cells] == [2, 3, 5, 6, 10, 11]
    assert (table.number, table.height, table.width) == (1, 3, 2)
    assert isinstance(second, Table)
    assert (second.number, _rows(second)) == (2, [["甲", "乙"]])


def test_a_second_paragraph_of_such_a_cell_stays_in_it() -> None:
    assert _only_table("\t项目\n\t甲\n\n\t绩效目标\n\t1.完成甲\n2.完成乙\n\t备注\n\n\t无\n\t无") == [
        ["项目", "甲"],
        ["绩效目标", "1.完成甲\n2.完成乙", "备注"],
        ["无", "无"],
    ]


def test_paragraphs_that_are_only_indented_by_a_tab_are_no_table() -> None:
    sentence = "为实现上述本年度的发展规划目标，我镇主要拟定了以下几项保障措施，并由专人负责，按月检查落实情况。"
    assert _texts(f"\t{sentence}\n\t{sentence}\n\n\t第二段\n") == [f"\t{sentence}", f"\t{sentence}", "\t第二段"]
    assert _texts("\t一、总则\n\n\t二、分则\n") == ["\t一、总则", "\t二、分则"]


def test_rows_of_cells_between_tabs() -> None:
    assert _only_table("指标\t单位\t值\n甲\t\t1\n\t个\t2\n\t\t\n") == [
        ["指标", "单位", "值"],
        ["甲", "", "1"],
        ["", "个", "2"],
    ]
    assert _only_table("\t分类\t指标\t\n\t\t优\t良\n") == [["分类", "指标", ""], ["", "优", "良"]]
    assert _texts("单位名称：甲\t单位：万元\n") == ["单位名称：甲\t单位：万元"]


def test_rows_of_cells_between_bars() -> None:
    text = "目标表 | |||\n项目名称 | 维修 |||\n||||\n产出 | 数量指标 | 数量 | ≥80辆 |\n时效 | 及时 | ||\n合计 | 9\n"
    assert _only_table(text) == [
        ["目标表", "", "", ""],
        ["项目名称", "维修", "", ""],
        ["产出", "数量指标", "数量", "≥80辆"],
        ["时效", "及时", "", ""],
        ["合计", "9"],
    ]


def test_a_bar_before_every_row_is_a_border_and_a_single_one_an_empty_cell() -> None:
    assert _only_table("| 名称 | 值 |\n| 甲 | 1 |\n|| 2 |\n") == [["名称", "值"], ["甲", "1"], ["", "2"]]
    assert _only_table("预算表 |\n| | 单位:万元 |\n序号 | 地区 | 金额 |\n") == [
        ["预算表"],
        ["", "", "单位:万元"],
        ["序号", "地区", "金额"],
    ]


def test_tables_of_markdown_and_of_drawn_lines() -> None:
    assert _only_table("| 名称 | 值 |\n|:---|---:|\n| 甲\\|乙 | 1<br>2 |\n") == [["名称", "值"], ["甲|乙", "1\n2"]]
    assert _only_table("名称 | 值\n--- | ---\n甲 | 1\n") == [["名称", "值"], ["甲", "1"]]
    assert _only_table("+----+---+\n| 名 | 值 |\n+----+---+\n| 甲 | 1 |\n+----+---+\n") == [["名", "值"], ["甲", "1"]]


def test_a_lone_line_with_a_bar_is_a_paragraph() -> None:
    assert _texts("第一段\n首页 | 公开\n第二段\n") == ["第一段", "首页 | 公开", "第二段"]


def test_where_bars_end_cells_and_nothing_ends_rows_cells_are_paragraphs() -> None:
    glued = "表十二 |\n|\n指标 |\n权重 |\n促进和谐 |\n20 |\n|\n定性 |\n||\n"
    assert _texts(glued) == ["表十二", "", "指标", "权重", "促进和谐", "20", "", "定性", "", ""]
    apart = "目标表\n|\n项目资金\n(万元)\n|\n其他资金\n|\n|\n其他资金\n|\n|\n产\n出\n|\n"
    assert _texts(apart) == ["目标表", "项目资金\n(万元)", "其他资金", "", "其他资金", "", "产\n出"]


def test_a_heading_and_long_text_end_a_run_of_such_cells() -> None:
    prose = "\n".join(f"第{number}段" for number in range(20))
    texts = _texts(f"名称\n|\n甲\n|\n{prose}\n# 另一张\n乙 |\n丙 |\n")
    assert texts == ["名称", "甲", *prose.split("\n"), "另一张", "乙", "丙"]


def test_a_blank_line_parts_paragraphs_from_the_cell_that_a_bar_ends() -> None:
    assert _texts("名称\n|\n甲\n|\n\n说明文字\n\n乙\n|\n") == ["名称", "甲", "说明文字", "乙"]


def test_the_first_sample_has_five_tables_of_which_the_last_breaks_off() -> None:
    blocks = read((SAMPLES / "gushu-2025.txt").read_bytes(), "gushu-2025.txt")
    assert [(table.height, table.width) for table in blocks.tables()] == [(17, 7)] * 4 + [(15, 7)]
    *_, last = blocks.tables()
    assert _rows(last)[-1] == ["", "生态效益指标", "保障生态平衡", "促进生态平衡发展改善环境质量"]
    assert [cell.line for cell in last.cells[-4:]] == [574, 575, 576, 577]
    assert not any("[bookmark" in paragraph.text for paragraph in blocks.paragraphs())
    assert (blocks.notes, blocks.unread) == ((), ())


@pytest.mark.parametrize(
    ("name", "tables"),
    [
        ("anhui_bozhou_2023_sidebyside", [(16, 9)]),
        ("central_2023_regional_target", [(11, 4)]),
        ("guangxi_wuzhou_2024_prose", []),
        ("hebei_chengde_mzj_2022_toc", []),
        ("hebei_handan_2019_grades", [(5, 8)]),
        ("hebei_langfang_2019_selfeval_template", []),
        ("hubei_wuhan_2020_mojibake", [(15, 6)]),
        ("hunan_nanyue_2018_target", []),
        ("sichuan_daying_2023_selfeval", [(18, 11)]),
        ("sichuan_jingyan_2023_flat12col", [(15, 13)]),
        ("sichuan_luxian_2024_dept", []),
        ("sichuan_zhaohua_2021_target", []),
    ],
)
def test_the_tables_of_every_layout_are_those_that_its_marks_show(name: str, tables: list[tuple[int, int]]) -> None:
    blocks = read((SAMPLES / f"layouts/{name}.txt").read_bytes(), name)
    assert [(table.height, table.width) for table in blocks.tables()] == tables


@pytest.mark.parametrize("name", ["anhui_suixi_2019_selfeval_stars", "chongqing_tongnan_2023_town"])
def test_a_layout_without_row_ends_gives_as_many_cells_as_it_has_bars(name: str) -> None:
    data = (SAMPLES / f"layouts/{name}.txt").read_bytes()
    assert len(read(data, name).items) == data.count(b"|")


def test_a_layout_with_cells_between_empty_lines_keeps_its_blank_cells() -> None:
    data = (SAMPLES / "layouts/hebei_langfang_2019_selfeval_template.txt").read_bytes()
    paragraphs = [*read(data, "a.txt").paragraphs()]
    assert len(paragraphs) == sum(line != b"" for line in data.splitlines())
    assert sum(paragraph.text == "" for paragraph in paragraphs) == 7


@pytest.mark.parametrize("line", [b"a | b |\n", b"a\tb\tc\n", b"a\n\n"])
def test_too_many_cells_or_lines_are_refused_by_name_of_the_setting(line: bytes) -> None:
    assert read(line * 40, "a.txt", Limits(cells=100)).items
    with pytest.raises(LimitExceeded, match="JIXIAO_MAX_CELLS"):
        read(line * 60, "a.txt", Limits(cells=100))


@pytest.mark.parametrize(
    "line", ["\ta\n", "\ta\n\n", "a\tb\n\tc\n", "|\n", "a |\n", "a\n|\n", "a | b\n", "目录\n", "a\n \n"]
)
def test_work_grows_with_the_length_only(line: str) -> None:
    def calls(count: int) -> int:
        data = (line * count).encode()
        return calls_of(lambda: read(data, "a.txt"))

    assert calls(4_000) < 9 * calls(500)


def test_a_row_without_the_bar_that_begins_all_others_keeps_its_first_cell() -> None:
    rows = "".join(f"| 项目{number} | {number} |\n" for number in range(12))
    assert _only_table(f"单位：甲 | 单位：元\n{rows}")[:2] == [["单位：甲", "单位：元"], ["项目0", "0"]]
