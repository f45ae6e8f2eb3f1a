"""A grid as an HTML table, with inputs where it is to be filled in; the page round it is `html.py`'s.

The table needs only the classes of `html_style.py`, so a page of a server can hold it as it is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from jixiao.documents.writing.html_entry import entry_markup
from jixiao.documents.writing.html_style import column_class
from jixiao.documents.writing.html_text import anchored, attribute, link_markup, markup
from jixiao.documents.writing.paper import Box, Grid


def grid_markup(grid: Grid, editable: bool = False, label: str = "") -> str:
    """The grid as a table that scrolls by itself where the screen is narrow.

    Args:
        editable: every box with an entry becomes an input named after the entry's path.
        label: what the table is about, for screen readers.
    """
    about = f' aria-label="{attribute(label)}"' if label else ""
    columns = "".join(f'<col class="{column_class(width)}">' for width in grid.widths)
    return (
        f'<div class="scroll">\n<table{about}>\n<colgroup>{columns}</colgroup>\n'
        f"{''.join(_rows(grid, editable))}</table>\n</div>\n"
    )


def _rows(grid: Grid, editable: bool) -> Iterator[str]:
    by_row: defaultdict[int, list[Box]] = defaultdict(list)
    for box in grid.boxes:
        by_row[box.row].append(box)
    filled = _filled_rows(grid)
    head = _printed_head(grid)
    if head:
        yield "<thead>\n"
    for row in range(grid.height):
        if row == head:
            yield "</thead>\n<tbody>\n" if head else "<tbody>\n"
        cells = "".join(_cell(box, grid, row not in filled, editable) for box in by_row[row])
        yield f"<tr>{cells}</tr>\n"
    yield "</tbody>\n" if head < grid.height else "</thead>\n"


def _printed_head(grid: Grid) -> int:
    """Rows of the table's head that print repeats: HTML has a head at the very top only, and no cell reaches out."""
    first, last = grid.head
    reaches_out = any(box.row < last < box.row + box.rows for box in grid.boxes)
    return 0 if first or reaches_out else last


def _filled_rows(grid: Grid) -> set[int]:
    """Rows in which a value begins: a label there names its row, any other names the columns below it."""
    return {box.row for box in grid.boxes if box.role == "value"}


def _cell(box: Box, grid: Grid, names_columns: bool, editable: bool) -> str:
    spans = f' rowspan="{box.rows}"' * (box.rows > 1) + f' colspan="{box.columns}"' * (box.columns > 1)
    entry = box.entry if editable else None
    names = [box.align] * (box.align != "centre") + ["bare"] * (not box.frame) + ["missing"] * box.missing
    look = f' class="{" ".join(names + ["entry"] * (entry is not None))}"' if names or entry else ""
    if entry:
        share = sum(grid.widths[box.column : box.column + box.columns])
        return f"<td{look}{spans}>{entry_markup(entry, box, share)}</td>"
    if box.role == "label" and box.text:
        scope = "col" if names_columns else "row"
        return f'<th scope="{scope}"{look}{spans}>{_words(box)}</th>'
    return f"<td{look}{spans}>{_words(box)}</td>"


def _words(box: Box) -> str:
    words = markup(box.text)
    words = link_markup(words, box.link) if box.link else words
    return anchored(words, box.anchor) if box.anchor else words
