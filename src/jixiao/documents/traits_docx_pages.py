"""The pages of a .docx file: paper, margins, page grid, and the page numbers in headers and footers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any, Literal

from jixiao.documents.traits import Alignment, PageNumber, Section
from jixiao.documents.traits_docx_looks import DEFAULT_PT, StyleSheet, W, is_on, number, value
from jixiao.documents.traits_docx_text import Text
from jixiao.model.place import Place

_TWIPS_A_POINT = 20
_MM_A_TWIP = Decimal("25.4") / 1440
_TENTH = Decimal("0.1")
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_PAGE_FIELD = re.compile(r"\s*PAGE\b", re.IGNORECASE)
_FIELD = "\ufffc"
_DASHED = re.compile(rf"[-－–—―─]\s*[\d{_FIELD}]+\s*[-－–—―─]")
_ALIGNMENTS: dict[str, Alignment] = {
    "center": "center",
    "right": "right",
    "end": "right",
    "inside": "inside",
    "outside": "outside",
}
_ANCHOR = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


class Pages:
    """The sections of the main part.

    Args:
        part: gives the tree of a header or footer by the id that points at it.
        settings: the tree of settings.xml, null where there is none.
    """

    def __init__(self, part: Callable[[str], Any], sheet: StyleSheet, text: Text, settings: Any) -> None:
        self._part, self._sheet, self._text = part, sheet, text
        self._parts_odd_even = bool(is_on(settings, "evenAndOddHeaders"))

    def sections(self) -> tuple[Section, ...]:
        """Paper and type area of every section; one that does not tell its paper is left out."""
        return tuple(section for properties, at in self._properties() if (section := self._section(properties, at)))

    def _properties(self) -> Iterator[tuple[Any, Place]]:
        starts = self._text.section_starts
        for properties in self._text.root.iter(W + "sectPr"):
            yield properties, starts.get(properties, starts[None])

    def _section(self, properties: Any, at: Place) -> Section | None:
        width, height = (number(value(properties, "pgSz", side)) for side in "wh")
        if not width or not height:
            return None
        top, bottom, left, right = (
            None if (twips := number(value(properties, "pgMar", side))) is None else abs(twips)
            for side in ("top", "bottom", "left", "right")
        )
        gutter = number(value(properties, "pgMar", "gutter")) or 0
        left = None if left is None else left + gutter
        lines, characters = None, None
        if top is not None and bottom is not None and left is not None and right is not None:
            lines, characters = self._grid(properties, height - top - bottom, width - left - right)
        return Section(
            width_mm=_mm(width),
            height_mm=_mm(height),
            is_landscape=width > height,
            top_mm=None if top is None else _mm(top),
            bottom_mm=None if bottom is None else _mm(bottom),
            left_mm=None if left is None else _mm(left),
            right_mm=None if right is None else _mm(right),
            lines=lines,
            characters=characters,
            at=at,
        )

    def _grid(self, properties: Any, height: int, width: int) -> tuple[int | None, int | None]:
        """Lines a page and characters a line that the page grid fixes (heights in twips, pitches as Word writes)."""
        kind = value(properties, "docGrid", "type")
        pitch = number(value(properties, "docGrid", "linePitch"))
        if kind not in ("lines", "linesAndChars", "snapToChars") or not pitch:
            return None, None
        characters = None
        if kind != "lines":
            extra = Decimal(number(value(properties, "docGrid", "charSpace")) or 0) / 4096
            step = ((self._sheet.paragraph(None).size_pt or DEFAULT_PT) + extra) * _TWIPS_A_POINT
            # Word itself rounds the pitch; 27.99 characters are 28.
            characters = int(width / step + Decimal("0.05")) if step > 0 else None
        return int(Decimal(height) / pitch + Decimal("0.02")), characters

    def page_numbers(self) -> tuple[PageNumber, ...]:
        """The page number fields of all headers and footers in use, each once."""
        found: dict[PageNumber, None] = {}
        for properties, _ in self._properties():
            has_dashes = value(properties, "pgNumType", "fmt") == "numberInDash"
            has_first = is_on(properties, "titlePg")
            for where in ("footer", "header"):
                for reference in properties.iterfind(f"{W}{where}Reference"):
                    kind = reference.get(W + "type") or "default"
                    if (kind == "first" and not has_first) or (kind == "even" and not self._parts_odd_even):
                        continue
                    tree = self._part(reference.get(_RELATION) or reference.get(_STRICT_RELATION) or "")
                    for one in self._fields(tree, where, self._pages(kind), has_dashes):
                        found[one] = None
        return tuple(found)

    def _pages(self, kind: str) -> Literal["all", "odd", "even", "first"]:
        if kind == "default":
            return "odd" if self._parts_odd_even else "all"
        return "even" if kind == "even" else "first"

    def _fields(
        self,
        tree: Any,
        where: Literal["header", "footer"],
        pages: Literal["all", "odd", "even", "first"],
        has_dashes: bool,
    ) -> Iterator[PageNumber]:
        if tree is None:
            return
        for paragraph in tree.iter(W + "p"):
            words, run = _with_field(paragraph)
            if run is None:
                continue
            properties = paragraph.find(W + "pPr")
            styled = self._sheet.looks(properties, None).over(self._sheet.paragraph(value(properties, "pStyle")))
            own = run.find(W + "rPr")
            looks = self._sheet.run(own, styled)
            yield PageNumber(
                where=where,
                pages=pages,
                alignment=_frame(paragraph) or styled.alignment or "left",
                has_dashes=has_dashes or _DASHED.search(words) is not None,
                size_pt=looks.size_pt or DEFAULT_PT,
            )


def _with_field(paragraph: Any) -> tuple[str, Any]:
    """The words of a paragraph with a sign for its page number, and the run that shows the number."""
    words, run = "", None
    for element in paragraph.iter(W + "instrText", W + "fldSimple", W + "t"):
        if next(element.iterancestors(W + "p")) is not paragraph:
            continue
        if element.tag == W + "t":
            words += element.text or ""
        elif _PAGE_FIELD.match(element.text or element.get(W + "instr") or ""):
            words += _FIELD
            within = element.find(W + "r") if element.tag == W + "fldSimple" else element.getparent()
            run = element if within is None else within
    return words, run


def _frame(paragraph: Any) -> Alignment | None:
    """Where a frame or text box around the paragraph stands, null where it stands in the line of the text."""
    aligned = value(paragraph.find(W + "pPr"), "framePr", "xAlign")
    for anchor in paragraph.iterancestors(f"{_ANCHOR}anchor"):
        position = anchor.find(f"{_ANCHOR}positionH/{_ANCHOR}align")
        aligned = aligned or (None if position is None else position.text)
    return None if aligned is None else _ALIGNMENTS.get(aligned, "left")


def _mm(twips: int) -> Decimal:
    return (twips * _MM_A_TWIP).quantize(_TENTH)
