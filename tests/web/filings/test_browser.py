"""The edit page in a real browser: cells saved while one types, findings at once, two people at one cell, pastes."""

from __future__ import annotations

import os
import shutil

import pytest
from django.urls import reverse

CHROMIUM = shutil.which("chromium")
pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
TARGET = "projects[5].indicators[0].target"
NOTES = "#n-projects-5-indicators-0-dimension"


@pytest.fixture(scope="module")
def chromium():
    from playwright.sync_api import sync_playwright

    assert CHROMIUM, "the browser tests need chromium (Debian, Ubuntu: apt-get install chromium)"
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # playwright's loop runs in this thread; nothing here is async
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def open_page(chromium, live_server, aili, client_of):
    """Opens pages as 爱丽; nothing may go wrong on the console."""
    wrong: list[str] = []

    def open_(path: str):
        client = client_of(aili)
        context = chromium.new_context(base_url=live_server.url)
        context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}])
        page = context.new_page()
        page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.goto(path)
        return page

    yield open_
    for context in chromium.contexts:
        context.close()
    assert not wrong


def _cell(page, path: str):
    return page.locator(f'[name="{path}"]')


def _wait_for(page, words: str) -> None:
    page.locator("#status", has_text=words).wait_for(timeout=15_000)


def test_findings_follow_what_one_types(open_page, filing, document_now):
    page = open_page(reverse("filings:edit", args=[filing.pk]))
    assert "百分比不能反映" in page.inner_text(NOTES)
    _cell(page, TARGET).fill("≥12件")
    _wait_for(page, "已保存")
    assert "百分比不能反映" not in page.inner_text(NOTES)
    assert document_now(filing).projects[5].indicators[0].target.amount == 12


def test_the_second_sees_what_the_first_wrote_and_chooses(open_page, filing, document_now):
    address = reverse("filings:edit", args=[filing.pk])
    one, other = open_page(address), open_page(address)
    _cell(one, TARGET).fill("≥12件")
    _wait_for(one, "已保存")
    _cell(other, TARGET).fill("≥15件")
    _wait_for(other, "没有保存")
    assert "≥12件" in other.inner_text(NOTES) and "≥15件" in other.inner_text(NOTES)
    other.locator(f'button[value="mine:{TARGET}"]').click()
    other.wait_for_url("**#c-*")
    assert document_now(filing).projects[5].indicators[0].target.amount == 15


def test_a_paste_from_excel_fills_rows(open_page, blank_filing, document_now):
    page = open_page(reverse("filings:edit", args=[blank_filing.pk]))
    table = "服务老人人数\t登记在册\t≥45人\t台账\n食品留样率\t留样占比\t=100%\t规程"
    _cell(page, "projects[0].indicators[0].name").evaluate(
        """(field, words) => {
            const data = new DataTransfer();
            data.setData("text/plain", words);
            field.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
        }""",
        table,
    )
    page.wait_for_url("**#r-*")
    rows = document_now(blank_filing).projects[0].indicators
    assert [row.name for row in rows[:2]] == ["服务老人人数", "食品留样率"] and rows[1].target.amount == 100


def test_a_column_of_excel_goes_down_the_rows(open_page, filing, document_now):
    page = open_page(reverse("filings:edit", args=[filing.pk]))
    _cell(page, "projects[0].indicators[0].target").evaluate(
        """field => {
            const data = new DataTransfer();
            data.setData("text/plain", "≥45人\\n≥46%\\n");
            data.setData("text/html", "<table><tr><td>≥45人</td></tr><tr><td>≥46%</td></tr></table>");
            field.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
        }"""
    )
    page.wait_for_url("**#r-*")
    assert [row.target.amount for row in document_now(filing).projects[0].indicators[:2]] == [45, 46]


def test_rows_obey_the_keyboard(open_page, filing, document_now):
    first, second = (row.name for row in document_now(filing).projects[0].indicators[:2])
    page = open_page(reverse("filings:edit", args=[filing.pk]))
    _cell(page, "projects[0].indicators[1].name").focus()
    page.keyboard.press("Alt+ArrowUp")
    page.wait_for_url("**#r-projects-0-indicators-0")
    assert [row.name for row in document_now(filing).projects[0].indicators[:2]] == [second, first]
    page.locator("[name^='projects[0].indicators[0]']:focus").wait_for()
