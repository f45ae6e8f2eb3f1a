"""What a document says, apart from where it stood and how well it was read: for comparing and for listing."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import msgspec

from jixiao.model.document import Document

_OF_READING = frozenset({"at", "schema", "file", "passages", "unread", "doubts", "notes"})


def content_of(document: Document) -> dict[str, Any]:
    """The document as plain values without places, passages and the ledger of reading; null and empty left out.

    Two documents of equal content say the same. Numbers compare as numbers: 20000.00 is 20000.
    """
    found = _content(msgspec.to_builtins(document, builtin_types=(Decimal,)))
    assert isinstance(found, dict)
    return found


def _content(value: Any) -> Any:
    if isinstance(value, dict):
        parts = {key: _content(part) for key, part in value.items() if key not in _OF_READING}
        return {key: part for key, part in parts.items() if part not in (None, "", {}, [])}
    if isinstance(value, (list, tuple)):
        return [_content(part) for part in value]
    return value


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every single value of a content with its path: `projects[0].funds.budget_yuan`."""
    if isinstance(value, dict):
        for key, part in value.items():
            yield from leaves(part, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        for number, part in enumerate(value):
            yield from leaves(part, f"{path}[{number}]")
    else:
        yield path, value
