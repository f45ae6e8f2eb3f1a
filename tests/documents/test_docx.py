"""Word files: what is text and what is not, and in which order it stands."""

from __future__ import annotations

import io

import docx as python_docx
import pytest

from jixiao.documents import docx, read_blocks
from jixiao.documents.blocks import Paragraph
from tests.documents.docx_files import MAIN, STRICT, W, blocks, paragraph, part, run, texts, word_file, zipped

OFF = '<w:vanish w:val="0"/>'


def field(code: str, result: str) -> str:
    marks = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
    return f"{marks[0]}<w:r><w:instrText>{code}</w:instrText></w:r>{marks[1]}{result}{marks[2]}"


def test_a_file_of_an_office_library() -> None:
    document = python_docx.Document()
    document.add_heading("第一部分", 1)
    document.add_paragraph("部门整体绩效目标")
    document.add_paragraph()
    document.add_paragraph("总体目标")
    buffer = io.BytesIO()
    document.save(buffer)
    found = read_blocks(buffer.getvalue(), "a")
    assert found.kind == "docx"
    assert found.items == (
        Paragraph("第一部分", 1, role="heading"),
        Paragraph("部门整体绩效目标", 2),
        Paragraph("总体目标", 4),
    )
    assert not found.unread
    assert not found.notes


