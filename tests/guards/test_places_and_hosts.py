"""Nothing of one machine, of a package host or of a real place stands in the project's files."""

from __future__ import annotations

import re
from pathlib import Path

TEXT = {
    "", ".py", ".toml", ".md", ".txt", ".in", ".sh", ".json", ".csv", ".html", ".xml", ".yml", ".yaml", ".cfg", ".ini",
}  # fmt: skip

MACHINE = re.compile(r"(?<![\w.])/(?:work|opt|home|root|Users|mnt)/\w|[A-Z]:\\\\?Users", re.ASCII)
HOSTS = re.compile(r"pypi\W?org|pythonhosted|registry\.npmjs|deb\.debian|--(?:extra-)?index-url\s+\S|find-links\s+\S")
REAL = re.compile("玉田|孤树|494001|130229")
PUBLISHED = ("src", "docs", "tools", "README.md", "README.zh-CN.md", "CHANGELOG.md", "CONTRIBUTING.md")


def _hits(files: list[Path], pattern: re.Pattern[str]) -> list[str]:
    found = []
    for path in files:
        if path.suffix not in TEXT or path == Path(__file__):
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
            if pattern.search(line):
                found.append(f"{path}:{number}: {line.strip()[:100]}")
    return found


def test_no_path_of_a_machine_and_no_package_host(own_files: list[Path]) -> None:
    assert len(own_files) > 50
    assert _hits(own_files, MACHINE) == []
    assert _hits(own_files, HOSTS) == []


def test_no_real_place_is_published(own_files: list[Path], root: Path) -> None:
    published = [path for path in own_files if path.relative_to(root).parts[0] in PUBLISHED]
    assert _hits(published, REAL) == []


def test_the_guard_itself_sees_what_it_looks_for() -> None:
    assert MACHINE.search('open("/home/' + 'someone/x")')
    assert not MACHINE.search("../shared/work/x and a/home/b")
    assert HOSTS.search("https://pypi." + "org/simple")
