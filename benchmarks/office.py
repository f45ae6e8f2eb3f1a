"""LibreOffice as a maker of files: .doc and .pdf of what the other writers wrote."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path


def is_there() -> bool:
    """Whether this machine has LibreOffice."""
    return shutil.which("soffice") is not None


def convert(sources: Sequence[Path], kind: str, folder: Path) -> list[Path]:
    """Write files in another format, all in one start; a profile of its own keeps it apart from an open office.

    Raises:
        RuntimeError: LibreOffice is not there, or made nothing of a file.
    """
    office = shutil.which("soffice")
    if not office:
        raise RuntimeError(f"LibreOffice (soffice) is needed to make {kind} files")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        call = [office, f"-env:UserInstallation={Path(profile).as_uri()}", "--headless", "--convert-to", kind]
        subprocess.run([*call, "--outdir", folder, *sources], check=True, capture_output=True, timeout=1800)
    made = [folder / f"{source.stem}.{kind}" for source in sources]
    missing = [path.name for path in made if not path.exists()]
    if missing:
        raise RuntimeError(f"LibreOffice made no {missing}")
    return made
