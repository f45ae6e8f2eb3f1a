"""The walk through the text of a .docx file: letterings, headlines, tables, changes and hidden parts for `traits`.

Paragraphs are counted as `docx_walk` counts them, so that places agree with those of the model. Pages are left to
`traits_docx_pages`.
"""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from typing import Any

from lxml import etree

from jixiao.documents.docx_xml import COMPATIBILITY
from jixiao.documents.traits import (
    MOST_PLACES,
    Alignment,
    BodyLettering,
    Headline,
    HiddenPart,
    Marks,
    TableTraits,
    UnitLine,
)
from jixiao.documents.traits_docx_looks import DEFAULT_PT, Looks, StyleSheet, W, is_on, value
from jixiao.model.place import Place

Look = tuple[str | None, Decimal]

_CHANGES = frozenset(
    W + name
    for name in (
        *("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel"),
        *(f"{kind}Change" for kind in ("rPr", "pPr", "tblPr", "tblPrEx", "tblGrid", "trPr", "tcPr", "sectPr")),
    )
)
_NO_TEXT = ("del", "moveFrom", "rt", *(f"{kind}Change" for kind in ("rPr", "pPr", "tblPr", "trPr", "tcPr", "sectPr")))
_LEVELS = (
    (0, re.compile(r"第[一二三四五六七八九十]+部分")),
    (1, re.compile(r"[一二三四五六七八九十]{1,3}、")),
    (2, re.compile(r"[（(][一二三四五六七八九十]{1,3}[)）]")),
    (3, re.compile(r"[1-9][0-9]?[.．、](?![0-9])")),
    (4, re.compile(r"[（(][1-9][0-9]?[)）]")),
)
_WORDS, _BLANKS = W + "t", {W + "tab": "\t", W + "br": "\n", W + "cr": "\n"}
_LONGEST_HEADING = 40
_TITLE_STYLE = re.compile(r"(?:sub)?title|(?:副)?标题", re.IGNORECASE)
_ANNEX = re.compile(r"附\s*[件表]\s*[0-9一二三四五六七八九十]*\s*[:：]?$")
_UNIT_LINE = re.compile(r"(?:金额)?单\s*位\s*[:：]\s*(?:人民币)?\s*[万亿千]?元\s*[)）]?$")
_PUSHED = re.compile(r"(?:\s{4,}|\t)[(（]?(?:金额)?单\s*位\s*[:：]")
_HAN = re.compile("[\u3400-\u9fff]")
_QUOTED = 200


class Changes:
    """The tracked changes met so far."""

    def __init__(self) -> None:
        self._count = 0
        self._authors: dict[str, None] = {}
        self._places: dict[Place, None] = {}

    def add(self, element: Any, at: Place) -> None:
        """Count one change."""
        self._count += 1
        if author := element.get(W + "author"):
            self._authors[author] = None
        if len(self._places) < MOST_PLACES:
            self._places[at] = None

    def marks(self) -> Marks:
        """All of them."""
        return Marks(count=self._count, authors=tuple(self._authors), at=tuple(self._places))


class Paragraph:
    """A paragraph as it looks."""

    def __init__(self, element: Any, line: int, looks: Looks, runs: list[tuple[str, Looks]]) -> None:
        self.element, self.line, self.looks, self.runs = element, line, looks, runs
        self.text = "".join(words for words, _ in runs).strip()
        self.place = Place(line=line, quote=self.text[:_QUOTED])

    def look(self) -> Look:
        """The lettering of most of its characters."""
        counted: Counter[Look] = Counter()
        for words, looks in self.runs:
            counted[(looks.font, looks.size_pt or DEFAULT_PT)] += len(_HAN.findall(words)) or bool(words.strip())
        return counted.most_common(1)[0][0] if counted else (self.looks.font, self.looks.size_pt or DEFAULT_PT)


