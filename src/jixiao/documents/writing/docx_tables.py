"""Grids as tables of WordprocessingML: merges, borders, heads. What a look means is left to the style sheet."""

from __future__ import annotations

import functools
import itertools

from jixiao.documents.writing.docx_links import Links
from jixiao.documents.writing.docx_markup import run, with_plain_ends
from jixiao.documents.writing.docx_sheets import text_width, twips
from jixiao.documents.writing.looks import looks, table_look
from jixiao.documents.writing.pages import Fit
from jixiao.documents.writing.paper import Box, Grid

_Slot = tuple[Box, bool, bool]
"""A box in one of its rows: whether it begins there, and whether it ends there."""

AFTER_GRID = '<w:p><w:pPr><w:pStyle w:val="table_end"/></w:pPr></w:p>'
BETWEEN_GRIDS = '<w:p><w:pPr><w:pStyle w:val="table_end"/><w:spacing w:before="120"/></w:pPr></w:p>'
_JOINT = '<w:p><w:pPr><w:pStyle w:val="table_end"/><w:keepNext/><w:rPr><w:vanish/></w:rPr></w:pPr></w:p>'
"""Between the two tables of a broken grid: hidden, so that they touch; as low as it can be where hiding is unknown."""

_JUSTIFIED = {"left": "", "centre": '<w:jc w:val="center"/>', "right": '<w:jc w:val="right"/>'}


def tables(grid: Grid, fit: Fit, links: Links, *, landscape: bool) -> str:
    """A grid as one table, or as two where its head, which Word repeats at the top of a table only, lies within."""
    first, last = grid.head
    rows = _rows(grid)
    width = text_width(landscape)
    if first < last and first and fit.broken:
        upper = _table(grid, rows[:first], fit, width, links, joined=not fit.parted)
        return upper + _JOINT + _table(grid, rows[first:], fit, width, links, above=first, heads=last - first)
    return _table(grid, rows, fit, width, links, heads=0 if first else last)


def _rows(grid: Grid) -> list[list[_Slot]]:
    rows: list[list[_Slot]] = [[] for _ in range(grid.height)]
    is_sorted = True
    for box in grid.boxes:
        if box.rows == 1:
            rows[box.row].append((box, True, True))
            continue
        is_sorted = False
        last = box.row + box.rows - 1
        for row in range(box.row, last + 1):
            rows[row].append((box, row == box.row, row == last))
    if not is_sorted:
        for slots in rows:
            slots.sort(key=lambda slot: slot[0].column)
    return rows


def _table(
    grid: Grid,
    rows: list[list[_Slot]],
    fit: Fit,
    width: int,
    links: Links,
    *,
    above: int = 0,
    heads: int = 0,
    joined: bool = False,
) -> str:
    """Rows as a table.

    Args:
        above: rows of the grid that stand before. heads: rows that every page repeats.
        joined: another table follows without a gap, and draws the line between them.
    """
    edges = [0, *(round(share * width) for share in itertools.accumulate(grid.widths))]
    columns = "".join(f'<w:gridCol w:w="{right - left}"/>' for left, right in itertools.pairwise(edges))
    look = _Borders(rows, joined) if joined or any(not box.frame for box in grid.boxes) else None
    height = twips(table_look(fit.close).row_height)
    margins = _CLOSE.format(twips(looks().table.close_padding_above)) if fit.close else ""
    begin = f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{height}" w:hRule="atLeast"/></w:trPr>'
    head = begin.replace("</w:trPr>", "<w:tblHeader/></w:trPr>")
    parts = [
        f'<w:tbl><w:tblPr><w:tblStyle w:val="form"/><w:tblW w:w="{edges[-1]}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/>{margins}<w:tblLook w:val="0000"/></w:tblPr><w:tblGrid>{columns}</w:tblGrid>'
    ]
    for number, slots in enumerate(rows):
        parts.append(head if number < heads else begin)
        keep = fit.kept[above + number]
        for box, begins, ends in slots:
            right = box.column + box.columns
            merge = "" if begins and ends else _START if begins else _GO_ON
            borders = look.of(number, box, begins, ends) if look else ""
            # A cell that reaches out of a repeated head keeps its words up there, where every page has room for them.
            stands = "top" if number < heads and box.row + box.rows > grid.head[1] else "center"
            parts.append(_cell(edges[right] - edges[box.column], box.columns, merge, borders, stands))
            parts.append(_words(box, keep, links) if begins else f"{_paragraph('value', 'left', keep)}</w:p></w:tc>")
        parts.append("</w:tr>")
    parts.append("</w:tbl>")
    return "".join(parts)


