"""The command line as a call: its exit status, what it prints, what it says on standard error."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from jixiao.cli import main
from jixiao.language import set_language

PLAN = """2025年总体绩效目标
一是守牢安全底线。护林员分片包山。
二是办好养老服务。照料站全年开放。
"""


class Outcome(NamedTuple):
    """What a call left behind."""

    status: int
    out: str
    err: str


Call = Callable[..., Outcome]


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Call]:
    """Run `jixiao` with some arguments in this very process."""
    monkeypatch.delenv("JIXIAO_LANG", raising=False)

    def run(*words: str | Path) -> Outcome:
        try:
            status = main([str(word) for word in words])
        except SystemExit as end:
            status = int(end.code or 0)
        printed = capsys.readouterr()
        return Outcome(status, printed.out, printed.err)

    yield run
    set_language("zh")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two plans, an empty file, and what offices and systems leave lying about."""
    files = {
        "b/乙.txt": PLAN,
        "甲.txt": PLAN,
        "b/空.txt": "",
        "~$甲.txt": "lock",
        ".hidden": "x",
        ".git/config.txt": "x",
        "Thumbs.db": "x",
    }
    for name, words in files.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(words, encoding="utf-8")
    return tmp_path
