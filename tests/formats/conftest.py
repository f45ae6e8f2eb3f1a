"""One content in every format, made once a run."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from benchmarks import office, write_page, write_sheet
from benchmarks.paper import Paper
from tests.formats import make

ROOT = Path(__file__).parents[2]
GUSHU = ROOT.parent / "shared/samples/gushu-2025.txt"
QINGSHI = ROOT / "src/jixiao/samples/qingshi-2025.docx"
Content = Callable[[str, str], bytes]


@cache
def paper(name: str) -> Paper:
    """The content behind an original."""
    return make.from_text(GUSHU) if name == "gushu" else make.from_word(QINGSHI)


@pytest.fixture(scope="session")
def office_files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Both contents as .doc and .pdf, two starts of LibreOffice in all."""
    if not office.is_there():
        if os.environ.get("CI"):
            pytest.fail("LibreOffice (soffice) is missing: .doc and .pdf cannot be tested", pytrace=False)
        pytest.skip("LibreOffice (soffice) is missing: it makes the .doc and .pdf files of this test")
    folder = tmp_path_factory.mktemp("office")
    sources = [folder / "gushu.docx", folder / "qingshi.docx"]
    sources[0].write_bytes(make.word(paper("gushu")))
    sources[1].write_bytes(QINGSHI.read_bytes())
    made = [path for kind in ("doc", "pdf") for path in office.convert(sources, kind, folder)]
    return {path.name: path.read_bytes() for path in made}


@pytest.fixture(scope="session")
def content(request: pytest.FixtureRequest) -> Content:
    """The bytes of a content in a format."""
    writers: dict[str, Callable[[Paper], bytes]] = {
        "docx": make.word,
        "xlsx": write_sheet.write,
        "xls": make.old_sheet,
        "html": write_page.html,
        "txt": write_page.text,
        "gb18030.txt": lambda items: write_page.text(items).decode().encode("gb18030"),
        "utf16.txt": lambda items: write_page.text(items).decode().encode("utf-16"),
    }

    def of(name: str, kind: str) -> bytes:
        if kind in writers:
            return writers[kind](paper(name))
        files: dict[str, bytes] = request.getfixturevalue("office_files")
        return files[f"{name}.{'doc' if kind == 'wps' else kind}"]

    return of
