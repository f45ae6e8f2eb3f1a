"""The PDF as a file: the same bytes again, tags, fonts, properties, what it says of what it could not do."""

from __future__ import annotations

import re
import sys
from typing import Any

import pytest

from jixiao.documents import read_blocks
from jixiao.documents.writing.fonts import FontFolders, font_folders
from jixiao.documents.writing.paper import Contents, Line, Paper, Section
from jixiao.documents.writing.pdf import pdf_of, printed
from jixiao.errors import MissingPart
from tests.documents.writing.papers import hebei, odd
from tests.documents.writing.pdf_pages import about, fonts, links, tags

FONTS = font_folders()
HEBEI = hebei()


def one(*lines: Line) -> Paper:
    """A paper of a few lines."""
    return Paper(title="样张", sections=(Section(items=lines),))


@pytest.fixture(scope="module")
def plan() -> bytes:
    return pdf_of(HEBEI, FONTS)


def test_the_same_paper_gives_the_same_bytes(plan: bytes) -> None:
    assert pdf_of(hebei(), font_folders()) == plan
    assert b"CreationDate" not in plan


def test_it_is_tagged(plan: bytes) -> None:
    found = tags(plan)
    assert found["H1"] == 2
    assert found["H2"] == 5
    assert found["H3"] == 2
    assert found["TOCI"] == links(plan) == 9
    assert found["TH"] == 2 * 6
    assert found["Table"] >= 2
    assert found["P"] >= 20
    assert b"<pdfuaid:part>1</pdfuaid:part>" in plan
    assert b"/Lang(zh-CN)" in plan
    assert b"/Marked true" in plan


def test_it_says_what_it_is(plan: bytes) -> None:
    properties, marks = about(plan)
    assert properties["Title"] == HEBEI.title
    assert properties["Author"] == "云河县青石镇人民政府"
    assert marks[:3] == [(0, "第一部分\u3000部门整体绩效目标"), (1, "一、总体绩效目标"), (1, "二、分项绩效目标")]
    assert len(marks) == 9


def test_substitutes_are_declared(plan: bytes) -> None:
    instead = printed(HEBEI, FONTS).substitutes
    subject = about(plan)[0]["Subject"]
    assert all(str(one) in subject for one in instead)
    assert bool(instead) == subject.startswith("字体替代：")


def test_fonts_are_subset_and_embedded(plan: bytes) -> None:
    found = fonts(plan)
    assert len(found) >= 3
    assert all(found.values())
    assert all(re.match(r"[A-Z]{6}\+", name) for name in found)
    assert len(plan) < 1_000_000


def test_levels_that_leave_one_out_are_closed_up() -> None:
    paper = one(Line(text="甲", style="title", outline=1), Line(text="乙", style="heading2", outline=3))
    assert about(pdf_of(paper, FONTS))[1] == [(0, "甲"), (1, "乙")]


def test_a_heading_of_two_lines_is_one_entry() -> None:
    assert about(pdf_of(odd(), FONTS))[1] == [(0, "第一章A & B <C>\u2003丁")]


def test_words_are_never_markup() -> None:
    words = '#set page(width: 1pt) *粗* _斜_ $x^2$ = 题 <标签> @引 `码` \\n "引" // 注 #{panic()} ~ -- ... [a](b)'
    paper = Paper(title=words, unit=words, sections=(Section(items=(Contents(title=words), Line(text=words))),))
    data = pdf_of(paper, FONTS)
    assert about(data)[0]["Title"] == words
    read = ["".join(paragraph.text.split()) for paragraph in read_blocks(data, "x.pdf").paragraphs()]
    assert read[-1] == "".join(words.split())


def test_rare_characters_come_from_another_font() -> None:
    result = printed(one(Line(text="表情😀、生僻字㛃、扩展区𠮷、ñ、Ж、한")), FONTS)
    assert result.unshown == ()
    (paragraph,) = read_blocks(result.data, "x.pdf").paragraphs()
    assert paragraph.text == "表情😀、生僻字㛃、扩展区𠮷、ñ、Ж、한"


def test_a_character_that_no_font_has_is_named_and_costs_the_claim() -> None:
    result = printed(one(Line(text="未定义\U0003fffd与\ufffe字")), FONTS)
    assert result.unshown == ("\U0003fffd", "\ufffe")
    assert b"pdfuaid:part" not in result.data
    assert tags(result.data)["P"] == 1


def test_a_failure_over_the_tags_costs_the_tags_only(monkeypatch: pytest.MonkeyPatch) -> None:
    import typst

    class PanicException(BaseException):
        """What the typesetter raises where an assertion of its own fails."""

    compiled = typst.compile

    def failing(*args: Any, **options: Any) -> Any:
        if options["pdf_tags"]:
            raise PanicException
        return compiled(*args, **options)

    monkeypatch.setattr(typst, "compile", failing)
    result = printed(one(Line(text="甲")), FONTS)
    assert not result.tagged
    assert tags(result.data) == {}
    assert [paragraph.text for paragraph in read_blocks(result.data, "x.pdf").paragraphs()] == ["甲"]


def test_control_characters_leave_no_trace() -> None:
    result = printed(one(Line(text="甲\x00\x07乙\x0b丙")), FONTS)
    assert result.unshown == ()
    assert [paragraph.text for paragraph in read_blocks(result.data, "x.pdf").paragraphs()] == ["甲乙丙"]


def test_without_the_typesetter_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(MissingPart, match=r"pip install 'jixiao\[pdf\]'"):
        pdf_of(HEBEI, FontFolders(("nowhere",)))