@pytest.mark.parametrize(
    ("inside", "words"),
    [
        (run("甲") + run("乙"), "甲乙"),
        ("<w:r><w:t> 甲 </w:t></w:r>" + run("乙"), "甲乙"),
        (run(" 甲 ") + run("乙"), " 甲 乙"),
        (run("&lt;90%&amp;&#00000008805;&#x4E00;&quot;"), '<90%&≥一"'),
        ("<w:r><w:t><![CDATA[a<b & c>d]]></w:t></w:r>", "a<b & c>d"),
        ("<w:r><w:t>甲<!-- <w:t>不是</w:t> -->乙</w:t></w:r>", "甲乙"),
        ("<w:r><w:t>甲\n  乙</w:t></w:r>", "甲   乙"),
        (run("a>b"), "a>b"),
        ("<w:r><w:t>一</w:t><w:tab/><w:t>二</w:t><w:br/><w:t>三</w:t><w:cr/><w:t>四</w:t></w:r>", "一\t二\n三\n四"),
        ("<w:r><w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t><w:softHyphen/><w:t>c</w:t></w:r>", "a-bc"),
        ('<w:r><w:sym w:font="Symbol" w:char="F0B3"/><w:t>90%</w:t></w:r>', "≥90%"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', "☑"),
        ('<w:r><w:sym w:font="宋体" w:char="2264"/></w:r>', "≤"),
        ('<w:r><w:sym w:font="Symbol" w:char="?"/></w:r>', "?"),
        (f'<w:hyperlink r:id="rId9">{run("链接")}</w:hyperlink>', "链接"),
        (f'<w:smartTag w:element="place">{run("乡")}<w:smartTag>{run("镇")}</w:smartTag></w:smartTag>', "乡镇"),
        (f'<w:customXml w:element="x">{run("数据")}</w:customXml>', "数据"),
        (f"<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>{run('控件')}</w:sdtContent></w:sdt>", "控件"),
        (f'<w:fldSimple w:instr="NUMPAGES">{run("3")}</w:fldSimple>', "3"),
        (run("共") + field(" SUM(ABOVE) ", run("100")) + run("元"), "共100元"),
        (field("IF " + "x", run("内")) + run("外"), "内外"),
        (field(f' IF {field("MERGEFIELD a", run("不读"))} "1" ', run("读")), "读"),
        ('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + run("丢了结尾"), None),
        ("<m:oMath><m:r><m:t>≥</m:t></m:r></m:oMath>" + run("90"), "≥90"),
        ("<m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f>", "1/2"),
        (f"<w:ruby><w:rt>{run('zhì')}</w:rt><w:rubyBase>{run('治')}</w:rubyBase></w:ruby>", "治"),
        (run("可见") + run("隐藏", "<w:vanish/>") + run("又见", OFF), "可见又见"),
        ("<w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr>" + run("段落符隐藏"), "段落符隐藏"),
        ('<w:pPr><w:tabs><w:tab w:val="left" w:pos="420"/></w:tabs></w:pPr>' + run("制表位"), "制表位"),
    ],
)
def test_what_is_text_in_a_paragraph(inside: str, words: str | None) -> None:
    found = texts(blocks(f"<w:p>{inside}</w:p>{paragraph('下一段')}"))
    assert found == ([words] if words is not None else []) + ["下一段"]


def test_lines_count_every_paragraph() -> None:
    cell = f"<w:tbl><w:tr><w:tc>{paragraph('格')}{paragraph('格二')}</w:tc></w:tr></w:tbl>"
    first, table, last = blocks(paragraph() + paragraph("甲") + cell + paragraph("乙")).items
    assert isinstance(first, Paragraph)
    assert isinstance(last, Paragraph)
    assert not isinstance(table, Paragraph)
    assert (first.line, table.cells[0].line, last.line) == (2, 3, 5)


def test_blanks_are_kept_where_the_whole_part_says_so() -> None:
    xml = part("document", "<w:p><w:r><w:t> 甲 </w:t></w:r></w:p>")
    xml = xml.replace("<w:document", '<w:document xml:space="preserve"')
    assert texts(docx.read(zipped({MAIN: xml}), "a")) == [" 甲 "]


def test_hidden_words_are_left_out_with_one_note() -> None:
    styles = '<w:style w:type="character" w:styleId="h"><w:rPr><w:vanish/></w:rPr></w:style>'
    secret, code = run("密", "<w:vanish/>"), run("码", '<w:rStyle w:val="h"/>')
    found = blocks(f"<w:p>{run('甲')}{secret}</w:p><w:p>{code}</w:p>", styles=styles)
    assert texts(found) == ["甲"]
    (note,) = found.notes
    assert (note.kind, note.text, note.at.line, note.at.quote) == ("hidden_text", "密码", 1, "密")


def test_prompts_of_empty_controls_are_no_text() -> None:
    properties = "<w:sdtPr><w:showingPlcHdr/></w:sdtPr>"
    control = f"<w:sdt>{properties}<w:sdtContent>{run('单击此处输入文字。')}</w:sdtContent></w:sdt>"
    assert texts(blocks(f"<w:p>{run('联系人：')}{control}</w:p>")) == ["联系人："]


def box(words: str) -> str:
    return f"<w:txbxContent>{paragraph(words)}{paragraph('第二行')}</w:txbxContent>"


@pytest.mark.parametrize(
    "shape",
    [
        f'<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{box("框")}</w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict>{box('框')}</w:pict></mc:Fallback></mc:AlternateContent>",
        f'<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{box("框")}</w:drawing></mc:Choice>'
        f'<mc:Choice Requires="x">{box("框")}</mc:Choice></mc:AlternateContent>',
        f"<mc:AlternateContent><mc:Fallback><w:pict>{box('框')}</w:pict></mc:Fallback></mc:AlternateContent>",
        f"<w:pict>{box('框')}</w:pict>",
    ],
)
def test_a_text_box_stands_once_behind_its_anchor(shape: str) -> None:
    found = blocks(f"<w:p>{run('锚')}<w:r>{shape}</w:r>{run('定')}</w:p>{paragraph('后')}")
    assert texts(found) == ["锚定", "框", "第二行", "后"]
    assert [item.line for item in found.paragraphs()] == [1, 2, 3, 4]


def test_a_text_box_may_hold_a_table() -> None:
    inner = f"<w:txbxContent><w:tbl><w:tr><w:tc>{paragraph('格')}</w:tc></w:tr></w:tbl></w:txbxContent>"
    anchor, table, after = blocks(f"<w:p>{run('锚')}<w:r><w:pict>{inner}</w:pict></w:r></w:p>{paragraph('后')}").items
    assert not isinstance(table, Paragraph)
    assert table.cells[0].text == "格"


def test_notes_at_the_foot_follow_their_paragraph() -> None:
    body = (
        f'<w:p>{run("甲")}<w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
        f'<w:p>{run("乙")}<w:r><w:endnoteReference w:id="2"/></w:r></w:p>{paragraph("丙")}'
    )
    line = '<w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>'
    foot = f'{line}<w:footnote w:id="2">{paragraph("脚注")}</w:footnote>'
    end = f'<w:endnote w:id="2">{paragraph("尾注")}{paragraph("续")}</w:endnote>'
    found = blocks(body, footnotes=foot, endnotes=end)
    assert [(item.text, item.line) for item in found.paragraphs()] == [
        ("甲", 1), ("脚注", 1), ("乙", 2), ("尾注", 2), ("续", 2), ("丙", 3),
    ]  # fmt: skip


def test_a_note_of_a_cell_stands_behind_the_table() -> None:
    cell = f'<w:p>{run("≥90%")}<w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
    foot = f'<w:footnote w:id="2">{paragraph("注")}</w:footnote>'
    table, note = blocks(f"<w:tbl><w:tr><w:tc>{cell}</w:tc></w:tr></w:tbl>", footnotes=foot).items
    assert not isinstance(table, Paragraph)
    assert (table.cells[0].text, note.text if isinstance(note, Paragraph) else "") == ("≥90%", "注")


def test_what_cannot_be_read_is_told() -> None:
    links = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId7" Type="http://x/aFChunk" Target="chunk.mht"/></Relationships>'
    )
    sheet = '<w:p><w:r><w:object><o:OLEObject ProgID="Excel.Sheet.12"/></w:object></w:r></w:p>'
    body = f'{paragraph("甲")}<w:altChunk r:id="rId7"/>{sheet}'
    parts = {MAIN: part("document", f"<w:body>{body}</w:body>"), "word/_rels/document.xml.rels": links}
    found = docx.read(zipped(parts), "a")
    assert [(one.reason, one.text, one.at.line) for one in found.unread] == [
        ("unreadable_part", "word/chunk.mht", 1),
        ("unreadable_part", "Excel.Sheet.12", 2),
    ]


def test_pictures_alone_are_a_scan() -> None:
    assert [one.reason for one in blocks("<w:p><w:r><w:drawing/></w:r></w:p>").unread] == ["scanned_page"]
    assert not blocks(f"<w:p><w:r><w:drawing/></w:r></w:p>{paragraph('有字')}").unread


@pytest.mark.parametrize("namespace", [W, STRICT])
@pytest.mark.parametrize("prefix", ["w:", "ns0:", ""])
def test_any_prefix_and_the_strict_variant(namespace: str, prefix: str) -> None:
    declared = f'xmlns{":" + prefix[:-1] if prefix else ""}="{namespace}"'
    xml = f"<w:document {declared}><w:body>{paragraph('甲')}<w:p><w:r><w:t>乙</w:t></w:r></w:p></w:body></w:document>"
    xml = xml.replace("<w:", f"<{prefix}").replace("</w:", f"</{prefix}")
    assert texts(docx.read(zipped({MAIN: xml}), "a")) == ["甲", "乙"]


def test_a_prefix_that_is_declared_late() -> None:
    late = f'<v:p xmlns:v="{W}"><v:r><v:t>乙</v:t></v:r></v:p>'
    other = '<w:r><a:t xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">图</a:t></w:r>'
    assert texts(blocks(paragraph("甲") + late + f"<w:p>{other}</w:p>")) == ["甲", "乙"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030"])
def test_encodings(encoding: str) -> None:
    declared = {"utf-8-sig": "UTF-8", "gb18030": "GB2312"}.get(encoding, "UTF-16")
    xml = part("document", paragraph("绩效目标≥90%") * 3000).replace("UTF-8", declared)
    assert texts(docx.read(zipped({MAIN: xml.encode(encoding)}), "a")) == ["绩效目标≥90%"] * 3000


def test_markup_may_be_cut_anywhere() -> None:
    """Pieces of a long part are cut behind any byte: comments, character data and long attributes included."""
    odd = "<w:p><w:r><!-- x --><w:t>甲<![CDATA[<乙>]]></w:t><?pi x?></w:r></w:p>"
    found = texts(blocks((odd + f'<w:p w:x="{"长>" * 700}">{run("丙")}</w:p>') * 400))
    assert found == ["甲<乙>", "丙"] * 400


def test_the_main_part_is_found_by_its_relationship() -> None:
    links = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="{}"/>'
        "</Relationships>"
    )
    text = part("document", paragraph("甲"))
    for target, name in (("word/document2.xml", "word/document2.xml"), ("/Word/Document.xml", "word\\document.xml")):
        data = zipped({"_rels/.rels": links.format(target), name: text, "word/other.xml": "<x/>"})
        assert texts(docx.read(data, "a")) == ["甲"]


def test_headers_and_comments_are_never_opened() -> None:
    broken = {"word/header1.xml": "<w:hdr", "word/comments.xml": "<w:comments"}
    body = f'<w:p><w:commentRangeStart w:id="0"/>{run("甲")}<w:r><w:commentReference w:id="0"/></w:r></w:p>'
    found = docx.read(zipped({MAIN: part("document", body)} | broken), "a")
    assert (texts(found), found.unread) == (["甲"], ())


def test_a_document_without_a_word() -> None:
    assert docx.read(word_file("<w:sectPr/>"), "a").items == ()
