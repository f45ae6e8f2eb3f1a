"""What python-docx leaves out: East Asian fonts, contents fields, page numbers, repeated head rows."""

from __future__ import annotations

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import _Row
from docx.text.paragraph import Paragraph
from docx.text.run import Run


def set_font(run: Run, name: str, size: float) -> None:
    """Font and size of a run, for Latin and Chinese letters."""
    run.font.name, run.font.size = name, Pt(size)
    run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), name)


def style_document(document: Document, title: str) -> None:
    """A4 with the margins, fonts, header and page number that an official document has."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.top_margin, section.bottom_margin = Cm(3.0), Cm(2.6)
    section.left_margin, section.right_margin = Cm(2.5), Cm(2.5)
    _style(document, "Normal", "仿宋", 16, line_points=28)
    for level, (font, size) in enumerate((("黑体", 22), ("黑体", 16), ("楷体", 14)), 1):
        _style(document, f"Heading {level}", font, size)
    _style(document, "Heading 1", "黑体", 22).paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for level in (1, 2):
        _contents_style(document, level)
    section.header.paragraphs[0].text = title
    section.header.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field(footer, " PAGE ", "begin")
    footer.add_run("1")
    field(footer, None, "end")
    document.core_properties.title = title
    document.core_properties.author = document.core_properties.comments = ""


def field(paragraph: Paragraph, instruction: str | None, mark: str) -> None:
    """A begin mark with its instruction and separator, or an end mark, of a Word field."""
    pieces: list[tuple[str, str | None]] = [(mark, None)]
    if instruction:
        pieces += [("", instruction), ("separate", None)]
    for kind, code in pieces:
        element = OxmlElement("w:instrText" if code else "w:fldChar")
        if code:
            element.text = code
            element.set(qn("xml:space"), "preserve")
        else:
            element.set(qn("w:fldCharType"), kind)
        paragraph.add_run()._r.append(element)


def repeat_at_page_top(row: _Row) -> None:
    """Repeat a head row on every page that its table reaches."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _style(document: Document, name: str, font: str, size: float, line_points: float | None = None) -> ParagraphStyle:
    style = document.styles[name]
    if not isinstance(style, ParagraphStyle):
        raise TypeError(f"{name} is no style of paragraphs")
    style.font.name, style.font.size, style.font.color.rgb = font, Pt(size), RGBColor(0, 0, 0)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for attribute in ("w:asciiTheme", "w:eastAsiaTheme", "w:hAnsiTheme", "w:cstheme"):
        fonts.attrib.pop(qn(attribute), None)
    fonts.set(qn("w:eastAsia"), font)
    style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(0)
    if line_points:
        style.paragraph_format.line_spacing = Pt(line_points)
    return style


def _contents_style(document: Document, level: int) -> None:
    style = document.styles.add_style(f"toc {level}", WD_STYLE_TYPE.PARAGRAPH)
    if not isinstance(style, ParagraphStyle):
        raise TypeError(f"{style} is no style of paragraphs")
    style.base_style = document.styles["Normal"]
    style.paragraph_format.left_indent = Pt(16 * (level - 1))
    style.paragraph_format.tab_stops.add_tab_stop(Cm(16), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
