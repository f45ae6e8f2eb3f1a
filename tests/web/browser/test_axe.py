"""Every page of the sample county, as everybody who may open it: axe finds nothing serious, and no link is dead.

Pages are found as people find them, by the links of other pages; what no link leads to is named below.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import Resolver404, resolve
from playwright.sync_api import Error, Page

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

LOOKS = (("zh-hans", 1440), ("en", 390), ("en", 1440), ("zh-hans", 390))
PEOPLE = ("aili", "zhaoheng", "baihe", "guanli", "shenji")
"""One of each role: fills in, reviews in the unit, reviews in finance, administers, audits."""
ALL = os.environ.get("JIXIAO_AXE") == "all"
"""Everybody in every language and width, which takes half an hour; else each in one, so that all four are seen."""
CASES = [
    (username, look)
    for number, username in enumerate(PEOPLE)
    for place, look in enumerate(LOOKS)
    if ALL or place == number % len(LOOKS)
]
_OF_A_KIND = 2 if ALL else 1
"""Pages that are looked at of those which one address makes for different things."""
_HARM = ("serious", "critical")
_RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
}
_FILES = re.compile(r"\.(csv|json|ics|\w*doc\w*|pdf|xlsx|html)$|/result/$")


@pytest.fixture
def sample(transactional_db: None) -> None:
    """云河县 with everybody in it."""
    from jixiao_web.sample.loading import county_load

    county_load()


def kind_of(address: str) -> str:
    """What makes a page, by the name of its address; empty for what is none of ours or a file."""
    path = address.partition("?")[0].partition("#")[0]
    try:
        return "" if _FILES.search(path) or path.startswith(("/static/", "/upkeep/")) else resolve(path).view_name
    except Resolver404:
        return path


def links_of(page: Page) -> list[str]:
    """Where a page leads."""
    found: list[str] = page.eval_on_selector_all(
        "a[href]", "all => all.map(a => a.getAttribute('href')).filter(href => href.startsWith('/'))"
    )
    return list(dict.fromkeys(link.partition("#")[0] for link in found))


def pages_of(page: Page) -> Iterator[str]:
    """Every kind of page that somebody comes to; each is open when it is told."""
    waiting, seen, kinds = ["/"], {"/": ""}, Counter[str]()
    while waiting:
        address = waiting.pop(0)
        kind = kind_of(address)
        if not kind or kinds[kind] >= _OF_A_KIND:
            continue
        kinds[kind] += 1
        try:
            answer = page.goto(address)
        except Error as error:
            assert "Download is starting" in error.message, f"{address}: {error.message}"
            continue
        assert answer and answer.status < 400, f"{address}: {answer and answer.status}, linked from {seen[address]}"
        found = [link for link in links_of(page) if link not in seen]
        seen |= dict.fromkeys(found, address)
        waiting += found
        yield address


def harm_on(page: Page) -> list[str]:
    """What axe finds that keeps somebody from a page."""
    results: dict[str, Any] = Axe().run(page, options=_RULES).response
    return [
        f"{each['id']}: {node['html'][:200]} {node.get('failureSummary', '')[:300]}"
        for each in results["violations"]
        if each["impact"] in _HARM
        for node in each["nodes"][:3]
    ]


@pytest.mark.parametrize(("username", "look"), CASES)
def test_nobody_is_kept_from_a_page(
    username: str, look: tuple[str, int], sample: None, browser_of, live_server
) -> None:
    from jixiao_web.accounts.models import User
    from jixiao_web.accounts.policy import Person

    language, width = look
    User.objects.filter(username=username).update(language=language)
    page = browser_of(Person.of(User.objects.get(username=username)), width)
    harm: list[str] = []
    for address in pages_of(page):
        assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{address} is wider than {width}"
        harm += [f"{address} {kind_of(address)} {language} {width}: {told}" for told in harm_on(page)]
    assert not harm, "\n".join(harm)


@pytest.mark.parametrize(("language", "width"), LOOKS)
def test_a_stranger_is_not_kept_out_by_the_door(language: str, width: int, transactional_db, browser_of) -> None:
    page = browser_of(None, width)
    page.goto("/account/login/")
    if language == "en":
        page.get_by_role("button", name="English").click()
    assert harm_on(page) == []
