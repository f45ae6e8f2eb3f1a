"""Charts and links in every format: numbers that a person may change, words for who sees no picture, no dead link."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from decimal import Decimal
from pathlib import Path

import docx
import openpyxl
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from selectolax.lexbor import LexborHTMLParser

from benchmarks import office
from jixiao.documents.writing import bytes_of
from jixiao.documents.writing.fonts import font_folders
from jixiao.documents.writing.pages import pages_of
from jixiao.documents.writing.paper import Line, Link, Paper, Section
from jixiao.documents.writing.pdf import printed
from jixiao.documents.writing.pdf_words import linked_words
from tests.documents.writing.charted import ADDRESS, ALT, BARS, CURVE, SENTENCE, charted
from tests.documents.writing.pdf_pages import links, tags
from tests.documents.writing.test_docx_markup import LINK, R, W, faults

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


@pytest.fixture(scope="module")
def parts() -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(bytes_of(charted(), "docx").data)) as archive:
        return {entry.filename: archive.read(entry) for entry in archive.infolist()}


def _targets(parts: dict[str, bytes], name: str) -> dict[str, tuple[str, bool]]:
    """Targets by id, and whether each is outside."""
    found = etree.fromstring(parts[name]).iter(LINK)
    return {one.get("Id"): (one.get("Target"), one.get("TargetMode") == "External") for one in found}


def test_word_gets_charts_of_its_own_with_their_numbers(parts: dict[str, bytes]) -> None:
    for number, chart in enumerate((CURVE, BARS), 1):
        root = etree.fromstring(parts[f"word/charts/chart{number}.xml"])
        drawn = {
            series.find(f"{C}tx").findtext(f".//{C}v"): {
                int(point.get("idx")): Decimal(point.findtext(f"{C}v"))
                for point in series.find(f"{C}val").iter(f"{C}pt")
            }
            for series in root.iter(f"{C}ser")
        }
        assert drawn == {
            series.name: {at: value for at, value in enumerate(series.values) if value is not None}
            for series in chart.series
        }
        target, _ = _targets(parts, f"word/charts/_rels/chart{number}.xml.rels")["link1"]
        assert root.find(f"{C}externalData").get(R + "id") == "link1"
        book = openpyxl.load_workbook(io.BytesIO(parts[posixpath.normpath(f"word/charts/{target}")]))
        rows = list(book.worksheets[0].iter_rows(values_only=True))
        assert rows[0][1:] == tuple(series.name for series in chart.series)
        assert [row[0] for row in rows[1:]] == list(chart.categories)


def test_what_a_reader_of_texts_would_take_for_true_is_said(parts: dict[str, bytes]) -> None:
    curve, bars = (parts[f"word/charts/chart{number}.xml"].decode() for number in (1, 2))
    assert curve.count('<c:smooth val="0"/>') == 2 and 'prst="dash"' not in bars
    assert bars.count('<c:showSerName val="0"/>') == 2 and "<c:smooth" not in bars
    for part in (curve, bars):
        for wanted in ('varyColors val="0"', 'delete val="0"', 'dispBlanksAs val="gap"', "<a:ea "):
            assert wanted in part
    assert 'prstDash val="dash"' in curve and "pattFill" in bars


def test_a_number_on_a_bar_stays_in_one_line(parts: dict[str, bytes]) -> None:
    root = etree.fromstring(parts["word/charts/chart2.xml"])
    told = [own.get("wrap") for labels in root.iter(f"{C}dLbls") for own in labels.iter("{*}bodyPr")]
    assert told and set(told) == {"none"}


def test_the_parts_of_a_word_file_with_charts_stand_in_their_places(parts: dict[str, bytes]) -> None:
    assert faults(etree.fromstring(parts["word/document.xml"])) == []
    assert faults(etree.fromstring(parts["word/styles.xml"])) == []
    named = set(re.findall(r'PartName="/([^"]+)"', parts["[Content_Types].xml"].decode()))
    assert named == {name for name in parts if not name.endswith(".rels") and name != "[Content_Types].xml"}
    drawn = etree.fromstring(parts["word/document.xml"])
    described = [one.get("descr") for one in drawn.iter("{*}docPr")]
    assert described == [ALT, BARS.alt]
    rels = _targets(parts, "word/_rels/document.xml.rels")
    used = {one.get(R + "id") for one in drawn.iter(f"{C}chart", W + "hyperlink")} - {None}
    assert used <= set(rels)
    assert all(outside or f"word/{target}" in parts for target, outside in rels.values())
    made = docx.Document(io.BytesIO(bytes_of(charted(), "docx").data))
    assert len(made.inline_shapes) == 2 and SENTENCE in [paragraph.text for paragraph in made.paragraphs]


def test_links_of_a_word_file_lead_somewhere(parts: dict[str, bytes]) -> None:
    root = etree.fromstring(parts["word/document.xml"])
    rels = _targets(parts, "word/_rels/document.xml.rels")
    marks = {one.get(W + "name") for one in root.iter(W + "bookmarkStart")}
    shown = {}
    for link in root.iter(W + "hyperlink"):
        words = "".join(link.itertext())
        anchor, key = link.get(W + "anchor"), link.get(R + "id")
        assert (anchor in marks) if anchor else rels[key] == (ADDRESS, True)
        shown[words] = anchor or ADDRESS
    assert set(shown) == {"1,234.50万元", "800万元", "记-0315", "1,234.50"}
    ids = [one.get(W + "id") for one in root.iter(W + "bookmarkStart")]
    assert len(ids) == len(set(ids))


def test_the_same_charts_give_the_same_bytes() -> None:
    assert bytes_of(charted(), "docx").data == bytes_of(charted(), "docx").data
    assert bytes_of(charted(), "xlsx").data == bytes_of(charted(), "xlsx").data


def test_a_pdf_with_charts_and_links_stays_accessible() -> None:
    made = printed(charted(), font_folders())
    assert made.tagged and b"<pdfuaid:part>1</pdfuaid:part>" in made.data
    assert tags(made.data)["Figure"] == 2
    assert links(made.data) == 4
    document = pypdfium2.PdfDocument(made.data)
    words = "".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    assert SENTENCE in re.sub(r"\s", "", words)


def test_html_draws_the_chart_and_every_link_has_its_place() -> None:
    page = LexborHTMLParser(bytes_of(charted(), "html").data.decode())
    pictures = page.css("img")
    assert [one.attributes["alt"] for one in pictures] == [ALT, BARS.alt]
    assert all(one.attributes["src"].startswith("data:image/svg+xml;base64,") for one in pictures)
    policy = page.css_first("meta[http-equiv]").attributes["content"]
    assert "img-src data:" in policy and "script-src" not in policy
    targets = [one.attributes["href"] for one in page.css("a")]
    assert len(targets) == 4 and targets.count(ADDRESS) == 2
    ids = {one.attributes["id"] for one in page.css("[id]")}
    assert all(target[1:] in ids for target in targets if target.startswith("#"))


def test_a_workbook_that_is_no_form_may_be_sorted_and_has_links_numbers_and_charts() -> None:
    book = openpyxl.load_workbook(io.BytesIO(bytes_of(charted(free=True), "xlsx").data))
    sheet, numbers = book.worksheets
    assert not sheet.protection.sheet and sheet.auto_filter.ref
    assert not sheet.data_validations.dataValidation
    assert len(sheet._charts) == 2 and numbers["B1"].value == "计划进度"
    linked = {cell.value: cell.hyperlink for row in sheet.iter_rows() for cell in row if cell.hyperlink}
    assert linked["记-0315"].target == ADDRESS
    assert linked[1234.5].location == "'报告'!A1"
    form = openpyxl.load_workbook(io.BytesIO(bytes_of(charted(), "xlsx").data)).worksheets[0]
    assert form.protection.sheet and not form.auto_filter.ref


def test_a_text_says_what_a_chart_shows() -> None:
    assert ALT in bytes_of(charted(), "txt").data.decode()


@given(st.data())
def test_words_that_lead_somewhere_lose_nothing(data: st.DataObject) -> None:
    signs = st.sampled_from("已支出1,2.5万元 \n（）ab\t\x07")
    text = data.draw(st.text(signs, min_size=1, max_size=60))
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), min_size=2, max_size=4)))
    found = linked_words(text, [Link(cuts[0], cuts[1], "#a")], 6.0)
    joined = "".join(part for _, piece in found for part, _ in piece)
    if text.replace("\x07", "").strip():
        assert joined.replace("\u200b", "").replace("\u2003", "\t") == text.replace("\x07", "")
        assert [to for to, _ in found] == ["", "#a", ""]


def test_a_chart_takes_its_room_and_keeps_its_caption() -> None:
    before = tuple(Line(text="甲") for _ in range(17))
    items = (*before, CURVE, Line(text="图1", style="caption"))
    starts = pages_of(Paper(title="样张", sections=(Section(items=items),))).starts[0]
    assert starts[-3:] == (1, 2, 2)


@pytest.mark.slow
def test_an_office_program_draws_the_charts(tmp_path: Path) -> None:
    source = tmp_path / "charted.docx"
    source.write_bytes(bytes_of(charted(), "docx").data)
    (made,) = office.convert([source], "pdf", tmp_path)
    document = pypdfium2.PdfDocument(made)
    assert len(document) == 1
    words = re.sub(r"\s", "", document[0].get_textpage().get_text_range())
    document.close()
    # Legends, axes and labels are drawn from the numbers: nothing of them stands in the text.
    for wanted in ("计划进度", "12月", "100%", "云河县教育局", "绿灯"):
        assert wanted in words
