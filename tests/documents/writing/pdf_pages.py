"""What stands where on the pages of a PDF, and what the file says of itself, by pdfium and by the bytes."""

from __future__ import annotations

import ctypes
from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

MILLIMETRE = 72 / 25.4


class Sign(NamedTuple):
    """A character: its place on the baseline in points from the upper left corner, and quarter turns clockwise."""

    text: str
    left: float
    base: float
    turn: int


def pages(data: bytes) -> list[list[Sign]]:
    """The characters of every page."""
    document = pypdfium2.PdfDocument(data)
    try:
        return [list(_signs(page)) for page in document]
    finally:
        document.close()


def _signs(page: Any) -> Iterator[Sign]:
    height = page.get_height()
    text = page.get_textpage()
    left, base = ctypes.c_double(), ctypes.c_double()
    for index in range(pdfium.FPDFText_CountChars(text)):
        if pdfium.FPDFText_IsGenerated(text, index):
            continue
        pdfium.FPDFText_GetCharOrigin(text, index, left, base)
        turn = round(pdfium.FPDFText_GetCharAngle(text, index) / 1.5708) % 4
        yield Sign(chr(pdfium.FPDFText_GetUnicode(text, index)), left.value, height - base.value, turn)


def lines(signs: list[Sign]) -> list[tuple[float, str]]:
    """Baseline and words of the upright lines, from top to bottom."""
    found: dict[float, list[Sign]] = {}
    for sign in signs:
        if not sign.turn:
            found.setdefault(round(sign.base, 1), []).append(sign)
    return [
        (base, "".join(sign.text for sign in sorted(found[base], key=lambda one: one.left))) for base in sorted(found)
    ]


def fonts(data: bytes) -> dict[str, bool]:
    """Names of the fonts, and whether each is embedded."""
    document = pypdfium2.PdfDocument(data)
    found: dict[str, bool] = {}
    try:
        for page in document:
            for item in page.get_objects([pdfium.FPDF_PAGEOBJ_TEXT]):
                font = pdfium.FPDFTextObj_GetFont(item)
                name = ctypes.create_string_buffer(200)
                pdfium.FPDFFont_GetBaseFontName(font, name, 200)
                found[name.value.decode()] = pdfium.FPDFFont_GetIsEmbedded(font) == 1
    finally:
        document.close()
    return found


def colours(data: bytes) -> list[str]:
    """The colours of the pieces of text on the first page, as six hexadecimal digits."""
    document = pypdfium2.PdfDocument(data)
    found = []
    shades = [ctypes.c_uint() for _ in range(4)]
    try:
        for item in document[0].get_objects([pdfium.FPDF_PAGEOBJ_TEXT]):
            pdfium.FPDFPageObj_GetFillColor(item, *shades)
            found.append("".join(f"{shade.value:02X}" for shade in shades[:3]))
    finally:
        document.close()
    return found


def tags(data: bytes) -> Counter[str]:
    """How often each kind of element stands in the trees of the pages."""
    document = pypdfium2.PdfDocument(data)
    found: Counter[str] = Counter()

    def walk(element: Any) -> None:
        name = (ctypes.c_ushort * 64)()
        size = pdfium.FPDF_StructElement_GetType(element, name, 128)
        found[bytes(name)[: size - 2].decode("utf-16-le")] += 1
        for index in range(pdfium.FPDF_StructElement_CountChildren(element)):
            child = pdfium.FPDF_StructElement_GetChildAtIndex(element, index)
            if child:
                walk(child)

    try:
        for page in document:
            tree = pdfium.FPDF_StructTree_GetForPage(page)
            for index in range(pdfium.FPDF_StructTree_CountChildren(tree)):
                walk(pdfium.FPDF_StructTree_GetChildAtIndex(tree, index))
            pdfium.FPDF_StructTree_Close(tree)
    finally:
        document.close()
    return found


def about(data: bytes) -> tuple[dict[str, str], list[tuple[int, str]]]:
    """The file's properties, and its bookmarks with their levels."""
    document = pypdfium2.PdfDocument(data)
    try:
        return document.get_metadata_dict(), [(mark.level, mark.get_title()) for mark in document.get_toc()]
    finally:
        document.close()


def links(data: bytes) -> int:
    """How many links lead to another page."""
    document = pypdfium2.PdfDocument(data)
    count = 0
    try:
        for page in document:
            for index in range(pdfium.FPDFPage_GetAnnotCount(page)):
                note = pdfium.FPDFPage_GetAnnot(page, index)
                count += pdfium.FPDFAnnot_GetSubtype(note) == pdfium.FPDF_ANNOT_LINK
                pdfium.FPDFPage_CloseAnnot(note)
    finally:
        document.close()
    return count
