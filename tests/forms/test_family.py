"""Documents like those that towns, departments and counties publish are read as a careful person reads them."""

from __future__ import annotations

import io
from collections.abc import Callable
from html import escape
from pathlib import Path

import docx
import pytest
import xlsxwriter

from jixiao import api
from jixiao.documents.blocks import Paragraph, Table
from jixiao.forms.assemble import assemble
from jixiao.forms.reader import read_draft
from tests.forms.family import FAMILY, Example, example, told

IN_WORD = (
    "hebei_county_bureau_plan hebei_two_tables_a_project medium_term_and_annual table_cut_in_two "
    "self_evaluation_with_amounts_as_pairs monitoring_with_ticks department_targets_with_tasks a_row_a_project "
    "medium_term_and_annual_with_like_amounts flat_self_evaluation_with_execution hebei_unit_lines_that_differ "
    "town_plan_with_projects_as_part_two narrative_with_projects_told two_projects_below_one_unit "
    "plan_typed_as_text declaration_with_filer_above plan_with_free_words_for_its_parts "
    "projects_named_over_their_tables self_evaluation_titled_by_its_department"
)
IN_SHEETS = (
    "hebei_county_bureau_plan hebei_department_with_special_funds national_self_evaluation monitoring_half_year "
    "sichuan_flat_list_of_five_projects two_self_evaluations_in_one_table department_title_inside_the_table "
    "cost_table_below summary_of_self_evaluations county_list_with_total flat_self_evaluation_with_execution "
    "self_evaluation_with_filer_and_parts monitoring_of_eight_months department_with_unit_and_projects "
    "monitoring_of_a_department_half_year"
)
WITH_BARS = (
    "hebei_two_tables_a_project medium_term_and_annual a_column_for_every_village table_cut_in_two "
    "national_self_evaluation self_evaluation_with_amounts_as_pairs monitoring_with_ticks "
    "department_targets_with_tasks department_targets_by_source_and_use sichuan_flat_list_of_five_projects "
    "medium_term_and_annual_with_like_amounts flat_self_evaluation_with_execution hubei_two_years_of_money "
    "execution_rate_under_the_first_column plan_typed_as_text two_projects_below_one_unit"
)
ON_PAGES = "declaration_with_filer_above monitoring_of_eight_months self_evaluation_with_filer_and_parts"


def files(names: str) -> list[Path]:
    known = {path.stem: path for path in FAMILY}
    return [known[name] for name in names.split()]


@pytest.mark.parametrize("path", FAMILY, ids=lambda path: path.stem)
def test_a_document_is_read_as_a_person_reads_it(path: Path) -> None:
    document = example(path)
    assert told(assemble(read_draft(document.blocks))) == document.expected


@pytest.mark.parametrize("path", files(IN_WORD), ids=lambda path: path.stem)
def test_a_word_file_with_merged_cells_says_the_same(path: Path) -> None:
    document = example(path)
    assert told(api.read_bytes(word(document), "样例.docx")) == document.expected


@pytest.mark.parametrize("path", files(IN_SHEETS), ids=lambda path: path.stem)
def test_a_workbook_says_the_same_with_titles_and_notes_in_its_grid(path: Path) -> None:
    document = example(path)
    assert told(api.read_bytes(workbook(document), "样例.xlsx")) == document.expected


@pytest.mark.parametrize("path", files(ON_PAGES), ids=lambda path: path.stem)
def test_a_page_as_a_spreadsheet_saves_it_says_the_same(path: Path) -> None:
    document = example(path)
    assert told(api.read_bytes(page(document), "样例.html")) == document.expected


@pytest.mark.parametrize("path", files(WITH_BARS), ids=lambda path: path.stem)
def test_a_text_with_bars_says_the_same_without_merged_cells(path: Path) -> None:
    document = example(path)
    read = told(api.read_bytes(bars(document), "样例.txt"))
    assert read == [line.replace("⏎", " ") for line in document.expected]


def word(document: Example) -> bytes:
    """The document as python-docx writes it, with merged cells."""
    file = docx.Document()
    for item in document.items:
        if isinstance(item, Paragraph):
            file.add_heading(item.text, 1) if item.role == "heading" else file.add_paragraph(item.text)
            continue
        table = file.add_table(item.height, item.width)
        for cell in item.cells:
            corner = table.cell(cell.row, cell.column)
            if cell.rows > 1 or cell.columns > 1:
                corner = corner.merge(table.cell(cell.row + cell.rows - 1, cell.column + cell.columns - 1))
            corner.text = cell.text
    return saved(file.save)


def workbook(document: Example) -> bytes:
    """The document in one sheet: lines merged over eight columns, tables right below them."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet, top = book.add_worksheet(), 0
        for item in document.items:
            if isinstance(item, Paragraph):
                sheet.merge_range(top, 0, top, 7, item.text)
                top += 1
                continue
            for cell in item.cells:
                place = (top + cell.row, cell.column)
                if cell.rows > 1 or cell.columns > 1:
                    sheet.merge_range(*place, place[0] + cell.rows - 1, place[1] + cell.columns - 1, cell.text)
                elif cell.text:
                    sheet.write_string(*place, cell.text)
            top += item.height
    return buffer.getvalue()


def page(document: Example) -> bytes:
    """The document as a page of the web, with merged cells."""
    lines = ['<html><head><meta charset="utf-8"></head><body>']
    for item in document.items:
        if isinstance(item, Paragraph):
            lines.append(f"<p>{escape(item.text)}</p>")
            continue
        rows: list[str] = [""] * item.height
        for cell in sorted(item.cells, key=lambda cell: cell.column):
            words = escape(cell.text).replace("\n", "<br>")
            rows[cell.row] += f'<td rowspan="{cell.rows}" colspan="{cell.columns}">{words}</td>'
        lines += ["<table>", *(f"<tr>{row}</tr>" for row in rows), "</table>"]
    return "\n".join([*lines, "</body></html>"]).encode()


def bars(document: Example) -> bytes:
    """The document as a converter leaves it that knows no merged cells."""
    lines: list[str] = []
    for item in document.items:
        if isinstance(item, Paragraph):
            lines.append(item.text)
        else:
            lines += [*rows_with_bars(item), ""]
    return "\n".join(lines).encode()


def rows_with_bars(table: Table) -> list[str]:
    texts = {(cell.row, cell.column): cell.text.replace("\n", " ") for cell in table.cells}
    rows = [[texts.get((row, column), "") for column in range(table.width)] for row in range(table.height)]
    return [f"| {' | '.join(row)} |" for row in rows]


def saved(save: Callable[[io.BytesIO], None]) -> bytes:
    buffer = io.BytesIO()
    save(buffer)
    return buffer.getvalue()
