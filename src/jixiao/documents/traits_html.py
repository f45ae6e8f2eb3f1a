"""What a web page tells of itself: its title and author. How it looks is left to the browser."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser

from jixiao.documents import encoding
from jixiao.documents.blocks import FileKind
from jixiao.documents.kind import is_mime
from jixiao.documents.limits import Limits
from jixiao.documents.traits import FileTraits, Properties

_HEAD = 1 << 18
"""Bytes in which the head of a page stands."""


def traits(data: bytes, _: str, kind: FileKind, __: Limits) -> FileTraits:
    """What stands in the page's head; a saved page in MIME dress does not tell."""
    if is_mime(data):
        return FileTraits(kind=kind)
    tree = LexborHTMLParser(encoding.decode(data[:_HEAD]))
    title = tree.css_first("head > title")
    author = tree.css_first("meta[name=author i]")
    return FileTraits(
        kind=kind,
        properties=Properties(
            title=(title.text().strip() or None) if title else None,
            author=((author.attributes.get("content") or "").strip() or None) if author else None,
        ),
    )
