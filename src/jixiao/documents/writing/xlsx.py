"""A paper as a workbook (.xlsx) that a clerk can fill in: a sheet for each section.

What stands where is the business of `xlsx_plan`, numbers of `xlsx_numbers`, what may be typed of `xlsx_rules`.
"""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Iterator, Sequence

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from jixiao.documents.writing.paper import Line, Paper, Section
from jixiao.documents.writing.xlsx_cells import Cells, plain
from jixiao.documents.writing.xlsx_charts import office_chart, write_numbers
from jixiao.documents.writing.xlsx_looks import BASE, Formats
from jixiao.documents.writing.xlsx_page import set_up
from jixiao.documents.writing.xlsx_plan import PlacedChart, PlacedGrid, PlacedLine, Plan, boxes_of, planned
from jixiao.documents.writing.xlsx_rules import Lists, Rules
from jixiao.language import Words

_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f\ud800-\udfff\ufffe\uffff]+")
_LONGEST_NAME = 31
_RESERVED = "history"
_SHEET = Words("表", "Sheet")
_LISTS = Words("下拉选项", "Lists")
_NUMBERS = Words("图表数据", "Chart data")
_CREATED = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)
"""Every file is made at the same moment: the same paper gives the same bytes."""
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    # What the typeface of the workbook measures, in pixels.
    "default_column_width": 72,
    "default_row_height": 19,
}


def xlsx_of(paper: Paper) -> bytes:
    """The workbook of a paper; the same paper gives the same bytes."""
    buffer = io.BytesIO()
    listed = [item for item in paper.items() if isinstance(item, Line) and item.outline]
    plans = [planned(section, listed) for section in paper.sections]
    names = _Names(0 if paper.language.startswith("zh") else 1)
    titles = [names.name(section) for section in paper.sections]
    links = [f"{_quoted(title)}!A{row + 1}" for title, plan in zip(titles, plans, strict=True) for row in plan.outlined]
    places = {
        anchor: place for title, plan in zip(titles, plans, strict=True) for anchor, place in _places(title, plan)
    }
    with Workbook(buffer, {**_OPTIONS, "default_format_properties": dict(BASE)}) as book:
        book.set_properties({"title": plain(paper.title), "company": plain(paper.unit), "created": _CREATED})
        formats = Formats(book)
        sheets = [book.add_worksheet(title) for title in titles]
        lists = Lists(book, names.unique(_LISTS[names.language]))
        numbered = False
        for sheet, plan in zip(sheets, plans, strict=True):
            for column, width in enumerate(plan.columns):
                sheet.set_column_pixels(column, column, width)
            for row, height in enumerate(plan.heights):
                sheet.set_row(row, height)
            rules = Rules(paper.language)
            Cells(sheet, plan, formats, rules, links, places).write()
            rules.apply(sheet, lists, formats.empty, formats.missing)
            set_up(sheet, plan, starts_numbers=plan.section.numbered and not numbered)
            numbered |= plan.section.numbered
        _draw(book, sheets, plans, names)
    return buffer.getvalue()


def _places(title: str, plan: Plan) -> Iterator[tuple[str, str]]:
    """Every anchor of a sheet with its cell."""
    for item in plan.items:
        if isinstance(item, PlacedLine) and item.anchor:
            yield item.anchor, f"{_quoted(title)}!A{item.row + 1}"
        elif isinstance(item, PlacedGrid):
            for box, row, column, _, _ in boxes_of(item):
                if box.anchor:
                    yield box.anchor, f"{_quoted(title)}!{xl_rowcol_to_cell(row, column)}"


def _draw(book: Workbook, sheets: Sequence[Worksheet], plans: Sequence[Plan], names: _Names) -> None:
    """Put the charts on their sheets, and their numbers on one of their own behind all."""
    placed = [
        (sheet, item)
        for sheet, plan in zip(sheets, plans, strict=True)
        for item in plan.items
        if isinstance(item, PlacedChart)
    ]
    if not placed:
        return
    name = names.unique(_NUMBERS[names.language])
    numbers = book.add_worksheet(name)
    numbers.set_column(0, 0, 24)
    row = 0
    for sheet, item in placed:
        made = office_chart(book, item.chart, name, row)
        made.set_size({"width": item.width, "height": item.height})
        sheet.insert_chart(item.row, 0, made, {"description": item.chart.alt, "object_position": 1})
        row = write_numbers(numbers, item.chart, row) + 1


class _Names:
    """Names of sheets: at most 31 characters, none of the forbidden ones, no two alike."""

    def __init__(self, language: int) -> None:
        self.language = language
        self._taken = {_RESERVED}

    def name(self, section: Section) -> str:
        """A name for a section."""
        wanted = _FORBIDDEN.sub(" ", section.name).strip(" '")
        return self.unique(wanted or _SHEET[self.language])

    def unique(self, wanted: str) -> str:
        """The wanted name, shortened, and with a number where it is taken."""
        name = _cut(wanted, _LONGEST_NAME)
        number = 1
        while name.casefold() in self._taken:
            number += 1
            name = _cut(wanted, _LONGEST_NAME - len(f"({number})")) + f"({number})"
        self._taken.add(name.casefold())
        return name


def _cut(name: str, units: int) -> str:
    """The beginning of a name, measured as office programs do: a rare character counts twice."""
    return name.encode("utf-16-le")[: 2 * units].decode("utf-16-le", "ignore").strip(" '")


def _quoted(name: str) -> str:
    return "'" + name.replace("'", "''") + "'"
