"""What a PDF tells of itself: paper, properties, fonts, remarks, and which pages are pictures only.

Margins and fonts of single lines are left alone: a PDF does not say them, they can only be guessed.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from jixiao.documents.blocks import FileKind
from jixiao.documents.limits import Limits
from jixiao.documents.traits import MOST_PLACES, FileTraits, Marks, Properties, Section
from jixiao.model.place import Place

_MM_A_POINT = Decimal("25.4") / 72
_MOST_OBJECTS = 20_000
"""Objects of a page that are looked at, and annotations."""
_DEPTH = 3
_REMARKS = frozenset(
    (
        pdfium.FPDF_ANNOT_TEXT,
        pdfium.FPDF_ANNOT_FREETEXT,
        pdfium.FPDF_ANNOT_HIGHLIGHT,
        pdfium.FPDF_ANNOT_UNDERLINE,
        pdfium.FPDF_ANNOT_SQUIGGLY,
        pdfium.FPDF_ANNOT_STRIKEOUT,
        pdfium.FPDF_ANNOT_INK,
        pdfium.FPDF_ANNOT_CARET,
    )
)


def traits(data: bytes, _: str, kind: FileKind, limits: Limits) -> FileTraits:
    """Everything that the file tells; nothing where it cannot be opened."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return FileTraits(kind=kind)
    try:
        told = _Told()
        count = min(len(document), limits.pages)
        for index in range(count):
            try:
                told.add(document[index], index + 1)
            except pypdfium2.PdfiumError:
                continue
        words = document.get_metadata_dict()
        return FileTraits(
            kind=kind,
            properties=Properties(title=words.get("Title") or None, author=words.get("Author") or None),
            sections=tuple(told.sections),
            fonts=tuple(sorted(told.fonts)),
            embedded_fonts=tuple(sorted(name for name, carried in told.fonts.items() if carried)),
            comments=Marks(count=told.remarks, authors=tuple(told.authors), at=tuple(told.places)),
            pages=count,
            scanned_pages=tuple(told.scanned),
            is_tagged=bool(pdfium.FPDFCatalog_IsTagged(document)),
        )
    finally:
        document.close()


class _Told:
    """What the pages so far have told."""

    def __init__(self) -> None:
        self.sections: list[Section] = []
        self.fonts: dict[str, bool] = {}
        self.scanned: list[int] = []
        self.remarks = 0
        self.authors: dict[str, None] = {}
        self.places: list[Place] = []

    def add(self, page: Any, number: int) -> None:
        """Take in one page and give its memory back."""
        try:
            self._paper(page, number)
            has_text, has_picture = False, False
            for kind, raw in _objects(page, 0):
                if kind == pdfium.FPDF_PAGEOBJ_TEXT:
                    has_text = True
                    self._font(raw)
                has_picture |= kind == pdfium.FPDF_PAGEOBJ_IMAGE
            if has_picture and not has_text:
                self.scanned.append(number)
            self._annotations(page, number)
        finally:
            page.close()

    def _paper(self, page: Any, number: int) -> None:
        width, height = ((Decimal(side) * _MM_A_POINT).quantize(Decimal("0.1")) for side in page.get_size())
        last = self.sections[-1] if self.sections else None
        if last is None or (last.width_mm, last.height_mm) != (width, height):
            self.sections.append(
                Section(width_mm=width, height_mm=height, is_landscape=width > height, at=Place(page=number))
            )

    def _font(self, raw: Any) -> None:
        font = pdfium.FPDFTextObj_GetFont(raw)
        if not font:
            return
        name = _text(pdfium.FPDFFont_GetBaseFontName, font)
        # A part of a font is named ABCDEF+Font.
        name = name[7:] if name[6:7] == "+" else name
        self.fonts[name] = self.fonts.get(name, True) and pdfium.FPDFFont_GetIsEmbedded(font) == 1

    def _annotations(self, page: Any, number: int) -> None:
        for index in range(min(pdfium.FPDFPage_GetAnnotCount(page), _MOST_OBJECTS)):
            annotation = pdfium.FPDFPage_GetAnnot(page, index)
            try:
                if pdfium.FPDFAnnot_GetSubtype(annotation) in _REMARKS:
                    self.remarks += 1
                    if author := _entry(annotation, b"T"):
                        self.authors[author] = None
                    if len(self.places) < MOST_PLACES:
                        self.places.append(Place(page=number, quote=_entry(annotation, b"Contents")[:200]))
            finally:
                pdfium.FPDFPage_CloseAnnot(annotation)


def _objects(page: Any, depth: int) -> Iterator[tuple[int, Any]]:
    """The kinds of the objects of a page, those in forms included, as far as the bounds go."""
    waiting = [
        (pdfium.FPDFPage_GetObject(page, index), depth)
        for index in range(min(pdfium.FPDFPage_CountObjects(page), _MOST_OBJECTS))
    ]
    seen = 0
    while waiting and seen < _MOST_OBJECTS:
        raw, level = waiting.pop()
        seen += 1
        kind = pdfium.FPDFPageObj_GetType(raw)
        if kind == pdfium.FPDF_PAGEOBJ_FORM and level < _DEPTH:
            inner = min(pdfium.FPDFFormObj_CountObjects(raw), _MOST_OBJECTS)
            waiting += [(pdfium.FPDFFormObj_GetObject(raw, index), level + 1) for index in range(inner)]
        yield kind, raw


def _text(getter: Any, font: Any) -> str:
    size = getter(font, None, 0)
    buffer = ctypes.create_string_buffer(max(size, 1))
    getter(font, buffer, size)
    return buffer.value.decode("utf-8", "replace")


def _entry(annotation: Any, key: bytes) -> str:
    size = pdfium.FPDFAnnot_GetStringValue(annotation, key, None, 0)
    buffer = (ctypes.c_ushort * (size // 2 + 1))()
    pdfium.FPDFAnnot_GetStringValue(annotation, key, buffer, size)
    return bytes(memoryview(buffer).cast("B")[: max(size - 2, 0)]).decode("utf-16-le", "replace")
