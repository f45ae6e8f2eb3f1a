"""How a sheet prints and behaves: paper, margins, page numbers, repeated heads, frozen rows, protection."""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet

from jixiao.documents.writing.looks import looks
from jixiao.documents.writing.xlsx_breaks import page_breaks
from jixiao.documents.writing.xlsx_plan import PlacedGrid, Plan

_A4 = 9
_INCH = 25.4
_FREEZABLE = 200
"""Points of rows that may stand still on a screen and leave room to scroll below them."""
_SHRINKABLE = 1.2
"""Heights of a page that one form may have to be printed a little smaller, on one page."""
_ALLOWED = {"format_cells": True, "format_columns": True, "format_rows": True}


def set_up(sheet: Worksheet, plan: Plan, *, starts_numbers: bool) -> None:
    """Set up a sheet whose cells are written; `starts_numbers`: its first page is page 1."""
    look = looks()
    page, section = plan.page, plan.section
    width, height = (look.page.height, look.page.width) if section.landscape else (look.page.width, look.page.height)
    right = width - page.left - page.text_width
    bottom = height - page.top - page.text_height
    left, right = (plan.margin, plan.margin) if plan.margin else (page.left, right)
    sheet.set_paper(_A4)
    if section.landscape:
        sheet.set_landscape()
    sheet.set_margins(left / _INCH, right / _INCH, page.top / _INCH, bottom / _INCH)
    if section.numbered:
        number = look.page_number
        family = look.families[number.family].names[0]
        size = number.size
        below = bottom - number.below - size * _INCH / 72
        words = f'&C&"{family},Regular"&{size:.0f}{number.left_dash}&P{number.right_dash}'
        sheet.set_footer(words, {"margin": below / _INCH, "scale_with_doc": False})
        if starts_numbers:
            sheet.set_start_page(1)
    sheet.center_horizontally()
    if section.centred:
        sheet.center_vertically()
    # Tints and red marks are for the screen.
    sheet.print_black_and_white()
    sheet.hide_gridlines(2)
    if plan.heights:
        sheet.print_area(0, 0, len(plan.heights) - 1, len(plan.columns) - 1)
    head = _head(plan)
    if section.free and head[0] < head[1]:
        _filter(sheet, plan, head[1] - 1)
    room = page.text_height / _INCH * 72
    breaks = page_breaks(plan.heights, room, plan.joined, plan.breaks, head)
    shrinks = _is_form(plan) and room < sum(plan.heights) <= _SHRINKABLE * room
    sheet.fit_to_pages(1, 1 if shrinks else 0)
    if breaks and not shrinks and not section.free:
        sheet.set_h_pagebreaks(breaks)
    if head[0] < head[1]:
        sheet.repeat_rows(head[0], head[1] - 1)
        if sum(plan.heights[: head[1]]) <= _FREEZABLE:
            sheet.freeze_panes(head[1], 0)
    sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{len(plan.heights) or 1}"})
    if not section.free:
        sheet.protect("", _ALLOWED)


def _filter(sheet: Worksheet, plan: Plan, row: int) -> None:
    """Let the last list be sorted and filtered by the lowest row of its head."""
    placed = [item for item in plan.items if isinstance(item, PlacedGrid)][-1]
    sheet.autofilter(row, placed.columns[0], placed.rows[-1] - 1, placed.columns[-1] - 1)


def _is_form(plan: Plan) -> bool:
    """Whether the sheet is a form without pages of its own."""
    return not plan.breaks and any(isinstance(item, PlacedGrid) for item in plan.items)


def _head(plan: Plan) -> tuple[int, int]:
    """The rows to repeat, and to freeze, which a workbook can do once a sheet: those of its only, or last, list."""
    grids = [item for item in plan.items if isinstance(item, PlacedGrid)]
    heads = [grid for grid in grids if grid.grid.head[0] < grid.grid.head[1]]
    if len(heads) != 1 or heads[0] is not grids[-1]:
        return 0, 0
    first, end = (heads[0].rows[row] for row in heads[0].grid.head)
    return first, end
