"""Files of at most 400 lines, functions of at most 50. Who needs more is named here with the reason."""

from __future__ import annotations

import ast
from pathlib import Path

LONGEST_FILE, LONGEST_FUNCTION = 400, 50

LONGER: dict[str, str] = {}
"""`path` or `path:function` in the package: why it may be longer."""


def _too_long(path: Path, name: str) -> list[str]:
    source = path.read_text(encoding="utf-8")
    found = [name] if source.count("\n") > LONGEST_FILE else []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > LONGEST_FUNCTION:
                found.append(f"{name}:{node.name} ({length} lines)")
    return found


def test_files_and_functions_keep_to_the_budget(root: Path) -> None:
    sources = [
        path
        for folder in ("src", "tools", "tests", "benchmarks")
        for path in (root / folder).rglob("*.py")
        if "migrations" not in path.parts
    ]
    found = [entry for path in sources for entry in _too_long(path, path.relative_to(root).as_posix())]
    assert [entry for entry in found if entry.split(" ")[0] not in LONGER] == []
    assert sorted(LONGER) == sorted(entry.split(" ")[0] for entry in found), "an exception is no longer needed"
