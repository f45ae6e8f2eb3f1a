"""Words as HTML markup: what would be read as markup is escaped, line breaks become elements.

Characters that no HTML file can hold (control characters) are left out.
"""

from __future__ import annotations

from collections.abc import Iterable

from jixiao.documents.writing.paper import Link
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


def linked(text: str, links: Iterable[Link]) -> str:
    """The words inside an element, some of which lead somewhere."""
    parts, at = [], 0
    for link in links:
        parts += [markup(text[at : link.start]), link_markup(markup(text[link.start : link.end]), link.to)]
        at = link.end
    return "".join((*parts, markup(text[at:])))


def link_markup(words: str, to: str) -> str:
    """Markup as a link; places in the paper are known by names that no other element of a page has."""
    target = f"#to-{to[1:]}" if to.startswith("#") else to
    return f'<a href="{attribute(target)}">{words}</a>'


def anchored(words: str, anchor: str) -> str:
    """Markup as a place that links lead to."""
    return f'<span id="to-{attribute(anchor)}">{words}</span>'
