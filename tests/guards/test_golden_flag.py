"""Golden files are rewritten by hand only."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def _collect(root: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    call = [
        sys.executable,
        "-m",
        "pytest",
        "--collect-only",
        "-p",
        "no:cacheprovider",
        "tests/guards/test_golden_flag.py",
    ]
    return subprocess.run(
        call, cwd=root, env={**os.environ, **environment}, capture_output=True, text=True, check=False
    )


def test_ci_refuses_to_rewrite(root: Path) -> None:
    refused = _collect(root, CI="true", JIXIAO_REWRITE="1")
    assert refused.returncode != 0
    assert "never in CI" in refused.stdout + refused.stderr
    assert _collect(root, CI="", JIXIAO_REWRITE="1").returncode == 0
