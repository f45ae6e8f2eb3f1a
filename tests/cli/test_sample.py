"""The bundled document: what the script writes is what lies in the package, and its mended version is without error."""

from __future__ import annotations

import io
import tomllib
import zipfile
from pathlib import Path

import pytest

from jixiao import api
from jixiao.model.content import content_of
from tools import make_sample

from .conftest import Call

MENDED = make_sample.SAMPLE.with_name("qingshi-2025-mended.json")


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_sample_is_what_its_script_writes() -> None:
    words = tomllib.loads((Path(make_sample.__file__).parent / "qingshi-2025.toml").read_text(encoding="utf-8"))
    assert _parts(make_sample.SAMPLE.read_bytes()) == _parts(make_sample.build(words))


@pytest.mark.parametrize("suffix", ["docx", "pdf"])
def test_the_mended_version_is_written_and_read_back(call: Call, tmp_path: Path, suffix: str) -> None:
    out = tmp_path / f"mended.{suffix}"
    status, _, err = call("write", MENDED, "-o", out)
    assert (status, "没有栏目" in err) == (0, False)
    written, model = content_of(api.read(out)), content_of(api.load_file(MENDED, MENDED.name))
    # Part one tells the projects a second time, in words made from their tables.
    told = [(goal["project_name"], goal["budget_yuan"]) for goal in written.pop("itemized_goals")]
    assert told == [(project["name"], project["funds"]["budget_yuan"]) for project in model["projects"]]
    assert written == model


def test_the_mended_version_has_no_error(call: Call, tmp_path: Path) -> None:
    out = tmp_path / "mended.docx"
    assert call("write", MENDED, "-o", out).status == 0
    report = api.Checker().check(out).report
    assert [finding.rule for finding in report.findings if finding.level == "error"] == []
    assert report.not_checked == ()
