"""What a Word file (.docx) tells of itself: the parts of the file brought together.

Text, tables and pages are walked by `traits_docx_text` and `traits_docx_pages`; how a run looks is resolved by
`traits_docx_looks`. A part that is broken leaves its facts null.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from typing import Any, TypeVar

from lxml import etree

from jixiao.documents.blocks import FileKind
from jixiao.documents.docx_package import Package
from jixiao.documents.limits import Limits
from jixiao.documents.traits import MOST_PLACES, FileTraits, Marks, Properties
from jixiao.documents.traits_docx_looks import StyleSheet, W, tree_of
from jixiao.documents.traits_docx_pages import Pages
from jixiao.documents.traits_docx_text import Text
from jixiao.errors import UnreadableFile

_LARGEST = 64 * 2**20
"""Bytes of a part of which a tree is still built: ten times that of a plan of 500 projects."""

_CORE = {"title": "title", "creator": "author", "lastModifiedBy": "last_author"}
_EXTENDED = {"Company": "company", "Manager": "manager"}
_Told = TypeVar("_Told")


def traits(data: bytes, name: str, kind: FileKind, limits: Limits) -> FileTraits:
    """Everything that the file's parts tell."""
    package = Package(data, name, limits)
    properties = told(lambda: package_properties(package))
    file = told(lambda: _File(package))
    if file is None:
        return FileTraits(kind=kind, properties=properties)
    text = file.text
    pages = Pages(file.part, file.sheet, text, file.settings)
    return FileTraits(
        kind=kind,
        properties=properties,
        sections=told(pages.sections),
        body=told(text.body),
        headlines=told(text.headlines),
        page_numbers=told(pages.page_numbers),
        tables=tuple(text.tables),
        fonts=tuple(sorted(text.fonts)),
        embedded_fonts=told(file.embedded_fonts),
        comments=told(file.comments),
        changes=text.changes.marks(),
        hidden=tuple(text.hidden[:MOST_PLACES]),
    )


def told(teller: Callable[[], _Told]) -> _Told | None:
    """What a part tells, null where it is broken: nobody reads a document for its file's properties."""
    try:
        return teller()
    # What elements in places where Word never puts them break in the walk through a tree, too.
    except (UnreadableFile, etree.LxmlError, ValueError, ArithmeticError, LookupError, AttributeError, TypeError):
        return None


def package_properties(package: Package) -> Properties:
    """The properties of an office package, whatever program wrote it."""
    found: dict[str, str] = {}
    for link in package.links("").values():
        wanted = {"core-properties": _CORE, "extended-properties": _EXTENDED}.get(link.kind)
        if wanted is None or link.external or link.target not in package:
            continue
        for element in tree(package, link.target):
            key = wanted.get(etree.QName(element).localname) if isinstance(element.tag, str) else None
            if key and (words := (element.text or "").strip()):
                found[key] = words
    return Properties(**found)


def tree(package: Package, part: str) -> Any:
    """The tree of a part; entities and what the part points at outside of itself are not followed.

    Raises:
        ValueError: too large. LxmlError: not well formed. DamagedFile, LimitExceeded: as `Package.markup` says.
    """
    markup = package.markup(part)
    if len(markup) > _LARGEST:
        raise ValueError(f"{part} is too large for a tree")
    return tree_of(markup)


class _File:
    """The main part and those beside it."""

    def __init__(self, package: Package) -> None:
        self._package = package
        main = package.main_part()
        self._links = package.links(main)
        self._folder = posixpath.dirname(main)
        self.settings = told(lambda: self._beside("settings"))
        theme = told(lambda: self._beside("theme"))
        self.sheet = StyleSheet(told(lambda: self._beside("styles")), theme)
        self.text = Text(tree(package, main), self.sheet)

    def part(self, link_id: str) -> Any:
        """The tree of a part that the main one points at, null where there is none."""
        link = self._links.get(link_id)
        return None if link is None or link.external else tree(self._package, link.target)

    def embedded_fonts(self) -> tuple[str, ...]:
        """The fonts that the file carries, wholly or in part."""
        table = self._beside("fontTable")
        carried = () if table is None else table.iter(W + "font")
        return tuple(
            font.get(W + "name") or ""
            for font in carried
            if any(etree.QName(child).localname.startswith("embed") for child in font)
        )

    def comments(self) -> Marks:
        """The comments, at the paragraphs that they are fixed to."""
        found = self._beside("comments")
        written = () if found is None else tuple(found.iter(W + "comment"))
        words = {comment.get(W + "id"): "".join(comment.itertext(W + "t")) for comment in written}
        places = self.text.comment_places
        return Marks(
            count=len(written),
            authors=tuple(dict.fromkeys(author for comment in written if (author := comment.get(W + "author")))),
            at=tuple(places[key] for key in words if key in places)[:MOST_PLACES],
        )

    def _beside(self, kind: str) -> Any:
        linked = (link.target for link in self._links.values() if link.kind == kind and not link.external)
        part = next((part for part in linked if part in self._package), posixpath.join(self._folder, f"{kind}.xml"))
        return tree(self._package, part) if part in self._package else None
