"""Plain text: lines as they are, tables drawn so that a person and our reader see the same grid.

A contents list is left out, for a text has no pages that it could name. UTF-8 with a byte order mark, without which
older Windows programs take Chinese text for GBK; the lines end with LF.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from itertools import pairwise

from jixiao.documents.columns import columns
from jixiao.documents.writing.paper import Chart, Grid, Item, Line, Paper, Section
from jixiao.documents.writing.text_grid import drawn
from jixiao.documents.writing.text_words import clean

_UPRIGHT, _LYING = 96, 132
"""Columns of a line: those of A4 in the size of tables, and a little more where the sheet is upright."""

_BAR = re.compile(r"([|｜│┃])")


def text_of(paper: Paper) -> bytes:
    """The paper as plain text."""
    lines: list[str] = []
    for section in paper.sections:
        items = [item for item in section.items if isinstance(item, Line | Grid | Chart)]
        lines += [""] * bool(lines and items)
        for before, item in pairwise([None, *items]):
            if before is not None and item is not None and not _goes_on(before, item):
                lines.append("")
            lines += _lines(item, section)
    return codecs.BOM_UTF8 + "".join(f"{line}\n" for line in lines).encode()


def _goes_on(before: Item, item: Item) -> bool:
    """Whether no empty line stands between two items: body below its heading, the lines that belong to a table."""
    if isinstance(before, Line) and isinstance(item, Line):
        return item.style == before.style or (before.outline > 0 and not item.outline)
    if isinstance(before, Line):
        return before.style == "table_line"
    return isinstance(item, Line) and item.style == "note"


def _lines(item: Item | None, section: Section) -> Iterator[str]:
    width = _LYING if section.landscape else _UPRIGHT
    if isinstance(item, Grid):
        yield from drawn(item, width)
    elif isinstance(item, Chart):
        yield _plain(clean(item.alt).replace("\n", " "))
    elif isinstance(item, Line):
        *before, last = (_plain(line) for line in clean(item.text).split("\n"))
        if item.right:
            right = _plain(item.right)
            last += " " * max(width + 1 - columns(last) - columns(right), 2) + right
        yield from before
        yield last


def _plain(text: str) -> str:
    r"""The words as a line that no reader takes for a row of a table: bars escaped, tabs as blanks."""
    return _BAR.sub(r"\\\1", text.replace("\t", "    "))
