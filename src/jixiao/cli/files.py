"""Which files a call means: files as named, folders walked, `-` for standard input."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from jixiao.language import text

STANDARD_INPUT = "-"

_WHY_NOT = {
    errno.ENOENT: "no_folder",
    errno.ENOTDIR: "no_folder",
    errno.EACCES: "denied",
    errno.EPERM: "denied",
    errno.EROFS: "denied",
    errno.ENOSPC: "full",
    errno.EFBIG: "full",
    errno.ENAMETOOLONG: "long_name",
}
"""Why a file cannot be written, by what the system says."""

_NOT_DOCUMENTS = {"thumbs.db", "desktop.ini"}


def named_files(words: Iterable[str]) -> Iterator[Path | str]:
    """The files in the order of the call, those of a folder sorted by path; a folder without files gives itself.

    Left out while walking, never when named: hidden files and folders, the lock files that office programs put beside
    an open document (`~$…`), and what Windows keeps in its folders.
    """
    for word in words:
        path = Path(word)
        if word == STANDARD_INPUT:
            yield word
        elif path.is_dir():
            files = sorted(_walk(path))
            yield from files or [path]
        else:
            yield path


def shown_name(path: Path | str) -> str:
    """The path as words; bytes of a file name that are no UTF-8 become replacement marks."""
    return os.fsencode(path).decode("utf-8", errors="replace")


def why_not(error: OSError) -> str:
    """Why something could not be written, in a sentence; in the system's words where there is none for it."""
    reason = _WHY_NOT.get(error.errno or 0)
    return text(f"cli.not_written.{reason}") if reason else error.strerror or str(error)


def _walk(folder: Path) -> Iterator[Path]:
    for at, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not _hidden(Path(at, name))]
        yield from (Path(at, name) for name in files if not _hidden(Path(at, name)))


def _hidden(path: Path) -> bool:
    if path.name.startswith((".", "~$")) or path.name.lower() in _NOT_DOCUMENTS:
        return True
    attributes: int = getattr(path.lstat(), "st_file_attributes", 0)
    return bool(attributes & stat.FILE_ATTRIBUTE_HIDDEN)
