"""What every answer bears: headers that keep a browser from guessing, framing and fetching; no file is ever a page.

Goes through every line of the access table, so that a new address is held to it as soon as it has a line there.
"""

from __future__ import annotations

import re

import pytest
from django.test import Client

from .access import TABLE, Access
from .world import CASES, World

SCRIPT = "<script>alert(1)</script>"
OWN = ("text/html", "application/json", "text/calendar", "image/svg+xml", "application/problem+json")
"""What we write ourselves and a browser may show; anything else is saved to disk."""


def held(response) -> None:
    """The headers of every answer."""
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"
    assert response["Referrer-Policy"] in ("same-origin", "no-referrer")
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    policy = response["Content-Security-Policy"]
    assert ("unsafe" not in policy and "default-src 'self'" in policy) or policy.startswith(
        "sandbox; default-src 'none'"
    )


@pytest.mark.parametrize(("name", "access"), CASES)
def test_every_answer_bears_them(world: World, name: str, access: Access) -> None:
    for person in (sorted(access.who)[0], "nobody", "stranger"):
        response, _content = world.ask(name, access, person)
        held(response)


FILES = [case for case in CASES if case.values[1].method == "get"]


@pytest.mark.parametrize(("name", "access"), FILES)
def test_what_is_no_page_of_ours_is_saved_to_disk(world: World, name: str, access: Access) -> None:
    response, content = world.ask(name, access, sorted(access.who)[0])
    if response.status_code != 200:
        return
    kind = response["Content-Type"].partition(";")[0]
    attached = response.get("Content-Disposition", "").startswith("attachment")
    assert attached or kind in OWN
    if kind == "text/html" and not attached:
        assert response.templates, "a page that no template of ours made"
    if attached:
        assert "sandbox" in response["Content-Security-Policy"] or kind not in ("text/html", "image/svg+xml")


@pytest.mark.parametrize("path", ["/nothing/", "/static/common/app.css", "/static/nothing.css", "/account/login"])
def test_so_do_files_errors_and_detours(path: str, db) -> None:
    held(Client().get(path))


def test_a_page_that_was_uploaded_is_only_words(as_aili, unit, mended_plan) -> None:
    """A dropped web page stands beside the form as text, and its name does too."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    from jixiao import api
    from jixiao_web.filings.models import Filing

    page = api.write(mended_plan, "html", api.WriteOptions()).data.decode()
    page = page.replace("</body>", f"<p>工作保障措施 {SCRIPT}</p>{SCRIPT}</body>")
    page = page.replace("云河县", "云河县&lt;script&gt;alert(1)&lt;/script&gt;")
    file = SimpleUploadedFile("<script>alert(1)<script>.html", page.encode(), content_type="text/html")
    sent = {"unit": str(unit.pk), "year": "2025", "file": file}
    assert as_aili.post("/filings/start/", sent).status_code == 302
    filing = Filing.objects.get()
    for end in ("", "original/", "edit/", "story/"):
        answer = as_aili.get(f"/filings/{filing.pk}/{end}")
        assert answer.status_code == 200
        assert not re.search(r"<script(?![^>]*\ssrc=)", answer.content.decode()), end
    told = as_aili.get(f"/filings/{filing.pk}/original/").content.decode()
    assert "&lt;script&gt;" in told, "the file did hold one"


def test_every_line_is_held_to_it() -> None:
    assert len(CASES) == sum(map(len, TABLE.values()))
