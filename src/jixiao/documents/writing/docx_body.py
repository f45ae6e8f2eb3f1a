"""The body of a Word file: sections, lines, contents. Tables are left to `docx_tables`, looks to `docx_styles`."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.documents.writing.docx_charts import drawing
from jixiao.documents.writing.docx_links import Links
from jixiao.documents.writing.docx_markup import DECLARATION, NAMESPACES, on_one_line, run, with_plain_ends
from jixiao.documents.writing.docx_sheets import section as sheet
from jixiao.documents.writing.docx_sheets import text_width
from jixiao.documents.writing.docx_tables import AFTER_GRID, BETWEEN_GRIDS, tables
from jixiao.documents.writing.headings import in_lines
from jixiao.documents.writing.looks import looks
from jixiao.documents.writing.pages import Pages
from jixiao.documents.writing.paper import APART, Chart, Contents, Grid, Item, Line, Paper, Section, is_apart

_CODE = ' TOC \\o "1-3" \\h \\z \\u '


class Body:
    """Writes the sections of a paper one after the other.

    Args:
        headings: the look of each of Word's own headings, by level.
    Attributes:
        links: what the words lead to. charts: those that the body names, counted from 1.
    """

    def __init__(self, paper: Paper, pages: Pages, headings: dict[int, str]) -> None:
        self._paper, self._pages, self._headings = paper, pages, headings
        self._marks = 0
        self.links = Links()
        self.charts: list[Chart] = []

    def markup(self) -> str:
        """The part."""
        return f"{DECLARATION}<w:document {NAMESPACES}><w:body>{''.join(self._sections())}</w:body></w:document>"

    def _sections(self) -> Iterator[str]:
        sections = self._paper.sections
        for index, section in enumerate(sections):
            starts = section.numbered and (index == 0 or not sections[index - 1].numbered)
            properties = sheet(
                landscape=section.landscape,
                numbered=section.numbered,
                start=self._pages.first[index] if starts else None,
            )
            yield from self._items(index, section, "" if index == len(sections) - 1 else properties)
        yield properties

    def _items(self, at: int, section: Section, properties: str) -> Iterator[str]:
        """The items of a section; its properties stand in its last paragraph, those of the last one behind all."""
        before: Item | None = None
        if above := self._pages.above[at]:
            yield AFTER_GRID.replace("</w:pPr>", f'<w:spacing w:before="{round(above * 20)}"/></w:pPr>')
        for index, item in enumerate(section.items):
            is_last = index == len(section.items) - 1
            match item:
                case Line():
                    yield self._line(item, section.landscape, properties if is_last else "", is_apart(before, item))
                case Grid():
                    if isinstance(before, Grid):
                        yield BETWEEN_GRIDS
                    yield tables(item, self._pages.fits[at, index], self.links, landscape=section.landscape)
                case Chart():
                    self.charts.append(item)
                    yield drawing(item, len(self.charts), landscape=section.landscape)
                case Contents():
                    yield from self._contents(item)
            before = item
        if not isinstance(before, Line):
            yield AFTER_GRID.replace("</w:pPr>", f"{properties}</w:pPr>")

    def _line(self, line: Line, landscape: bool, properties: str, apart: bool) -> str:
        is_heading = line.outline > 0 and self._headings[line.outline] == line.style
        style = f"Heading{line.outline}" if is_heading else line.style
        begin = f'<w:p><w:pPr><w:pStyle w:val="{style}"/>'
        if line.outline and not is_heading:
            begin += "<w:keepNext/>"
        if line.new_page:
            begin += "<w:pageBreakBefore/>"
        if line.right:
            begin += f'<w:tabs><w:tab w:val="right" w:pos="{text_width(landscape)}"/></w:tabs>'
        if apart:
            begin += f'<w:spacing w:before="{APART * 20}"/>'
        if line.outline and not is_heading:
            begin += f'<w:outlineLvl w:val="{line.outline - 1}"/>'
        text = f"{line.text}\t{line.right}" if line.right else line.text
        text = text if line.links else in_lines(with_plain_ends(text), line.style, _field_of(landscape))
        words = self.links.words(text, line.links, missing=line.missing)
        words = self.links.place(line.anchor, words)
        if line.outline:
            self._marks += 1
            words = self.links.mark(_mark(self._marks), words)
        return f"{begin}{properties}</w:pPr>{words}</w:p>"

    def _contents(self, contents: Contents) -> Iterator[str]:
        yield (
            '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/>'
            '</w:docPartObj></w:sdtPr><w:sdtContent><w:p><w:pPr><w:pStyle w:val="contents_title"/></w:pPr>'
            f"{run(contents.title)}</w:p>"
        )
        field = f"{_field('begin')}{_code(_CODE)}{_field('separate')}"
        for number, (line, page) in enumerate(self._outlined(), 1):
            mark = _mark(number)
            reference = _code(f" PAGEREF {mark} \\h ")
            shown = f"{_field('begin')}{reference}{_field('separate')}{run(str(page))}{_field('end')}"
            yield (
                f'<w:p><w:pPr><w:pStyle w:val="contents{line.outline}"/></w:pPr>{field}'
                f'<w:hyperlink w:anchor="{mark}" w:history="1">{run(on_one_line(line.text))}<w:r><w:tab/></w:r>{shown}'
                "</w:hyperlink></w:p>"
            )
            field = ""
        ended = AFTER_GRID.replace("</w:p>", f"{field}{_field('end')}</w:p>")
        yield f"{ended}</w:sdtContent></w:sdt>"

    def _outlined(self) -> Iterator[tuple[Line, int]]:
        for section, pages in zip(self._paper.sections, self._pages.starts, strict=True):
            for item, page in zip(section.items, pages, strict=True):
                if isinstance(item, Line) and item.outline:
                    yield item, page


def _field_of(landscape: bool) -> float:
    return (looks().page_landscape if landscape else looks().page).text_width


def _mark(number: int) -> str:
    return f"_Toc{number:09}"


def _field(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def _code(code: str) -> str:
    return f'<w:r><w:instrText xml:space="preserve">{code.replace(chr(34), "&quot;")}</w:instrText></w:r>'
