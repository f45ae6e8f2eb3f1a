"""Word files are valid: every element stands where ECMA-376 wants it, and every part and link is there.

Word refuses, or asks to repair, files that other programs open without a word; the orders below are those of the
standard's schema, for the elements in use.
"""

from __future__ import annotations

import io
import posixpath
import zipfile

import pytest
from lxml import etree

from jixiao.documents.docx_xml import WORD
from jixiao.documents.writing.docx import docx_of
from jixiao.documents.writing.docx_markup import escaped, on_one_line, run
from tests.documents.writing.papers import papers

W = f"{{{WORD}}}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
LINK = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
KIND = "{http://schemas.openxmlformats.org/package/2006/content-types}"

RUNS = "bookmarkStart|bookmarkEnd|hyperlink|fldSimple|r"
BORDERS = "top left bottom right insideH insideV"
ORDERS = {
    "document": "body",
    "body": "p|tbl|sdt sectPr",
    "p": f"pPr {RUNS}",
    "hyperlink": "r",
    "fldSimple": "r",
    "r": "rPr t|tab|br|fldChar|instrText|drawing",
    "drawing": "inline",
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
    "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
    "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
    "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr",
    "tabs": "tab",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid "
    "vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em "
    "lang",
    "sectPr": "headerReference|footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType "
    "pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid",
    "tbl": "tblPr tblGrid tr",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing "
    "tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription",
    "tblBorders": BORDERS,
    "tblCellMar": "top left bottom right",
    "tblGrid": "gridCol",
    "tr": "trPr tc",
    "trPr": "cantSplit|trHeight|tblHeader",
    "tc": "tcPr p",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark",
    "tcBorders": BORDERS,
    "sdt": "sdtPr sdtContent",
    "sdtPr": "docPartObj",
    "docPartObj": "docPartGallery docPartCategory docPartUnique",
    "sdtContent": "p",
    "ftr": "p",
    "styles": "docDefaults latentStyles style",
    "docDefaults": "rPrDefault pPrDefault",
    "rPrDefault": "rPr",
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked "
    "personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr",
    "fonts": "font",
    "font": "altName panose1 charset family notTrueType pitch sig",
    "settings": "writeProtection view zoom mirrorMargins defaultTabStop evenAndOddHeaders characterSpacingControl "
    "compat rsids themeFontLang clrSchemeMapping decimalSymbol listSeparator",
    "compat": "spaceForUL balanceSingleByteDoubleByteWidth doNotLeaveBackslashAlone ulTrailSpace "
    "doNotExpandShiftReturn adjustLineHeightInTable useFELayout compatSetting",
}
"""Children by parent, in order; those that a bar parts may mix. An element that is no key here has none."""

Parts = dict[str, bytes]


@pytest.fixture(scope="module", params=papers())
def parts(request: pytest.FixtureRequest) -> Parts:
    with zipfile.ZipFile(io.BytesIO(docx_of(papers()[request.param]))) as archive:
        assert archive.testzip() is None
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        return {entry.filename: archive.read(entry) for entry in archive.infolist()}


def faults(root: etree._Element) -> list[str]:
    """Where children stand in a place that the schema does not give them."""
    found = []
    for element in root.iter(f"{W}*"):
        parent = etree.QName(element).localname
        places = {
            name: place for place, names in enumerate(ORDERS.get(parent, "").split()) for name in names.split("|")
        }
        at = -1
        for child in element:
            name = etree.QName(child).localname
            place = places.get(name, -1)
            # Only what may mix or come several times may stand beside its like: checked by the last place.
            if place < at or place < 0:
                found.append(f"{parent}: {name}")
            at = max(at, place)
    return found


def test_every_element_stands_in_its_place(parts: Parts) -> None:
    roots = [
        etree.fromstring(content) for name, content in parts.items() if name.startswith("word/") and "rels" not in name
    ]
    assert [fault for root in roots for fault in faults(root)] == []


def test_the_check_itself_sees_what_it_looks_for() -> None:
    wrong = f'<w:pPr xmlns:w="{WORD}"><w:jc/><w:keepNext/><w:sz/></w:pPr>'
    assert faults(etree.fromstring(wrong)) == ["pPr: keepNext", "pPr: sz"]


def test_properties_are_given_once(parts: Parts) -> None:
    root = etree.fromstring(parts["word/document.xml"])
    for holder in root.iter(W + "pPr", W + "rPr", W + "tcPr", W + "trPr", W + "tblPr"):
        names = [child.tag for child in holder]
        assert len(names) == len(set(names))


