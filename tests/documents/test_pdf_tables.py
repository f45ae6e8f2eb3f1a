"""Ruling lines of a PDF to grids, and text into their cells."""

from __future__ import annotations

from tests.documents.pdf_files import Paper, grid_of, texts

XS, YS = [60, 140, 240, 340], [100, 130, 160, 190]
WORDS = [["一级指标", "二级指标", "指标值"], ["产出指标", "数量指标", "≥90%"], ["满意度指标", "", "≥95%"]]


def test_stroked_lines_make_a_table() -> None:
    paper = Paper()
    paper.table(XS, YS, WORDS)
    (table,) = paper.read().tables()
    assert grid_of(table) == WORDS
    assert {(cell.page, cell.rows, cell.columns) for cell in table.cells} == {(1, 1, 1)}
    assert [cell.line for cell in table.cells] == [*range(1, 10)], "each cell has a place of its own"


def test_thin_bars_cell_by_cell_make_a_table() -> None:
    paper = Paper()
    paper.table(XS, YS, WORDS)
    drawn = Paper()
    for top, words in zip(YS, WORDS, strict=False):
        for left, right, cell in zip(XS, XS[1:], words, strict=False):
            for down in (top, top + 30):
                drawn.bar(left + 0.5, down, right - left - 0.5, 0.5)
            for across in (left, right):
                drawn.bar(across, top + 0.5, 0.5, 29.5)
                drawn.bar(across, top, 0.5, 0.5)
            drawn.text(left + 4, top + 4, cell)
    assert [grid_of(table) for table in drawn.read().tables()] == [WORDS] == [grid_of(t) for t in paper.read().tables()]


def test_boxes_drawn_as_rectangles_make_a_table() -> None:
    paper = Paper()
    for top, words in zip(YS, WORDS, strict=False):
        for left, right, cell in zip(XS, XS[1:], words, strict=False):
            paper.canvas.rect(left, 842 - top - 30, right - left, 30)
            paper.text(left + 4, top + 4, cell)
    assert [grid_of(table) for table in paper.read().tables()] == [WORDS]


def test_a_grid_in_one_path_and_one_inside_a_form_object() -> None:
    paper = Paper()
    canvas = paper.canvas
    canvas.beginForm("table")
    path = canvas.beginPath()
    for down in YS:
        path.moveTo(XS[0], -down)
        path.lineTo(XS[-1], -down)
    for across in XS:
        path.moveTo(across, -YS[0])
        path.lineTo(across, -YS[-1])
    canvas.drawPath(path)
    canvas.endForm()
    canvas.saveState()
    canvas.translate(20, 842)
    canvas.scale(1.1, 1.1)
    canvas.doForm("table")
    canvas.restoreState()
    for top, words in zip(YS, WORDS, strict=False):
        for left, cell in zip(XS, words, strict=False):
            paper.text(20 + 1.1 * left + 4, 1.1 * top + 4, cell)
    assert [grid_of(table) for table in paper.read().tables()] == [WORDS]


def test_missing_inner_lines_merge_cells() -> None:
    paper = Paper()
    paper.level(100, 60, 340)
    paper.level(130, 140, 340)
    paper.level(160, 60, 340)
    paper.level(190, 60, 340)
    for across, top, bottom in ((60, 100, 190), (140, 100, 160), (240, 130, 160), (340, 100, 190)):
        paper.upright(across, top, bottom)
    for left, top, words in (
        (64, 120, "绩效指标"),
        (144, 104, "合并"),
        (144, 134, "甲"),
        (244, 134, "乙"),
        (64, 164, "丙"),
    ):
        paper.text(left, top, words)
    (table,) = paper.read().tables()
    shape = [(cell.row, cell.column, cell.rows, cell.columns, cell.text) for cell in table.cells]
    assert shape == [
        (0, 0, 2, 1, "绩效指标"),
        (0, 1, 1, 2, "合并"),
        (1, 1, 1, 1, "甲"),
        (1, 2, 1, 1, "乙"),
        (2, 0, 1, 3, "丙"),
    ]


def test_a_table_with_open_sides_has_its_outer_columns() -> None:
    paper = Paper()
    for down in YS:
        paper.level(down, 60, 340)
    for across in XS[1:-1]:
        paper.upright(across, 100, 190)
    for top, words in zip(YS, WORDS, strict=False):
        for left, cell in zip(XS, words, strict=False):
            paper.text(left + 4, top + 4, cell)
    assert [grid_of(table) for table in paper.read().tables()] == [WORDS]


def test_underlines_rules_and_tick_boxes_are_no_tables() -> None:
    paper = Paper()
    paper.text(60, 60, "页眉之下有线")
    paper.level(75, 50, 540)
    paper.text(60, 100, "单位（盖章）")
    paper.level(112, 130, 260)
    paper.canvas.rect(60, 700, 9, 9)
    paper.text(74, 133, "新增项目")
    blocks = paper.read()
    assert list(blocks.tables()) == []
    assert texts(blocks) == ["页眉之下有线", "单位（盖章）", "新增项目"]


