"""A form's picture, filled → grids of boxes: rows repeated, gaps listed or marked.

Leaves to `of_project.py` and `of_row.py` what a slot holds, to `labels.py` what a cell asks for, to `merging.py` which
equal neighbours are one cell, and to `papers.py` the lines round the grids.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from msgspec.structs import replace

from jixiao.documents.writing.paper import Box, Entry, Grid
from jixiao.forms.description import Form, PictureCell, PictureRow, with_periods
from jixiao.forms.written.choices import choices_of
from jixiao.forms.written.filled import Filled
from jixiao.forms.written.gaps import MARK, Gap
from jixiao.forms.written.labels import Asked, asked_in
from jixiao.forms.written.merging import merged
from jixiao.forms.written.of_project import Holder
from jixiao.forms.written.of_row import Row, indicator_rows, task_rows
from jixiao.forms.written.printed import Placed, Printed

_UNITS = 42
"""Width of every picture in grid units."""

_SENTENCES = re.compile(r"(?:.*\.)?(?:goals|purpose|outcome)$")
_PROSE = re.compile(r"(?:.*\.)?(?:description|content|completion|deviation_reason|reason|remark)$|details\.")
_SHORT = 14
"""Characters; a longer text of a slot of prose begins at the left edge of its cell, as sentences do, and all of its
column with it."""
_ONE_LINE = 28
"""Characters; any longer text begins at the left edge of its cell."""


@dataclass(slots=True)
class Layout:
    """Lays out one form; collects what the form cannot hold.

    Attributes:
        marks: a wanted value that is missing is marked instead of listed as a gap.
        gaps: what the form cannot hold. remarks: texts too long for their cells, where gaps are marked.
        asked: what the form's cells ask for, by row and left edge in the picture.
    """

    form: Form
    marks: bool = False
    gaps: dict[Gap, None] = field(default_factory=dict)
    remarks: dict[Gap, None] = field(default_factory=dict)
    asked: dict[tuple[int, int], Asked] = field(init=False)

    def __post_init__(self) -> None:
        self.asked = asked_in(self.form)

    def grids(self, holders: Sequence[Holder]) -> tuple[Grid, ...]:
        """The tables of the form; a form that lists projects row by row takes several holders, any other one."""
        printed = [row for picture in self.form.rows for row in self._rows(picture, holders)]
        starts = [number for number, row in enumerate(printed) if row.begins]
        ends = [*starts[1:], len(printed)]
        return tuple(self._grid(printed[start:end], holders[0]) for start, end in zip(starts, ends, strict=True))

    def wanted(self, path: str, label: str) -> str:
        """List a value that is missing, in however many cells it is wanted; what stands in its place."""
        if not self.marks:
            self.gaps[Gap(path=path, label=label, reason="missing")] = None
        return MARK

    def _rows(self, picture: PictureRow, holders: Sequence[Holder]) -> list[Printed]:
        if not picture.repeats:
            return [Printed(picture, begins=picture.begins)]
        slots = {cell.slot for cell in picture.cells if cell.slot}
        rows: list[Row] = []
        for holder in holders:
            if any(slot.startswith("task.") for slot in slots):
                rows += task_rows(holder)
                continue
            splits = not slots.isdisjoint({"operator", "unit"})
            own = indicator_rows(holder, with_medium_term="mid.name" in slots, splits=splits)
            if not own and not self.marks:
                self.gaps[Gap(path=f"{holder.path}.indicators", label="绩效指标", reason="no_rows")] = None
            rows += own
        rows = rows or [Row(holders[0], f"{holders[0].path}.{'tasks' if 'task.name' in slots else 'indicators'}[0]")]
        return [Printed(picture, row, number=number) for number, row in enumerate(rows, 1)]

    def _grid(self, printed: Sequence[Printed], holder: Holder) -> Grid:
        edges = sorted({edge for row in printed for cell in row.picture.cells for edge in (cell.left, cell.right)})
        column = {edge: number for number, edge in enumerate(edges)}
        starts: dict[int, int] = {}
        for number, row in enumerate(printed):
            starts.setdefault(row.line, number)
        placed: list[Placed] = []
        for number, row in enumerate(printed):
            for cell in row.picture.cells:
                end = starts.get(cell.row + cell.rows, len(printed)) if cell.rows > 1 else number + 1
                left, right = column[cell.left], column[cell.right]
                span = _Span(number, left, end - number, right - left)
                placed.append(Placed(self._box(cell, row, holder, span), cell.slot, row))
        boxes = sorted(merged(_aligned(placed), self.form.merged), key=lambda box: (box.row, box.column))
        return Grid(
            boxes=tuple(boxes),
            height=len(printed),
            widths=tuple((right - left) / _UNITS for left, right in zip(edges, edges[1:], strict=False)),
            head=_head(printed),
        )

    def _box(self, cell: PictureCell, row: Printed, holder: Holder, span: _Span) -> Box:
        frame = row.picture.framed
        fixed = self._fixed(cell.text, holder)
        if cell.slot is None:
            role: Literal["label", "blank"] = "label" if fixed else "blank"
            return _box(span, text=fixed, role=role, align="centre" if frame else "right", frame=frame)
        words, nearest = self.asked[cell.row, cell.left]
        label = self._fixed(f"第{row.number}行·{words}" if row.number else words, holder).replace(MARK, "")
        filled = row.entry.fill(cell.slot) if row.entry else holder.fill(cell.slot, nearest)
        slot = f"row.{cell.slot}" if row.entry and "." not in cell.slot else cell.slot
        required = slot in self.form.required and (row.entry is None or row.entry.needs(cell.slot))
        missing = required and not filled.text
        shown = self.wanted(filled.path, label) if missing else filled.text
        self._measure(filled, slot, label)
        return _box(
            span,
            text=fixed.replace("{" + cell.slot + "}", shown),
            role="value",
            align=_align(cell.slot, filled.text) if frame else "left",
            frame=frame,
            missing=missing,
            entry=self._entry(filled, slot, label, required=required),
        )

    def _fixed(self, text: str, holder: Holder) -> str:
        """The printed words of a cell with the periods that they name."""
        if "period}" not in text:
            return text
        medium = holder.fill("mid.period").text
        months = holder.fill("period").text if "{period}" in text else ""
        if "{period}" in text and not months:
            months = self.wanted("period", "监控期间")
        return with_periods(text, {"{period}": months, "{mid.period}": f"（{medium}）" if medium else ""})

    def _measure(self, filled: Filled, slot: str, label: str) -> None:
        """List a text that is too long for its cell; where gaps are marked it is written whole and remarked on."""
        longest = self.form.longest.get(slot)
        if longest and len(filled.text) > longest:
            gap = Gap(path=filled.path, label=label, reason="too_long", longest=longest)
            (self.remarks if self.marks else self.gaps)[gap] = None

    def _entry(self, filled: Filled, slot: str, label: str, *, required: bool) -> Entry:
        choices = choices_of(slot)
        return Entry(
            path=filled.path,
            kind="choice" if choices else filled.kind,
            number=filled.number,
            choices=choices,
            required=required,
            longest=self.form.longest.get(slot),
            label=label,
            text=filled.text,
        )


class _Span(NamedTuple):
    """The rectangle of a box."""

    row: int
    column: int
    rows: int
    columns: int


def _box(span: _Span, **rest: Any) -> Box:
    return Box(row=span.row, column=span.column, rows=span.rows, columns=span.columns, **rest)


@functools.cache
def _centred(slot: str) -> int:
    """Characters of a slot that stand in the middle of their cell."""
    if _SENTENCES.match(slot):
        return 0
    return _SHORT if _PROSE.match(slot) else _ONE_LINE


def _align(slot: str, text: str) -> Literal["left", "centre"]:
    """Long words begin at the left edge, short ones and numbers stand in the middle."""
    return "left" if len(text) > _centred(slot) or "\n" in text else "centre"


def _aligned(placed: Sequence[Placed]) -> list[Placed]:
    """The cells of a list's column alike: at the left edge if one of them is."""
    left = {(each.row.line, each.slot) for each in placed if each.row.entry and each.box.align == "left"}
    return [
        each._replace(box=replace(each.box, align="left"))
        if each.row.entry and each.box.align != "left" and (each.row.line, each.slot) in left
        else each
        for each in placed
    ]


def _head(printed: Sequence[Printed]) -> tuple[int, int]:
    """The rows of labels right above the last list."""
    first = next((n for n in range(len(printed)) if printed[n].line == _last_list(printed)), 0)
    start = first
    while (
        start and not any(cell.slot for cell in printed[start - 1].picture.cells) and printed[start - 1].picture.framed
    ):
        start -= 1
    return start, first


def _last_list(printed: Sequence[Printed]) -> int:
    return max((row.line for row in printed if row.entry), default=-1)