def test_every_part_has_a_kind_and_every_link_a_part(parts: Parts) -> None:
    kinds = etree.fromstring(parts["[Content_Types].xml"])
    named = {one.get("PartName") for one in kinds.iter(KIND + "Override")}
    written = {f"/{name}" for name in parts if not name.endswith(".rels") and name != "[Content_Types].xml"}
    assert named == written
    assert next(iter(parts)) == "[Content_Types].xml"
    linked = set()
    for name in ("_rels/.rels", "word/_rels/document.xml.rels"):
        folder = posixpath.dirname(posixpath.dirname(name))
        links = list(etree.fromstring(parts[name]).iter(LINK))
        assert len({one.get("Id") for one in links}) == len(links)
        linked |= {"/" + posixpath.join(folder, one.get("Target") or "") for one in links}
    assert linked == written


def test_everything_named_is_there(parts: Parts) -> None:
    root = etree.fromstring(parts["word/document.xml"])
    styles = {one.get(W + "styleId") for one in etree.fromstring(parts["word/styles.xml"]).iter(W + "style")}
    assert len(styles) == parts["word/styles.xml"].count(b"<w:style ")
    used = {one.get(W + "val") for one in root.iter(W + "pStyle", W + "rStyle", W + "tblStyle")}
    assert used <= styles
    based = {one.get(W + "val") for one in etree.fromstring(parts["word/styles.xml"]).iter(W + "basedOn", W + "next")}
    assert based <= styles
    links = {one.get("Id") for one in etree.fromstring(parts["word/_rels/document.xml.rels"]).iter(LINK)}
    assert {one.get(R + "id") for one in root.iter(W + "footerReference")} <= links
    marks = [one.get(W + "id") for one in root.iter(W + "bookmarkStart")]
    assert marks == [one.get(W + "id") for one in root.iter(W + "bookmarkEnd")] == list(dict.fromkeys(marks))
    fonts = {one.get(W + "name") for one in etree.fromstring(parts["word/fontTable.xml"]).iter(W + "font")}
    lettered = {
        value for one in etree.fromstring(parts["word/styles.xml"]).iter(W + "rFonts") for value in one.attrib.values()
    }
    assert lettered <= fonts


def test_fonts_name_what_stands_in_for_them(parts: Parts) -> None:
    others = {
        one.getparent().get(W + "name"): one.get(W + "val")
        for one in etree.fromstring(parts["word/fontTable.xml"]).iter(W + "altName")
    }
    assert others["仿宋_GB2312"].split(",")[0] == "仿宋"
    assert others["宋体"].split(",")[0] == "SimSun"
    assert max(map(len, others.values())) <= 31


def test_fields_begin_and_end(parts: Parts) -> None:
    root = etree.fromstring(parts["word/document.xml"])
    depth = 0
    for mark in root.iter(W + "fldChar"):
        depth += {"begin": 1, "separate": 0, "end": -1}[mark.get(W + "fldCharType")]
        assert 0 <= depth <= 2
    assert depth == 0


def test_a_cell_ends_with_a_paragraph_and_no_two_tables_touch(parts: Parts) -> None:
    root = etree.fromstring(parts["word/document.xml"])
    assert all(cell[-1].tag == W + "p" for cell in root.iter(W + "tc"))
    tables = list(root.iter(W + "tbl"))
    assert all((after := table.getnext()) is not None and after.tag == W + "p" for table in tables)


def test_rows_fill_the_grid(parts: Parts) -> None:
    for table in etree.fromstring(parts["word/document.xml"]).iter(W + "tbl"):
        columns = [int(one.get(W + "w")) for one in table.iter(W + "gridCol")]
        for row in table.iter(W + "tr"):
            at = 0
            for cell in row.iter(W + "tcPr"):
                span = cell.find(W + "gridSpan")
                until = at + (1 if span is None else int(span.get(W + "val")))
                assert int(cell.find(W + "tcW").get(W + "w")) == sum(columns[at:until])
                at = until
            assert at == len(columns)


def test_words() -> None:
    assert escaped('a<b>&"c"\x01') == "a&lt;b&gt;&amp;&quot;c&quot;\ufffd"
    assert run("") == ""
    assert run("甲\t\n乙").count("<w:t ") == 2
    assert "<w:tab/><w:br/>" in run("甲\t\n乙")
    assert on_one_line("第一\u3000章 \n 甲\t乙 ") == "第一\u3000章 甲 乙"
