"""What old Word and Excel files (.doc, .xls) tell of themselves: their properties, and comments in Word.

Looks and hidden parts are not taken out of these formats: a paper that has to keep to a form is not kept in them.
"""

from __future__ import annotations

import io
import struct

import olefile

from jixiao.documents.blocks import FileKind
from jixiao.documents.doc_file import open_word
from jixiao.documents.limits import Limits
from jixiao.documents.traits import FileTraits, Marks, Properties
from jixiao.errors import UnreadableFile

_UTF_8 = 65_001
_BROKEN = (OSError, ValueError, IndexError, KeyError, TypeError, AttributeError, struct.error)


def traits(data: bytes, name: str, kind: FileKind, _: Limits) -> FileTraits:
    """What the streams of properties say; nothing where they are broken."""
    return FileTraits(
        kind=kind, properties=_properties(data), comments=_comments(data, name) if kind == "doc" else None
    )


def _properties(data: bytes) -> Properties | None:
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            found = ole.get_metadata()
            encoding = "utf-8" if found.codepage in (_UTF_8, _UTF_8 - 65_536) else "gb18030"
            names = {"title": "title", "author": "author", "last_saved_by": "last_author"}
            names |= {"company": "company", "manager": "manager"}
            told = {ours: _words(getattr(found, theirs), encoding) for theirs, ours in names.items()}
            return Properties(**told)
    except _BROKEN:
        return None


def _words(raw: object, encoding: str) -> str | None:
    words = raw.decode(encoding, "replace") if isinstance(raw, bytes) else str(raw or "")
    return words.replace("\0", "").strip() or None


def _comments(data: bytes, name: str) -> Marks | None:
    """The comments of a Word file, counted by the marks (U+0005) that begin them in their story."""
    try:
        word = open_word(data, name)
    except (UnreadableFile, *_BROKEN):
        return None
    positions = len(word.part(_COMMENT_MARKS)) - 4
    return Marks(count=max(positions, 0) // (4 + _COMMENT_SIZE))


_COMMENT_MARKS, _COMMENT_SIZE = 4, 30
"""PlcfandRef: where the comments are fixed ([MS-DOC] 2.8.2), 30 bytes each beside their positions."""