_CLOSE = '<w:tblCellMar><w:top w:w="{0}" w:type="dxa"/><w:bottom w:w="{0}" w:type="dxa"/></w:tblCellMar>'
_START, _GO_ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


@functools.lru_cache(maxsize=4096)
def _cell(width: int, columns: int, merge: str, borders: str, stands: str) -> str:
    span = f'<w:gridSpan w:val="{columns}"/>' if columns > 1 else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}{borders}<w:vAlign w:val="{stands}"/></w:tcPr>'
    )


def _words(box: Box, keep: bool, links: Links) -> str:
    """The paragraphs of a cell and its end."""
    begin = _paragraph("label" if box.role == "label" and box.frame else "value", box.align, keep)
    text = with_plain_ends(box.text)
    if box.link or box.anchor:
        words = links.linked(box.link, run(text, missing=box.missing, look="link" if box.link else ""))
        return f"{begin}{links.place(box.anchor, words)}</w:p></w:tc>"
    if "\n" not in text:
        return f"{begin}{run(text, missing=box.missing)}</w:p></w:tc>"
    lines = (f"{begin}{run(line, missing=box.missing)}</w:p>" for line in text.split("\n"))
    return f"{''.join(lines)}</w:tc>"


@functools.cache
def _paragraph(role: str, align: str, keep: bool) -> str:
    kept = "<w:keepNext/>" if keep else ""
    return f'<w:p><w:pPr><w:pStyle w:val="table_{role}"/>{kept}{_JUSTIFIED[align]}</w:pPr>'


class _Borders:
    """The borders of cells where they differ from the table's: round boxes without a frame, and at a joint.

    A cell's own border wins over the table's, so a box without a frame draws the lines of its framed neighbours.
    """

    def __init__(self, rows: list[list[_Slot]], joined: bool) -> None:
        self._framed = [[box.frame for box, _, _ in slots for _ in range(box.columns)] for slots in rows]
        self._joined = joined

    def of(self, row: int, box: Box, begins: bool, ends: bool) -> str:
        """The borders of a box in one row of the table."""
        is_joint = self._joined and row == len(self._framed) - 1
        if box.frame:
            return _BOTTOM_OPEN if is_joint else ""
        across = range(box.column, box.column + box.columns)
        return _open_cell(
            begins and self._any(row - 1, across),
            self._any(row, (box.column - 1,)),
            ends and not is_joint and self._any(row + 1, across),
            self._any(row, (box.column + box.columns,)),
        )

    def _any(self, row: int, columns: range | tuple[int, ...]) -> bool:
        if not 0 <= row < len(self._framed):
            return False
        framed = self._framed[row]
        return any(framed[column] for column in columns if 0 <= column < len(framed))


_BOTTOM_OPEN = '<w:tcBorders><w:bottom w:val="nil"/></w:tcBorders>'


@functools.cache
def _open_cell(top: bool, left: bool, bottom: bool, right: bool) -> str:
    line = f'"single" w:sz="{round(looks().table.line * 8)}" w:space="0" w:color="000000"'
    sides = (("top", top), ("left", left), ("bottom", bottom), ("right", right))
    drawn = "".join(f"<w:{side} w:val={line if is_drawn else chr(34) + 'nil' + chr(34)}/>" for side, is_drawn in sides)
    return f"<w:tcBorders>{drawn}</w:tcBorders>"
