"""Tables that go on over a page break."""

from __future__ import annotations

from jixiao.documents.blocks import Table
from tests.documents.pdf_files import Paper, grid_of, texts

XS = [60.0, 160.0, 300.0, 400.0]
HEAD = ["一级指标", "三级指标", "指标值"]


def _two_pages(
    first: list[list[str]], second: list[list[str]], bottom: float = 760, paper: Paper | None = None
) -> Paper:
    paper = paper or Paper()
    height = 30.0
    paper.table(XS, [bottom - height * (len(first) - row) for row in range(len(first) + 1)], first)
    paper.text(290, 800, "— 1 —")
    paper.next_page()
    paper.table(XS, [70 + height * row for row in range(len(second) + 1)], second)
    paper.text(290, 800, "— 2 —")
    return paper


def _only(paper: Paper) -> Table:
    (table,) = paper.read().tables()
    return table


def test_a_repeated_head_is_dropped_and_cells_keep_their_page() -> None:
    table = _only(_two_pages([HEAD, ["产出指标", "甲", "1"]], [HEAD, ["效益指标", "乙", "2"]]))
    assert grid_of(table) == [HEAD, ["产出指标", "甲", "1"], ["效益指标", "乙", "2"]]
    assert [cell.page for cell in table.cells] == [1] * 6 + [2] * 3
    assert (table.height, table.width) == (3, 3)


def test_a_table_without_repeated_head_goes_on() -> None:
    table = _only(_two_pages([HEAD, ["产出指标", "甲", "1"]], [["效益指标", "乙", "2"]]))
    assert grid_of(table) == [HEAD, ["产出指标", "甲", "1"], ["效益指标", "乙", "2"]]


def test_a_table_that_ends_high_on_the_page_does_not_go_on() -> None:
    paper = Paper()
    paper.text(70, 750, "附注")
    paper.next_page()
    _two_pages([HEAD, ["产出指标", "甲", "1"]], [["效益指标", "乙", "2"]], bottom=400, paper=paper)
    assert len(list(paper.read().tables())) == 2


def test_words_between_keep_tables_apart() -> None:
    paper = Paper()
    paper.table(XS, [700, 730], [HEAD])
    paper.text(70, 740, "注：单位为元")
    paper.next_page()
    paper.table(XS, [70, 100], [["效益指标", "乙", "2"]])
    blocks = paper.read()
    assert len(list(blocks.tables())) == 2
    assert texts(blocks) == ["注：单位为元"]


def test_other_column_edges_keep_tables_apart() -> None:
    paper = Paper()
    paper.table(XS, [730, 760], [HEAD])
    paper.next_page()
    paper.table([60, 210, 340, 400], [70, 100], [["效益指标", "乙", "2"]])
    assert len(list(paper.read().tables())) == 2


def test_the_next_form_of_the_same_kind_is_a_table_of_its_own() -> None:
    first = [["项目编码", "A001", ""], ["项目名称", "道路", ""]]
    second = [["项目编码", "A002", ""], ["项目名称", "水渠", ""]]
    assert len(list(_two_pages(first, second).read().tables())) == 2


def test_a_row_with_fewer_columns_goes_on_in_the_finer_grid() -> None:
    paper = Paper()
    paper.table([60, 160, 400], [730, 760], [["绩效目标", "完成"]])
    paper.next_page()
    paper.table(XS, [70, 100], [["产出指标", "甲", "1"]])
    table = _only(paper)
    assert [(c.row, c.column, c.columns, c.text) for c in table.cells] == [
        (0, 0, 1, "绩效目标"),
        (0, 1, 2, "完成"),
        (1, 0, 1, "产出指标"),
        (1, 1, 1, "甲"),
        (1, 2, 1, "1"),
    ]


def test_a_merge_cut_by_the_page_goes_on() -> None:
    table = _only(_two_pages([HEAD, ["产出指标", "甲", "1"]], [["", "乙", "2"], ["效益指标", "丙", "3"]]))
    shapes = [(cell.row, cell.rows, cell.text) for cell in table.cells if cell.column == 0]
    assert shapes == [(0, 1, "一级指标"), (1, 2, "产出指标"), (3, 1, "效益指标")]


