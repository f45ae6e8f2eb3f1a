"""Word files (.docx, .docm, .dotx) to blocks: the parts of the file brought together.

Headers, footers and comments are parts that nothing here opens; of pictures it is only told that they are there.
"""

from __future__ import annotations

import functools
import posixpath
from collections.abc import Sequence

import msgspec

from jixiao.documents.blocks import Blocks
from jixiao.documents.docx_flow import numbered_tables
from jixiao.documents.docx_lists import Lists
from jixiao.documents.docx_package import Package
from jixiao.documents.docx_styles import Styles
from jixiao.documents.docx_walk import Walk
from jixiao.documents.docx_xml import pieces
from jixiao.documents.limits import DEFAULT, Limits
from jixiao.errors import DamagedFile
from jixiao.model.document import Unread
from jixiao.model.place import Place

_MOST_KEPT = 2**20


def read(data: bytes, name: str, limits: Limits = DEFAULT) -> Blocks:
    """The flat picture of a Word file.

    Raises:
        DamagedFile, ProtectedFile, LimitExceeded: as their docstrings say.
    """
    parts = _Parts(Package(data, name, limits))
    walk = Walk(name, limits, parts.styles, parts.number, parts.footnote)
    walk.run(parts.package.pieces(parts.main))
    items = tuple(numbered_tables(walk.body.items))
    unread = [*map(parts.named, walk.unread), *parts.unread]
    if walk.has_pictures and not items:
        unread.append(Unread(at=Place(), reason="scanned_page", text=""))
    return Blocks("docx", items, tuple(unread), walk.notes())


def _styles(markup: bytes) -> Styles:
    return Styles(pieces((markup,), "", DEFAULT), "")


_kept_styles = functools.lru_cache(maxsize=16)(_styles)
"""The files of an office share their template's style sheet, and that is often larger than what they say."""


class _Parts:
    """The main part's name and the parts beside it, each read when first needed.

    A broken one is reported as unread, and the text is read without it.
    """

    def __init__(self, package: Package) -> None:
        self.package = package
        self.main = package.main_part()
        self.unread: list[Unread] = []
        self._links = package.links(self.main)

    @functools.cached_property
    def styles(self) -> Styles:
        """The style sheet, empty where there is none."""
        try:
            markup = self.package.markup(self._beside("styles"))
            return _kept_styles(markup) if len(markup) <= _MOST_KEPT else _styles(markup)
        except DamagedFile:
            self._report("styles")
            return Styles((), self.package.name)

    @functools.cached_property
    def _lists(self) -> Lists:
        try:
            return Lists(self.package.pieces(self._beside("numbering")), self.package.name)
        except DamagedFile:
            self._report("numbering")
            return Lists((), self.package.name)

    @functools.cached_property
    def _footnotes(self) -> dict[str, dict[str, list[str]]]:
        found = {}
        for kind in ("footnote", "endnote"):
            walk = Walk(self.package.name, self.package.limits, self.styles, lambda *_: "", lambda *_: ())
            try:
                walk.run(self.package.pieces(self._beside(f"{kind}s")))
            except DamagedFile:
                self._report(f"{kind}s")
            found[kind] = walk.own_footnotes
        return found

    def number(self, key: str, level: int | None, style: str | None) -> str:
        """Count a paragraph of a list and give its number."""
        return self._lists.label(key, level, style)

    def footnote(self, kind: str, key: str) -> Sequence[str]:
        """The paragraphs of a note at the foot (`footnote`) or the end (`endnote`)."""
        return self._footnotes[kind].get(key, ())

    def named(self, unread: Unread) -> Unread:
        """An unread part under its name rather than its id."""
        link = self._links.get(unread.text)
        return unread if link is None else msgspec.structs.replace(unread, text=link.target)

    def _beside(self, kind: str) -> str:
        linked = [link.target for link in self._links.values() if link.kind == kind and not link.external]
        usual = posixpath.join(posixpath.dirname(self.main), f"{kind}.xml")
        return next((part for part in linked if part in self.package), usual)

    def _report(self, kind: str) -> None:
        part = self._beside(kind)
        if part in self.package:
            self.unread.append(Unread(at=Place(), reason="unreadable_part", text=part))
