"""One word for one thing: every value of the model has its row in the glossary."""

from __future__ import annotations

import re
from pathlib import Path

from jixiao import model


def test_every_value_of_the_model_is_in_the_glossary(root: Path) -> None:
    rows = [
        line for line in (root / "docs/glossary.md").read_text(encoding="utf-8").splitlines() if line.startswith("|")
    ]
    named = set(re.findall(r"`(\w+)", " ".join(row.split("|")[3] for row in rows)))
    assert [name for name in model.__all__ if name not in named] == []


def test_no_word_stands_twice(root: Path) -> None:
    rows = [
        line for line in (root / "docs/glossary.md").read_text(encoding="utf-8").splitlines() if line.startswith("|")
    ]
    words = [row.split("|")[1].strip() for row in rows]
    assert len(words) == len(set(words))
