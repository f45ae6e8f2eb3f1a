"""How many columns words take in a font of equal widths, as Chinese fonts have them.

A Chinese character takes two columns, and so do the signs that Latin and Chinese fonts share (“ ≥ ① ─).
"""

from __future__ import annotations

import functools
import unicodedata

_WIDE = "WFA"
_NO_WIDTH = frozenset(("Mn", "Me", "Cf", "Cc"))


@functools.lru_cache(maxsize=8192)
def width_of(character: str) -> int:
    """Columns of one character."""
    if unicodedata.category(character) in _NO_WIDTH:
        return 0
    return 2 if unicodedata.east_asian_width(character) in _WIDE else 1


def columns(text: str) -> int:
    """Columns that the text takes.

    >>> columns("绩效2025≥")
    10
    """
    return len(text) if text.isascii() else sum(map(width_of, text))
