"""A document from its JSON, as `jixiao read --json` prints it or as a person writes it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from jixiao.errors import UnreadableFile
from jixiao.model.document import Document


def document_of_json(data: bytes, name: str) -> Document:
    """The document that a JSON text is; places may be left out.

    Args:
        name: the file's name, for messages only.
    Raises:
        UnreadableFile: no JSON, not of this shape, or with a key that no document has: it would be lost.
    """
    try:
        raw = msgspec.json.decode(data)
        document = msgspec.convert(raw, type=Document, strict=True)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise UnreadableFile(name, "no_model", why=str(error)) from None
    unknown = [*_unknown(raw, msgspec.to_builtins(document), "")]
    if unknown:
        raise UnreadableFile(name, "unknown_keys", keys="、".join(unknown[:10]), count=len(unknown))
    return document


def _unknown(given: Any, known: Any, path: str) -> Iterator[str]:
    """The paths of keys that were given and are not in the document made of them."""
    if isinstance(given, dict) and isinstance(known, dict):
        for key, value in given.items():
            if key not in known:
                yield f"{path}{key}"
            else:
                yield from _unknown(value, known[key], f"{path}{key}.")
    elif isinstance(given, list) and isinstance(known, (list, tuple)):
        for number, (value, other) in enumerate(zip(given, known, strict=False)):
            yield from _unknown(value, other, f"{path[:-1]}[{number}].")
