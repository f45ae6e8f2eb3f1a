"""Words as HTML markup: what would be read as markup is escaped, line breaks become elements.

Characters that no HTML file can hold (control characters) are left out.
"""

from __future__ import annotations

from jixiao.documents.writing.text_words import clean

_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_QUOTE = str.maketrans({'"': "&quot;"})


def plain(text: str) -> str:
    """The words as a text field holds them: escaped, line breaks kept as `\\n`.

    >>> plain("≤5%<b>\\r\\n")
    '≤5%&lt;b&gt;\\n'
    """
    return clean(text).translate(_ESCAPES)


def markup(text: str) -> str:
    """The words inside an element."""
    return plain(text).replace("\n", "<br>")


def attribute(text: str) -> str:
    """The words inside a quoted attribute, on one line."""
    return plain(text).replace("\n", " ").translate(_QUOTE)
