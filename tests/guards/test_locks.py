"""The locks: every version pinned with hashes, one version in all of them, no index and no path."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

LOCKS = ("runtime", "dev", "bench")
PIN = re.compile(
    r"^([a-z0-9][a-z0-9.\-]*)==(\S+)(?: ;.*?)? \\\n(?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+", re.MULTILINE
)


def _pins(root: Path, name: str) -> dict[str, str]:
    return dict(PIN.findall((root / f"requirements/{name}.txt").read_text(encoding="utf-8")))


def _normal(requirement: str) -> str:
    return re.split(r"[\[<>=!~; ]", requirement)[0].lower().replace("_", "-")


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_holds_pins_with_hashes_and_nothing_else(root: Path, name: str) -> None:
    lock = (root / f"requirements/{name}.txt").read_text(encoding="utf-8")
    rest = [line for line in PIN.sub("", lock).splitlines() if not line.startswith("#")]
    assert rest == []
    assert "://" not in lock


def test_everything_asked_for_is_locked(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    runtime = {_normal(entry) for entry in (*project["project"]["dependencies"], *project["build-system"]["requires"])}
    bench = {_normal(entry) for entry in project["project"]["optional-dependencies"]["bench"]}
    asked = (root / "requirements/dev.in").read_text(encoding="utf-8").splitlines()
    dev = {_normal(line) for line in asked if line and not line.startswith("#")}
    assert runtime <= set(_pins(root, "runtime"))
    assert runtime | dev <= set(_pins(root, "dev"))
    assert bench <= set(_pins(root, "bench"))


def test_one_version_everywhere(root: Path) -> None:
    runtime, dev, bench = (_pins(root, name) for name in LOCKS)
    assert runtime.items() <= dev.items()
    assert {name: dev[name] for name in dev.keys() & bench.keys()} == {
        name: bench[name] for name in dev.keys() & bench.keys()
    }
