"""Lines outside tables: paragraphs, contents lists, headers and footers, columns without ruling lines."""

from __future__ import annotations

from tests.documents.pdf_files import Paper, grid_of, texts

FULL = "为实现本年度的发展规划目标我镇主要拟定了以下几项保障措施并成立领导小组下设办公"
"""Thirty-nine characters: the width of the column below."""


def test_lines_of_a_paragraph_are_joined_and_indents_start_one() -> None:
    paper = Paper()
    paper.prose(["　　" + FULL[:36], FULL, "室制定相关细则。", "　　" + FULL[:36], "室，形成制度。"])
    assert texts(paper.read()) == [FULL[:36] + FULL + "室制定相关细则。", FULL[:36] + "室，形成制度。"]


def test_a_short_line_ends_a_paragraph_without_indents() -> None:
    paper = Paper()
    paper.prose([FULL, "室制定相关细则。", FULL, "室，形成制度。", "完"])
    assert texts(paper.read()) == [FULL + "室制定相关细则。", FULL + "室，形成制度。", "完"]


def test_a_wider_space_starts_a_paragraph() -> None:
    paper = Paper()
    paper.prose([FULL, FULL])
    paper.prose([FULL, "完"], top=160)
    assert texts(paper.read()) == [FULL + FULL, FULL + "完"]


def test_numbered_items_keep_their_own_lines_unless_they_run_on() -> None:
    paper = Paper()
    paper.prose(["1、" + FULL[:37], "2、" + FULL[:37], "完", "具体为1、" + FULL[:28] + "；2、甲；", "3、乙"])
    assert texts(paper.read()) == [
        "1、" + FULL[:37],
        "2、" + FULL[:37] + "完",
        "具体为1、" + FULL[:28] + "；2、甲；3、乙",
    ]


def test_a_chain_of_numbers_may_leave_much_room() -> None:
    paper = Paper()
    paper.prose([FULL, FULL[:29], "30%、50%、80%、100%。项目完成"])
    assert texts(paper.read()) == [FULL + FULL[:29] + "30%、50%、80%、100%。项目完成"]


def test_latin_words_keep_a_blank_over_the_line_and_numbers_are_not_parted() -> None:
    paper = Paper()
    paper.prose([FULL, FULL[:35] + " budget", "report 2025-", "2026"])
    paper.prose([FULL[:36] + "共计2000", "0元。"], top=200)
    assert texts(paper.read()) == [FULL + FULL[:35] + " budget report 2025-", "2026", FULL[:36] + "共计20000元。"]


def test_larger_words_are_a_heading() -> None:
    paper = Paper()
    paper.text(220, 80, "一、总体绩效目标", 16)
    paper.prose(["　　" + FULL[:36], FULL, "完。"], top=120)
    assert [(paragraph.role, paragraph.text[:4]) for paragraph in paper.read().paragraphs()] == [
        ("heading", "一、总体"),
        ("body", FULL[:4]),
    ]


def test_a_paragraph_goes_on_over_the_page_and_keeps_its_first_page() -> None:
    paper = Paper()
    paper.prose(["　　" + FULL[:36], FULL])
    paper.text(290, 800, "— 1 —")
    paper.next_page()
    paper.prose([FULL, "完。", "　　" + FULL[:20]])
    paper.text(290, 800, "— 2 —")
    found = [(paragraph.text, paragraph.page) for paragraph in paper.read().paragraphs()]
    assert found == [(FULL[:36] + FULL + FULL + "完。", 1), (FULL[:20], 2)]


def test_contents_lines_have_their_role_and_a_tab() -> None:
    paper = Paper()
    paper.text(270, 80, "目 录", 16)
    paper.prose(
        ["一、总体绩效目标" + "." * 60 + "1", "二、分项绩效目标………………………………2", "名称很长的", "项目" + "·" * 40 + " 13"],
        top=120,
    )
    paper.text(70, 220, "正文共12")
    found = [(paragraph.role, paragraph.text) for paragraph in paper.read().paragraphs()]
    assert found == [
        ("contents", "目 录"),
        ("contents", "一、总体绩效目标\t1"),
        ("contents", "二、分项绩效目标\t2"),
        ("contents", "名称很长的项目\t13"),
        ("body", "正文共12"),
    ]


