"""The generated pages say what the code says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from jixiao.checks import all_rules
from tools.docs import pages

LINK = re.compile(r"\]\((?!https?:)([^)#]+)")
REFERENCE = ["cli", "forms", "formats", "law", "model", "settings"]


@pytest.fixture(scope="module")
def fresh() -> dict[str, str]:
    return pages()


def test_generated_pages_are_fresh(root: Path, fresh: dict[str, str]) -> None:
    stale = [name for name, page in fresh.items() if _written(root / name) != page]
    assert stale == [], "run `make docs`"


def _written(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.exists() else None


def test_every_page_is_generated(root: Path, fresh: dict[str, str]) -> None:
    assert {f"docs/reference/{name}.md" for name in REFERENCE} <= set(fresh)
    assert {path.relative_to(root).as_posix() for path in (root / "docs/rules").glob("*")} <= set(fresh)
    assert {f"docs/rules/{rule_id}.md" for rule_id in all_rules()} <= set(fresh)


def test_links_between_the_pages_lead_somewhere(root: Path) -> None:
    pages = [*root.glob("*.md"), *(root / "docs").rglob("*.md")]
    links = [(page, link) for page in pages for link in LINK.findall(page.read_text(encoding="utf-8"))]
    assert len(links) > 20
    assert [f"{page}: {link}" for page, link in links if not (page.parent / link).exists()] == []
