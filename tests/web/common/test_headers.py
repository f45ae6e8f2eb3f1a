"""What every answer bears: headers that keep a browser from guessing, framing and fetching; no file is ever a page.

Goes through every line of the access table, so that a new address is held to it as soon as it has a line there.
"""

from __future__ import annotations

import pytest

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


def test_every_line_is_held_to_it() -> None:
    assert len(CASES) == sum(map(len, TABLE.values()))
