"""Templates of a unit's own: places are found, filled and repeated, and nothing else changes."""

from __future__ import annotations

import io

import docx
import pytest
from docx.enum.text import WD_BREAK
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from jixiao.documents.docx import read
from jixiao.documents.limits import DEFAULT, Limits
from jixiao.documents.writing.template import Template
from jixiao.documents.writing.template_fill import Fault
from jixiao.errors import DamagedFile, LimitExceeded, ProtectedFile, UnreadableFile
from tests.documents.docx_files import STRICT
from tests.documents.writing.template_files import (
    SHOP,
    Shop,
    W,
    add_box,
    add_runs,
    add_table,
    customer,
    filled,
    grids,
    packed,
    parts,
    saved,
    texts,
    with_paragraphs,
)


@pytest.mark.parametrize("typed", ["{{店}}", "｛｛店｝｝", "【【店】】", "{{ 店 }}"])
def test_brackets_are_doubled_in_any_way(typed: str) -> None:
    assert texts(filled(with_paragraphs(f"欢迎来{typed}。")).data) == ["欢迎来云河商店。"]


def test_a_place_cut_into_runs_takes_the_look_of_its_beginning() -> None:
    document = docx.Document()
    add_runs(document, "欢迎来{", "{", "店", "}", "}", "买{{店}", "}货")
    made = docx.Document(io.BytesIO(filled(document).data))
    assert [(run.text, run.bold) for run in made.paragraphs[0].runs] == [
        ("欢迎来云河商店", False),
        ("买云河商店", True),
        ("货", False),
    ]


def test_headers_footers_notes_and_text_boxes_are_filled() -> None:
    document = with_paragraphs("正文")
    document.sections[0].header.paragraphs[0].text = "页眉{{店}}"
    document.sections[0].footer.paragraphs[0].text = "页脚{{店}}"
    add_box(document, "框{{店}}")
    made = parts(filled(document).data)
    words = {name: "".join(etree.fromstring(xml).itertext()) for name, xml in made.items() if name.endswith(".xml")}
    assert words["word/document.xml"].count("框云河商店") == 2
    assert any("页眉云河商店" in text for name, text in words.items() if "header" in name)
    assert any("页脚云河商店" in text for name, text in words.items() if "footer" in name)


def test_a_content_control_holds_the_words_and_no_prompt() -> None:
    document = with_paragraphs("前{{店}}后", "提示")
    for paragraph, wraps_runs in zip(document.paragraphs, (True, False), strict=True):
        make = paragraph._p.makeelement
        space = f"{{{paragraph._p.nsmap['w']}}}"
        control, properties, content = (make(f"{space}{name}") for name in ("sdt", "sdtPr", "sdtContent"))
        properties.append(make(f"{space}showingPlcHdr"))
        control.extend([properties, content])
        inner = paragraph.runs[0]._r if wraps_runs else paragraph._p
        inner.addprevious(control)
        content.append(inner)
    data = filled(document).data
    assert texts(data) == ["前云河商店后"]
    assert parts(data)["word/document.xml"].count(b"showingPlcHdr") == 1


def test_the_newer_namespace_of_word_is_known() -> None:
    document = with_paragraphs("{{#客户}}", "{{客}}\n{{店}}", "{{/客户}}")
    add_table(document, "{{客（合并）}} {{货}}")
    contents = parts(saved(document))
    strict = contents["word/document.xml"].replace(W.encode(), STRICT.encode())
    made = Template(packed({**contents, "word/document.xml": strict}), "模板.docx").filled(SHOP)
    assert made.faults == ()
    assert texts(made.data) == ["张三\n云河商店", "李四\n云河商店"]
    assert next(read(made.data, "a.docx", DEFAULT).tables()).cells[0].rows == 3


def test_a_row_is_repeated_once_a_member() -> None:
    document = docx.Document()
    add_table(document, "客户 城市", "{{客}} {{城}}", "合计 {{店}}")
    assert grids(filled(document).data) == [
        [["客户", "城市"], ["张三", "甲城"], ["李四", "乙城"], ["合计", "云河商店"]]
    ]


