"""What Word files tell of themselves, from files of python-docx and, where it cannot, part by part."""

from __future__ import annotations

from decimal import Decimal

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm

from jixiao.documents import read_blocks
from tests.documents.docx_files import cell, paragraph, part, row, run, table, word_file, zipped
from tests.documents.small_files import parts_of
from tests.documents.trait_files import official_paper, saved, told, written

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


# ---- Word: lettering and headlines ----


def test_body_title_and_headings_have_their_letterings() -> None:
    found = told(saved(official_paper()))
    assert found.body is not None and found.headlines is not None
    assert [(one.font, one.size_pt, one.characters) for one in found.body] == [
        ("仿宋_GB2312", Decimal(16), 17),
        ("宋体", Decimal(16), 2),
    ]
    assert found.body[0].share == Decimal("0.8947")
    assert [(one.role, one.level, one.font, one.size_pt, one.at.quote) for one in found.headlines] == [
        ("title", 0, "方正小标宋简体", Decimal(22), "青石镇2025年绩效文本"),
        ("heading", 1, "黑体", Decimal(16), "一、总体绩效目标"),
        ("heading", 2, "楷体", Decimal(16), "（一）基层治理"),
    ]


def test_fonts_come_through_styles_defaults_and_theme() -> None:
    styles = (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:eastAsiaTheme="minorEastAsia"/><w:sz w:val="21"/></w:rPr>'
        "</w:rPrDefault></w:docDefaults>"
        '<w:style w:type="paragraph" w:styleId="a" w:default="1"><w:name w:val="Normal"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="b"><w:name w:val="正文公文"/><w:basedOn w:val="a"/>'
        '<w:rPr><w:rFonts w:eastAsia="仿宋"/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="c"><w:name w:val="小号"/><w:basedOn w:val="b"/>'
        '<w:rPr><w:sz w:val="32"/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="d"><w:name w:val="重点"/>'
        '<w:rPr><w:rFonts w:eastAsia="黑体"/></w:rPr></w:style>'
    )
    drawing = "http://schemas.openxmlformats.org/drawingml/2006/main"
    theme = (
        f'<a:theme xmlns:a="{drawing}"><a:themeElements><a:fontScheme><a:minorFont><a:latin typeface="Calibri"/>'
        '<a:ea typeface=""/><a:font script="Hans" typeface="宋体"/></a:minorFont>'
        "</a:fontScheme></a:themeElements></a:theme>"
    )
    emphasis = run("重点词", '<w:rStyle w:val="d"/>')
    body = (
        paragraph("默认文字")
        + paragraph("仿宋三号字", '<w:pStyle w:val="c"/>')
        + f'<w:p><w:pPr><w:pStyle w:val="c"/></w:pPr>{emphasis}</w:p>'
    )
    links = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="t" Type="{RELATIONS}/theme" Target="theme/one.xml"/></Relationships>'
    )
    data = zipped(
        parts_of(word_file(body, styles=styles)) | {"word/theme/one.xml": theme, "word/_rels/document.xml.rels": links}
    )
    found = told(data)
    assert found.body is not None
    assert [(one.font, one.size_pt, one.characters) for one in found.body] == [
        ("仿宋", Decimal(16), 5),
        ("宋体", Decimal("10.5"), 4),
        ("黑体", Decimal(16), 3),
    ]
    assert found.fonts == ("仿宋", "宋体", "黑体")


def test_styles_that_are_based_on_each_other_end() -> None:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{own}"><w:name w:val="{own}"/><w:basedOn w:val="{other}"/></w:style>'
        for own, other in ("xy", "yx")
    )
    found = told(word_file(paragraph("正文", '<w:pStyle w:val="x"/>'), styles=styles))
    assert found.body is not None and found.body[0].font is None


def test_lines_of_tables_contents_and_units_are_no_body() -> None:
    body = (
        paragraph("目录页", '<w:pStyle w:val="TOC1"/>')
        + paragraph("单位：万元")
        + table(row(cell("表内文字不算正文")))
        + paragraph("正文")
    )
    styles = '<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>'
    found = told(word_file(body, styles=styles))
    assert found.body is not None
    assert [one.characters for one in found.body] == [2]


def test_of_the_centred_lines_at_the_top_the_largest_are_the_title() -> None:
    paper = docx.Document()
    written("附件2", "黑体", 16, paper)
    written("青石镇人民政府", "楷体", 16, paper, WD_ALIGN_PARAGRAPH.CENTER)
    written("2025年绩效文本", "宋体", 22, paper, WD_ALIGN_PARAGRAPH.CENTER)
    written("正文从这里开始。", "仿宋", 16, paper)
    written("居中的一行", "仿宋", 22, paper, WD_ALIGN_PARAGRAPH.CENTER)
    found = told(saved(paper))
    assert [(one.role, one.at.quote, one.at.line) for one in found.headlines or ()] == [("title", "2025年绩效文本", 3)]


