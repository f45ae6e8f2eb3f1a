"""The report as one HTML file."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from jixiao import api
from jixiao.report.page import page
from jixiao.report.page.markup import Mark, escaped, marked

SAMPLE = Path("../shared/samples/gushu-2025.txt")


@pytest.fixture(scope="module")
def checked() -> api.Checked:
    return api.Checker().check(SAMPLE)


@pytest.fixture(scope="module")
def html(checked: api.Checked) -> str:
    return page([("文本<1>.txt", checked.report, checked.document, checked.blocks)])


def test_every_finding_has_one_card_and_every_link_leads_to_one(checked: api.Checked, html: str) -> None:
    tree = LexborHTMLParser(html)
    ids = [node.attributes["id"] for node in tree.css(".card")]
    assert len(ids) == len(set(ids)) == len(checked.report.findings)
    links = {node.attributes["href"] for node in tree.css("a[href^='#f']")}
    assert {f"#{name}" for name in ids} == links
    assert len(tree.css(".list li")) == len(ids)


def test_the_documents_own_words_all_stand_there(checked: api.Checked, html: str) -> None:
    tree = LexborHTMLParser(html)
    for node in tree.css(".ref"):
        node.decompose()
    shown = "".join(node.text() for node in tree.css(".block"))
    packed = re.sub(r"\s", "", shown)
    for paragraph in checked.blocks.paragraphs():
        assert re.sub(r"\s", "", paragraph.text) in packed
    for table in checked.blocks.tables():
        assert all(re.sub(r"\s", "", cell.text) in packed for cell in table.cells)


def test_a_folded_card_says_that_it_can_be_opened(html: str) -> None:
    tree = LexborHTMLParser(html)
    assert {node.attributes["data-more"] for node in tree.css(".card .message")} == {"怎么改"}
    assert ".card .message::after" in html and "card.tabIndex = 0" in html


def test_what_was_not_checked_stands_before_the_findings(html: str) -> None:
    assert html.index('class="unread"') < html.index('class="card')


def test_nothing_is_fetched_and_nothing_of_the_document_is_markup(html: str) -> None:
    assert "<title>绩效文本检查报告 · 文本&lt;1&gt;.txt</title>" in html
    assert re.findall(r"""(?:src|href)=["'](?!#)""", html) == []
    assert "url(" not in html and "@import" not in html
    assert "default-src 'none'" in html


def test_several_documents_have_a_list_and_own_numbers(checked: api.Checked) -> None:
    sheet = ("甲.txt", checked.report, checked.document, checked.blocks)
    tree = LexborHTMLParser(page([sheet, sheet]))
    assert [node.attributes["href"] for node in tree.css(".files a")] == ["#d1", "#d2"]
    ids = [node.attributes["id"] for node in tree.css("[id]")]
    assert len(ids) == len(set(ids))


def test_overlapping_marks_share_their_stretch() -> None:
    marks = [Mark(0, 4, 1, "hint", 1), Mark(2, 3, 2, "error", 1)]
    assert re.sub(r'<a class="ref \w+" href="#(f1-\d)".*?</a>', r"[\1]", marked("abcdef", marks)) == (
        '<mark class="hint">ab</mark><mark class="error">c</mark>[f1-2]<mark class="hint">d</mark>[f1-1]ef'
    )
    assert escaped('a\x00<b>&"') == "a&lt;b&gt;&amp;&quot;"
