"""Web pages: paragraphs, headings and lists; what is hidden or belongs to the site is left out."""

from __future__ import annotations

from pathlib import Path

import pytest

from jixiao.documents import read_blocks
from jixiao.documents.blocks import Blocks, Paragraph, Table
from jixiao.documents.html import read
from jixiao.documents.limits import Limits
from jixiao.errors import LimitExceeded
from tests.documents import small_files


def _read(body: str) -> Blocks:
    return read(
        f"<!DOCTYPE html><html><head><meta charset=utf-8><title>题</title></head><body>{body}".encode(), "a.html"
    )


def _texts(body: str) -> list[str]:
    return [paragraph.text for paragraph in _read(body).paragraphs()]


def test_blocks_are_paragraphs_and_headings_have_their_role() -> None:
    assert _read("<h1>文本</h1>前<p>一<b>二</b><div>三<p>四</div>五").items == (
        Paragraph("文本", 1, role="heading"),
        Paragraph("前", 2),
        Paragraph("一二", 3),
        Paragraph("三", 4),
        Paragraph("四", 5),
        Paragraph("五", 6),
    )


def test_blanks_collapse_as_in_a_browser() -> None:
    assert _texts(
        "<p> 资金\n  使用 <br> 第二行&nbsp;&nbsp;ab \n cd&#8203;</p><p>绩效\n目标&gt;=90%</p><p>&nbsp;</p>"
    ) == [
        "资金使用\n第二行  ab cd",
        "绩效目标>=90%",
    ]
    assert _texts("<pre>第一 行\n  第二行\n</pre>") == ["第一 行", "第二行"]


def test_numbers_of_lists_stand_before_their_words() -> None:
    assert _texts("<ol start=3><li>甲<ul><li>乙</ul><li><p>丙</p><p>丁</p></ol><ol><li>戊</ol>") == [
        *("3.甲", "乙", "4.丙", "丁", "1.戊"),
    ]


def test_hidden_text_is_left_out_with_a_note() -> None:
    blocks = _read(
        "<p>见<span style='DISPLAY : none'>不 见</span></p><p hidden>无</p><p style='mso-hide:all'>无</p>"
        "<script>var a='无'</script><style>p{}</style><noscript>无</noscript><template><p>无</p></template>"
    )
    assert [paragraph.text for paragraph in blocks.paragraphs()] == ["见"]
    assert [(note.kind, note.text) for note in blocks.notes] == [("hidden_text", "不 见")]
    assert _read("<p>见</p><input type=hidden hidden value=1><div style='display:none'> </div>").notes == ()


def test_deleted_text_is_left_out_with_a_note() -> None:
    blocks = _read("<p>预算<del>三万</del><ins>二万</ins>元<del>。</del></p>")
    assert [paragraph.text for paragraph in blocks.paragraphs()] == ["预算二万元"]
    assert [(note.kind, note.text) for note in blocks.notes] == [("tracked_changes", "三万")]


def test_the_chrome_of_a_site_is_left_out() -> None:
    menu = "".join(f"<li><a href=/{number}>栏目{number}</a>" for number in range(5))
    body = (
        f"<header><p>某县政府</p></header><nav>首页</nav><div><ul>{menu}</ul></div>"
        "<article><header><h1>2025年绩效文本</h1></header><p>正文见<a href=/x>附件</a>和表。</p></article>"
        "<aside>推荐</aside><footer>版权</footer>"
    )
    assert _texts(body) == ["2025年绩效文本", "正文见附件和表。"]
    contents = "".join(f"<p class=MsoToc1><a href='#_Toc{number}'>第{number}节 1</a></p>" for number in range(4))
    assert [paragraph.role for paragraph in _read(contents).paragraphs()] == ["contents"] * 4


def test_a_contents_list_is_told_by_its_title() -> None:
    blocks = _read(
        "<p>目 录</p><p>一、总体 1</p><p>二、分项 2</p><h1>一、总体</h1><p>正文 3</p><table><tr><td>1</table>"
    )
    assert [paragraph.role for paragraph in blocks.paragraphs()] == ["body", "contents", "contents", "heading", "body"]


