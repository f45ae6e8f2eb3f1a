"""The commands of docs/how-to/write-documents.md, run as they stand there, one after the other."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import docx
import pytest

from jixiao import api
from tools import make_sample

from .conftest import Call

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs/how-to/write-documents.md"
BASES = ROOT / "tests/checks/bases"
_BLOCK = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the files that the page begins with."""
    shutil.copy(make_sample.SAMPLE, tmp_path / "绩效文本.docx")
    shutil.copy(BASES / "self_evaluation.txt", tmp_path / "自评.txt")
    shutil.copy(BASES / "plan.txt", tmp_path / "批复.txt")
    template = docx.Document()
    template.add_paragraph("{{单位名称}}{{年度}}年项目共{{项目个数}}个")
    template.save(str(tmp_path / "模板.docx"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_commands_of_the_documentation_work_in_turn(call: Call, desk: Path) -> None:
    page = PAGE.read_text(encoding="utf-8")
    lines = [line for block in _BLOCK.findall(page) for line in block.splitlines()]
    assert len(lines) >= 12
    for line in lines:
        name, *words = shlex.split(line, comments=True)
        into = desk / words[words.index(">") + 1] if ">" in words else None
        status, out, err = call(*(words[: words.index(">")] if into else words))
        assert (name, status) == ("jixiao", 0), f"{line}\n{err}"
        if into:
            into.write_text(out, encoding="utf-8")
        made = words[words.index("-o") + 1] if "-o" in words else None
        assert made is None or (desk / made).stat().st_size > 1000, line


def test_the_projects_are_the_same_in_every_file_of_the_documentation(call: Call, desk: Path) -> None:
    names = [project.name for project in api.read("绩效文本.docx").projects]
    for suffix in ("docx", "pdf", "xlsx", "html", "txt"):
        assert call("write", "绩效文本.docx", "-o", f"另存.{suffix}").status == 0
        assert [project.name for project in api.read(f"另存.{suffix}").projects] == names