class Text:
    """The main part, walked once; how a paragraph of a table looks is resolved only where somebody asks.

    Attributes:
        section_starts: the first words of every section, by its properties; by null those of the last one.
        comment_places: the paragraph that each comment is fixed to, by the comment's id.
    """

    def __init__(self, root: Any, sheet: StyleSheet) -> None:
        self.root, self._sheet = root, sheet
        self.changes = Changes()
        self.hidden: list[HiddenPart] = []
        self.fonts: set[str] = set()
        self.tables: list[TableTraits] = []
        self.comment_places: dict[str | None, Place] = {}
        self.section_starts: dict[Any, Place] = {}
        self._lines: dict[Any, int] = {}
        self._by_element: dict[Any, Paragraph] = {}
        self._outside: list[Paragraph] = []
        self._find_changes()
        self._walk()
        self._find_tables()

    def _find_changes(self) -> None:
        """Count the changes, then take out what `docx_walk` leaves out too."""
        line = 0
        is_changed = next(self.root.iter(*_CHANGES), None) is not None
        for element in self.root.iter(W + "p", *_CHANGES) if is_changed else ():
            if element.tag == W + "p":
                line += not _is_left_out(element)
            else:
                self.changes.add(element, Place(line=line or 1, quote="".join(element.itertext())[:_QUOTED]))
        gone = [*self.root.iter(*(W + name for name in _NO_TEXT))]
        for alternatives in self.root.iter(f"{{{COMPATIBILITY}}}AlternateContent"):
            gone += list(alternatives)[1:]
        for element in gone:
            element.getparent().remove(element)

    def _walk(self) -> None:
        section: Place | None = None
        within = {element for table in self.root.iter(W + "tbl") for element in table.iter(W + "p")}
        self._has_boxes = next(self.root.iter(W + "txbxContent"), None) is not None
        hides = self._sheet.hides or next(self.root.iter(W + "vanish"), None) is not None
        for line, element in enumerate(self.root.iter(W + "p"), 1):
            self._lines[element] = line
            if element in within and section is not None and not hides:
                continue
            paragraph = self._of(element)
            if section is None and paragraph.text:
                section = paragraph.place
            properties = element.find(f"{W}pPr/{W}sectPr")
            if properties is not None:
                self.section_starts[properties] = section or paragraph.place
                section = None
            if paragraph.text and element not in within:
                self._outside.append(paragraph)
        self.section_starts[None] = section or Place()
        for fonts in self.root.iter(W + "rFonts"):
            font = self._sheet.font(fonts)
            if font is not None and font not in self.fonts and _HAN.search(_words(fonts.getparent().getparent())):
                self.fonts.add(font)
        for mark in self.root.iter(W + "commentReference"):
            anchor = next(mark.iterancestors(W + "p"), None)
            if anchor is not None:
                self.comment_places.setdefault(mark.get(W + "id"), self._of(anchor).place)

    def _of(self, element: Any) -> Paragraph:
        if element not in self._by_element:
            self._by_element[element] = self._paragraph(element, self._lines[element])
        return self._by_element[element]

    def _paragraph(self, element: Any, line: int) -> Paragraph:
        properties = element.find(W + "pPr")
        styled = self._sheet.paragraph(value(properties, "pStyle"))
        looks = self._sheet.looks(properties, None).over(styled)
        runs: list[tuple[str, Looks]] = []
        hidden = ""
        for run in element.iter(W + "r"):
            if self._has_boxes and next(run.iterancestors(W + "p")) is not element:
                continue
            words = _words(run)
            look = self._sheet.run(run.find(W + "rPr"), looks)
            if look.is_hidden:
                hidden += words
                continue
            runs.append((words, look))
            if look.font and _HAN.search(words):
                self.fonts.add(look.font)
        if hidden.strip():
            at = Place(line=line, quote=hidden.strip()[:_QUOTED])
            self.hidden.append(HiddenPart(kind="text", name=at.quote, at=at))
        return Paragraph(element, line, looks, runs)

    def body(self) -> tuple[BodyLettering, ...]:
        """The letterings of running text by their share."""
        heads = {headline.at for headline in self.headlines()}
        counted: Counter[Look] = Counter()
        for paragraph in self._outside:
            if paragraph.place in heads or self._is_contents(paragraph) or _UNIT_LINE.search(paragraph.text):
                continue
            for words, looks in paragraph.runs:
                counted[(looks.font, looks.size_pt or DEFAULT_PT)] += len(_HAN.findall(words))
        total = counted.total()
        return tuple(
            BodyLettering(font=font, size_pt=size, share=round(Decimal(count) / total, 4), characters=count)
            for (font, size), count in counted.most_common()
            if count
        )

    def headlines(self) -> tuple[Headline, ...]:
        """The title lines, then the headings."""
        texts = [paragraph for paragraph in self._outside if not self._is_contents(paragraph)]
        opening = self._opening(texts)
        largest = max((paragraph.look()[1] for paragraph in opening), default=DEFAULT_PT)
        found = []
        for paragraph in texts:
            font, size = paragraph.look()
            if paragraph in opening and size == largest:
                found.append(Headline(role="title", font=font, size_pt=size, at=paragraph.place))
                continue
            level = None if paragraph in opening else self._level(paragraph)
            if level is not None:
                found.append(Headline(role="heading", level=level, font=font, size_pt=size, at=paragraph.place))
        return tuple(found)

    def _opening(self, texts: list[Paragraph]) -> list[Paragraph]:
        found: list[Paragraph] = []
        for paragraph in texts:
            if self._is_title(paragraph):
                found.append(paragraph)
            elif not _ANNEX.match(paragraph.text):
                break
        return found

    def _is_title(self, paragraph: Paragraph) -> bool:
        style = self._sheet.name(value(paragraph.element.find(W + "pPr"), "pStyle"))
        return paragraph.looks.alignment == "center" or _TITLE_STYLE.fullmatch(style.strip()) is not None

    def _is_contents(self, paragraph: Paragraph) -> bool:
        style = self._sheet.name(value(paragraph.element.find(W + "pPr"), "pStyle"))
        return re.match(r"(?:toc|目录)\s*[0-9]?", style, re.IGNORECASE) is not None

    def _level(self, paragraph: Paragraph) -> int | None:
        text, outline = paragraph.text, paragraph.looks.outline
        if len(text) > _LONGEST_HEADING or text.endswith(("。", "；", ";")):
            return None
        for level, pattern in _LEVELS:
            if pattern.match(text):
                return level if level < 3 or outline is not None else None
        if outline is None or outline > 8:
            return None
        # A heading whose number the list gives stands at its level; one without a number is the title of a part.
        return outline + 1 if paragraph.element.find(f"{W}pPr/{W}numPr") is not None else 0

    def _find_tables(self) -> None:
        tables = (table for table in self.root.iter(W + "tbl") if table.find(f".//{W}tc") is not None)
        for number, table in enumerate(tables, 1):
            rows = table.findall(W + "tr")
            first = next((self._of(element) for element in table.iter(W + "p")), None)
            line = first.line if first else None
            at = Place(table=number, row=1, column=1, line=line, quote=first.text[:_QUOTED] if first else "")
            for index, row in enumerate(rows, 1):
                if is_on(row.find(W + "trPr"), "hidden"):
                    words = " ".join(row.itertext(W + "t"))[:_QUOTED]
                    place = Place(table=number, row=index, quote=words)
                    self.hidden.append(HiddenPart(kind="row", name=words, at=place))
            self.tables.append(
                TableTraits(
                    number=number,
                    rows=len(rows),
                    repeats_head=bool(rows and is_on(rows[0].find(W + "trPr"), "tblHeader")),
                    unit_line=self._unit_line(table, rows[0] if rows else None),
                    at=at,
                )
            )

    def _unit_line(self, table: Any, row: Any) -> UnitLine | None:
        before: list[Paragraph] = []
        element = table.getprevious()
        while element is not None and element.tag == W + "p" and len(before) < 2:
            if self._of(element).text:
                before.append(self._of(element))
            element = element.getprevious()
        inside = [] if row is None else [self._of(element) for element in row.iter(W + "p")]
        for paragraph in (*before, *inside):
            text = "".join(words for words, _ in paragraph.runs).rstrip()
            if _UNIT_LINE.search(text):
                in_table = any(paragraph is one for one in inside)
                return UnitLine(alignment=_unit_alignment(paragraph, text), in_table=in_table, at=paragraph.place)
        return None


def _unit_alignment(paragraph: Paragraph, text: str) -> Alignment:
    """Pushed to the right by blanks or a tab counts as right: the reader sees no difference."""
    return "right" if _PUSHED.search(text) else paragraph.looks.alignment or "left"


def _words(run: Any) -> str:
    found = []
    for child in run:
        if child.tag == _WORDS:
            found.append(child.text or "")
        elif child.tag in _BLANKS:
            found.append(_BLANKS[child.tag])
    return "".join(found)


def _is_left_out(paragraph: Any) -> bool:
    return any(etree.QName(above).localname in ("del", "moveFrom", "Fallback") for above in paragraph.iterancestors())
