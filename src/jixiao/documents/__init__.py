"""Bytes to blocks: the kind of a file by its content, then the module of that kind.

What the words of a document mean is left to `jixiao.forms`.
"""

from __future__ import annotations

import importlib
from typing import cast

from jixiao.documents.blocks import Blocks, FileKind
from jixiao.documents.kind import kind_of
from jixiao.documents.limits import DEFAULT, Limits
from jixiao.errors import DamagedFile, LimitExceeded, UnreadableFile
from jixiao.language import text as message

__all__ = ["Blocks", "Limits", "kind_of", "read_blocks"]

# Imported when needed only: the start of the program must not pay for formats that a call never meets.
_READERS: dict[FileKind, str] = {
    "docx": "docx",
    "doc": "doc",
    "pdf": "pdf",
    "xlsx": "sheet",
    "xls": "sheet",
    "html": "html",
    "text": "text",
}


def read_blocks(data: bytes, name: str, limits: Limits = DEFAULT) -> Blocks:
    """The flat picture of a document.

    Args:
        name: the file's name, for messages only; the kind is told by the content.
    Raises:
        UnreadableFile: nothing else, whatever the bytes are.
    """
    if len(data) > limits.file_bytes:
        raise LimitExceeded(
            name,
            what=message("limits.file_bytes"),
            found=f"{len(data) / 2**20:.1f} MB",
            limit=f"{limits.file_bytes / 2**20:.1f} MB",
            setting="JIXIAO_MAX_FILE_MB",
        )
    try:
        reader = importlib.import_module(f"jixiao.documents.{_READERS[kind_of(data, name)]}")
        return cast(Blocks, reader.read(data, name, limits))
    except (UnreadableFile, ImportError, KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    # The one broad except of the core: bytes from outside may break any library in any way, out of memory and too
    # deep a recursion included, and one such file must not end the reading of the others. A panic of a library in
    # Rust derives from BaseException only.
    except BaseException as error:
        raise DamagedFile(name) from error
