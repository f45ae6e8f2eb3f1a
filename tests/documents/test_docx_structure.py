"""Word files: headings, contents lists and automatic numbers."""

from __future__ import annotations

import io

import docx as python_docx
import pytest

from jixiao.documents import docx
from tests.documents.docx_files import blocks, cell, only_table, paragraph, row, run, table, texts, word_file

STYLES = """
<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/></w:style>
<w:style w:type="paragraph" w:styleId="zh"><w:name w:val="标题 2"/></w:style>
<w:style w:type="paragraph" w:styleId="own"><w:name w:val="我的标题"/><w:basedOn w:val="base"/></w:style>
<w:style w:type="paragraph" w:styleId="base"><w:name w:val="x"/><w:basedOn w:val="own"/>
  <w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="plain"><w:name w:val="y"/><w:basedOn w:val="base"/>
  <w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="toc1"><w:name w:val="toc 1"/></w:style>
<w:style w:type="paragraph" w:styleId="tocx"><w:name w:val="TOC Heading"/><w:basedOn w:val="1"/></w:style>
<w:style w:type="paragraph" w:styleId="Tocqueville"><w:name w:val="Tocqueville"/></w:style>
"""


def styled(key: str) -> str:
    return f'<w:pStyle w:val="{key}"/>'


@pytest.mark.parametrize(
    ("properties", "role"),
    [
        ("", "body"),
        (styled("1"), "heading"),
        (styled("zh"), "heading"),
        (styled("own"), "heading"),
        (styled("plain"), "body"),
        (styled("Heading2"), "heading"),
        (styled("nothing"), "body"),
        ('<w:outlineLvl w:val="0"/>', "heading"),
        (styled("1") + '<w:outlineLvl w:val="9"/>', "body"),
        (styled("toc1"), "contents"),
        (styled("tocx"), "contents"),
        (styled("Tocqueville"), "body"),
        ('<w:pPrChange><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:pPrChange>', "body"),
    ],
)
def test_roles_by_style_and_level(properties: str, role: str) -> None:
    (found,) = blocks(paragraph("总体目标", properties), styles=STYLES).paragraphs()
    assert found.role == role


def mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


CODE = '<w:r><w:instrText xml:space="preserve"> TOC \\o "1-3" </w:instrText></w:r>'


def test_a_contents_field_over_many_paragraphs() -> None:
    entry = f"{mark('begin')}<w:r><w:instrText>PAGEREF a</w:instrText></w:r>{mark('separate')}{run('3')}{mark('end')}"
    body = (
        f"<w:p>{mark('begin')}{CODE}{mark('separate')}{run('一、甲')}<w:r><w:tab/></w:r>{entry}</w:p>"
        f"<w:p>{run('二、乙')}</w:p><w:p>{run('三、丙')}{mark('end')}</w:p>{paragraph('正文')}"
    )
    assert [(one.text, one.role) for one in blocks(body).paragraphs()] == [
        ("一、甲\t3", "contents"), ("二、乙", "contents"), ("三、丙", "contents"), ("正文", "body"),
    ]  # fmt: skip


def test_a_contents_list_in_a_control() -> None:
    gallery = '<w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
    content = paragraph("目录") + paragraph("一、甲")
    body = f"<w:sdt>{gallery}<w:sdtContent>{content}</w:sdtContent></w:sdt>"
    assert [one.role for one in blocks(body + paragraph("正文")).paragraphs()] == ["contents", "contents", "body"]


def test_a_contents_field_that_lost_its_end_stops_at_the_first_table() -> None:
    body = (
        f"<w:p>{mark('begin')}{CODE}{mark('separate')}{run('一、甲')}</w:p>{table(row(cell('格')))}{paragraph('正文')}"
    )
    assert [one.role for one in blocks(body).paragraphs()] == ["contents", "body"]


def level(number: int, form: str, pattern: str, more: str = "") -> str:
    content = f'<w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{pattern}"/>'
    return f'<w:lvl w:ilvl="{number}">{content}</w:lvl>'


