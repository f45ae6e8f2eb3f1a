"""The built wheel holds all that the package needs, and gives the command in an empty environment."""

from __future__ import annotations

import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    subprocess.run([sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", out, root], check=True)
    return next(out.glob("*.whl"))


def test_every_file_of_the_package_is_in_the_wheel(root: Path, wheel: Path) -> None:
    files = (path for path in (root / "src").rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    ours = {path.relative_to(root / "src").as_posix() for path in files}
    with zipfile.ZipFile(wheel) as archive:
        packed = {name for name in archive.namelist() if ".dist-info/" not in name}
    assert packed == ours
    assert {"jixiao/language/messages.toml", "jixiao/samples/qingshi-2025.docx"} <= packed


def test_it_works_in_an_empty_environment(root: Path, wheel: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "venv", with_pip=True)
    bin_folder = tmp_path / "venv" / ("Scripts" if sys.platform == "win32" else "bin")
    pip = [bin_folder / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "--require-hashes", "-r", root / "requirements/runtime.txt"], check=True)
    subprocess.run([*pip, "--no-deps", wheel], check=True)
    sample = next((tmp_path / "venv").rglob("samples/qingshi-2025.docx"))
    read = subprocess.run(
        [bin_folder / "jixiao", "read", sample], capture_output=True, text=True, encoding="utf-8", check=True
    )
    assert "青石镇" in read.stdout
    version = subprocess.run([bin_folder / "jixiao", "--version"], capture_output=True, text=True, check=True)
    assert version.stdout == "jixiao 0.1.0\n"