def test_a_row_of_the_inner_list_is_repeated_over_all_outer_members() -> None:
    document = docx.Document()
    add_table(document, "{{客（合并）}} {{货（合并）}} {{价}}")
    data = filled(document).data
    assert grids(data) == [
        [["张三", "米", "1"], ["张三", "米", "1"], ["张三", "油", "1"], ["李四", "米", "1"], ["李四", "盐", "1"]]
    ]
    table = next(read(data, "a.docx", DEFAULT).tables())
    merged = {(cell.row, cell.column): cell.rows for cell in table.cells if cell.rows > 1}
    assert merged == {(0, 0): 3, (0, 1): 2, (3, 0): 2}


def test_cells_stay_apart_where_the_template_does_not_ask() -> None:
    document = docx.Document()
    add_table(document, "{{客}} {{货}}")
    table = next(read(filled(document).data, "a.docx", DEFAULT).tables())
    assert all(cell.rows == 1 for cell in table.cells)


def test_a_label_merged_over_the_repeated_row_grows_with_it() -> None:
    document = docx.Document()
    table = add_table(document, "客户 {{客}}", "订单 {{货}}", "- 完")
    table.cell(1, 0).merge(table.cell(2, 0))
    first, second = (next_table for next_table in read(filled(document).data, "a.docx", DEFAULT).tables())
    assert [(cell.row, cell.rows) for cell in first.cells if cell.text == "订单"] == [(1, 4)]
    assert [(cell.row, cell.rows) for cell in second.cells if cell.text == "订单"] == [(1, 3)]


def test_a_table_with_several_rows_of_a_member_is_repeated_whole() -> None:
    document = docx.Document()
    add_table(document, "客户 {{客}}", "城市 {{城}}", "货 价", "{{货}} {{价}}")
    assert grids(filled(document).data) == [
        [["客户", "张三"], ["城市", "甲城"], ["货", "价"], ["米", "1"], ["米", "1"], ["油", "1"]],
        [["客户", "李四"], ["城市", "乙城"], ["货", "价"], ["米", "1"], ["盐", "1"]],
    ]


def test_a_block_is_repeated_with_its_headings_and_tables() -> None:
    document = with_paragraphs("头", "{{#客户}}", "{{客}}的订单", "单位：元")
    add_table(document, "{{货}} {{价}}")
    document.add_paragraph("{{/客户}}")
    document.add_paragraph("尾")
    data = filled(document).data
    assert texts(data) == ["头", "张三的订单", "单位：元", "李四的订单", "单位：元", "尾"]
    assert [len(grid) for grid in grids(data)] == [3, 2]


def test_blocks_nest_and_stand_in_rows_and_cells() -> None:
    document = with_paragraphs("{{#客户}}", "{{客}}", "{{#订单}}", "{{货}}", "{{/订单}}", "{{/客户}}")
    table = add_table(document, "{{#客户}} -", "{{客}} -", "{{城}} -", "{{/客户}} -")
    table.cell(1, 1).text = "{{#订单}}"
    for words in ("{{货}}；", "{{/订单}}"):
        table.cell(1, 1).add_paragraph(words)
    data = filled(document).data
    assert texts(data) == ["张三", "米", "米", "油", "李四", "米", "盐"]
    assert grids(data) == [[["张三", "米；\n米；\n油；"], ["甲城", ""], ["李四", "米；\n盐；"], ["乙城", ""]]]


def test_tables_of_a_block_do_not_touch() -> None:
    document = with_paragraphs("{{#客户}}")
    add_table(document, "{{客}} {{城}}")
    document.add_paragraph("{{/客户}}")
    add_table(document, "尾 表")
    body = docx.Document(io.BytesIO(filled(document).data)).element.body
    kinds = [child.tag.rpartition("}")[2] for child in body]
    assert kinds == ["tbl", "p", "tbl", "p", "tbl", "sectPr"]


def test_nested_tables_are_filled_where_they_stand() -> None:
    document = docx.Document()
    table = add_table(document, "客户 {{客}}", "明细 -")
    add_table(table.cell(1, 1), "货 价", "{{货}} {{价}}")
    data = filled(document).data
    assert [len(grid) for grid in grids(data)] == [2, 4, 2, 3]