def listed(words: str, key: int, at: int = 0) -> str:
    return paragraph(words, f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{key}"/></w:numPr>')


NUMBERING = f"""
<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/>
  {level(0, "chineseCountingThousand", "%1、")}{level(1, "chineseCounting", "（%2）")}{level(2, "decimal", "%3.")}
  {level(3, "decimal", "%1.%4", "<w:isLgl/>")}{level(4, "bullet", "")}</w:abstractNum>
<w:abstractNum w:abstractNumId="1">{level(0, "decimal", "第%1条", styled("clause"))}
  {level(1, "decimalEnclosedCircle", "%2", styled("point"))}</w:abstractNum>
<w:abstractNum w:abstractNumId="2"><w:styleLink w:val="linked"/>{level(0, "ideographDigital", "%1、")}</w:abstractNum>
<w:abstractNum w:abstractNumId="3"><w:numStyleLink w:val="linked"/></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="0"/>
  <w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="4"><w:abstractNumId w:val="3"/></w:num>
<w:num w:numId="5"><w:abstractNumId w:val="1"/>
  <w:lvlOverride w:ilvl="0">{level(0, "upperRoman", "%1")}</w:lvlOverride></w:num>
<w:num w:numId="6"><w:abstractNumId w:val="9"/></w:num>
"""


def test_automatic_numbers_stand_before_the_words() -> None:
    body = "".join(
        [
            listed("总体", 1), listed("甲", 1, 1), listed("5吨", 1, 2), listed("乙", 1, 1), listed("丙", 1, 2),
            listed("分项", 1), listed("丁", 1, 3), listed("点", 1, 4), listed("戊", 2), listed("己", 2),
        ]
    )  # fmt: skip
    assert texts(blocks(body, numbering=NUMBERING)) == [
        "一、总体", "（一）甲", "1. 5吨", "（二）乙", "1. 丙", "二、分项", "2.1 丁", "点", "五、戊", "六、己",
    ]  # fmt: skip


def test_a_list_may_take_its_levels_from_another_or_change_them() -> None:
    body = listed("甲", 4) + listed("乙", 4) + listed("丙", 5)
    assert texts(blocks(body, numbering=NUMBERING)) == ["一、甲", "二、乙", "I 丙"]


@pytest.mark.parametrize("key", [0, 6, 77])
def test_no_list_or_a_broken_one_gives_no_number(key: int) -> None:
    assert texts(blocks(listed("甲", key), numbering=NUMBERING)) == ["甲"]


@pytest.mark.parametrize("at", [5, 9, 999_999_999])
def test_a_level_that_is_not_there_gives_no_number(at: int) -> None:
    assert texts(blocks(listed("甲", 1, at), numbering=NUMBERING)) == ["甲"]


def test_a_style_numbers_its_paragraphs() -> None:
    properties = '<w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr>'
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}">{properties}</w:style>' for key in ("clause", "point")
    )
    body = paragraph("甲", styled("clause")) + paragraph("乙", styled("point")) + paragraph("丙", styled("clause"))
    off = paragraph("丁", styled("clause") + '<w:numPr><w:numId w:val="0"/></w:numPr>')
    assert texts(blocks(body + off, numbering=NUMBERING, styles=styles)) == ["第1条 甲", "① 乙", "第2条 丙", "丁"]


def test_an_empty_numbered_cell_shows_its_number() -> None:
    numbered = f"<w:tc>{listed('', 1, 2)}</w:tc>"
    found = only_table(blocks(table(row(numbered, cell("甲")), row(numbered, cell("乙"))), numbering=NUMBERING))
    assert [one.text for one in found.cells] == ["1.", "甲", "2.", "乙"]


def test_lists_of_an_office_library() -> None:
    document = python_docx.Document()
    for words in ("甲", "乙"):
        document.add_paragraph(words, style="List Number")
    document.add_paragraph("丙", style="List Bullet")
    document.add_paragraph("目录", style="TOC Heading")
    document.add_paragraph("题目", style="Title")
    buffer = io.BytesIO()
    document.save(buffer)
    found = docx.read(buffer.getvalue(), "a")
    assert texts(found) == ["1. 甲", "2. 乙", "丙", "目录", "题目"]
    assert [one.role for one in found.paragraphs()][3:] == ["contents", "heading"]


@pytest.mark.parametrize("part", ["styles", "numbering", "footnotes"])
def test_a_broken_part_beside_the_text_is_told_and_the_text_is_read(part: str) -> None:
    mark_at = '<w:p><w:r><w:footnoteReference w:id="1"/></w:r></w:p>'
    found = docx.read(word_file(listed("甲", 1) + mark_at, **{part: "<w:broken>"}), "a")
    assert texts(found) == ["甲"]
    assert [(one.reason, one.text) for one in found.unread] == [("unreadable_part", f"word/{part}.xml")]
