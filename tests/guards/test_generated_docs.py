"""The generated pages say what the code says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tools.docs import pages

LINK = re.compile(r"\]\((?!https?:)([^)#]+)")
REFERENCE = ["cli", "forms", "formats", "model", "settings"]
GENERATED = [f"docs/reference/{name}.md" for name in REFERENCE] + ["README.md", "README.zh-CN.md"]


@pytest.fixture(scope="module")
def fresh() -> dict[str, str]:
    return pages()


@pytest.mark.parametrize("name", GENERATED)
def test_a_generated_page_is_fresh(root: Path, fresh: dict[str, str], name: str) -> None:
    assert (root / name).read_text(encoding="utf-8") == fresh[name], "stale: run `make docs`"


def test_every_generated_page_is_looked_at(fresh: dict[str, str]) -> None:
    assert sorted(fresh) == sorted(GENERATED)


def test_links_between_the_pages_lead_somewhere(root: Path) -> None:
    pages = [*root.glob("*.md"), *(root / "docs").rglob("*.md")]
    links = [(page, link) for page in pages for link in LINK.findall(page.read_text(encoding="utf-8"))]
    assert len(links) > 20
    assert [f"{page}: {link}" for page, link in links if not (page.parent / link).exists()] == []