def test_a_row_cut_by_the_page_is_one_row() -> None:
    full = "用于安保环保安全生产项目资"
    first = [HEAD, ["产出指标", full + "\n" + full, "90"]]
    table = _only(_two_pages(first, [["", "金使用数量", ""], ["效益指标", "乙", "2"]], bottom=770))
    assert grid_of(table)[1:] == [["产出指标", full + full + "金使用数量", "90"], ["效益指标", "乙", "2"]]


def test_items_cut_by_the_page_stay_in_their_cell() -> None:
    paper = Paper()
    edges = [60.0, 160.0, 400.0]
    paper.table(edges, [720, 770], [["绩效目标", "1.完成年度任务；\n2.长效机制。"]])
    paper.next_page()
    paper.table(edges, [70, 100, 130], [["", "3.群众满意。"], ["备注", "无"]])
    assert grid_of(_only(paper)) == [["绩效目标", "1.完成年度任务；\n2.长效机制。\n3.群众满意。"], ["备注", "无"]]


def test_a_missing_lower_rule_joins_the_row() -> None:
    paper = Paper()
    paper.level(730, 60, 400)
    for across in XS:
        paper.upright(across, 730, 765)
    for left, words in zip(XS, ["产出指标", "甲", "1"], strict=False):
        paper.text(left + 4, 734, words)
    paper.next_page()
    paper.level(100, 60, 400)
    for across in XS:
        paper.upright(across, 60, 100)
    paper.text(XS[1] + 4, 64, "乙")
    assert grid_of(_only(paper)) == [["产出指标", "甲\n乙", "1"]]


def test_a_table_over_many_pages_is_one() -> None:
    paper = Paper()
    for page in range(5):
        rows = [HEAD, *(["产出指标", f"第{page}页第{row}行", "1"] for row in range(20))]
        paper.table(XS, [60 + 34 * row for row in range(22)], rows)
        paper.next_page()
    table = _only(paper)
    assert (table.height, table.width) == (101, 3)
    assert [cell.page for cell in table.cells if cell.column == 1][20::20] == [1, 2, 3, 4, 5]


def test_a_repeated_row_from_inside_the_table_is_dropped_too() -> None:
    first = [["项目名称", "道路养护", "无"], HEAD, ["产出指标", "甲", "1"]]
    table = _only(_two_pages(first, [HEAD, ["效益指标", "乙", "2"]]))
    assert grid_of(table) == [*first, ["效益指标", "乙", "2"]]


def test_a_data_row_like_an_earlier_one_stays() -> None:
    row = ["产出指标", "完成率", "100%"]
    table = _only(_two_pages([HEAD, row], [row, ["效益指标", "乙", "2"]]))
    assert grid_of(table) == [HEAD, row, row, ["效益指标", "乙", "2"]]


def test_words_of_a_merged_cell_cut_by_the_page_are_joined() -> None:
    paper = Paper()
    edges = [60.0, 128.0, 300.0]
    paper.table(edges, [730, 760], [["资金支出计划", "3月底"]])
    paper.next_page()
    paper.table(edges, [70, 100], [["（%）", "25%"]])
    table = _only(paper)
    assert [(cell.rows, cell.text) for cell in table.cells] == [(2, "资金支出计划（%）"), (1, "3月底"), (1, "25%")]


def test_a_text_amid_a_tall_merged_cell_may_stand_on_the_later_page() -> None:
    paper = Paper()
    edges = [60.0, 128.0, 300.0]
    paper.grid(edges, [700, 760])
    paper.level(730, 128, 300)
    paper.text(132, 704, "甲")
    paper.text(132, 734, "乙")
    paper.next_page()
    paper.table(edges, [70, 100, 130], [["绩效指标", "丙"], ["备注", "无"]])
    table = _only(paper)
    assert grid_of(table) == [["绩效指标", "甲"], ["‥", "乙"], ["‥", "丙"], ["备注", "无"]]
