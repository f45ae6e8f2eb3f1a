"""A county that is not the sample's, from nothing: its first steps by the pages, and every page while it is empty."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import NoReverseMatch, reverse

from jixiao_web.accounts.models import Appointment, Unit, User
from jixiao_web.filings.models import Filing
from jixiao_web.serving.county import county_begin
from jixiao_web.serving.verify import verify_county
from tests.web.common.access import AUDITOR, FILLER, FINANCE, MANAGER, REVIEWER, TABLE

CODE, NAME, WORD = "990998", "青禾县", "Qinghe-2026-jixiao"
UNITS = '代码;名称;上级代码;启用\r\n301001;"青禾县教育局";;是\r\n402001;青禾县柳岸镇人民政府;;是\r\n'
PEOPLE = """登录名,姓名,单位代码,角色
tian,周田,301001,填报人
mai,吴麦,301001,单位审核人
cai,沈财,,财政审核人
shen,杨审,,审计/人大
"""
ROLES = {"tian": FILLER, "mai": REVIEWER, "cai": FINANCE, "shen": AUDITOR}
ODD = re.compile(r"云河|青石|yunhe|99\d{4}128|\bNone\b|\bnan\b|\b0/0\b|%\(|\{\{|\{%")
"""What no page of this county says: words of the sample, and what code says of nothing."""
ELSEWHERE = {"accounts:logout", "rest:openapi", "rest:docs", "trace:export", "deadlines:ics", "accounts:login_code"}
"""No pages, or none for who is logged in."""


@pytest.fixture
def first(db: None, monkeypatch: pytest.MonkeyPatch) -> Client:
    """The first administrator, who has chosen a password."""
    monkeypatch.setattr("jixiao_web.serving.county.migrate", lambda: None)  # the tests' database is up to date
    return _begun("luxin", county_begin(CODE, NAME, "luxin", "陆欣"))


def test_the_first_administrator_is_told_the_next_step_until_all_is_there(first: Client) -> None:
    assert "第一步" in first.get("/").text and reverse("accounts:units_import") in first.get("/").text
    _imported(first, "units", UNITS.encode("gb18030"))
    page = first.get("/").text
    assert "第一步" not in page and "第二步" in page and "第三步" in page
    issued = _imported(first, "accounts", PEOPLE.encode("utf-8-sig"))
    assert "第二步" not in first.get("/").text
    assert Unit.objects.count() == 2 and User.objects.count() == 5
    first.post(reverse("deadlines:dates", args=[2026]), {"submit": "2026-11-25"})
    assert "建立本县" not in first.get("/").text
    own = _client_of("tian", issued)
    begun = own.post("/filings/start/", {"unit": str(Unit.objects.get(code="301001").pk), "year": "2026"})
    assert begun.status_code == 302 and Filing.objects.get().county_code == CODE
    assert "第三步" not in own.get("/").text
    assert not list(verify_county(CODE))


def test_every_page_of_an_empty_county_stands_and_speaks_of_no_other(first: Client) -> None:
    _imported(first, "units", UNITS.encode("gb18030"))
    issued = _imported(first, "accounts", PEOPLE.encode("utf-8-sig"))
    people = {role: _client_of(name, issued) for name, role in ROLES.items()}
    wrong, seen = [], 0
    for role, client in {MANAGER: first, **people}.items():
        for address in _addresses(role):
            response, seen = client.get(address, follow=True), seen + 1
            words = _words(response.text)
            if response.status_code != 200 or ODD.search(words):
                wrong.append((role, address, response.status_code, ODD.findall(words)))
    assert not wrong and seen > 100


def _imported(client: Client, what: str, data: bytes) -> str:
    """Try a table, have its good lines done; the page that follows."""
    address = reverse(f"accounts:{what}_import")
    page = client.post(address, {"file": SimpleUploadedFile("表.csv", data)})
    assert page.status_code == 200, _words(page.text)
    form = page.context["apply"].initial
    return client.post(address, {"text": form["text"], "seen": form["seen"]}, follow=True).text


def _client_of(username: str, issued: str) -> Client:
    """Somebody who logs in for the first time with the password that was printed."""
    told = re.search(rf"{username}</.*?([a-z0-9]{{4}}-[a-z0-9]{{4}}-[a-z0-9]{{4}})", issued, re.DOTALL)
    assert told and Appointment.objects.filter(user__username=username, county_code=CODE).exists()
    return _begun(username, told[1])


def _begun(username: str, word: str) -> Client:
    """Somebody who has chosen an own password, the first thing that is asked for."""
    client = Client()
    assert client.post("/account/login/", {"username": username, "password": word}).status_code == 302
    assert client.get("/").headers["Location"].startswith("/account/password/")
    chosen = {"old": word, "new": WORD, "again": WORD}
    assert client.post("/account/password/", chosen).status_code == 302
    return client


def _addresses(role: str) -> Iterator[str]:
    """Every page that a role may see and that needs no row, or but a year or the unit."""
    unit = Unit.objects.get(code="301001").pk
    for name, accesses in TABLE.items():
        if name in ELSEWHERE or not any(each.method == "get" and role in each.who for each in accesses):
            continue
        for arguments in ({}, {"year": 2026}, {"unit_id": unit}):
            with contextlib.suppress(NoReverseMatch):
                yield reverse(name, kwargs=arguments)


def _words(page: str) -> str:
    """What a person reads of a page."""
    return re.sub(r"<(script|style).*?</\1>|<[^>]*>", " ", page, flags=re.DOTALL)
