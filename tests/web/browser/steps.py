"""Steps that people take in the browser in more than one test: a cell filled in, a filing moved on, a file sent."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path

import docx
import openpyxl
import pypdfium2
from openpyxl.worksheet.worksheet import Worksheet
from playwright.sync_api import FilePayload, Page, expect

from jixiao_web.filings.models import Filing
from jixiao_web.jobs.worker import work_once

Table = Mapping[str, Mapping[str, Mapping[str, str]]]
"""What somebody writes into an official form: project → indicator → head of a column → words."""


def save_cell(page: Page, path: str, words: str) -> None:
    """Write into a cell of the form and wait until it is saved."""
    page.locator(f'[name="{path}"]').fill(words)
    page.locator(f'[name="{path}"]').blur()
    page.locator("#status", has_text="已保存").wait_for()
    page.locator('button[name="do"][value="save"]').first.click()
    page.wait_for_load_state()


def move(page: Page, filing: Filing, name: str, reason: str = "") -> None:
    """Move a filing on, on its own page."""
    page.goto(f"/filings/{filing.pk}/")
    if reason:
        page.locator("#reason").fill(reason)
    page.locator(f'button[name="move"][value="{name}"]').click()
    page.wait_for_load_state()
    assert page.locator('[role="status"]', has_text="已办理").count(), page.inner_text("main")[:600]
    filing.refresh_from_db()


def review(page: Page, filing: Filing, name: str, reason: str = "") -> None:
    """Decide on a filing, on the reviewer's page."""
    page.goto(f"/review/{filing.pk}/")
    form = page.locator(f'form:has(input[name="move"][value="{name}"])')
    if reason:
        page.locator("details.back summary").first.click()
        form.locator('textarea[name="reason"]').fill(reason)
    form.locator("button").last.click()
    page.wait_for_load_state()
    filing.refresh_from_db()


def grade(page: Page, filing: Filing) -> None:
    """Fill in the review sheet with full points."""
    page.goto(f"/review/{filing.pk}/")
    form = page.locator(f'form[action="/review/{filing.pk}/sheet/"]')
    form.locator("xpath=ancestor::details[1]/summary").click() if not form.is_visible() else None
    for row in form.locator("tr:has(input[inputmode=decimal])").all():
        row.locator("input").fill(row.locator("td.num").first.inner_text())
    form.locator("button").last.click()
    page.wait_for_load_state()


def approve(page: Page, filing: Filing) -> None:
    """Approve a filing, graded first where its kind has a review sheet."""
    page.goto(f"/review/{filing.pk}/")
    if page.locator("form[action$='/sheet/']").count():
        grade(page, filing)
    review(page, filing, "approve")
    assert filing.state == "approved", page.inner_text("main")[:600]


def worked(page: Page, words: str) -> None:
    """Follow the page until it says these words; long work is done as the server's worker does it."""
    page.wait_for_load_state()
    while work_once("test"):
        pass
    expect(page.locator("main")).to_contain_text(words, timeout=60_000)


def upload(name: str, data: bytes) -> FilePayload:
    """A file that is made for a test, as somebody chooses it."""
    return {"name": name, "mimeType": "application/octet-stream", "buffer": data}


def downloaded(page: Page, link: str) -> bytes:
    """What a link of the open page gives for keeping."""
    with page.expect_download() as download:
        page.locator(link).first.click()
    return Path(download.value.path()).read_bytes()


def words_of_docx(data: bytes) -> str:
    """The words of a Word file, those in tables too."""
    made = docx.Document(io.BytesIO(data))
    cells = (cell.text for table in made.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(each.text for each in made.paragraphs), *cells])


def words_of_pdf(data: bytes) -> str:
    """The words of a PDF."""
    made = pypdfium2.PdfDocument(data)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in made)
    finally:
        made.close()


def form_filled(data: bytes, told: Table) -> bytes:
    """An official form as a workbook, filled in offline: cells are found as people find them, by their heads."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    for sheet in book.worksheets:
        rows = told.get(_value_beside(sheet, "项目名称"), {})
        for indicator, words in rows.items():
            for head, text in words.items():
                sheet.cell(_row(sheet, indicator), _column(sheet, head)).value = text
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _value_beside(sheet: Worksheet, words: str) -> str:
    for row in sheet.iter_rows(values_only=True):
        if row[0] == words:
            return str(next(value for value in row[1:] if value))
    return ""


def _row(sheet: Worksheet, words: str) -> int:
    return next(cell.row for row in sheet.iter_rows() for cell in row if cell.value == words)


def _column(sheet: Worksheet, words: str) -> int:
    return next(cell.column for row in sheet.iter_rows() for cell in row if words in str(cell.value or ""))
