"""Nothing that was typed is lost when the session ends first: at a save by itself, and at one of the whole form."""

from __future__ import annotations

import os
import re
import shutil

import pytest
from django.urls import reverse

CHROMIUM = shutil.which("chromium")
pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
PURPOSE = "projects[0].purpose"
TARGET = "projects[5].indicators[0].target"


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
def context(chromium, live_server):
    context = chromium.new_context(base_url=live_server.url)
    context.set_default_timeout(15_000)
    yield context
    context.close()


@pytest.fixture
def log_in(context, live_server, client_of):
    """Logs a person in, in every window of the browser, with a new sign for forms as a real log-in gives."""

    def begin(person) -> None:
        client = client_of(person)
        context.clear_cookies(name="csrftoken")
        context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}])

    return begin


@pytest.fixture
def page(context, log_in, aili, filing):
    """爱丽 fills in."""
    log_in(aili)
    page = context.new_page()
    page.goto(reverse("filings:edit", args=[filing.pk]))
    return page


def _cell(page, path: str):
    return page.locator(f'[name="{path}"]')


def _type(page, path: str, words: str) -> None:
    """Type without leaving the cell, so that nothing saves by itself."""
    _cell(page, path).evaluate(
        "(field, words) => { field.value = words; field.dispatchEvent(new Event('input', { bubbles: true })); }", words
    )


def _told(page, words: str) -> None:
    page.locator("#status", has_text=words).wait_for()


def test_while_it_saves_by_itself_it_says_so_and_saves_after_a_log_in_elsewhere(
    page, context, log_in, aili, filing, document_now
):
    context.clear_cookies(name="sessionid")
    _cell(page, PURPOSE).fill("用于水电")
    page.locator("#ended").wait_for()
    assert "登录已经过期" in page.inner_text("#ended") and "没有保存" in page.inner_text("#status")
    assert _cell(page, PURPOSE).input_value() == "用于水电"
    with context.expect_page() as opened:
        page.click("#ended a")
    assert opened.value.wait_for_load_state() is None and "/account/login/" in opened.value.url
    log_in(aili)
    page.click("#again")
    _told(page, "已保存")
    assert page.locator("#ended").is_hidden()
    assert document_now(filing).projects[0].purpose == "用于水电"


def test_a_page_of_before_a_log_in_elsewhere_saves_with_its_new_sign(page, log_in, aili, filing, document_now):
    log_in(aili)
    _cell(page, PURPOSE).fill("用于水电")
    _told(page, "已保存")
    assert document_now(filing).projects[0].purpose == "用于水电"


def _submit_too_late(page) -> None:
    """Type, and send the whole form after the session has ended."""
    page.context.clear_cookies(name="sessionid")
    _type(page, PURPOSE, "用于水电")
    page.click('button[value="save"]')
    page.wait_for_url(re.compile("/account/login/"))


def test_what_was_sent_too_late_comes_back_after_the_log_in(page, log_in, aili, filing, document_now):
    _submit_too_late(page)
    assert document_now(filing).projects[0].purpose != "用于水电"
    log_in(aili)
    page.goto(reverse("filings:edit", args=[filing.pk]))
    page.locator("#kept").wait_for()
    assert "已放回" in page.inner_text("#kept") and _cell(page, PURPOSE).input_value() == "用于水电"
    _told(page, "已保存")
    assert document_now(filing).projects[0].purpose == "用于水电"
    page.reload()
    assert page.locator("#kept").is_hidden(), "it is offered once"


def test_what_was_sent_too_late_finds_its_row_again(page, log_in, aili, filing, document_now):
    from jixiao_web.filings.rows import row_add

    _submit_too_late(page)
    row_add(person=aili, filing_id=filing.pk, path="projects", position=0, shape=0)
    log_in(aili)
    page.goto(reverse("filings:edit", args=[filing.pk]))
    page.locator("#kept").wait_for()
    assert document_now(filing).projects[1].purpose == "用于水电"


def test_what_somebody_else_wrote_meanwhile_is_not_overwritten(page, log_in, aili, filing, document_now):
    from jixiao_web.filings.services import CellEdit, draft_save

    was = document_now(filing).projects[0].purpose
    _submit_too_late(page)
    draft_save(person=aili, filing_id=filing.pk, edits=[CellEdit(PURPOSE, "用于午餐", was)], money_unit="元")
    log_in(aili)
    page.goto(reverse("filings:edit", args=[filing.pk]))
    _told(page, "没有保存")
    assert "用于午餐" in page.inner_text("#n-projects-0-purpose, td:has-text('他人已改')")
    assert document_now(filing).projects[0].purpose == "用于午餐"


def test_it_is_not_shown_to_another_person_at_the_same_desk(page, log_in, person_of, unit, filing):
    _submit_too_late(page)
    log_in(person_of("other", "同事", "filler", unit))
    page.goto(reverse("filings:edit", args=[filing.pk]))
    assert page.locator("#kept").is_hidden() and _cell(page, PURPOSE).input_value() != "用于水电"


def test_what_arrived_is_not_offered_again(page, filing, document_now):
    _type(page, "projects[0].funds.budget_yuan", "61,000")
    page.click('button[value="save"]')
    page.wait_for_load_state("load")
    page.locator(".notice-success").wait_for()
    page.reload()
    assert page.locator("#kept").is_hidden()
    assert _cell(page, "projects[0].funds.budget_yuan").input_value() == "61000.00"
    assert document_now(filing).projects[0].funds.budget_yuan == 61000


def test_one_stays_at_the_cell_where_one_was(page):
    _cell(page, TARGET).focus()
    page.evaluate("document.activeElement.setSelectionRange(2, 2)")
    page.click('button[value="save"]')
    page.locator(".notice-success").wait_for()
    page.locator(f"[name='{TARGET}']:focus").wait_for()
    assert page.evaluate("document.activeElement.selectionStart") == 2
    assert 0 < _cell(page, TARGET).bounding_box()["y"] < page.viewport_size["height"]


def test_enter_goes_down_its_column_and_adds_a_row_at_the_end(page, filing, document_now):
    rows = len(document_now(filing).projects[0].indicators)
    _cell(page, "projects[0].indicators[0].name").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.name") == "projects[0].indicators[1].name"
    _cell(page, f"projects[0].indicators[{rows - 1}].target").focus()
    page.keyboard.press("Enter")
    page.locator(f"[name='projects[0].indicators[{rows}].target']:focus").wait_for()
    assert len(document_now(filing).projects[0].indicators) == rows + 1


def test_a_moved_row_takes_the_cursor_along_in_its_column(page):
    _cell(page, "projects[0].indicators[1].basis").focus()
    page.keyboard.press("Alt+ArrowDown")
    page.locator("[name='projects[0].indicators[2].basis']:focus").wait_for()


def test_a_half_typed_answer_survives_the_findings_of_a_save(page, filing, person_of):
    from jixiao_web.review.services import comment_add

    reviewer = person_of("baihe", "白鹤", "finance_reviewer")
    comment = comment_add(person=reviewer, filing_id=filing.pk, path=PURPOSE, text="请写明")
    page.reload()
    page.click(f"#t-{comment.pk} summary")
    answer = page.locator(f'[name="answer:{comment.pk}"]')
    answer.fill("正在改")
    _cell(page, PURPOSE).fill("用于水电")
    _told(page, "已保存")
    assert answer.input_value() == "正在改" and answer.is_visible()
