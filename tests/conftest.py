"""What every test has: golden files rewritten by an explicit flag only, and no network beyond this machine."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from jixiao.language import set_language

REWRITE = "JIXIAO_REWRITE"


def pytest_configure(config: pytest.Config) -> None:
    refuse_rewriting_in_ci(os.environ)
    sys.addaudithook(_refuse_network)


def refuse_rewriting_in_ci(environment: Mapping[str, str]) -> None:
    """A run that rewrites what it should compare with proves nothing."""
    if environment.get("CI") and environment.get(REWRITE):
        raise pytest.UsageError(f"{REWRITE} rewrites golden files: never in CI")


LOOPBACK = ("127.0.0.1", "::1", "localhost")
"""Addresses of this very machine: a test may start a server of its own and talk to it."""


def _refuse_network(event: str, arguments: tuple[object, ...]) -> None:
    if event in ("socket.connect", "socket.getaddrinfo", "urllib.Request") and not _stays_here(event, arguments):
        raise RuntimeError(f"a test went to the network: {event} {arguments}")


def _stays_here(event: str, arguments: tuple[object, ...]) -> bool:
    """Whether a connection stays on this machine: a loopback address, or the path of a local socket."""
    target = arguments[1] if event == "socket.connect" else arguments[0]
    if event == "urllib.Request":
        return urlsplit(str(target)).hostname in LOOPBACK
    if isinstance(target, tuple):
        return target[0] in LOOPBACK
    if event == "socket.connect":
        return isinstance(target, str | bytes)
    return target in (*LOOPBACK, *(name.encode() for name in LOOPBACK))


@pytest.fixture(autouse=True)
def _in_chinese() -> None:
    """Every test begins in Chinese, whatever a page of the one before was shown in."""
    set_language("zh")


@pytest.fixture
def golden() -> Callable[[Path, str], None]:
    """Compare a text with a golden file; with JIXIAO_REWRITE=1 write the file instead."""

    def compare(path: Path, text: str) -> None:
        if os.environ.get(REWRITE):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        assert text == path.read_text(encoding="utf-8")

    return compare