def test_a_list_of_texts_is_repeated_by_paragraph_also_in_a_cell() -> None:
    document = with_paragraphs("● {{通知}}")
    add_table(document, "通知 {{通知}}")
    data = filled(document).data
    assert texts(data) == ["● 先付款。", "● 后发货。"]
    assert grids(data) == [[["通知", "先付款。\n后发货。"]]]


def test_a_section_ends_once_however_many_lines_its_last_paragraph_becomes() -> None:
    document = with_paragraphs("{{通知}}")
    document.add_section()
    first, last = document.paragraphs
    first._p.get_or_add_pPr().append(last._p.pPr.sectPr)
    data = filled(document).data
    assert texts(data) == ["先付款。", "后发货。"]
    assert [bool(each._p.pPr.findall("{*}sectPr")) for each in docx.Document(io.BytesIO(data)).paragraphs[:2]] == [
        False,
        True,
    ]


def test_a_page_that_begins_at_a_mark_still_does() -> None:
    document = with_paragraphs("头", "{{#客户}}", "{{客}}", "{{/客户}}")
    document.paragraphs[1].add_run().add_break(WD_BREAK.PAGE)
    made = docx.Document(io.BytesIO(filled(document).data))
    assert [each.text for each in made.paragraphs] == ["头", "", "张三", "李四"]
    assert [len(each._p.findall(".//{*}br")) for each in made.paragraphs] == [0, 1, 0, 0]


def test_lines_become_paragraphs_where_a_place_stands_alone_and_breaks_elsewhere() -> None:
    document = with_paragraphs("{{店}}", "在{{店}}买")
    document.paragraphs[0].alignment = 1
    made = docx.Document(io.BytesIO(filled(document, Shop({"店": "云河\n商店\t甲"})).data))
    assert [(each.text, each.alignment) for each in made.paragraphs] == [
        ("云河", 1),
        ("商店\t甲", 1),
        ("在云河\n商店\t甲买", None),
    ]


@given(st.text(alphabet=st.characters(), min_size=1, max_size=30))
@settings(derandomize=True, deadline=None, max_examples=60)
def test_any_words_survive(words: str) -> None:
    document = with_paragraphs("甲{{店}}乙")
    [paragraph] = docx.Document(io.BytesIO(filled(document, Shop({"店": words})).data)).paragraphs
    plain = words.replace("\r\n", "\n").replace("\r", "\n")
    expected = "".join(sign if _may_stand_in_xml(sign) else "\ufffd" for sign in plain)
    assert paragraph.text == f"甲{expected}乙"


def _may_stand_in_xml(sign: str) -> bool:
    code = ord(sign)
    return code in (9, 10) or 0x20 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or code > 0xFFFF


def test_words_that_look_like_places_are_words() -> None:
    assert texts(filled(with_paragraphs("{{店}}{{店}}"), Shop({"店": "{{货}}"})).data) == ["{{货}}{{货}}"]


def test_nothing_changes_but_the_places() -> None:
    document = with_paragraphs("甲  {{店}}", "乙　丙")
    add_table(document, "一 二")
    add_box(document, "框")
    before = saved(document)
    made = Template(before, "模板.docx").filled(Shop({"店": "{{店}}"})).data
    old, new = parts(before), parts(made)
    assert list(old) == list(new)
    assert [name for name in old if old[name] != new[name]] == ["word/document.xml"]
    preserved = b' xml:space="preserve"'
    as_was, as_is = (_canonical(each["word/document.xml"].replace(preserved, b"")) for each in (old, new))
    assert as_was == as_is


def _canonical(xml: bytes) -> bytes:
    return bytes(etree.tostring(etree.fromstring(xml), method="c14n"))


def test_the_same_template_and_words_give_the_same_bytes() -> None:
    template = Template(saved(with_paragraphs("{{店}}", "{{#客户}}", "{{客}}", "{{/客户}}")), "模板.docx")
    assert template.filled(SHOP) == template.filled(SHOP)


def test_copies_bear_no_name_that_may_stand_once() -> None:
    document = with_paragraphs("{{#客户}}", "{{客}}", "{{/客户}}")
    paragraph = document.paragraphs[1]._p
    space = paragraph.nsmap["w"]
    paragraph.set("{http://schemas.microsoft.com/office/word/2010/wordml}paraId", "11111111")
    paragraph.append(
        paragraph.makeelement(f"{{{space}}}bookmarkStart", {f"{{{space}}}id": "1", f"{{{space}}}name": "甲"})
    )
    add_box(document, "框")
    document.paragraphs[2]._p.addprevious(document.paragraphs[3]._p)
    xml = parts(filled(document).data)["word/document.xml"].decode()
    assert (xml.count("paraId"), xml.count("bookmarkStart")) == (1, 1)
    assert xml.count('docPr id="1"') == xml.count('docPr id="2"') == 1


