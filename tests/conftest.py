"""What every test has: golden files rewritten by an explicit flag only, and no network."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

REWRITE = "JIXIAO_REWRITE"


def pytest_configure(config: pytest.Config) -> None:
    refuse_rewriting_in_ci(os.environ)
    sys.addaudithook(_refuse_network)


def refuse_rewriting_in_ci(environment: Mapping[str, str]) -> None:
    """A run that rewrites what it should compare with proves nothing."""
    if environment.get("CI") and environment.get(REWRITE):
        raise pytest.UsageError(f"{REWRITE} rewrites golden files: never in CI")


def _refuse_network(event: str, arguments: tuple[object, ...]) -> None:
    if event in ("socket.connect", "socket.getaddrinfo", "urllib.Request"):
        raise RuntimeError(f"a test went to the network: {event} {arguments}")


@pytest.fixture
def golden() -> Callable[[Path, str], None]:
    """Compare a text with a golden file; with JIXIAO_REWRITE=1 write the file instead."""

    def compare(path: Path, text: str) -> None:
        if os.environ.get(REWRITE):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        assert text == path.read_text(encoding="utf-8")

    return compare
