"""The bundled document: what the script writes is what lies in the package."""

from __future__ import annotations

import io
import tomllib
import zipfile
from pathlib import Path

from tools import make_sample


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_sample_is_what_its_script_writes() -> None:
    words = tomllib.loads((Path(make_sample.__file__).parent / "qingshi-2025.toml").read_text(encoding="utf-8"))
    assert _parts(make_sample.SAMPLE.read_bytes()) == _parts(make_sample.build(words))
