"""What the tests in a real browser share: Chromium, and people who log in by the page.

Pictures go into out/pictures, for whoever wants to see what the tests saw.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.contrib.sessions.backends.base import SessionBase
from playwright.sync_api import Browser, Page, sync_playwright

from jixiao_web.accounts.policy import Person
from tests.web.conftest import PASSWORD

PICTURES = Path(__file__).parents[3] / "out/pictures"
CHROMIUM = shutil.which("chromium")
IGNORED = re.compile(r"Failed to load resource: the server responded with a status of (409|422)")
"""What Chromium notes of an answer that is meant so."""


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    assert CHROMIUM, "the browser tests need chromium (Debian, Ubuntu: apt-get install chromium)"
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # playwright's loop runs in this thread; nothing here is async
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def wrong() -> Iterator[list[str]]:
    """What went wrong on the consoles: nothing may."""
    told: list[str] = []
    yield told
    assert [words for words in told if not IGNORED.search(words)] == []


@pytest.fixture
def browser_of(chromium: Browser, live_server, client_of, wrong: list[str]) -> Iterator[Callable[..., Page]]:
    """Makes a browser of somebody who is logged in; None for a stranger."""

    def make(person: Person | None = None, width: int = 1440) -> Page:
        context = chromium.new_context(base_url=live_server.url, viewport={"width": width, "height": 900})
        context.set_default_timeout(30_000)
        if person:
            session: SessionBase = client_of(person).session
            assert session.session_key
            context.add_cookies([{"name": "sessionid", "value": session.session_key, "url": live_server.url}])
        page = context.new_page()
        page.on(
            "console", lambda message: wrong.append(f"{page.url} {message.text}") if message.type == "error" else None
        )
        page.on("pageerror", lambda error: wrong.append(f"{page.url} {error}"))
        return page

    yield make
    for context in chromium.contexts:
        context.close()


@pytest.fixture
def enters(browser_of: Callable[..., Page]) -> Callable[[str], Page]:
    """Has somebody log in by the page, as on a machine of their own."""

    def enter(username: str) -> Page:
        page = browser_of()
        page.goto("/account/login/")
        page.get_by_label("登录名").or_(page.locator("[name=username]")).first.fill(username)
        page.locator("[name=password]").fill(PASSWORD)
        page.locator("main form button").first.click()
        page.wait_for_url(lambda url: "/login/" not in url)
        return page

    return enter


@pytest.fixture
def picture(worker_id: str) -> Callable[[Page, str], None]:
    """Takes a picture of a page."""
    PICTURES.mkdir(parents=True, exist_ok=True)

    def take(page: Page, name: str) -> None:
        page.screenshot(path=PICTURES / f"{name}.png")

    return take
