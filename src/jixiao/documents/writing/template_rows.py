"""Copies of parts of a template, and the cells of repeated rows that become one.

A copy bears no name or number that may stand only once in a file: bookmarks, comments, ids.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from typing import NamedTuple

from jixiao.documents.writing.template_places import Element, Words, local, remove

MERGE = "合并"
"""The remark that asks for equal cells of a column to be one."""

_ONCE = ("bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "permStart", "permEnd")
_BEFORE_MERGE = ("cnfStyle", "tcW", "gridSpan", "hMerge")


class Joins(NamedTuple):
    """Cells of a row that is repeated, by number: `equal` become one where their words are equal; `labels` begin a
    merged cell and say nothing of the members, so that they go on through all copies.
    """

    equal: tuple[int, ...]
    labels: tuple[int, ...]


def bare_copy(element: Element) -> Element:
    """A copy that may stand beside the original."""
    copy = deepcopy(element)
    copy.tail = None
    for name in _ONCE:
        for each in [*copy.iter(f"{{*}}{name}")]:
            remove(each)
    for each in [*copy.iter("{*}commentReference")]:
        remove(each)
    for control in copy.iter("{*}sdtPr"):
        for number in control.findall("{*}id"):
            control.remove(number)
    for each in copy.iter("{*}p", "{*}tr"):
        for key in [key for key in each.attrib if str(key).endswith(("}paraId", "}textId"))]:
            del each.attrib[key]
    return copy


def line_copy(paragraph: Element) -> Element:
    """A copy of a paragraph for a line before it; a section that ends with the paragraph ends there only."""
    copy = bare_copy(paragraph)
    for section in copy.findall("{*}pPr/{*}sectPr"):
        remove(section)
    return copy


def joins_down(row: Element) -> Joins:
    """What is to be joined in the copies of a row."""
    equal, labels = [], []
    for number, cell in enumerate(_cells(row)):
        places = [each.place for paragraph in cell.iter("{*}p") for each in Words(paragraph).found]
        if any(MERGE in place.remarks for place in places):
            equal.append(number)
        elif not places and _merge_of(cell) == "restart":
            labels.append(number)
    return Joins(tuple(equal), tuple(labels))


def merge_down(rows: Sequence[tuple[Element, bool]], joins: Joins) -> None:
    """Join cells of copies of one row; a true beside a row says that another list of members begins there.

    Each column is joined within the cells of the columns before it. Empty cells stay apart.
    """
    cells = [_cells(row) for row, _ in rows]
    for number in joins.labels:
        for row in cells[1:]:
            _set_merge(row[number], "continue")
    breaks = {n for n, (_, opens) in enumerate(rows) if opens}
    for number in joins.equal:
        texts = ["".join(t.text or "" for t in row[number].iter("{*}t")) for row in cells]
        starts = [n for n, text in enumerate(texts) if n in breaks or not text or text != texts[n - 1]]
        for start, end in zip(starts, [*starts[1:], len(texts)], strict=True):
            if end - start > 1:
                _set_merge(cells[start][number], "restart")
                for row in cells[start + 1 : end]:
                    _set_merge(row[number], "continue")
                    _empty(row[number])
        breaks |= set(starts)


def _cells(row: Element) -> list[Element]:
    return [child for child in row if local(child) == "tc"]


def _merge_of(cell: Element) -> str | None:
    """`restart`, `continue`, or None where a cell is not merged down."""
    merge = cell.find("{*}tcPr/{*}vMerge")
    return None if merge is None else merge.get(in_space_of(cell, "val"), "continue")


def _set_merge(cell: Element, value: str) -> None:
    properties = cell.find("{*}tcPr")
    if properties is None:
        properties = cell.makeelement(in_space_of(cell, "tcPr"))
        cell.insert(0, properties)
    merge = properties.find("{*}vMerge")
    if merge is None:
        merge = properties.makeelement(in_space_of(cell, "vMerge"))
        properties.insert(sum(local(child) in _BEFORE_MERGE for child in properties), merge)
    merge.set(in_space_of(cell, "val"), value)


def _empty(cell: Element) -> None:
    """Leave one paragraph without words."""
    paragraphs = [child for child in cell if local(child) == "p"]
    for child in [child for child in cell if local(child) != "tcPr" and child is not paragraphs[0]]:
        cell.remove(child)
    emptied(paragraphs[0])


def emptied(paragraph: Element) -> None:
    """Take everything out of a paragraph but its properties."""
    for child in [child for child in paragraph if local(child) != "pPr"]:
        paragraph.remove(child)


def in_space_of(element: Element, name: str) -> str:
    """A name in the namespace of an element; Word's own has two, by age."""
    return f"{str(element.tag).rpartition('}')[0]}}}{name}"
