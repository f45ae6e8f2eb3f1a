"""One page of a PDF as pdfium draws it: characters with boxes, ruling lines, pictures.

Everything leaves here in points from the upper left corner of the page as a person sees it (rotation and crop box
applied). Leaves lines, tables and meaning to the other `pdf_*` modules. pdfium keeps global state and is not safe for
threads: one thread of a process may be in here at a time.
"""

from __future__ import annotations

import ctypes
import math
from collections import deque
from collections.abc import Callable, Sequence
from itertools import repeat
from typing import Any, NamedTuple, cast

import pypdfium2.raw as pdfium

from jixiao.documents.pdf_frame import Frame
from jixiao.documents.pdf_marks import marks_of
from jixiao.documents.pdf_paths import Drawing, Rule, drawing_of
from jixiao.documents.pdf_runs import FILLER, Runs, runs_of

CHUNK = 4096
"""Characters whose boxes are fetched in one go."""


def _quick(function: Any, result: Any = ctypes.c_int) -> Callable[..., Any]:
    """The C function without conversion of arguments and without letting go of the interpreter lock.

    pypdfium2's declared functions check every argument; called once a character, that alone cost more than the text.
    """
    address = ctypes.cast(function, ctypes.c_void_p).value
    quick: Any = ctypes.PYFUNCTYPE(result)(address or 0)
    quick.argtypes = None
    return cast("Callable[..., Any]", quick)


_loose_box = _quick(pdfium.FPDFText_GetLooseCharBox)
_unicode = _quick(pdfium.FPDFText_GetUnicode)
_font_size = _quick(pdfium.FPDFText_GetFontSize, ctypes.c_double)
_boxes = (pdfium.FS_RECTF * CHUNK)()
_box_pointers = [ctypes.byref(_boxes, ctypes.sizeof(pdfium.FS_RECTF) * slot) for slot in range(CHUNK)]
_box_floats = memoryview(_boxes).cast("B").cast("f")


class RawPage(NamedTuple):
    """What stands on one page, nothing judged yet."""

    width: float
    height: float
    text: Runs
    drawing: Drawing


def page_of(document: Any, index: int, depth: int, has_marks: bool = False) -> RawPage:
    """Read one page and give its memory back.

    Args:
        document: an open `pypdfium2.PdfDocument`.
        index: page, from 0.
        depth: how deep form objects may nest.
        has_marks: signs and squares tell where texts end and blanks stand.
    Raises:
        pypdfium2.PdfiumError: the page cannot be loaded.
    """
    page = document[index]
    try:
        if _holds_form_fields(page):
            # Filled-in fields are no part of the page's text until they are burnt in.
            pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY)
            page.close()
            page = document[index]
        text_page = page.get_textpage()
        try:
            frame = _frame(page, text_page)
            drawing = drawing_of(page, frame, depth)
            text = _runs(text_page.raw, frame, drawing.upright, has_marks)
            if has_marks:
                text.runs.extend((left, top, left, top, end) for left, top, end in drawing.ends)
            return RawPage(frame.width, frame.height, text, drawing)
        finally:
            text_page.close()
    finally:
        page.close()


def _frame(page: Any, text_page: Any) -> Frame:
    box = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, box)
    turn = pdfium.FPDFPage_GetRotation(page) % 4
    return Frame(box.left, box.bottom, box.right, box.top, (turn + _text_turn(text_page, turn)) % 4)


def _text_turn(text_page: Any, page_turn: int) -> int:
    """Further quarter turns that make most of the text upright, for tables drawn lying on an upright page."""
    count = pdfium.FPDFText_CountChars(text_page)
    votes, others = [0, 0, 0, 0], [0, 0, 0, 0]
    for index in range(0, count, max(1, count // 12)):
        angle = pdfium.FPDFText_GetCharAngle(text_page, index)
        if angle >= 0 and not pdfium.FPDFText_IsGenerated(text_page, index):
            # A page number lies on its side where the rest of the page stands: letters alone have a vote.
            is_letter = chr(pdfium.FPDFText_GetUnicode(text_page, index)).isalpha()
            (votes if is_letter else others)[_quarter(angle)] += 1
    votes = votes if any(votes) else others
    winner = max(range(4), key=votes.__getitem__)
    return (winner - page_turn) % 4 if votes[winner] * 2 > sum(votes) else 0


def _quarter(angle: float) -> int:
    """Quarter turns that make a character of this angle upright; pdfium's angle runs clockwise."""
    return -round(angle / (math.pi / 2)) % 4


def _holds_form_fields(page: Any) -> bool:
    for index in range(min(pdfium.FPDFPage_GetAnnotCount(page), 2000)):
        annotation = pdfium.FPDFPage_GetAnnot(page, index)
        kind = pdfium.FPDFAnnot_GetSubtype(annotation)
        pdfium.FPDFPage_CloseAnnot(annotation)
        if kind in (pdfium.FPDF_ANNOT_WIDGET, pdfium.FPDF_ANNOT_FREETEXT):
            return True
    return False


def _runs(text_page: Any, frame: Frame, upright: list[Rule], has_marks: bool) -> Runs:
    count = pdfium.FPDFText_CountChars(text_page)
    handle = ctypes.cast(text_page, ctypes.c_void_p)
    moved = frame[:2] != (0.0, 0.0) or frame.turn != 0

    def boxes(indices: Sequence[int]) -> list[float]:
        flat: list[float] = []
        for start in range(0, len(indices), CHUNK):
            chunk = indices[start : start + CHUNK]
            deque(map(_loose_box, repeat(handle), chunk, _box_pointers), maxlen=0)
            flat += _box_floats[: 4 * len(chunk)].tolist()
        if moved:
            quads = zip(flat[0::4], flat[3::4], flat[2::4], flat[1::4], strict=True)
            shown = (frame.box(*quad) for quad in quads)
            flat = [value for left, bottom, right, top in shown for value in (left, top, right, bottom)]
        return flat

    def is_slanted(index: int) -> bool:
        # A sixth of a right angle is what made-up italics show.
        angle: float = pdfium.FPDFText_GetCharAngle(text_page, index) % (math.pi / 2)
        return math.pi / 8 < angle < 3 * math.pi / 8

    def is_turned(index: int) -> bool:
        return _quarter(pdfium.FPDFText_GetCharAngle(text_page, index)) != frame.turn

    text = _text(text_page, handle, count) if count > 0 else ""
    marks = marks_of(text, list(map(_font_size, repeat(handle), range(len(text))))) if has_marks else None
    return runs_of(text, boxes, is_slanted, frame.width, frame.height, upright, is_turned, marks)


def _text(text_page: Any, handle: ctypes.c_void_p, count: int) -> str:
    """One character for each of pdfium's, so that boxes and text have the same numbering."""
    buffer = (ctypes.c_ushort * (2 * count + 2))()
    written = pdfium.FPDFText_GetText(text_page, 0, count, buffer)
    text = bytes(memoryview(buffer).cast("B")[: 2 * max(written - 1, 0)]).decode("utf-16-le", "replace")
    if len(text) == count:
        return text
    # pdfium counts the two halves of a character beyond the first 65,536, both with its box.
    doubled = "".join([sign if sign <= "\uffff" else sign + FILLER for sign in text])
    if len(doubled) == count:
        return doubled
    codes = map(_unicode, repeat(handle), range(count))
    return "".join("\ufffd" if code == 0 or 0xD800 <= code < 0xE000 or code > 0x10FFFF else chr(code) for code in codes)
