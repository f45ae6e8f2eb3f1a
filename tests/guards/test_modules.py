"""What holds of every module: it says what it is, and the core stays free of clock, network, environment and POSIX."""

from __future__ import annotations

import ast
from collections.abc import Iterator

OUTSIDE = {
    "asyncio", "ftplib", "getpass", "http", "locale", "multiprocessing", "random", "requests", "secrets", "smtplib",
    "socket", "ssl", "subprocess", "tempfile", "threading", "time", "urllib.request", "uuid",
}  # fmt: skip
OUTSIDE_NAMES = {"os.environ", "os.getenv", "datetime.now", "datetime.today", "datetime.utcnow", "date.today"}
POSIX = {"fcntl", "grp", "posix", "pty", "pwd", "resource", "syslog", "termios", "tty"}
POSIX_NAMES = {
    "os.fork",
    "os.getuid",
    "os.geteuid",
    "os.getpgid",
    "os.killpg",
    "os.mkfifo",
    "os.setsid",
    "signal.SIGALRM",
}


def _imports(module: ast.Module) -> Iterator[str]:
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _attributes(module: ast.Module) -> Iterator[str]:
    for node in ast.walk(module):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name | ast.Attribute):
            owner = node.value.id if isinstance(node.value, ast.Name) else node.value.attr
            yield f"{owner}.{node.attr}"


def _uses(module: ast.Module, imports: set[str], names: set[str]) -> list[str]:
    imported = {
        name for name in _imports(module) for wanted in imports if name == wanted or name.startswith(f"{wanted}.")
    }
    return sorted(imported | (({*_imports(module)} | {*_attributes(module)}) & names))


def test_every_module_says_what_it_holds(modules: dict[str, ast.Module]) -> None:
    assert len(modules) > 20
    silent = [name for name, module in modules.items() if not (ast.get_docstring(module) or "").strip()]
    assert silent == []


def test_the_core_knows_no_clock_network_or_environment(modules: dict[str, ast.Module]) -> None:
    core = {name: module for name, module in modules.items() if not name.startswith("cli/")}
    found = {name: uses for name, module in core.items() if (uses := _uses(module, OUTSIDE, OUTSIDE_NAMES))}
    assert found == {}


def test_nothing_needs_posix(modules: dict[str, ast.Module]) -> None:
    found = {name: uses for name, module in modules.items() if (uses := _uses(module, POSIX, POSIX_NAMES))}
    assert found == {}


def test_the_guard_itself_sees_what_it_looks_for() -> None:
    module = ast.parse("import os\nfrom urllib import request\nx = os.environ\ndatetime.datetime.now()\nimport socket")
    assert _uses(module, OUTSIDE, OUTSIDE_NAMES) == ["datetime.now", "os.environ", "socket", "urllib.request"]
