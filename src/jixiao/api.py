"""What the outside may call: read documents into the model, give the schemas.

Functions take values and return values; nothing here prints, asks or remembers.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from jixiao.documents import read_blocks
from jixiao.documents.limits import DEFAULT, Limits
from jixiao.errors import UnreadableFile, UsageError
from jixiao.forms.assemble import assemble
from jixiao.forms.reader import read_draft
from jixiao.model import Document
from jixiao.model.schema import document_schema

SCHEMAS = ("read",)


def read_bytes(data: bytes, name: str, limits: Limits = DEFAULT) -> Document:
    """Read one file's content into the model.

    Args:
        data: the file's bytes; its kind is told by them.
        name: the file's name, for messages only.
        limits: bounds on size and depth.
    Raises:
        UnreadableFile: nothing at all could be read. Parts that could not are in the document's `unread`.
    """
    with _collector_at_rest():
        return assemble(read_draft(read_blocks(data, name, limits)))


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """No search for cycles meanwhile: reading makes next to none, and the search costs up to a third of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def read(path: Path | str, limits: Limits = DEFAULT) -> Document:
    """Read one file into the model.

    Raises:
        UnreadableFile: the file is missing, may not be opened, or cannot be read.
    """
    path = Path(path)
    try:
        with path.open("rb") as file:
            data = file.read(limits.file_bytes + 1)
    except FileNotFoundError:
        raise UnreadableFile(str(path), "missing") from None
    except OSError:
        raise UnreadableFile(str(path), "denied") from None
    return read_bytes(data, path.name, limits)


def schema(name: str = "read") -> dict[str, Any]:
    """The JSON Schema (2020-12) of what a command prints: `read`.

    Raises:
        UsageError: no such schema.
    """
    if name not in SCHEMAS:
        raise UsageError(name)
    return document_schema()
