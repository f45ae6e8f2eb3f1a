"""The documents that are measured: one content in every format, made once and kept in `out/bench`."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path

from benchmarks import content, office, write_page, write_sheet, write_word
from benchmarks.paper import Paper

ROOT = Path(__file__).parents[1]
STORE = ROOT / "out/bench"
FORMATS = ("docx", "doc", "pdf", "xlsx", "html", "txt")
_WRITERS: dict[str, Callable[[Paper], bytes]] = {
    "docx": write_word.write,
    "xlsx": write_sheet.write,
    "html": write_page.html,
    "txt": write_page.text,
}


def document(kind: str, projects: int) -> Path:
    """The file of this format and size; made if it is not there yet.

    Raises:
        RuntimeError: .doc and .pdf need LibreOffice, and it is not there.
    """
    path = STORE / _version() / f"plan-{projects}.{kind}"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        if kind in _WRITERS:
            path.write_bytes(_WRITERS[kind](content.plan(projects)))
        else:
            office.convert([document("docx", projects)], kind, path.parent)
    return path


@cache
def _version() -> str:
    """A name for what the makers make, so that documents of an older maker are not measured."""
    writers = sorted(Path(__file__).parent.glob("write_*.py"))
    made = repr(content.plan(2)).encode() + b"".join(path.read_bytes() for path in writers)
    return hashlib.sha256(made).hexdigest()[:12]