def test_html_of_an_office_program_keeps_its_blanks_and_loses_its_page_headers() -> None:
    head = "<head><meta charset=utf-8><meta name=generator content='LibreOffice 7.4'></head>"
    body = "<div title=header><p>页眉</p></div><p>财政\n 资金</p><div title=footer><p>1</p></div>"
    assert [*read((head + body).encode(), "a.html").paragraphs()] == [Paragraph("财政 资金", 1)]


def test_boxes_of_a_form_show_what_was_filled_in() -> None:
    body = (
        "<p>名称：<input value='河道清理'><input type=hidden value=9><input type=submit value=提交></p>"
        "<p><input type=checkbox checked>新增<input type=radio>延续</p><textarea>说明</textarea>"
        "<select><option>甲<option selected>乙</select>"
    )
    assert _texts(body) == ["名称：河道清理", "☑新增□延续", "说明", "乙"]


def test_signs_of_symbol_fonts_are_read() -> None:
    assert _texts("<p><span style='font-family:Wingdings'>&#254;</span>是 <font face=Symbol>&#179;</font>9</p>") == [
        "☑是 ≥9"
    ]


def test_html_of_word_keeps_list_numbers_and_drops_its_own_xml() -> None:
    body = (
        "<!--[if gte mso 9]><xml><w:x>无</w:x></xml><![endif]--><xml><o:p>无</o:p></xml>"
        "<p class=MsoNormal style='mso-outline-level:1'>总体<o:p></o:p></p>"
        "<p><![if !supportLists]><span style='mso-list:Ignore'>1、</span><![endif]>目标</p>"
    )
    assert _read(body).items == (Paragraph("总体", 1, role="heading"), Paragraph("1、目标", 2))


@pytest.mark.parametrize("name", ["附件.xls", "附件.doc", "a.mht"])
def test_html_is_read_whatever_its_name_and_dress(name: str) -> None:
    plain = read_blocks(small_files.html_file(), "a.html")
    (table,) = plain.tables()
    assert [cell.text for cell in table.cells[:4]] == [*small_files.ROWS[0]]
    assert read_blocks(small_files.mime_file(), name) == plain == read_blocks(small_files.html_file(), name)


def test_all_pages_of_a_saved_file_are_read_and_words_own_page_headers_are_not() -> None:
    parts = [("sheet001.htm", "<table><tr><td>甲</table>"), ("a/header.htm", "页眉"), ("sheet002.htm", "<p>乙</p>")]
    data = "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n" + "".join(
        f"--b\nContent-Location: {place}\nContent-Type: text/html; charset=gb2312\n\n{page}\n" for place, page in parts
    )
    table, paragraph = read_blocks((data + "--b--\n").encode("gb18030"), "a.xls").items
    assert isinstance(table, Table)
    assert (table.cells[0].text, paragraph) == ("甲", Paragraph("乙", 2))


def test_depth_is_bounded_before_the_parser_starts() -> None:
    assert len(read(b"<div>" * 3_000 + "底".encode(), "a.html").items) == 1
    with pytest.raises(LimitExceeded, match="JIXIAO_MAX_DEPTH"):
        read(b"<div>" * 1_000_000, "a.html")
    assert len(read(b"<p><b>x</b><br>" * 30_000, "a.html").items) == 30_000


def test_nothing_is_fetched() -> None:
    # The network is refused to every test: a fetch would raise.
    body = "<img src=http://127.0.0.1/a.png><link rel=stylesheet href=http://127.0.0.1/a.css><iframe src=http://127.0.0.1/>"
    assert _texts(f"{body}</iframe><object data=http://127.0.0.1/x>无</object><p>正文") == ["正文"]


def test_settings_bound_the_cells() -> None:
    with pytest.raises(LimitExceeded, match="JIXIAO_MAX_CELLS"):
        read(b"<table>" + b"<tr><td>1" * 200, "a.html", Limits(cells=100))
    with pytest.raises(LimitExceeded, match="标签数"):
        read(b"<br>" * 1_001, "a.html", Limits(cells=100))


def test_the_module_never_names_a_page_of_its_own() -> None:
    source = Path(read.__code__.co_filename).read_text(encoding="utf-8")
    assert "http" not in source
