"""Text as HTML: escaping, and words with marks in them."""

from __future__ import annotations

import html
import unicodedata
from collections.abc import Sequence

import msgspec

Html = str
"""Text that is markup already."""

GRAVEST = ("error", "warning", "hint")


class Mark(msgspec.Struct, frozen=True):
    """A stretch of a text, from `start` up to `end`, that finding `number` of document `sheet` speaks of."""

    start: int
    end: int
    number: int
    level: str
    sheet: int


def escaped(text: str) -> Html:
    """The text as markup, without signs that a file of HTML may not hold."""
    kept = "".join(sign for sign in text if sign in "\n\t" or unicodedata.category(sign) not in ("Cc", "Cs"))
    return html.escape(kept)


def marked(text: str, marks: Sequence[Mark]) -> Html:
    """The text with its marks: overlapping ones share their stretch in the colour of the gravest.

    The number of each finding stands once, behind the end of its stretch.
    """
    edges = sorted({0, len(text), *(mark.start for mark in marks), *(mark.end for mark in marks)})
    parts = []
    for start, end in zip(edges, edges[1:], strict=False):
        inside = [mark for mark in marks if mark.start <= start and end <= mark.end]
        words = escaped(text[start:end]).replace("\n", "<br>")
        if inside:
            level = min((mark.level for mark in inside), key=GRAVEST.index)
            words = f'<mark class="{level}">{words}</mark>'
        parts.append(words + "".join(reference(mark) for mark in marks if mark.end == end))
    return "".join(parts)


def reference(mark: Mark) -> Html:
    """The number of a finding as a link to its card."""
    target = f"f{mark.sheet}-{mark.number}"
    return f'<a class="ref {mark.level}" href="#{target}" data-card="{target}">{mark.number}</a>'
