"""Whole PDFs: files of office programs in the repository, pages that cannot be read, limits."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest

from jixiao.documents import pdf
from jixiao.documents.limits import Limits
from jixiao.documents.pdf_runs import runs_of
from jixiao.errors import DamagedFile, LimitExceeded, ProtectedFile
from jixiao.language import set_language
from tests.documents.pdf_files import Paper, grid_of, texts


def test_an_empty_page_is_an_empty_document() -> None:
    paper = Paper()
    paper.next_page()
    blocks = paper.read()
    assert (blocks.kind, blocks.items, blocks.unread, blocks.notes) == ("pdf", (), (), ())


def test_a_password_is_said() -> None:
    paper = Paper(password="1234")
    paper.text(70, 80, "项目名称")
    with pytest.raises(ProtectedFile):
        paper.read()


@pytest.mark.parametrize("cut", [9, 40, 300])
def test_a_stump_is_damaged(cut: int) -> None:
    paper = Paper()
    paper.text(70, 80, "项目名称")
    with pytest.raises(DamagedFile):
        pdf.read(paper.bytes()[:cut], "计划.pdf")


def test_too_many_pages_name_the_setting() -> None:
    paper = Paper()
    for _ in range(3):
        paper.text(70, 80, "项目名称")
        paper.next_page()
    with pytest.raises(LimitExceeded) as caught:
        paper.read(Limits(pages=2))
    assert "页数为 3，超过上限 2" in str(caught.value)
    assert "JIXIAO_MAX_PAGES" in str(caught.value)


def test_too_many_cells_name_the_setting() -> None:
    paper = Paper()
    paper.table([50, 150, 250], [100, 120, 140], [["一", "二"], ["三", "四"]])
    data = paper.bytes()
    assert len(list(pdf.read(data, "计划.pdf", Limits(cells=4)).tables())) == 1
    with pytest.raises(LimitExceeded) as caught:
        pdf.read(data, "计划.pdf", Limits(cells=3))
    assert "JIXIAO_MAX_CELLS" in str(caught.value)


def test_a_scanned_page_is_reported_and_the_others_are_read() -> None:
    paper = Paper()
    paper.text(70, 80, "一、总体绩效目标")
    paper.text(290, 800, "1")
    paper.next_page()
    paper.picture(20, 20, 550, 790)
    paper.text(290, 800, "2")
    paper.next_page()
    paper.text(70, 80, "三、工作保障措施")
    set_language("en")
    try:
        blocks = paper.read()
    finally:
        set_language("zh")
    assert texts(blocks) == ["一、总体绩效目标", "三、工作保障措施"]
    (unread,) = blocks.unread
    assert (unread.reason, unread.at.page) == ("scanned_page", 2)
    assert unread.text == "第2页是扫描图片，没有文字层。请提供可复制文字的版本，或先做文字识别（OCR）。"


def test_text_recognised_behind_a_picture_is_read() -> None:
    paper = Paper()
    paper.picture(20, 20, 550, 790)
    hidden = paper.canvas.beginText(70, 700)
    hidden.setFont("STSong-Light", 10)
    hidden.setTextRenderMode(3)
    hidden.textLine("项目名称：道路养护")
    paper.canvas.drawText(hidden)
    blocks = paper.read()
    assert (texts(blocks), blocks.unread) == (["项目名称：道路养护"], ())


def test_a_page_of_signs_without_meaning_is_reported() -> None:
    paper = Paper()
    paper.text(70, 80, "\ue000\ue001\ue002\ue003\ue004\ue005\ue006")
    paper.next_page()
    paper.text(70, 80, "项目名称")
    blocks = paper.read()
    assert texts(blocks) == ["项目名称"]
    assert [(unread.reason, unread.at.page) for unread in blocks.unread] == [("unreadable_part", 1)]
    assert "乱码" in blocks.unread[0].text


def test_a_broken_page_leaves_the_others_alone() -> None:
    paper = Paper()
    for words in ("第一", "第二", "第三"):
        paper.text(70, 80, words)
        paper.next_page()
    data = paper.bytes()
    # The list of pages names an object that is not there.
    second = re.findall(rb"/Kids \[ \d+ 0 R (\d+) 0 R", data)[0]
    blocks = pdf.read(data.replace(b" %b 0 R" % second, b" %s 0 R" % (b"9" * len(second))), "计划.pdf")
    assert texts(blocks) == ["第一", "第三"]
    # pdfium moves the pages behind it up: the third is the one that fails.
    assert [(unread.reason, unread.at.page) for unread in blocks.unread] == [("unreadable_part", 3)]


def test_text_off_the_page_and_text_printed_twice_is_left_out_with_a_note() -> None:
    paper = Paper()
    paper.text(70, 80, "项目名称：道路养护")
    paper.text(70, 120, "单位：元")
    paper.text(70.4, 80, "项目名称：道路养护")
    paper.text(-300, 80, "项目名称：道路养护")
    paper.text(70, 900, "项目名称：道路养护")
    blocks = paper.read()
    assert texts(blocks) == ["项目名称：道路养护", "单位：元"]
    assert [(note.kind, note.at.page) for note in blocks.notes] == [("off_page_text", 1)] * len(blocks.notes)
    assert any("页面以外" in note.text for note in blocks.notes)


def test_a_cropped_page_shows_only_its_window() -> None:
    paper = Paper()
    paper.canvas.setCropBox((50, 400, 545, 800))
    paper.table([100, 200, 300], [100, 120], [["项目名称", "道路养护"]])
    paper.text(100, 600, "裁掉的文字")
    blocks = paper.read()
    assert [grid_of(table) for table in blocks.tables()] == [[["项目名称", "道路养护"]]]
    assert texts(blocks) == []


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_turned_page_reads_as_it_is_shown(turn: int) -> None:
    # The page's own paper lies across: reportlab swaps the sides of a page that it turns by 90 or 270 degrees.
    paper = Paper((595, 842) if turn == 180 else (842, 595))
    paper.canvas.setPageRotation(turn)
    paper.canvas.translate(*{90: (595, 0), 180: (595, 842), 270: (0, 842)}[turn])
    paper.canvas.rotate({90: 90, 180: 180, 270: -90}[turn])
    _landscape(paper)
    blocks = paper.read()
    assert texts(blocks) == ["绩效目标表"]
    assert [grid_of(table) for table in blocks.tables()] == [[["项目名称", "道路养护"], ["预算数", "20000.00"]]]


def test_a_table_lying_on_an_upright_page_is_turned() -> None:
    paper = Paper()
    paper.canvas.translate(595, 0)
    paper.canvas.rotate(90)
    paper.height = 595
    _landscape(paper)
    blocks = paper.read()
    assert texts(blocks) == ["绩效目标表"]
    assert [grid_of(table) for table in blocks.tables()] == [[["项目名称", "道路养护"], ["预算数", "20000.00"]]]


def _landscape(paper: Paper) -> None:
    paper.text(100, 80, "绩效目标表")
    paper.table([100, 200, 300], [100, 120, 140], [["项目名称", "道路养护"], ["预算数", "20000.00"]])


def test_radicals_ligatures_and_soft_hyphens_become_plain_characters() -> None:
    text = "\u2f00\u2f49\u2ec5\u2eda \ufb01\u00ad\u200bn"
    flat = [value for at in range(len(text)) for value in (10.0 * at, 20.0, 10.0 * at + (text[at] != " ") * 10, 10.0)]

    def boxes(indices: Sequence[int]) -> list[float]:
        return [value for index in indices for value in flat[4 * index : 4 * index + 4]]

    assert [run[4] for run in runs_of(text, boxes, lambda index: False, 500, 500, []).runs] == ["一月见页", "fin"]


def test_a_watermark_across_the_page_is_left_out_with_a_note() -> None:
    paper = Paper()
    paper.table([60, 300, 500], [100, 400], [["项目名称", "道路养护"]])
    paper.canvas.saveState()
    paper.canvas.translate(150, 500)
    paper.canvas.rotate(40)
    paper.canvas.setFont("STSong-Light", 50)
    paper.canvas.drawString(0, 0, "内部资料")
    paper.canvas.restoreState()
    blocks = paper.read()
    assert [grid_of(table) for table in blocks.tables()] == [[["项目名称", "道路养护"]]]
    assert [(note.kind, note.at.page) for note in blocks.notes] == [("hidden_text", 1)]


def test_filled_in_form_fields_are_read() -> None:
    paper = Paper()
    paper.text(70, 80, "amount:")
    paper.canvas.acroForm.textfield(name="amount", value="20000.00", x=120, y=745, width=90, height=20, fontSize=10)
    (box,) = paper.read().tables()
    assert grid_of(box) == [["20000.00"]]