@pytest.mark.parametrize(
    ("words", "faults"),
    [
        (("{{#客户}}", "{{客}}"), [Fault("unpaired", "{{#客户}}")]),
        (("{{店}}", "{{/客户}}"), [Fault("unpaired", "{{/客户}}")]),
        (
            ("{{#客户}}", "{{#订单}}", "{{/客户}}", "{{/订单}}"),
            [Fault("unpaired", each) for each in ("{{#订单}}", "{{/订单}}")],
        ),
        (("甲{{#客户}}", "{{店}}"), [Fault("not_alone", "{{#客户}}")]),
        (("甲{{店}", "{{店}}"), [Fault("left_over", "甲{{店}")]),
        (("店}}", "{{店}}"), [Fault("left_over", "店}}")]),
        (("{{客}}好",), [Fault("outside", "{{客}}", "客户")]),
        (("{{客}}和{{通知}}",), [Fault("mixed", "{{客}}", "{{通知}}")]),
    ],
)
def test_what_is_wrong_with_a_template_is_listed(words: tuple[str, ...], faults: list[Fault]) -> None:
    assert list(Template(saved(with_paragraphs(*words)), "模板.docx").filled(SHOP).faults) == faults


def test_a_paragraph_may_speak_of_the_only_member() -> None:
    shop = Shop({"店": "甲"}, {"客户": [customer("张三")]})
    assert texts(filled(with_paragraphs("{{客}}好"), shop).data) == ["张三好"]


def test_a_block_without_members_goes_and_leaves_a_sound_file() -> None:
    document = with_paragraphs("{{#客户}}", "{{客}}", "{{/客户}}", "尾")
    table = add_table(document, "头 -", "{{#客户}} -", "{{客}} -", "{{/客户}} -")
    table.cell(0, 1).text = "{{#客户}}"
    table.cell(0, 1).add_paragraph("{{/客户}}")
    data = filled(document, Shop({}, {"客户": []})).data
    assert texts(data) == ["尾"]
    assert grids(data) == [[["头", ""]]]
    assert all(cell.findall("{*}p") for cell in docx.Document(io.BytesIO(data)).element.iter("{*}tc"))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (saved(with_paragraphs("没有")), "no_places"),
        (b"%PDF-1.7\n", "no_docx"),
        ("只是{{店}}文字".encode(), "no_docx"),
    ],
)
def test_what_is_no_template_is_told(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        Template(data, "模板")
    assert caught.value.reason == reason


def test_a_macro_or_template_file_is_told() -> None:
    contents = parts(saved(with_paragraphs("{{店}}")))
    contents["[Content_Types].xml"] = contents["[Content_Types].xml"].replace(
        b"document.main+xml", b"template.main+xml"
    )
    with pytest.raises(UnreadableFile) as caught:
        Template(packed(contents), "模板.dotx")
    assert caught.value.reason == "no_docx"


def test_protected_damaged_and_huge_files_are_told() -> None:
    contents = parts(saved(with_paragraphs("{{店}}")))
    whole = packed(contents)
    locked = bytearray(whole)
    for start in (at for at in range(len(whole)) if whole[at : at + 4] in (b"PK\x03\x04", b"PK\x01\x02")):
        locked[start + (6 if whole[start + 2] == 3 else 8)] |= 1
    with pytest.raises(ProtectedFile):
        Template(bytes(locked), "模板.docx")
    for xml in (
        b"<w:document",
        b'<!DOCTYPE a [<!ENTITY b "c">]>' + contents["word/document.xml"].partition(b"?>\n")[2],
    ):
        with pytest.raises(DamagedFile):
            Template(packed({**contents, "word/document.xml": xml}), "模板.docx")
    with pytest.raises(LimitExceeded):
        Template(whole, "模板.docx", Limits(unpacked_bytes=1000))
