"""Files into the model, and the model from its JSON.

Leaves checking and writing to the others."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from jixiao.documents import Blocks, read_blocks
from jixiao.documents.limits import DEFAULT, Limits
from jixiao.errors import UnreadableFile
from jixiao.forms.assemble import assemble
from jixiao.forms.reader import read_draft
from jixiao.model import Document, Place

# What checking and writing need is imported when something is checked or written: reading must not pay for it.
if TYPE_CHECKING:
    pass


def read_bytes(data: bytes, name: str, limits: Limits = DEFAULT) -> Document:
    """Read one file's content into the model.

    Args:
        data: the file's bytes; its kind is told by them.
        name: the file's name, for messages only.
        limits: bounds on size and depth.
    Raises:
        UnreadableFile: nothing at all could be read. Parts that could not are in the document's `unread`.
    """
    with collector_at_rest():
        return assemble(read_draft(read_blocks(data, name, limits)))


@contextmanager
def collector_at_rest() -> Iterator[None]:
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
    return read_bytes(bytes_of_file(path, limits), path.name, limits)


def bytes_of_file(path: Path, limits: Limits) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(limits.file_bytes + 1)
    except FileNotFoundError:
        raise UnreadableFile(str(path), "missing") from None
    except OSError:
        raise UnreadableFile(str(path), "folder" if path.is_dir() else "denied") from None


def load(data: bytes, name: str, limits: Limits = DEFAULT) -> Document:
    """A document from JSON as `read` prints it, or from any file that `read` reads.

    Raises:
        UnreadableFile: neither; or JSON that is no document.
    """
    from jixiao.model.load import document_of_json

    schema = schema_in(data)
    if schema is None:
        return read_bytes(data, name, limits)
    if schema.startswith("jixiao/") and schema != "jixiao/document/1":
        raise UnreadableFile(name, "other_schema", schema=schema)
    return document_of_json(data, name)


def schema_in(data: bytes) -> str | None:
    """What a JSON object calls itself, empty where it does not say; None for what is no JSON object."""
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] != b"{":
        return None
    try:
        return msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf"), type=dict[str, Any]).get("schema") or ""
    except (msgspec.DecodeError, UnicodeDecodeError):
        return ""


def load_file(path: Path, name: str, limits: Limits = DEFAULT) -> Document:
    """As `load`, from a file; `name` is for messages."""
    return load(bytes_of_file(path, limits), name, limits)


class TextLine(msgspec.Struct, frozen=True, kw_only=True):
    """A paragraph or cell of a file as it stands there: its place, counted from 1, and its words."""

    at: Place
    text: str


def read_beside(data: bytes, name: str, limits: Limits = DEFAULT) -> tuple[Document, tuple[TextLine, ...]]:
    """As `load`, with the file's own text, so that both can be shown beside each other; JSON has none.

    Raises:
        UnreadableFile: as `load`.
    """
    if schema_in(data) is not None:
        return load(data, name, limits), ()
    with collector_at_rest():
        blocks = read_blocks(data, name, limits)
        document = assemble(read_draft(blocks))
    return document, text_lines(blocks)


def text_lines(blocks: Blocks) -> tuple[TextLine, ...]:
    """The file's own text in its order, without empty lines."""
    from jixiao.documents.blocks import Paragraph

    lines: list[TextLine] = []
    for item in blocks.items:
        if isinstance(item, Paragraph):
            lines.append(TextLine(at=item.place(quote=""), text=item.text))
        else:
            lines += [TextLine(at=item.place(cell, quote=""), text=cell.text) for cell in item.cells]
    return tuple(line for line in lines if line.text.strip())
