"""Long titles end their lines between words, in Word and in PDF."""

from __future__ import annotations

import io
from itertools import pairwise

import docx
import pytest

from jixiao import api
from jixiao.documents.writing import bytes_of
from jixiao.documents.writing.headings import in_lines
from jixiao.documents.writing.looks import looks

WIDTH = looks().page.text_width
BROKEN = (
    "关于云河县农业农村局\n2026年绩效文本的审核意见",
    "关于云河县农业农村局2026年\n部门预算绩效文本的审核意见",
    "关于白杨镇人民政府2026年1-8月\n绩效运行监控报告的审核意见",
    "2026年部门预算项目支出\n绩效目标申报表（一般性项目）",
    "云河县高标准农田建设及\n建后管护补助资金绩效目标表",
    "关于云河县第一初级中学附属幼儿园\n2026年预算绩效文本的审核意见",
)
TITLES = {broken.replace("\n", ""): broken for broken in BROKEN}


@pytest.mark.parametrize("title", TITLES)
def test_a_title_ends_its_lines_between_words(title: str) -> None:
    assert in_lines(title, "title", WIDTH) == TITLES[title]


@pytest.mark.parametrize("style", ["title", "cover_title", "part", "under_title"])
def test_no_line_is_too_long_and_none_is_left_with_a_word(style: str) -> None:
    name = "云河县残疾人联合会综合服务中心"
    for count in range(1, len(name)):
        lines = in_lines(f"关于{name[:count]}2026年绩效文本的审核意见", style, WIDTH).split("\n")
        assert "".join(lines) == f"关于{name[:count]}2026年绩效文本的审核意见"
        assert len(lines) == 1 or min(map(len, lines)) >= 4
        assert not any(a.endswith("绩效文") or b.startswith(("的", "年", "文本")) for a, b in pairwise(lines))


@pytest.mark.parametrize("text", ["2026年绩效文本", "道路养护\n绩效目标表", ""])
def test_what_stands_on_its_line_stays_as_it_is(text: str) -> None:
    assert in_lines(text, "title", WIDTH) == text


def test_only_what_stands_in_the_middle_is_balanced() -> None:
    title = next(iter(TITLES))
    assert in_lines(title * 2, "body", WIDTH) == title * 2


def test_a_title_that_no_three_lines_hold_is_left_to_the_program() -> None:
    assert in_lines("绩" * 90, "title", WIDTH) == "绩" * 90


@pytest.mark.parametrize("title", TITLES)
def test_word_and_pdf_show_the_same_lines_and_are_read_back_as_one(title: str) -> None:
    paper = api.Paper(title=title, sections=(api.Section(items=(api.Line(text=title, style="title"),)),))
    made = docx.Document(io.BytesIO(bytes_of(paper, "docx").data))
    assert made.paragraphs[0].text == TITLES[title]
    assert made.core_properties.title == title
    document = api.read_bytes(bytes_of(paper, "pdf").data, "样例.pdf")
    assert "".join("".join(each.text.split()) for each in document.passages or ()) == title
