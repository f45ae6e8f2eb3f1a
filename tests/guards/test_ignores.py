"""Every silenced warning of a tool names its rule and carries its reason."""

from __future__ import annotations

import re
from pathlib import Path

SILENCED = re.compile(r"#\s*(?:noqa|type:\s*ignore|pragma:)")
WITH_REASON = re.compile(r"#\s*(?:noqa: [A-Z0-9, ]+?|type: ignore\[[a-z\-, ]+\])\s+# .{10,}")


def test_ignores_carry_reasons(root: Path) -> None:
    bare = []
    for folder in ("src", "tools", "tests", "benchmarks"):
        for path in (root / folder).rglob("*.py"):
            lines = path.read_text(encoding="utf-8").splitlines() if path != Path(__file__) else []
            for number, line in enumerate(lines, 1):
                if SILENCED.search(line) and not WITH_REASON.search(line):
                    bare.append(f"{path.relative_to(root)}:{number}: {line.strip()}")
    assert bare == []


def test_the_guard_itself_tells_them_apart() -> None:
    assert WITH_REASON.search("x = 1  # type: ignore[attr-defined]  # msgspec builds it at run time")
    assert not WITH_REASON.search("x = 1  # type: ignore[attr-defined]")
    assert SILENCED.search("x = 1  #noqa")
