"""Ruling lines and pictures among the drawn objects of a PDF page, form objects included.

A ruling line is a stroke or a thin filled rectangle, level or upright. Leaves building tables to `pdf_lattice`.
"""

from __future__ import annotations

import ctypes
from itertools import repeat
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from jixiao.documents.pdf_frame import Frame
from jixiao.documents.pdf_marks import end_of

THIN = 4.0
"""Points: a drawn box up to this thickness is a line. pdfium's bounds widen a stroke by its own width each side."""

MAX_SEGMENTS = 100_000
"""Segments of one path that are looked at: maps and charts have millions, tables do not."""

Ended = tuple[float, float, str]
"""Left and lower edge of a mark in points from the upper left, and what it stands for."""

Rule = tuple[float, float, float]
"""Position across its direction, start and end along it; points from the upper left."""


class Drawing(NamedTuple):
    """Drawn objects of a page.

    Attributes:
        level, upright: ruling lines.
        picture_share: share of the page that pictures cover, of 1, overlaps counted twice.
        shapes: number of drawn paths that are no ruling line.
        ends: shapes of the size of a mark for the end of an empty text.
    """

    level: list[Rule]
    upright: list[Rule]
    picture_share: float
    shapes: int
    ends: list[Ended] = []


TEXT, PATH, IMAGE = pdfium.FPDF_PAGEOBJ_TEXT, pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

_left, _bottom, _right, _top = (ctypes.c_float() for _ in range(4))
_corners = tuple(ctypes.byref(value) for value in (_left, _bottom, _right, _top))


def _plain(function: Any, result: Any, *arguments: Any) -> Any:
    """The C function on bare addresses; asked for every object of a page, pypdfium2's own checks took the longest."""
    return ctypes.PYFUNCTYPE(result, *arguments)(ctypes.cast(function, ctypes.c_void_p).value or 0)


_get_object = _plain(pdfium.FPDFPage_GetObject, ctypes.c_void_p)
_get_object.argtypes = None
_get_type = _plain(pdfium.FPDFPageObj_GetType, ctypes.c_int, ctypes.c_void_p)
_get_bounds = _plain(pdfium.FPDFPageObj_GetBounds, ctypes.c_int, *[ctypes.c_void_p] * 5)


class _Collector:
    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.height = frame.height
        self.level: list[Rule] = []
        self.upright: list[Rule] = []
        self.picture_area = 0.0
        self.shapes = 0
        self.ends: list[Ended] = []

    def line(self, left: float, bottom: float, right: float, top: float) -> None:
        """Keep the part on the page of a thin box of the page's own coordinates."""
        left, bottom, right, top = self.frame.box(left, bottom, right, top)
        upper, lower = max(self.height - top, 0.0), min(self.height - bottom, self.height)
        left, right = max(left, 0.0), min(right, self.frame.width)
        if not (left <= right and upper <= lower):
            return
        if right - left >= lower - upper:
            self.level.append(((upper + lower) / 2, left, right))
        else:
            self.upright.append(((left + right) / 2, upper, lower))

    def end(self, left: float, bottom: float, end: str) -> None:
        """Keep the place of a mark."""
        left, bottom, _, _ = self.frame.box(left, bottom, left, bottom)
        self.ends.append((left, self.height - bottom, end))


def drawing_of(page: Any, frame: Frame, depth: int) -> Drawing:
    """The ruling lines and pictures of a loaded page."""
    found = _Collector(frame)
    handle = ctypes.cast(page.raw, ctypes.c_void_p)
    count = pdfium.FPDFPage_CountObjects(page)
    objects = list(map(_get_object, repeat(handle), range(count)))
    for drawn, kind in zip(objects, map(_get_type, objects), strict=True):
        if kind != TEXT:
            _object(found, drawn, kind, IDENTITY, depth)
    area = frame.width * frame.height
    return Drawing(found.level, found.upright, found.picture_area / area if area > 0 else 0.0, found.shapes, found.ends)


def _object(found: _Collector, address: int, kind: int, matrix: Matrix, depth: int) -> None:
    if kind == pdfium.FPDF_PAGEOBJ_FORM:
        _form(found, ctypes.cast(address, pdfium.FPDF_PAGEOBJECT), matrix, depth)
        return
    if kind not in (PATH, IMAGE):
        return
    _get_bounds(address, *_corners)
    left, bottom, right, top = _left.value, _bottom.value, _right.value, _top.value
    if matrix is not IDENTITY:
        left, bottom, right, top = _box(matrix, left, bottom, right, top)
    width, height = right - left, top - bottom
    if width <= THIN or height <= THIN:
        if width > THIN or height > THIN:
            found.line(left, bottom, right, top)
        elif end := end_of(width, height):
            found.end(left, bottom, end)
    elif kind == IMAGE:
        found.picture_area += width * height
    elif not _segments(found, ctypes.cast(address, pdfium.FPDF_PAGEOBJECT), matrix):
        found.shapes += 1


def _form(found: _Collector, drawn: Any, matrix: Matrix, depth: int) -> None:
    if depth <= 0:
        return
    inner = _product(_matrix(drawn), matrix)
    for index in range(pdfium.FPDFFormObj_CountObjects(drawn)):
        child = pdfium.FPDFFormObj_GetObject(drawn, index)
        kind = pdfium.FPDFPageObj_GetType(child)
        _object(found, ctypes.cast(child, ctypes.c_void_p).value or 0, kind, inner, depth - 1)


def _segments(found: _Collector, drawn: Any, matrix: Matrix) -> bool:
    """Keep the ruling lines of a path that is no single line: a grid, a frame, several bars filled together."""
    whole = _product(_matrix(drawn), matrix)
    filled, stroked = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(drawn, filled, stroked)
    straight = True
    outline: list[tuple[float, float]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(min(pdfium.FPDFPath_CountSegments(drawn), MAX_SEGMENTS)):
        segment = pdfium.FPDFPath_GetPathSegment(drawn, index)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = (
            whole[0] * x.value + whole[2] * y.value + whole[4],
            whole[1] * x.value + whole[3] * y.value + whole[5],
        )
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            _subpath(found, outline, bool(stroked.value))
            outline = [point]
            continue
        straight = straight and kind == pdfium.FPDF_SEGMENT_LINETO
        outline.append(point)
        if pdfium.FPDFPathSegment_GetClose(segment):
            outline.append(outline[0])
    _subpath(found, outline, bool(stroked.value))
    return straight


def _subpath(found: _Collector, outline: list[tuple[float, float]], stroked: bool) -> None:
    if len(outline) < 2:
        return
    xs, ys = [point[0] for point in outline], [point[1] for point in outline]
    left, bottom, right, top = min(xs), min(ys), max(xs), max(ys)
    if min(right - left, top - bottom) <= THIN:
        if max(right - left, top - bottom) > THIN:
            found.line(left, bottom, right, top)
    elif stroked:
        for (x0, y0), (x1, y1) in zip(outline, outline[1:], strict=False):
            if min(abs(x1 - x0), abs(y1 - y0)) <= 1.0 and max(abs(x1 - x0), abs(y1 - y0)) > THIN:
                found.line(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def _matrix(drawn: Any) -> Matrix:
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(drawn, matrix)
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _product(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _box(matrix: Matrix, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
    a, b, c, d, e, f = matrix
    xs = [a * x + c * y + e for x in (left, right) for y in (bottom, top)]
    ys = [b * x + d * y + f for x in (left, right) for y in (bottom, top)]
    return min(xs), min(ys), max(xs), max(ys)
