"""The same content in every format gives the same model, places and what depends on the file alone apart."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import Any

import pytest

from benchmarks.compare import as_json, differences
from benchmarks.compare import content as content_of
from jixiao import api
from tests.formats.conftest import GUSHU, QINGSHI, Content

NEEDS_OFFICE = (pytest.mark.slow, pytest.mark.xdist_group("office"))
OFFICE = [pytest.param(kind, marks=NEEDS_OFFICE) for kind in ("doc", "wps", "pdf")]
KINDS = ["docx", "xlsx", "xls", "html", "txt", "gb18030.txt", "utf16.txt", *OFFICE]


def _model(data: bytes, name: str) -> Any:
    return content_of(as_json(api.read_bytes(data, name)))


@cache
def _original(name: str) -> Any:
    path = {"gushu": GUSHU, "qingshi": QINGSHI}[name]
    return _model(path.read_bytes(), path.name)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", ["gushu", "qingshi"])
def test_every_format_gives_the_model_of_the_original(name: str, kind: str, content: Content) -> None:
    differing = differences(_model(content(name, kind), f"{name}.{kind}"), _original(name))
    assert not differing, "\n".join(f"{path}: {words}" for path, words in differing.items())


@cache
def _checker() -> api.Checker:
    # What the file alone has: its page and lettering, marks of a conversion, blanks that a format cannot hold.
    return api.Checker(api.CheckOptions(ignore=["FMT", "PUB", "STR08", "TXT"]))


def _findings(data: bytes, name: str) -> Counter[tuple[str, str, int]]:
    report = _checker().check_bytes(data, name).report
    return Counter((finding.rule, finding.level, len(finding.members)) for finding in report.findings)


@pytest.mark.parametrize("kind", OFFICE)
def test_every_format_gives_the_findings_of_the_original(kind: str, content: Content) -> None:
    assert _findings(content("qingshi", kind), f"a.{kind}") == _findings(QINGSHI.read_bytes(), QINGSHI.name)


@pytest.mark.parametrize("name", ["gushu", "qingshi"])
def test_the_original_holds_what_is_compared(name: str) -> None:
    model = _original(name)
    assert all(len(goal["indicators"]) >= 5 for goal in model["itemized_goals"])
    assert len(model["itemized_goals"]) >= 5
    assert len(model["projects"]) >= 5
    assert sum(len(project["indicators"]) for project in model["projects"]) >= 40
    assert [entry["reason"] for entry in model["unread"]] == ["truncated"]
