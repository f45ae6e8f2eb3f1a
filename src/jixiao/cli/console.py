"""The terminal: encoding, colours, width, progress."""

from __future__ import annotations

import io
import os
import shutil
import sys

from jixiao.language import text
from jixiao.report.node import Canvas

_WIDEST, _NARROWEST, _WITHOUT_TERMINAL = 120, 60, 80


def prepare_streams() -> None:
    """Print UTF-8 everywhere: a Windows console or a bare POSIX locale would fail at the first Chinese letter."""
    for stream, errors in ((sys.stdout, "replace"), (sys.stderr, "backslashreplace")):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors=errors)


def canvas(to_file: bool = False) -> Canvas:
    """What the output can show: 80 columns without colours unless it is standard output and that a terminal."""
    if to_file or not sys.stdout.isatty():
        return Canvas(width=_WITHOUT_TERMINAL)
    columns = shutil.get_terminal_size().columns
    return Canvas(width=max(_NARROWEST, min(columns, _WIDEST)), colour=_shows_colours())


def _shows_colours() -> bool:
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    # The old Windows console prints escape codes as letters; those that do not announce themselves.
    return os.name != "nt" or bool(os.environ.get("WT_SESSION") or os.environ.get("TERM"))


class Progress:
    """A line on standard error that says which file is being read; nothing where that is no terminal."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._shown = total > 1 and sys.stderr.isatty()

    def show(self, number: int, name: str) -> None:
        """Say that the file of this number, from 1, is being read."""
        if self._shown:
            print(
                f"\r\x1b[K{text('cli.progress', number=number, total=self._total, name=name)}", end="", file=sys.stderr
            )
            sys.stderr.flush()

    def clear(self) -> None:
        """Take the line away before anything else is printed."""
        if self._shown:
            print("\r\x1b[K", end="", file=sys.stderr)
            sys.stderr.flush()