# ---- Word: pages ----


def test_paper_margins_and_gutter() -> None:
    (section,) = told(saved(official_paper())).sections or ()
    assert (section.width_mm, section.height_mm, section.is_landscape) == (Decimal("210.0"), Decimal("297.0"), False)
    sides = (section.top_mm, section.bottom_mm, section.left_mm, section.right_mm)
    assert sides == (Decimal("37.0"), Decimal("35.0"), Decimal("28.0"), Decimal("26.0"))
    assert (section.lines, section.characters) == (None, None)
    assert section.at.quote == "青石镇2025年绩效文本"
    paper = official_paper()
    paper.sections[0].gutter = Mm(10)
    (bound,) = told(saved(paper)).sections or ()
    assert bound.left_mm == Decimal("38.0")


def test_each_section_has_its_own_paper_and_place() -> None:
    paper = official_paper()
    wide = paper.add_section()
    wide.page_width, wide.page_height = Mm(297), Mm(210)
    paper.add_paragraph("横排表格")
    found = told(saved(paper)).sections or ()
    assert [(one.is_landscape, one.at.quote) for one in found] == [(False, "青石镇2025年绩效文本"), (True, "横排表格")]


def test_the_page_grid_in_lines_and_characters() -> None:
    paper = (
        '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588"/>'
        '<w:docGrid w:type="linesAndChars" w:linePitch="579" w:charSpace="-849"/>'
    )
    styles = (
        '<w:style w:type="paragraph" w:styleId="a" w:default="1"><w:name w:val="Normal"/>'
        '<w:rPr><w:sz w:val="32"/></w:rPr></w:style>'
    )
    data = word_file(paragraph("正文") + f"<w:sectPr>{paper}</w:sectPr>", styles=styles)
    (section,) = told(data).sections or ()
    assert (section.lines, section.characters) == (22, 28)
    loose = word_file(paragraph("正文") + f"<w:sectPr>{paper.replace('linesAndChars', 'default')}</w:sectPr>")
    (without,) = told(loose).sections or ()
    assert (without.lines, without.characters) == (None, None)


def with_footer(footer: str, *, section: str = "", settings: str = "", kind: str = "default") -> bytes:
    body = (
        f'{paragraph("正文")}<w:sectPr><w:footerReference w:type="{kind}" r:id="f"/>{section}'
        '<w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'
    )
    links = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="f" Type="{RELATIONS}/footer" Target="footer1.xml"/></Relationships>'
    )
    parts = {"word/footer1.xml": part("ftr", footer), "word/_rels/document.xml.rels": links}
    return zipped(parts_of(word_file(body, settings=settings)) | {k: v.encode() for k, v in parts.items()})


FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:rPr><w:sz w:val="28"/></w:rPr>'
    "<w:instrText> PAGE </w:instrText>"
    '</w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)


def test_a_page_number_with_dashes() -> None:
    footer = f'<w:p><w:pPr><w:jc w:val="center"/></w:pPr>{run("— ")}{FIELD}{run(" —")}</w:p>'
    (found,) = told(with_footer(footer)).page_numbers or ()
    assert (found.where, found.pages, found.alignment, found.has_dashes) == ("footer", "all", "center", True)
    assert found.size_pt == Decimal(14)


def test_a_bare_page_number_and_one_that_the_format_dashes() -> None:
    footer = '<w:p><w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p>'
    (bare,) = told(with_footer(footer)).page_numbers or ()
    assert (bare.alignment, bare.has_dashes) == ("left", False)
    (dashed,) = told(with_footer(footer, section='<w:pgNumType w:fmt="numberInDash"/>')).page_numbers or ()
    assert dashed.has_dashes


def test_a_number_in_a_frame_stands_where_the_frame_stands() -> None:
    footer = f'<w:p><w:pPr><w:framePr w:xAlign="outside"/></w:pPr>{FIELD}</w:p>'
    (found,) = told(with_footer(footer)).page_numbers or ()
    assert found.alignment == "outside"


def test_footers_of_odd_and_even_pages() -> None:
    settings = "<w:evenAndOddHeaders/>"
    (odd,) = told(with_footer(f"<w:p>{FIELD}</w:p>", settings=settings)).page_numbers or ()
    (even,) = told(with_footer(f"<w:p>{FIELD}</w:p>", settings=settings, kind="even")).page_numbers or ()
    assert (odd.pages, even.pages) == ("odd", "even")
    assert told(with_footer(f"<w:p>{FIELD}</w:p>", kind="even")).page_numbers == ()