def test_headers_footers_and_page_numbers_are_left_out() -> None:
    paper = Paper()
    for number in range(1, 5):
        paper.text(200, 40, "云溪县青禾镇绩效文本")
        paper.text(70, 90, f"第{'一二三四'[number - 1]}个项目")
        paper.text(70, 110, "单位：元")
        paper.text(250, 790, f"第{number}页 共4页")
        paper.text(70, 805, "云溪县财政局编印")
        paper.next_page()
    assert texts(paper.read()) == [words for sign in "一二三四" for words in (f"第{sign}个项目", "单位：元")]


def test_titles_repeated_on_every_page_stay() -> None:
    paper = Paper()
    for _ in range(4):
        paper.text(200, 50, "项目绩效目标表", 12)
        paper.text(220, 68, "（2025年度）")
        paper.text(70, 90, "单位：元")
        paper.next_page()
    for _ in range(4):
        paper.text(200, 40, "项目绩效自评表", 20)
        paper.text(70, 110, "单位：万元")
        paper.next_page()
    first, second = ["项目绩效目标表", "（2025年度）", "单位：元"], ["项目绩效自评表", "单位：万元"]
    assert texts(paper.read()) == first * 4 + second * 4


def test_a_number_alone_on_the_page_top_or_bottom_is_a_page_number() -> None:
    paper = Paper()
    paper.text(290, 30, "3")
    paper.text(70, 300, "2025")
    paper.text(290, 800, "- 3 -")
    assert texts(paper.read()) == ["2025"]


def test_wide_gaps_in_a_line_become_tabs() -> None:
    paper = Paper()
    paper.text(70, 80, "494001云溪县青禾镇人民政府")
    paper.text(400, 80, "单位：元")
    assert texts(paper.read()) == ["494001云溪县青禾镇人民政府\t单位：元"]


ALIGNED = [["项目", "预算", "用途"], ["道路养护", "20000.00", "村内道路"], ["水渠清理", "86000.00", "河渠"]]


def _columns(paper: Paper, rows: list[list[str]], pitch: float = 20) -> None:
    for number, row in enumerate(rows):
        for left, words in zip((70, 200, 320), row, strict=False):
            paper.text(left, 100 + number * pitch, words)


def test_aligned_columns_make_a_ragged_table() -> None:
    paper = Paper()
    paper.text(70, 70, "单位：元")
    _columns(paper, ALIGNED)
    paper.prose([FULL, "完。"], top=200)
    blocks = paper.read()
    (table,) = blocks.tables()
    assert (grid_of(table), table.ragged) == (ALIGNED, True)
    assert texts(blocks) == ["单位：元", FULL + "完。"]


def test_two_aligned_lines_and_numbered_lists_are_no_table() -> None:
    paper = Paper()
    _columns(paper, ALIGNED[:2])
    for number in range(4):
        paper.text(70, 200 + 16 * number, f"{number + 1}.")
        paper.text(100, 200 + 16 * number, "加强组织领导")
    blocks = paper.read()
    assert list(blocks.tables()) == []
    assert len(texts(blocks)) == 6


def test_a_wrapped_text_in_aligned_columns_stays_in_its_row() -> None:
    paper = Paper()
    _columns(paper, [*ALIGNED, ["办公", "1", "保障日常办公"]])
    paper.text(320, 100 + 3 * 20 + 13, "经费支出")
    (table,) = paper.read().tables()
    assert grid_of(table)[-1] == ["办公", "1", "保障日常办公经费支出"]


def test_ruling_lines_part_the_rows_of_aligned_columns() -> None:
    paper = Paper()
    rows = [["项目", "预算", "用途"], ["道路", "1", "甲乙"], ["", "", "丙丁"], ["水渠", "2", "戊"], ["合计", "3", ""]]
    _columns(paper, rows)
    for down in (96, 116, 156, 176, 196):
        paper.level(down, 60, 400)
    (table,) = paper.read().tables()
    assert grid_of(table) == [
        ["项目", "预算", "用途"],
        ["道路", "1", "甲乙丙丁"],
        ["水渠", "2", "戊"],
        ["合计", "3", ""],
    ]
