"""What a workbook (.xlsx) tells of itself: properties, comments, and what of it is hidden.

Paper and fonts are left alone: a workbook is a table, and no rule on official papers speaks of it.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from jixiao.documents.blocks import FileKind
from jixiao.documents.docx_package import Package
from jixiao.documents.docx_xml import Scanner, attribute, number, small_part
from jixiao.documents.limits import Limits
from jixiao.documents.traits import MOST_PLACES, FileTraits, HiddenPart, Marks
from jixiao.documents.traits_docx import package_properties, told, tree
from jixiao.model.place import Place

_SPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
_CELLS = ("col", "row", "c", "v", "t")
_LAST_COLUMN = 16_384


class _Tab(msgspec.Struct, frozen=True):
    """A worksheet: number and name as the tabs show them, and its part."""

    number: int
    name: str
    hidden: bool
    part: str


def traits(data: bytes, name: str, kind: FileKind, limits: Limits) -> FileTraits:
    """Everything that the workbook's parts tell."""
    package = Package(data, name, limits)
    tabs = told(lambda: tuple(_tabs(package)))
    return FileTraits(
        kind=kind,
        properties=told(lambda: package_properties(package)),
        comments=None if tabs is None else told(lambda: _comments(package, tabs)),
        hidden=None if tabs is None else told(lambda: tuple(_hidden(package, tabs))[:MOST_PLACES]),
    )


def _tabs(package: Package) -> Iterator[_Tab]:
    main = package.main_part()
    links = package.links(main)
    for space in (_SPACE, _STRICT):
        for number_, (_, sheet) in enumerate(small_part(package.pieces(main), package.name, space, ("sheet",)), 1):
            link = links.get(attribute(sheet, b"id") or "")
            if link is not None and link.kind == "worksheet":
                hidden = (attribute(sheet, b"state") or "visible") != "visible"
                yield _Tab(number_, attribute(sheet, b"name") or "", hidden, link.target)


def _comments(package: Package, tabs: tuple[_Tab, ...]) -> Marks:
    """The comments of all sheets; a thread counts once, as its note of the old kind."""
    count, authors, places = 0, dict[str, None](), list[Place]()
    for tab in tabs:
        for link in package.links(tab.part).values():
            if link.kind != "comments" or link.external or link.target not in package:
                continue
            notes = tree(package, link.target)
            authors |= dict.fromkeys(author.text for author in notes.iter("{*}author") if author.text)
            for note in notes.iter("{*}comment"):
                count += 1
                words = "".join(note.itertext("{*}t"))
                row = int("".join(filter(str.isdigit, note.get("ref") or "")) or 0)
                places.append(Place(page=tab.number, line=row or None, quote=words[:200]))
    return Marks(count=count, authors=tuple(authors), at=tuple(places[:MOST_PLACES]))


def _hidden(package: Package, tabs: tuple[_Tab, ...]) -> Iterator[HiddenPart]:
    for tab in tabs:
        rows, columns, has_content = _hidden_in(package, tab.part)
        if tab.hidden:
            if has_content:
                yield HiddenPart(kind="sheet", name=tab.name, at=Place(page=tab.number, quote=tab.name))
            continue
        for row in rows:
            yield HiddenPart(kind="row", name=str(row), at=Place(page=tab.number, line=row))
        for column in columns:
            yield HiddenPart(kind="column", name=_letters(column), at=Place(page=tab.number))


def _hidden_in(package: Package, part: str) -> tuple[list[int], list[int], bool]:
    """Hidden rows and columns of a sheet that hold something, and whether the sheet holds anything."""
    scanner = Scanner({_SPACE: _CELLS, _STRICT: _CELLS})
    hidden: list[tuple[int, int]] = []
    rows, columns = dict[int, None](), set[int]()
    row, column, is_hidden = 0, 0, False
    for piece in package.pieces(part):
        for written, attributes, text in scanner.tags(piece):
            match scanner.names[written][1]:
                case "col":
                    if _is_hidden(attributes):
                        first, last = number(attributes, b"min") or 1, number(attributes, b"max") or _LAST_COLUMN
                        hidden.append((first, min(last, _LAST_COLUMN)))
                case "row":
                    row, column, is_hidden = number(attributes, b"r") or row + 1, 0, _is_hidden(attributes)
                case "c":
                    column = _column(attribute(attributes, b"r")) or column + 1
                case _ if text.strip():
                    columns.add(column)
                    if is_hidden:
                        rows[row] = None
    within = [column for column in sorted(columns) if any(first <= column <= last for first, last in hidden)]
    return list(rows), within, bool(columns)


def _is_hidden(attributes: bytes) -> bool:
    return attribute(attributes, b"hidden") in ("1", "true")


def _column(reference: str | None) -> int:
    number_ = 0
    for sign in reference or "":
        if not "A" <= sign <= "Z":
            break
        number_ = 26 * number_ + ord(sign) - 64
    return number_


def _letters(column: int) -> str:
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
