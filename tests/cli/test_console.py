"""The terminal, and the settings from the environment."""

from __future__ import annotations

import io
import sys

import pytest

from jixiao.cli.console import Progress, canvas
from jixiao.cli.settings import SETTINGS, limits_of
from jixiao.documents.limits import DEFAULT, Limits


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_progress_is_shown_on_a_terminal_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", terminal := Terminal())
    progress = Progress(2)
    progress.show(1, "甲.docx")
    assert terminal.getvalue() == "\r\x1b[K正在读取 1/2：甲.docx"
    progress.clear()
    assert terminal.getvalue().endswith("\r\x1b[K")
    monkeypatch.setattr(sys, "stderr", pipe := io.StringIO())
    Progress(2).show(1, "甲.docx")
    assert pipe.getvalue() == ""


def test_one_file_needs_no_progress(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", terminal := Terminal())
    Progress(1).show(1, "甲.docx")
    assert terminal.getvalue() == ""


@pytest.mark.parametrize(
    ("columns", "environment", "expected"),
    [
        ("100", {}, (100, True)),
        ("300", {}, (120, True)),
        ("20", {}, (60, True)),
        ("100", {"NO_COLOR": "1"}, (100, False)),
        ("100", {"TERM": "dumb"}, (100, False)),
    ],
)
def test_a_terminal_has_its_width_and_colours(
    monkeypatch: pytest.MonkeyPatch, columns: str, environment: dict[str, str], expected: tuple[int, bool]
) -> None:
    monkeypatch.setattr(sys, "stdout", Terminal())
    for variable in ("NO_COLOR", "TERM"):
        monkeypatch.delenv(variable, raising=False)
    for variable, value in {"TERM": "xterm", "COLUMNS": columns, **environment}.items():
        monkeypatch.setenv(variable, value)
    found = canvas()
    assert (found.width, found.colour) == expected


def test_a_pipe_has_80_columns_and_no_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    monkeypatch.setenv("COLUMNS", "200")
    assert (canvas().width, canvas().colour) == (80, False)


def test_every_limit_has_its_setting() -> None:
    assert sorted(field for field, _ in SETTINGS.values()) == sorted(Limits.__struct_fields__)
    assert limits_of({}) is DEFAULT
    raised = limits_of(dict.fromkeys(SETTINGS, "7"))
    assert raised == Limits(file_bytes=7 * 2**20, unpacked_bytes=7 * 2**20, cells=7, pages=7, depth=7)
