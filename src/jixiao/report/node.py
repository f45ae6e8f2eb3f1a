"""A tree of text and how it is drawn: guide lines, labels in a column, a value at the right edge, colours.

Knows nothing of documents.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec

from jixiao.report.width import clean, display_width, pad, wrap

Style = Literal["plain", "strong", "faint", "value", "bad", "doubtful"]

_CODES = {"strong": "1", "faint": "2", "value": "36", "bad": "31", "doubtful": "33"}
_WIDEST_LABEL = 20
_NARROWEST_TEXT = 20


class Node(msgspec.Struct, frozen=True, kw_only=True):
    """A branch.

    Attributes:
        text: the words; a long text goes on below its own beginning.
        label: what the words are; the labels of one level share a column.
        right: a short value that stands at the right edge of the last line.
        notes: further words below the text, each from a new line.
    """

    text: str = ""
    label: str = ""
    right: str = ""
    notes: tuple[str, ...] = ()
    children: tuple[Node, ...] = ()
    style: Style = "plain"


class Canvas(msgspec.Struct, frozen=True, kw_only=True):
    """The terminal to draw for: its columns, and whether it shows colours."""

    width: int = 80
    colour: bool = False

    def paint(self, text: str, style: Style) -> str:
        """The text in the colours of a style."""
        if not self.colour or style == "plain" or not text:
            return text
        return f"\x1b[{_CODES[style]}m{text}\x1b[0m"


def draw(nodes: Sequence[Node], canvas: Canvas, prefix: str = "") -> Iterator[str]:
    """The lines of some branches of one level and of all below them."""
    widths = [display_width(clean(node.label)) for node in nodes if node.label]
    column = max((width for width in widths if width <= _WIDEST_LABEL), default=0)
    for position, node in enumerate(nodes):
        last = position == len(nodes) - 1
        below = prefix + ("   " if last else "│  ")
        yield from _lines(node, canvas, prefix + ("└─ " if last else "├─ "), below, column)
        yield from draw(node.children, canvas, below)
        if node.children and not prefix and not last:
            yield canvas.paint("│", "faint")


def _lines(node: Node, canvas: Canvas, first: str, below: str, column: int) -> Iterator[str]:
    guide = below + ("│  " if node.children else "")
    label = pad(clean(node.label), column) + "  " if node.label else ""
    indent = "" if node.children else " " * display_width(label)
    right = clean(node.right)
    lines = wrap(clean(node.text), max(canvas.width - display_width(first + label), _NARROWEST_TEXT))
    for number, line in enumerate(lines):
        head, lead = (first, label) if number == 0 else (guide, indent)
        tail = ""
        if right and number == len(lines) - 1:
            gap = canvas.width - display_width(head + lead + line + right)
            tail = " " * gap if gap >= 2 else ""
        yield _line(
            canvas, (head, "faint"), (lead, "faint"), (line, node.style), (tail + right if tail else "", "value")
        )
    if right and not tail:
        gap = max(canvas.width - display_width(guide + right), 0)
        yield _line(canvas, (guide + " " * gap, "faint"), (right, "value"))
    for note in node.notes:
        for line in wrap(clean(note), max(canvas.width - display_width(guide + indent), _NARROWEST_TEXT)):
            yield _line(canvas, (guide + indent + line, "faint"))


def _line(canvas: Canvas, *pieces: tuple[str, Style]) -> str:
    filled = [(words, style) for words, style in pieces if words]
    if filled:
        filled[-1] = (filled[-1][0].rstrip(), filled[-1][1])
    return "".join(canvas.paint(words, style) for words, style in filled)