def test_an_underline_in_a_cell_does_not_cut_it() -> None:
    paper = Paper()
    paper.table([60, 140, 340], [100, 150], [["负责人", "张三\n电话"]])
    paper.level(116, 145, 200)
    assert [grid_of(table) for table in paper.read().tables()] == [[["负责人", "张三\n电话"]]]


def test_the_border_of_a_page_is_no_table() -> None:
    paper = Paper()
    paper.canvas.rect(20, 20, 555, 802)
    paper.text(60, 60, "绩效目标表")
    paper.table(XS, YS, WORDS)
    blocks = paper.read()
    assert [grid_of(table) for table in blocks.tables()] == [WORDS]
    assert texts(blocks) == ["绩效目标表"]


def test_a_nested_table_follows_its_outer_one() -> None:
    paper = Paper()
    paper.table([60, 160, 500], [100, 130, 300], [["项目名称", "道路养护"], ["资金", "按来源分："]])
    paper.table([180, 300, 420], [180, 210, 240], [["财政资金", "20000"], ["其他资金", ""]])
    outer, inner = paper.read().tables()
    assert (outer.number, outer.parent, grid_of(outer)) == (1, None, [["项目名称", "道路养护"], ["资金", "按来源分："]])
    assert (inner.number, inner.parent, grid_of(inner)) == (2, 1, [["财政资金", "20000"], ["其他资金", ""]])


def test_two_tables_side_by_side_stay_two() -> None:
    paper = Paper()
    paper.table([60, 160, 260], [100, 130], [["中期", "甲"]])
    paper.table([300, 400, 500], [100, 130], [["年度", "乙"]])
    assert [grid_of(table) for table in paper.read().tables()] == [[["中期", "甲"]], [["年度", "乙"]]]


def test_words_that_touch_across_a_line_are_taken_apart() -> None:
    paper = Paper()
    paper.table([60, 100.5, 160], [100, 130], [["", ""]])
    paper.text(60.3, 104, "数量指标质量指标")
    (table,) = paper.read().tables()
    assert grid_of(table) == [["数量指标", "质量指标"]]


def test_lines_wrapped_by_the_cell_are_joined_without_a_blank() -> None:
    paper = Paper()
    cells = ["用于安保环保安\n全生产项目资金\n使用数量", "13099925P00JX\nC4199186", "annual budget\nreport"]
    paper.table([60, 138, 213, 283], [100, 150], [cells])
    (table,) = paper.read().tables()
    assert grid_of(table) == [["用于安保环保安全生产项目资金使用数量", "13099925P00JXC4199186", "annual budget report"]]


def test_real_paragraphs_and_items_of_a_cell_keep_their_lines() -> None:
    paper = Paper()
    cells = ["甲方\n乙方", "1.完成2025年绩效目标任务，\n2.长效机制\n（3）其他", "一级\n指标"]
    paper.table([60, 160, 300, 330], [100, 150], [cells])
    (table,) = paper.read().tables()
    assert grid_of(table) == [["甲方\n乙方", "1.完成2025年绩效目标任务，\n2.长效机制\n（3）其他", "一级指标"]]


def test_centred_lines_are_joined_by_the_whole_width_of_the_cell() -> None:
    paper = Paper()
    paper.grid([60, 118, 200], [100, 150])
    paper.text(64, 104, "可持续影响")
    paper.text(79, 118, "指标")
    paper.text(124, 104, "合计")
    (table,) = paper.read().tables()
    assert grid_of(table) == [["可持续影响指标", "合计"]]


def test_one_character_a_line_is_one_word() -> None:
    paper = Paper()
    paper.table([60, 160, 260], [100, 170], [["绩\n效\n目\n标", "完成"]])
    (table,) = paper.read().tables()
    assert grid_of(table) == [["绩效目标", "完成"]]


def test_characters_spread_over_a_cell_are_one_word() -> None:
    paper = Paper()
    paper.grid([60, 160], [100, 130])
    paper.level(115, 60, 160)
    for left, sign in ((64, "合"), (144, "计")):
        paper.text(left, 102, sign)
    paper.text(64, 117, "金额 20000")
    (table,) = paper.read().tables()
    assert grid_of(table) == [["合计"], ["金额 20000"]]


def test_dense_drawings_are_left_out_with_a_note() -> None:
    paper = Paper((1400, 1400))
    for step in range(340):
        paper.level(20 + 4 * step, 20, 1380)
        paper.upright(20 + 4 * step, 20, 1376)
    blocks = paper.read()
    assert (blocks.items, [note.kind for note in blocks.notes]) == ((), ["limit"])
