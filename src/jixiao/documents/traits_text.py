"""What a text file tells of itself: the marks that a conversion left in it, which reading takes out of the words.

Leaves every other trace of a conversion, which stands in the words, to whoever reads them.
"""

from __future__ import annotations

import re

from jixiao.documents import encoding
from jixiao.documents.blocks import FileKind
from jixiao.documents.limits import Limits
from jixiao.documents.text import BOOKMARK, LINE_END
from jixiao.documents.traits import MOST_PLACES, FileTraits, Marks
from jixiao.model.place import Place

_MARK = re.compile(BOOKMARK)
_SIGNS = tuple("[bookmark:".encode(name) for name in ("ascii", "utf-16-le", "utf-16-be"))
"""How the marks begin, in bytes: a file without them need not be decoded once more."""


def traits(data: bytes, _: str, kind: FileKind, __: Limits) -> FileTraits:
    """The marks with line and page, each quoted with the words of its line."""
    if not any(sign in data for sign in _SIGNS):
        return FileTraits(kind=kind, conversion_marks=Marks(count=0))
    text = encoding.decode(data)
    page = 1 if "\f" in text else None
    count = 0
    places: list[Place] = []
    for number, line in enumerate(LINE_END.split(text), 1):
        if page:
            page += line.count("\f")
        found = len(_MARK.findall(line)) if "[bookmark:" in line else 0
        count += found
        if found and len(places) < MOST_PLACES:
            places.append(Place(page=page, line=number, quote=line.strip()))
    return FileTraits(kind=kind, conversion_marks=Marks(count=count, at=tuple(places)))
