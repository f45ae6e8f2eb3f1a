"""Plain text: a paragraph a line, marks of converters taken off, headings and contents lists told."""

from __future__ import annotations

from jixiao.documents.blocks import Blocks, Paragraph
from jixiao.documents.text import read


def _read(text: str) -> Blocks:
    return read(text.encode(), "a.txt")


def test_a_line_is_a_paragraph_with_its_number_and_blank_lines_are_none() -> None:
    assert _read(" 第一部分\n\r\n \n部门整体绩效目标\r\n末行").items == (
        Paragraph(" 第一部分", 1),
        Paragraph("部门整体绩效目标", 4),
        Paragraph("末行", 5),
    )


def test_marks_of_converters_are_taken_off_and_words_are_not() -> None:
    text = "[bookmark: _Toc_2_2_0000000001]一、总\u200b体绩效目标\ufeff\n[附件: 表]\x0b第二行\x00\n"
    assert [paragraph.text for paragraph in _read(text).paragraphs()] == ["一、总体绩效目标", "[附件: 表]\n第二行"]


def test_form_feeds_part_pages() -> None:
    items = _read("第一页\n\f第二页\n再来\n\f\n第三页").items
    assert [(item.text, item.page) for item in items if isinstance(item, Paragraph)] == [
        ("第一页", 1),
        ("第二页", 2),
        ("再来", 2),
        ("第三页", 3),
    ]
    assert [item.page for item in _read("只有一页").paragraphs()] == [None]


def test_headings_of_markdown_lose_their_sign() -> None:
    assert _read("# 绩效文本 #\n## 二、分项\n#1号路\n").items == (
        Paragraph("绩效文本", 1, role="heading"),
        Paragraph("二、分项", 2, role="heading"),
        Paragraph("#1号路", 3),
    )


def test_a_contents_list_is_told_by_leaders_or_by_coming_again() -> None:
    text = (
        "绩效文本\n目  录\n第一部分 总体\n一、总体绩效目标1\n\n二、分项绩效目标\t2\n"
        "第一部分 总体\n一、总体绩效目标\n正文。\n二、分项绩效目标\n"
    )
    assert [paragraph.role for paragraph in _read(text).paragraphs()] == [
        *("body", "body", "contents", "contents", "contents"),
        *("body", "body", "body", "body"),
    ]
    numbered = "目录\n第一部分 总体 1\n第二部分 项目\t2\n第一部分\n总体\n"
    assert [paragraph.role for paragraph in _read(numbered).paragraphs()][1:] == ["contents"] * 2 + ["body"] * 2
    leaders = "一、总体绩效目标……………………3\n二、分项绩效目标.......... 5\n等等……\n"
    assert [paragraph.role for paragraph in _read(leaders).paragraphs()] == ["contents", "contents", "body"]


def test_what_follows_the_word_contents_but_never_comes_again_is_body() -> None:
    text = "目录\n本项目按目录采购设备12台。\n其他\n"
    assert [paragraph.role for paragraph in _read(text).paragraphs()] == ["body", "body", "body"]


def test_cells_on_lines_between_empty_lines_keep_their_blanks_as_empty_cells() -> None:
    lines = [word for number in range(24) for word in (f"指标{number}", "")]
    lines[20:20] = [" ", ""]
    items = [(item.line, item.text) for item in _read("\n".join(lines)).paragraphs()]
    assert (21, "") in items
    assert len(items) == 25
    assert all(item.text for item in _read("一\n \n二\n三\n").paragraphs())