def test_a_paper_without_page_numbers_says_so() -> None:
    assert told(saved(official_paper())).page_numbers == ()


# ---- Word: tables ----


def test_repeated_heads_and_unit_lines() -> None:
    body = (
        paragraph("单位：元", '<w:jc w:val="right"/>')
        + table(row(cell("项目"), properties="<w:tblHeader/>"), row(cell("甲")))
        + paragraph("青石镇        单位:万元")
        + table(row(cell("项目")), row(cell("乙")))
        + paragraph("与单位：元无关的话。")
        + table(row(cell("单位：元")), row(cell("丙")))
    )
    found = told(word_file(body)).tables or ()
    assert [(one.number, one.rows, one.repeats_head) for one in found] == [(1, 2, True), (2, 2, False), (3, 2, False)]
    lines = [one.unit_line for one in found]
    found_lines = [(line.alignment, line.in_table, line.at.line) for line in lines if line]
    assert found_lines == [("right", False, 1), ("right", False, 4), ("left", True, 8)]


def test_tables_are_numbered_and_placed_as_the_reader_does() -> None:
    inner = table(row(cell("里层")))
    outer = f"<w:tbl><w:tr><w:tc><w:p/>{inner}<w:p/></w:tc></w:tr></w:tbl>"
    data = word_file(paragraph("前言") + outer + table(row(cell("次表"))))
    numbers = {item.number: item.cells[0].line for item in read_blocks(data, "a").tables()}
    assert {one.number: one.at.line for one in told(data).tables or ()} == numbers


# ---- Word: what should not go out ----


def test_properties_without_what_a_program_left_empty() -> None:
    paper = official_paper()
    paper.core_properties.author = "王会计"
    paper.core_properties.last_modified_by = "李科长"
    paper.core_properties.title = ""
    found = told(saved(paper)).properties
    assert found is not None
    assert (found.title, found.author, found.last_author) == (None, "王会计", "李科长")


def test_comments_with_authors_and_places() -> None:
    body = paragraph("无关") + f'<w:p>{run("此数待核")}<w:r><w:commentReference w:id="7"/></w:r></w:p>'
    comments = f'<w:comment w:id="7" w:author="李科长">{paragraph("请核对")}</w:comment>'
    found = told(word_file(body, comments=comments)).comments
    assert found is not None
    assert (found.count, found.authors) == (1, ("李科长",))
    assert [(at.line, at.quote) for at in found.at] == [(2, "此数待核")]


def test_tracked_changes_with_authors_and_places() -> None:
    body = (
        paragraph("第一段")
        + f'<w:p><w:ins w:id="1" w:author="甲">{run("添上")}</w:ins></w:p>'
        + '<w:p><w:del w:id="2" w:author="乙"><w:r><w:delText>删去</w:delText></w:r></w:del></w:p>'
    )
    found = told(word_file(body)).changes
    assert found is not None
    assert (found.count, found.authors) == (2, ("甲", "乙"))
    assert [at.line for at in found.at] == [2, 3]
    untouched = told(word_file(paragraph("第一段"))).changes
    assert untouched is not None and untouched.count == 0


def test_hidden_words_and_rows() -> None:
    body = f"<w:p>{run('可见')}{run('内部口径', '<w:vanish/>')}</w:p>" + table(
        row(cell("项目")), row(cell("不公开"), properties="<w:hidden/>")
    )
    found = told(word_file(body)).hidden or ()
    assert [(one.kind, one.name, one.at.line, one.at.row) for one in found] == [
        ("text", "内部口径", 1, None),
        ("row", "不公开", None, 2),
    ]


def test_lines_agree_with_the_reader_among_boxes_and_deletions() -> None:
    box = f"<w:r><w:pict><w:txbxContent>{paragraph('框内')}</w:txbxContent></w:pict></w:r>"
    twice = f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    body = f"<w:p>{twice}{run('框外')}</w:p>" + paragraph("一、标题", '<w:outlineLvl w:val="0"/>')
    data = word_file(body)
    lines = {item.text: item.line for item in read_blocks(data, "a").paragraphs()}
    (heading,) = told(data).headlines or ()
    assert heading.at.line == lines["一、标题"] == 3


def test_embedded_fonts() -> None:
    fonts = '<w:font w:name="方正小标宋简体"><w:embedRegular r:id="x"/></w:font><w:font w:name="仿宋"><w:sig/></w:font>'
    found = told(word_file(paragraph("正文"), fontTable=f"{fonts}"))
    assert found.embedded_fonts == ("方正小标宋简体",)
